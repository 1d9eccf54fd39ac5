"""Outside calendars through the whole program, over real HTTP: given, read, broken, mended (A7)."""

from datetime import UTC, timedelta
from typing import Any

import pytest

from services import clock
from tests.ics import ics
from tests.town import Town
from tests.world.paying import settled
from tests.world.session_rows import everything_stored, hidden

QUARTER = 16 * 60


@pytest.fixture(autouse=True)
def _known(here: Town) -> None:
    assert here.program is not None


def busy_in(days: float, hours: float = 1) -> str:
    starts = clock.now() + timedelta(days=days)
    return (
        f"DTSTART:{starts.astimezone(UTC):%Y%m%dT%H%M%SZ}\n"
        f"DTEND:{starts + timedelta(hours=hours):%Y%m%dT%H%M%SZ}\nSUMMARY:Dentist"
    )


async def serve(here: Town, content: bytes, name: str = "brian") -> str:
    async with here.session.put(f"{here.url}/sim/calendars/{name}", data=content) as answer:
        return str((await answer.json())["url"])


async def give(here: Town, address: str) -> None:
    brian = here.phone("brian")
    await brian.send("/calendar")
    await brian.tap("^Add a calendar")
    await brian.send(address)


async def events(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT starts_at, ends_at FROM outside_events ORDER BY starts_at")


@pytest.mark.parametrize(("name", "words"), [("good", "I could read it"), ("none", "no calendar")])
async def test_x70_an_address_is_nowhere_in_the_open(here: Town, name: str, words: str) -> None:
    """Neither one that is kept, nor one that turned out to be none, nor one with a slip in it."""
    await serve(here, ics(busy_in(2)), "MARKED31c4-good")
    brian = here.phone("brian")
    await give(here, "htps://slip.example/MARKED31c4")
    await brian.expect("not an address that I can read")
    await brian.send(f"{here.url}/calendars/MARKED31c4-{name}.ics")
    await brian.expect(words)
    await settled(here)
    assert hidden(await everything_stored(here), "MARKED31c4")


async def test_an_address_is_read_at_once_and_answered_with_what_was_found(here: Town) -> None:
    url = await serve(here, ics(*(busy_in(day) for day in (2, 3, 4, 5)), busy_in(40)))
    await give(here, url)
    brian = here.phone("brian")
    await brian.expect("4 busy times in the next 30 days")
    stored = await events(here)
    assert len(stored) == 5
    calendar = (await here.sql("SELECT address, error, failures FROM outside_calendars"))[0]
    assert url.encode() not in calendar["address"]
