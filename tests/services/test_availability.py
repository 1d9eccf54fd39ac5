"""What a psychologist's calendar is read from: hours by purpose, holidays, other calendars."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from models.calendar import Unavailable
from models.database import count, row
from services import availability, directory, slots
from services.errors import NotOffered
from services.holds import Taken
from tests.months import free_month
from tests.people import NOW, Practice, hold, hours, service
from tests.rows import insert

DAY = timedelta(days=1)
CHRISTMAS, HEROES = date(2026, 12, 25), date(2026, 10, 20)


async def outside(here: Practice, starts: datetime, ends: datetime) -> None:
    calendar = await insert("outside_calendars", {
        "public_id": uuid4(), "psychologist_id": here.psychologist, "name": "x",
        "address": b"", "failures": 0, "due_at": NOW, "added_at": NOW, "good_at": NOW,
    })  # fmt: skip
    await insert("outside_events", {"calendar_id": calendar, "starts_at": starts, "ends_at": ends})


async def reason(here: Practice, at: datetime, minutes: int = 50) -> Unavailable | None:
    return slots.why_not(await availability.calendar(here.psychologist, NOW), at, minutes, NOW)


async def test_an_outside_event_takes_its_time_from_the_list_and_from_the_hold(
    here: Practice,
) -> None:
    await outside(here, hours(48), hours(50))
    assert await reason(here, hours(48)) is Unavailable.BOOKED
    assert await reason(here, hours(47.5)) is Unavailable.BOOKED
    assert await reason(here, hours(50)) is None
    taken = await hold(here, here.amina, hours(49))
    assert isinstance(taken, Taken)
    assert taken.reason is Unavailable.BOOKED
    assert taken.nearest
    day = hours(48).date()
    free, _ = await directory.free_times(here.psychologist, here.service, day, "UTC", NOW)
    assert all(not hours(47.2) < slot.starts_at < hours(50) for slot in free)


async def test_an_outside_event_is_no_session_to_the_caps(here: Practice) -> None:
    await count("UPDATE psychologists SET max_per_day = 1, max_per_week = 1")
    await outside(here, hours(48), hours(50))
    assert await reason(here, hours(51)) is None


async def test_an_event_before_now_or_beyond_the_horizon_costs_nothing(here: Practice) -> None:
    await outside(here, NOW - 30 * DAY, NOW - 29 * DAY)
    await outside(here, NOW + 300 * DAY, NOW + 301 * DAY)
    assert (await availability.calendar(here.psychologist, NOW)).busy == ()


async def test_an_event_across_the_horizon_counts_up_to_it(here: Practice) -> None:
    await outside(here, NOW + 59 * DAY, NOW + 90 * DAY)
    assert await reason(here, NOW + 60 * DAY - timedelta(hours=2)) is Unavailable.BOOKED


async def test_kenyas_holidays_as_the_practice_has_changed_them(here: Practice) -> None:
    for day, closed in ((CHRISTMAS, False), (date(2026, 10, 1), True)):
        await insert("practice_holidays", {
            "day": day, "name": "ours", "is_closed": closed, "made_by_id": here.brian,
        })  # fmt: skip
    closed_days = (await availability.calendar(here.psychologist, NOW)).holidays
    assert HEROES in closed_days
    assert date(2026, 10, 1) in closed_days
    assert CHRISTMAS not in closed_days
    assert await reason(here, datetime(2026, 10, 1, 9, tzinfo=UTC)) is Unavailable.CLOSED


async def test_a_horizon_over_new_year_knows_the_holidays_of_both_years(here: Practice) -> None:
    await count("UPDATE psychologists SET horizon_days = 400")
    late = datetime(2026, 12, 30, 22, tzinfo=UTC)
    closed_days = (await availability.calendar(here.psychologist, late)).holidays
    assert {date(2026, 12, 26), date(2027, 1, 1), date(2028, 1, 1)} <= closed_days


async def _emergency_hours(here: Practice) -> int:
    """Ordinary hours on Mondays only; for emergencies, each evening. The emergency's service."""
    await count("DELETE FROM availability_windows WHERE day_of_week <> 1")
    for day in range(7):
        await insert("availability_windows", {
            "psychologist_id": here.psychologist, "day_of_week": day, "start_time": "18:00",
            "end_time": "20:00", "is_active": True, "purpose": "emergency",
        })  # fmt: skip
    urgent = await service(here.psychologist)
    await count("UPDATE services SET purpose = 'emergency' WHERE id = $1", urgent)
    return urgent


async def test_s2_an_emergency_is_booked_in_its_own_hours_and_without_notice(
    here: Practice,
) -> None:
    urgent = await _emergency_hours(here)
    tonight = datetime(2026, 9, 7, 15, tzinfo=UTC)  # 18:00 in Nairobi, nine hours from now
    ordinary = await hold(here, here.amina, tonight)
    assert isinstance(ordinary, Taken)
    assert ordinary.reason is Unavailable.TOO_SOON
    tuesday = tonight + 3 * DAY
    assert await reason(here, tuesday) is Unavailable.CLOSED
    held = await hold(here, here.amina, tonight, service_id=urgent)
    assert not isinstance(held, Taken)
    morning = await hold(here, here.chidi, tuesday - timedelta(hours=9), service_id=urgent)
    assert isinstance(morning, Taken)
    assert morning.reason is Unavailable.CLOSED
    assert {slot.starts_at.hour for slot in morning.nearest} <= {15, 16}
    month = await free_month(here.psychologist, urgent, None, "Africa/Nairobi", NOW)
    assert date(2026, 9, 7) in month.free


async def test_s2_other_hours_of_a_date_are_ordinary_ones_and_closed_is_closed(
    here: Practice,
) -> None:
    await _emergency_hours(here)
    for day, available, opens in ((10, True, "08:00"), (11, False, None)):
        await insert("availability_exceptions", {
            "psychologist_id": here.psychologist, "first_date": date(2026, 9, day),
            "last_date": date(2026, 9, day), "is_available": available, "custom_start_time": opens,
            "custom_end_time": opens and "12:00", "reason": "",
        })  # fmt: skip
    urgent = await availability.calendar(here.psychologist, NOW, emergency=True)
    assert slots.why_not(urgent, datetime(2026, 9, 10, 7, tzinfo=UTC), 50, NOW) is not None
    assert slots.why_not(urgent, datetime(2026, 9, 10, 15, tzinfo=UTC), 50, NOW) is None
    assert slots.why_not(urgent, datetime(2026, 9, 11, 15, tzinfo=UTC), 50, NOW) is not None
    assert await reason(here, datetime(2026, 9, 10, 7, tzinfo=UTC)) is None


async def test_whoever_is_paused_takes_no_new_holds_and_is_not_shown(here: Practice) -> None:
    await count("UPDATE psychologists SET paused_at = $1", NOW)
    with pytest.raises(NotOffered):
        await hold(here, here.amina, hours(48))
    assert await directory.cards(NOW) == ()
    with pytest.raises(NotOffered):
        await free_month(here.psychologist, here.service, None, "UTC", NOW)


@pytest.mark.parametrize("emergency", [False, True])
async def test_it_is_one_query(
    here: Practice, monkeypatch: pytest.MonkeyPatch, emergency: bool
) -> None:
    asked = 0

    async def counting(query: str, *values: object) -> object:
        nonlocal asked
        asked += 1
        return await row(query, *values)

    monkeypatch.setattr("services.availability.row", counting)
    await availability.calendar(here.psychologist, NOW, emergency=emergency)
    assert asked == 1
