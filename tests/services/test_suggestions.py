"""Times to show first (V4), the same once more (B1), and what else a client has then (X7)."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from models.database import count, row
from models.values import BookingStatus
from models.views import BookingView
from services import any_psychologist, booking_views, bookings, free_times, suggestions
from services.errors import NotYours
from services.free_times import OpenService, open_service
from services.local_days import bounds
from services.transaction import transaction
from tests.people import NOW, POLICY, Practice, hold, hours, person, psychologist, service
from tests.rows import book
from tests.services.test_any_psychologist import KIND

pytestmark = pytest.mark.usefixtures("db")

#: Brian works from 9 to 17 (Nairobi), in steps of half an hour.
OFFICE_HOURS = "UPDATE availability_windows SET start_time = '09:00', end_time = '17:00'"
TUESDAY = datetime(2026, 9, 15, tzinfo=UTC).date()


async def _opened(here: Practice) -> OpenService:
    await count(OFFICE_HOURS)
    await count("UPDATE psychologists SET slot_step_minutes = 30")
    return await open_service(here.psychologist, here.service, NOW)


async def _suggested(here: Practice, opened: OpenService) -> list[time]:
    starts = await suggestions.usual_starts(here.amina)
    span = bounds(TUESDAY, opened.calendar.timezone)
    slots = suggestions.suggested([opened], starts, NOW, *span)
    return list(free_times.by_clock([slot.starts_at for slot in slots], "Africa/Nairobi")[1])


async def test_v4_a_new_client_is_shown_the_times_without_gaps(here: Practice) -> None:
    assert await _suggested(here, await _opened(here)) == [time(9), time(16)]


async def test_v4_near_the_hour_that_the_client_chose_before(here: Practice) -> None:
    opened = await _opened(here)
    for at in (5 - 72, 5 - 48, 8 - 24):  # 14:00, 14:00 and 17:00 in Nairobi
        await book(here, at, "completed")
    assert await _suggested(here, opened) == [time(14), time(13, 30)]
    assert suggestions.usual_time([], opened) is None


async def test_v4_beside_another_session_rather_than_with_a_gap(here: Practice) -> None:
    """Of times as near to the usual hour the one that closes a gap."""
    await _opened(here)
    await book(here, 5 - 48, "completed")  # 14:00
    starts = datetime(2026, 9, 15, 11, 40, tzinfo=UTC)  # 14:40 to 15:30 on that Tuesday
    await book(here, 0, "confirmed", client_id=here.chidi, starts_at=starts, ends_at=starts
               + timedelta(minutes=50), occupied_from=starts,
               occupied_until=starts + timedelta(minutes=50))  # fmt: skip
    opened = await open_service(here.psychologist, here.service, NOW)
    assert (await _suggested(here, opened))[0] == time(13, 30)


async def test_v4_few_times_need_no_suggestion(here: Practice) -> None:
    opened = await _opened(here)
    await count("UPDATE availability_windows SET end_time = '11:00'")
    opened = await open_service(here.psychologist, here.service, NOW)
    assert await _suggested(here, opened) == []


async def test_v4_suggestions_of_several_are_free_with_one_of_them(here: Practice) -> None:
    await _opened(here)
    other = await psychologist(await person("Dana", 9), "dana", step=30)
    await service(other)
    opened = await any_psychologist.open_services(KIND, (), NOW)
    span = bounds(TUESDAY, opened[0].calendar.timezone)
    first = suggestions.suggested(opened, (), NOW, *span)
    assert len(first) == 2
    assert set(first) <= set(free_times.free(opened, NOW, *span))


async def _past(here: Practice, status: str = "completed") -> BookingView:
    """Tuesday 1 September at 10:00 in Nairobi."""
    starts = datetime(2026, 9, 1, 7, tzinfo=UTC)
    ends = starts + timedelta(minutes=50)
    made = await book(here, 0, status, starts_at=starts, ends_at=ends, occupied_from=starts,
                      occupied_until=ends)  # fmt: skip
    return await booking_views.view(made)


async def test_b1_again_offers_the_same_weekday_and_hour_first(here: Practice) -> None:
    await _opened(here)
    found = await suggestions.again((await _past(here)).public_id, here.amina, NOW)
    local = [slot.starts_at.astimezone(ZoneInfo("Africa/Nairobi"))
             for slot in found.slots]  # fmt: skip
    assert found.is_offered
    assert len(local) == suggestions.AGAIN
    assert local == sorted(local)
    assert {each.time() for each in local} == {time(10)}
    assert [each.date().isoformat() for each in local if each.isoweekday() == 2][:2] == [
        "2026-09-08", "2026-09-15"
    ]  # fmt: skip


async def test_b1_again_everything_offered_can_be_held(here: Practice) -> None:
    await _opened(here)
    found = await suggestions.again((await _past(here)).public_id, here.amina, NOW)
    for slot in found.slots:
        assert isinstance(await hold(here, here.amina, slot.starts_at), BookingView)


async def test_b1_again_a_declined_time_is_not_offered_again(here: Practice) -> None:
    await _opened(here)
    declined = await book(here, 25, "declined")
    public_id = (await booking_views.view(declined)).public_id
    found = await suggestions.again(public_id, here.amina, NOW)
    assert found.booking.status is BookingStatus.DECLINED
    assert hours(25) not in [slot.starts_at for slot in found.slots]


async def test_b1_again_says_what_has_ended(here: Practice) -> None:
    past = await _past(here)
    await service(here.psychologist)
    await count("UPDATE services SET is_active = false WHERE id = $1", here.service)
    found = await suggestions.again(past.public_id, here.amina, NOW)
    assert (found.card is not None, found.is_offered, found.slots) == (True, False, ())
    await count("UPDATE psychologists SET paused_at = $1", NOW)
    found = await suggestions.again(past.public_id, here.amina, NOW)
    assert (found.card, found.is_offered) == (None, False)


async def test_x63_again_is_the_clients_alone(here: Practice) -> None:
    past = await _past(here)
    for somebody, public_id in [(here.chidi, past.public_id), (here.brian, past.public_id),
                                (here.amina, uuid4())]:  # fmt: skip
        with pytest.raises(NotYours):
            await suggestions.again(public_id, somebody, NOW)


@pytest.mark.parametrize(
    ("status", "at", "warned"),
    [
        *((status, 48.5, True) for status in ("pending", "approved", "confirmed", "in_progress")),
        ("held", 47.5, True),
        *((status, 48.5, False) for status in ("cancelled", "declined", "expired", "completed")),
        ("confirmed", 48 + 50 / 60, False),
        ("confirmed", 48 - 50 / 60, False),
    ],
)
async def test_x7_what_the_client_has_at_that_time_is_known(
    here: Practice, status: str, at: float, warned: bool
) -> None:
    """With another psychologist, so nothing forbids it: the client is told and decides."""
    dana = await person("Dana", 9)
    profile = await psychologist(dana, "dana")
    there = Practice(here.amina, here.chidi, dana, profile, await service(profile))
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    other = await book(there, at, status)
    await book(there, 60, "confirmed", client_id=here.chidi)
    meanwhile = await booking_views.overlapping(held, NOW)
    assert [each.id for each in meanwhile] == ([other] if warned else [])
    if status == "held":
        assert await booking_views.overlapping(held, hours(1)) == ()


async def test_x7_the_warned_client_may_go_on(here: Practice) -> None:
    dana = await person("Dana", 9)
    profile = await psychologist(dana, "dana")
    there = Practice(here.amina, here.chidi, dana, profile, await service(profile))
    await book(there, 48, "confirmed")
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    async with transaction():
        assert await bookings.request(held.id, here.amina, POLICY, NOW) is not None
    assert await row("SELECT count(*) AS n FROM bookings") == {"n": 2}
