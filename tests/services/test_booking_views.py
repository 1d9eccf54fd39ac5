"""The lists of bookings: whose they are, in which order, page by page (B15)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.views import BookingView
from services import booking_views as lists
from services.booking_views import PAGE_SIZE, Page
from services.local_days import MOST_WEEKS
from tests.people import NOW, Practice, person, psychologist, service
from tests.rows import book

NAIROBI = "Africa/Nairobi"


async def made(here: Practice, *hours: float, status: str = "confirmed", **more: Any) -> list[int]:
    return [await book(here, at, status, **more) for at in hours]


def ids(page: Page) -> list[int]:
    return [booking.id for booking in page.bookings]


async def everything(read: Any) -> list[BookingView]:
    """All pages of a list, one after the other."""
    found: list[BookingView] = []
    for page in range(20):
        got = await read(page)
        found += got.bookings
        if not got.more:
            return found
    raise AssertionError("the list has no end")


async def test_b15_a_client_sees_what_is_ahead_soonest_first(here: Practice) -> None:
    later, sooner = await made(here, 72, 48)
    [running] = await made(here, -0.5, status="in_progress")
    await made(here, 30, status="held")
    await made(here, 96, status="cancelled")
    await made(here, 99, client_id=here.chidi)
    page = await lists.of_client(here.amina, NOW, past=False, page=0)
    assert ids(page) == [running, sooner, later]
    assert not page.more


async def test_b15_what_is_over_stays_in_the_history_latest_first(here: Practice) -> None:
    old, recent = await made(here, -72, -24, status="completed")
    [forgotten] = await made(here, -2)
    [cancelled] = await made(here, 96, status="cancelled")
    await made(here, 48)
    page = await lists.of_client(here.amina, NOW, past=True, page=0)
    assert ids(page) == [cancelled, forgotten, recent, old]
    assert ids(await lists.past_for(here.brian, NOW, 0)) == ids(page)


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 2 * PAGE_SIZE + 3])
async def test_each_booking_is_on_one_page_only(here: Practice, count: int) -> None:
    made_ids = await made(here, *(24.0 + n for n in range(count)))
    seen = await everything(lambda page: lists.of_client(here.amina, NOW, past=False, page=page))
    assert [booking.id for booking in seen] == made_ids


async def test_the_most_urgent_request_comes_first(here: Practice) -> None:
    due = NOW + timedelta(hours=1)
    [relaxed] = await made(here, 48, status="pending", answer_due_at=due + timedelta(hours=9))
    [urgent] = await made(here, 72, status="pending", answer_due_at=due)
    assert ids(await lists.pending_for(here.brian, 0)) == [urgent, relaxed]
    assert ids(await lists.pending_for(here.amina, 0)) == []


async def test_x22_today_is_the_readers_own_date(here: Practice) -> None:
    """NOW is Monday, 09:00 in Nairobi and 02:00 in New York."""
    [sunday_there] = await made(here, -3)
    [monday] = await made(here, 6)
    [tuesday_here] = await made(here, 15.5)
    await made(here, 3, status="cancelled")
    assert ids(await lists.today_for(here.brian, NAIROBI, NOW)) == [sunday_there, monday]
    new_york = await lists.today_for(here.brian, "America/New_York", NOW)
    assert ids(new_york) == [monday, tuesday_here]


async def test_a_week_runs_from_monday_to_sunday(here: Practice) -> None:
    monday = datetime(2026, 9, 6, 21, tzinfo=UTC)  # 00:00 in Nairobi
    first, last = (monday - NOW).total_seconds() / 3600, (monday - NOW).total_seconds() / 3600
    [before] = await made(here, first - 0.9)
    [begins] = await made(here, first)
    [ends] = await made(here, last + 7 * 24 - 1)
    [after] = await made(here, last + 7 * 24)
    assert ids(await lists.week_for(here.brian, NAIROBI, NOW, 0)) == [begins, ends]
    assert ids(await lists.week_for(here.brian, NAIROBI, NOW, -1)) == [before]
    assert ids(await lists.week_for(here.brian, NAIROBI, NOW, 1)) == [after]


@pytest.mark.parametrize("week", [MOST_WEEKS + 1, 10**9, -(10**9)])
async def test_a_week_far_away_is_empty_and_no_error(here: Practice, week: int) -> None:
    assert ids(await lists.week_for(here.brian, NAIROBI, NOW, week)) == []


async def test_x63_a_psychologist_sees_their_own_only_and_admins_everybodys(
    here: Practice,
) -> None:
    [mine] = await made(here, 2)
    colleague = await person("Wanjiku", 9)
    profile = await psychologist(colleague, "wanjiku")
    other = await service(profile)
    [theirs] = await made(here, 3, psychologist_id=profile, service_id=other)
    assert ids(await lists.today_for(here.brian, NAIROBI, NOW)) == [mine]
    assert ids(await lists.today_for(colleague, NAIROBI, NOW)) == [theirs]
    assert ids(await lists.all_today(NAIROBI, NOW, 0)) == [mine, theirs]
    assert ids(await lists.week_for(colleague, NAIROBI, NOW, 0)) == [theirs]
