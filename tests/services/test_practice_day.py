"""Today across the practice, by the reader's own date (B15, X22)."""

import pytest

from services import booking_views
from tests.people import NOW, person, practice, psychologist, service
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")


async def test_b15_everybodys_sessions_page_by_page() -> None:
    here = await practice()
    profile = await psychologist(await person("Wanjiku", 9), "wanjiku")
    offer = await service(profile)
    for hour in range(4):
        await book(here, hour + 1, "confirmed")
        await book(here, hour + 1.5, "approved", psychologist_id=profile, service_id=offer)
    await book(here, 6, "cancelled", cancelled_at=NOW)
    await book(here, 7, "held")
    await book(here, 24, "confirmed")
    first, more = await booking_views.today_everywhere("Africa/Nairobi", NOW)
    second, last = await booking_views.today_everywhere("Africa/Nairobi", NOW, 1)
    assert (len(first), more, len(second), last) == (5, True, 3, False)
    assert {one.psychologist_name for one in first} == {"Brian", "Wanjiku"}
    assert [one.starts_at for one in first] == sorted(one.starts_at for one in first)


async def test_x22_today_is_the_readers_own() -> None:
    """NOW is 6:00 UTC: 16:00 in Sydney, whose day ends at 14:00 UTC, and 9:00 in Nairobi."""
    here = await practice()
    await book(here, 9, "confirmed")
    in_nairobi, _ = await booking_views.today_everywhere("Africa/Nairobi", NOW)
    in_sydney, _ = await booking_views.today_everywhere("Australia/Sydney", NOW)
    assert (len(in_nairobi), len(in_sydney)) == (1, 0)


async def test_what_a_psychologist_still_has_to_do() -> None:
    here = await practice()
    await book(here, 48, "confirmed")
    await book(here, 72, "pending", answer_due_at=NOW)
    await book(here, 96, "declined")
    await book(here, -48, "completed")
    ahead = await booking_views.ahead_of_psychologist(here.brian, NOW)
    assert [one.status for one in ahead] == ["confirmed", "pending"]
    assert await booking_views.ahead_of_psychologist(here.amina, NOW) == ()
