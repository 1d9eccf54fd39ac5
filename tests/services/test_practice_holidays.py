"""The practice's closed days: Kenya's, and its own decisions (A3)."""

import asyncio
from datetime import date

import pytest

from models.database import rows
from services import practice_holidays as days
from services.transaction import transaction
from tests.people import NOW, Practice, practice
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")
TODAY = date(2026, 9, 7)
JAMHURI, STAFF = date(2026, 12, 12), date(2026, 12, 24)


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


async def coming() -> dict[date, tuple[str, bool, bool]]:
    found: dict[date, tuple[str, bool, bool]] = {}
    page, more = 0, True
    while more:
        some, more = await days.coming(TODAY, page)
        assert len(some) <= days.PAGE
        found |= {one.day: (one.name, one.is_closed, one.is_own) for one in some}
        page += 1
    return found


async def test_kenyas_holidays_of_the_coming_year_are_closed() -> None:
    found = await coming()
    assert found[JAMHURI] == ("Jamhuri Day", True, False)
    assert list(found) == sorted(found)
    assert min(found) >= TODAY
    assert date(2027, 6, 1) in found
    assert date(2026, 6, 1) not in found


async def test_open_that_day_and_closed_again(here: Practice) -> None:
    await days.open_up(JAMHURI, here.amina, TODAY)
    assert (await coming())[JAMHURI] == ("Jamhuri Day", False, False)
    await days.close(JAMHURI, "", here.amina, TODAY)
    assert (await coming())[JAMHURI] == ("Jamhuri Day", True, False)


async def test_a_day_of_the_practices_own_comes_and_goes(here: Practice) -> None:
    await days.close(STAFF, "Staff day", here.amina, TODAY)
    assert (await coming())[STAFF] == ("Staff day", True, True)
    await days.open_up(STAFF, here.amina, TODAY)
    assert STAFF not in await coming()
    assert not await rows("SELECT 1 FROM practice_holidays")


async def test_a_day_that_has_passed_is_refused(here: Practice) -> None:
    with pytest.raises(days.DayHasPassed):
        await days.close(date(2026, 9, 6), "Late", here.amina, TODAY)
    await days.close(TODAY, "Now", here.amina, TODAY)
    assert TODAY in await coming()


async def test_two_admins_at_once_leave_one_row(here: Practice) -> None:
    async def close(name: str, by: int) -> None:
        async with transaction():
            await days.close(STAFF, name, by, TODAY)

    await asyncio.gather(*(close(f"Day {n}", (here.amina, here.chidi)[n % 2]) for n in range(10)))
    assert len(await rows("SELECT 1 FROM practice_holidays")) == 1


async def test_x22_sessions_are_counted_on_the_practices_date(here: Practice) -> None:
    """21:30 UTC is the next day in Nairobi."""
    await book(here, 15.5, "confirmed")
    await book(here, 20, "cancelled", cancelled_at=NOW)
    assert await days.booked_on(date(2026, 9, 8), "Africa/Nairobi", NOW) == 1
    assert await days.booked_on(date(2026, 9, 7), "Africa/Nairobi", NOW) == 0
    assert await days.booked_on(date(2026, 9, 7), "UTC", NOW) == 1
