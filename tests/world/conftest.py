"""A town for every test: unhurried as Telegram wants it, or as fast as it goes."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.town import HURRIED, Clients, Town, open_town
from tests.world.page_visit import HELD
from tests.world.paying import books_agree, settled


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """Telegram's limits are lifted, and ours with them."""
    async with open_town(database_url, **HURRIED) as town:
        yield town


@pytest.fixture
async def asked(database_url: str) -> AsyncIterator[Town]:
    """Amina is new; she has chosen a time, and a few questions come first."""
    async with open_town(database_url, Clients.NEW, **HURRIED) as town:
        await town.play(HELD)
        yield town


@pytest.fixture
async def strict_town(database_url: str) -> AsyncIterator[Town]:
    """Telegram's limits hold, and so do ours."""
    async with open_town(database_url) as town:
        yield town


@pytest.fixture
async def books(here: Town) -> AsyncIterator[None]:
    """After the test the money is where it belongs."""
    yield
    await settled(here)
    await books_agree(here)


@pytest.fixture
def log() -> Iterator[list[MutableMapping[str, Any]]]:
    """The program's own log lines as they were written, before any filter."""
    with capture_logs() as lines:
        yield lines
