"""Opening hours: windows, exceptions and holidays of one date, and the steps counted in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.calendar import Calendar, DateException, Interval, Rules, Unavailable, Window
from services.slots import free_days, free_slots, opening, slots_on, why_not

NAIROBI = ZoneInfo("Africa/Nairobi")
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 1, 12)


def at(clock: str, day: date = MONDAY) -> datetime:
    """An instant by the wall clock of Nairobi."""
    return datetime.combine(day, time.fromisoformat(clock), NAIROBI).astimezone(UTC)


def window(opens: str, closes: str, day_of_week: int = 1) -> Window:
    return Window(day_of_week, time.fromisoformat(opens), time.fromisoformat(closes))


def calendar(*windows: Window, step: int = 30) -> Calendar:
    return Calendar(NAIROBI, windows, rules=Rules(step, notice_minutes=0, horizon_days=400))


def clock(moment: datetime) -> str:
    return moment.astimezone(NAIROBI).strftime("%H:%M")


def free_on(on: Calendar, minutes: int = 60, day: date = MONDAY) -> list[str]:
    return [clock(slot.starts_at) for slot in free_slots(on, day, day, minutes, LONG_BEFORE)]


def test_a1_windows_that_touch_or_overlap_are_one() -> None:
    touching = calendar(
        *(window("09:00", "11:00"), window("11:00", "12:00")),
        *(window("11:30", "12:45"), window("14:00", "00:00")),
    )
    assert opening(touching, MONDAY) == (
        Interval(at("09:00"), at("12:45")),
        Interval(at("14:00"), at("00:00", MONDAY + timedelta(days=1))),
    )
    assert opening(touching, MONDAY + timedelta(days=1)) == ()


def test_a1_steps_are_counted_from_each_opening() -> None:
    on = calendar(window("09:10", "11:00"), window("14:00", "15:30"))
    assert free_on(on, 45) == ["09:10", "09:40", "10:10", "14:00", "14:30"]
    listed = {clock(s.starts_at): s.reason for s in slots_on(on, MONDAY, 45, LONG_BEFORE)}
    assert listed["10:40"] is listed["15:00"] is Unavailable.CLOSED


def test_a1_weekdays_are_counted_from_sunday() -> None:
    sunday = date(2026, 1, 11)
    for number in range(7):
        days = free_days(
            *(calendar(window("09:00", "10:00", number)), sunday, sunday + timedelta(days=6)),
            *(60, LONG_BEFORE),
        )
        assert days == {sunday + timedelta(days=number): 1}


CLOSED_DAY = DateException(MONDAY, MONDAY, False, reason="Leave")
CLOSED_NOON = DateException(MONDAY, MONDAY, False, time(12), time(13), "Dentist")
OTHER_HOURS = DateException(MONDAY, MONDAY, True, time(18), time(20), "Evening")
OPEN_AS_USUAL = DateException(MONDAY, MONDAY, True)


@pytest.mark.parametrize(
    ("exceptions", "holiday", "free"),
    [
        ([], False, ["11:00", "12:00", "13:00"]),
        ([], True, []),
        ([CLOSED_DAY], False, []),
        ([CLOSED_NOON], False, ["11:00", "13:00"]),
        ([OTHER_HOURS], False, ["18:00", "19:00"]),
        ([OTHER_HOURS], True, ["18:00", "19:00"]),
        ([OPEN_AS_USUAL], True, ["11:00", "12:00", "13:00"]),
        ([OTHER_HOURS, CLOSED_DAY], False, []),
        ([CLOSED_DAY], True, []),
        ([OPEN_AS_USUAL, CLOSED_NOON], True, ["11:00", "13:00"]),
    ],
)
def test_a2_exceptions_and_holidays(
    exceptions: list[DateException], holiday: bool, free: list[str]
) -> None:
    on = replace(
        calendar(window("11:00", "14:00"), step=60),
        exceptions=tuple(exceptions),
        holidays=frozenset([MONDAY] if holiday else []),
    )
    assert free_on(on) == free
    if not free:
        assert why_not(on, at("11:00"), 60, LONG_BEFORE) is Unavailable.CLOSED


def test_a2_leave_covers_its_first_and_its_last_day() -> None:
    daily = calendar(*(window("09:00", "10:00", number) for number in range(7)))
    leave = DateException(MONDAY, MONDAY + timedelta(days=2), False)
    days = (MONDAY - timedelta(days=1), MONDAY + timedelta(days=3))
    assert [*free_days(replace(daily, exceptions=(leave,)), *days, 60, LONG_BEFORE)] == [*days]
