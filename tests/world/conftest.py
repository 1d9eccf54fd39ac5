"""A town for every test: unhurried as Telegram wants it, or as fast as it goes."""

from collections.abc import AsyncIterator

import pytest

from tests.town import HURRIED, Town, open_town


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """Telegram's limits are lifted, and ours with them."""
    async with open_town(database_url, **HURRIED) as town:
        yield town


@pytest.fixture
async def strict_town(database_url: str) -> AsyncIterator[Town]:
    """Telegram's limits hold, and so do ours."""
    async with open_town(database_url) as town:
        yield town
