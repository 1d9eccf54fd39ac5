"""A practice that lacks nothing: the program runs in a process of its own, Grace has greeted it."""

from collections.abc import AsyncIterator

import pytest

from tests.town import HURRIED, Town, town


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """The world without the program."""
    async with town(database_url, **HURRIED) as found:
        yield found


@pytest.fixture
async def served(here: Town) -> Town:
    """And with it."""
    await here.start_process()
    await here.phone("grace").send("/start")
    await here.phone("grace").expect("Hello Grace")
    return here
