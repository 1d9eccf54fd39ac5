"""Slots on the days when clocks change, for clients abroad and for psychologists abroad."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from models.calendar import Calendar, Interval, Rules, Slot, Unavailable, Window
from services.slots import free_slots, next_free, opening, slots_on, why_not

LONG_BEFORE = datetime(2025, 12, 1, tzinfo=UTC)
RULES = Rules(slot_step_minutes=30, notice_minutes=0, horizon_days=800)
ONE_DAY = timedelta(days=1)

# Where, the day of the change, and how 10:00 in Nairobi reads there the day before and that day.
CHANGES_ABROAD = [
    ("Europe/Berlin", "2026-03-29", "08:00", "09:00"),
    ("Europe/Berlin", "2026-10-25", "09:00", "08:00"),
    ("Europe/Berlin", "2027-03-28", "08:00", "09:00"),
    ("Europe/Berlin", "2027-10-31", "09:00", "08:00"),
    ("Europe/London", "2026-03-29", "07:00", "08:00"),
    ("Europe/London", "2026-10-25", "08:00", "07:00"),
    ("Europe/London", "2027-03-28", "07:00", "08:00"),
    ("Europe/London", "2027-10-31", "08:00", "07:00"),
    ("America/New_York", "2026-03-08", "02:00", "03:00"),
    ("America/New_York", "2026-11-01", "03:00", "02:00"),
    ("America/New_York", "2027-03-14", "02:00", "03:00"),
    ("America/New_York", "2027-11-07", "03:00", "02:00"),
    ("Australia/Sydney", "2026-04-05", "18:00", "17:00"),
    ("Australia/Sydney", "2026-10-04", "17:00", "18:00"),
    ("Australia/Sydney", "2027-04-04", "18:00", "17:00"),
    ("Australia/Sydney", "2027-10-03", "17:00", "18:00"),
]
SPRING = [("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2027-03-28")]
SPRING += [("Australia/Sydney", "2026-10-04"), ("Australia/Sydney", "2027-10-03")]
AUTUMN = [("Europe/Berlin", "2026-10-25"), ("Europe/Berlin", "2027-10-31")]
AUTUMN += [("Australia/Sydney", "2026-04-05"), ("Australia/Sydney", "2027-04-04")]


def daily(zone: str, *hours: str, step: int = 30) -> Calendar:
    """Hours such as "09:00-17:00", the same each day."""
    ends = [tuple(map(time.fromisoformat, each.split("-"))) for each in hours]
    windows = tuple(Window(day, *each) for day in range(7) for each in ends)
    return Calendar(ZoneInfo(zone), windows, rules=replace(RULES, slot_step_minutes=step))


def clocks(slots: list[Slot], zone: ZoneInfo) -> list[str]:
    return [slot.starts_at.astimezone(zone).strftime("%H:%M") for slot in slots]


def free_on(on: Calendar, day: date, minutes: int = 30) -> list[str]:
    return clocks(free_slots(on, day, day, minutes, LONG_BEFORE), on.timezone)


@pytest.mark.parametrize(("zone", "day", "before", "after"), CHANGES_ABROAD)
def test_x20_the_instant_stays_and_the_clients_clock_moves(
    zone: str, day: str, before: str, after: str
) -> None:
    nairobi, change = daily("Africa/Nairobi", "10:00-11:00"), date.fromisoformat(day)
    shown = {change - 2 * ONE_DAY: before, change - ONE_DAY: before, change: after}
    shown[change + ONE_DAY] = after
    for each, clock in shown.items():
        slots = free_slots(nairobi, each, each, 60, LONG_BEFORE)
        assert [slot.starts_at for slot in slots] == [datetime.combine(each, time(7), UTC)]
        assert [slot.ends_at for slot in slots] == [datetime.combine(each, time(8), UTC)]
        assert clocks(slots, ZoneInfo(zone)) == [clock]
        seen = slots[0].starts_at.astimezone(ZoneInfo(zone))
        assert why_not(nairobi, seen, 60, LONG_BEFORE) is None


@pytest.mark.parametrize(("zone", "day"), SPRING + AUTUMN)
def test_x21_working_hours_keep_their_wall_time(zone: str, day: str) -> None:
    on, change = daily(zone, "09:00-11:00"), date.fromisoformat(day)
    for ahead in range(-2, 3):
        assert free_on(on, change + ahead * ONE_DAY, 60) == ["09:00", "09:30", "10:00"]
    before, after = (
        next(iter(free_slots(on, each, each, 60, LONG_BEFORE))).starts_at
        for each in (change - ONE_DAY, change)
    )
    assert after - before == timedelta(hours=23 if (zone, day) in SPRING else 25)


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_x21_times_that_do_not_exist_are_skipped(zone: str, day: str) -> None:
    on, change = daily(zone, "01:00-04:30"), date.fromisoformat(day)
    assert free_on(on, change) == ["01:00", "01:30", "03:00", "03:30", "04:00"]
    usual = ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00"]
    assert free_on(on, change - ONE_DAY) == free_on(on, change + ONE_DAY) == usual
    late = free_slots(on, change, change, 60, LONG_BEFORE)[1]
    assert late.ends_at - late.starts_at == timedelta(hours=1)
    assert late.ends_at.astimezone(on.timezone).strftime("%H:%M") == "03:30"
    missing = datetime.combine(change, time(2, 15), on.timezone)  # means 03:15, between two steps
    assert why_not(on, missing, 30, LONG_BEFORE) is Unavailable.CLOSED


@pytest.mark.parametrize(("zone", "day"), AUTUMN)
def test_x21_times_that_come_twice_are_offered_once_the_first_time(zone: str, day: str) -> None:
    on, change = daily(zone, "01:00-04:00"), date.fromisoformat(day)
    usual = ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
    assert free_on(on, change) == usual
    (hours,) = opening(on, change)
    assert hours.ends_at - hours.starts_at == timedelta(hours=4)
    first = datetime.combine(change, time(2, 30), on.timezone)
    assert why_not(on, first, 30, LONG_BEFORE) is None
    assert why_not(on, first.replace(fold=1), 30, LONG_BEFORE) is Unavailable.CLOSED


@pytest.mark.parametrize(("zone", "day"), AUTUMN)
def test_x21_a_session_lasts_real_minutes_through_the_repeated_hour(zone: str, day: str) -> None:
    on, change = daily(zone, "01:00-03:00"), date.fromisoformat(day)
    assert free_on(on, change, 120) == ["01:00", "01:30", "02:00"]
    assert free_on(on, change - ONE_DAY, 120) == ["01:00"]
    slot = free_slots(on, change, change, 120, LONG_BEFORE)[-1]
    assert slot.ends_at == datetime.combine(change, time(3), on.timezone)
    assert slot.ends_at - slot.starts_at == timedelta(minutes=120)


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_x21_a_session_may_not_run_past_closing_in_real_time(zone: str, day: str) -> None:
    on, change = daily(zone, "01:00-04:00"), date.fromisoformat(day)
    assert free_on(on, change, 120) == ["01:00"]
    assert free_on(on, change - ONE_DAY, 120) == ["01:00", "01:30", "02:00"]


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_x21_hours_that_begin_or_end_in_the_gap(zone: str, day: str) -> None:
    change = date.fromisoformat(day)
    moment = datetime.combine(change, time(3), ZoneInfo(zone)).astimezone(UTC)
    hour = timedelta(hours=1)
    from_gap, to_gap = daily(zone, "02:30-04:00"), daily(zone, "01:00-02:30")
    assert opening(from_gap, change) == (Interval(moment, moment + hour),)
    assert opening(to_gap, change) == (Interval(moment - hour, moment),)
    assert opening(daily(zone, "02:10-02:50"), change) == ()
    assert free_on(daily(zone, "02:30-05:00", step=60), change, 60) == ["03:30"]
    around = daily(zone, "01:00-02:10", "02:40-04:00")
    assert opening(around, change) == (Interval(moment - hour, moment + hour),)
    assert free_on(around, change, 60) == ["01:00", "01:30"]


@pytest.mark.parametrize(("zone", "day"), AUTUMN)
def test_x21_hours_that_begin_or_end_in_the_repeated_hour(zone: str, day: str) -> None:
    change = date.fromisoformat(day)
    first = datetime.combine(change, time(2, 30), ZoneInfo(zone)).astimezone(UTC)
    hour = timedelta(hours=1)
    assert opening(daily(zone, "01:30-02:30"), change) == (Interval(first - hour, first),)
    assert opening(daily(zone, "02:30-03:30"), change) == (Interval(first, first + 2 * hour),)


@pytest.mark.parametrize(("zone", "day"), SPRING + AUTUMN)
def test_x21_slots_of_an_open_day_rise_and_never_repeat(zone: str, day: str) -> None:
    on, change = daily(zone, "00:00-00:00", step=15), date.fromisoformat(day)
    states = slots_on(on, change, 60, LONG_BEFORE)
    assert all(state.available for state in states)
    assert all(one.starts_at < other.starts_at for one, other in pairwise(states))
    shown = [state.starts_at.astimezone(on.timezone) for state in states]
    assert {each.date() for each in shown} == {change}
    assert (
        len({each.time() for each in shown}) == len(shown) == (92 if (zone, day) in SPRING else 96)
    )


def test_x21_a_gap_at_midnight_opens_the_day_at_one() -> None:
    cairo, change = daily("Africa/Cairo", "00:00-02:00", "22:00-00:00"), date(2026, 4, 24)
    assert free_on(cairo, change, 60)[:2] == ["01:00", "22:00"]
    assert free_on(cairo, change - ONE_DAY, 60)[-2:] == ["23:00", "23:30"]  # on into 01:00


def test_x21_a_session_of_a_day_runs_over_a_day_of_23_hours() -> None:
    berlin, before = daily("Europe/Berlin", "00:00-00:00"), date(2026, 3, 28)
    slot = free_slots(berlin, before, before, 24 * 60, LONG_BEFORE)[-1]
    end = slot.ends_at.astimezone(berlin.timezone)
    assert end.strftime("%Y-%m-%d %H:%M") == "2026-03-30 00:30"


def test_x21_half_an_hour_of_change() -> None:
    island = daily("Australia/Lord_Howe", "01:00-03:00")
    assert free_on(island, date(2026, 10, 4)) == ["01:00", "01:30", "02:30"]
    assert free_on(island, date(2026, 4, 5), 150) == ["01:00"]


def test_x21_today_and_the_horizon_are_the_psychologists() -> None:
    sydney = replace(daily("Australia/Sydney", "09:00-10:00"), rules=replace(RULES, horizon_days=0))
    now = datetime(2026, 10, 3, 20, tzinfo=UTC)  # the 4th, 07:00, in Sydney
    slot = next_free(sydney, 60, now)
    assert slot is not None
    assert slot.starts_at == datetime(2026, 10, 3, 22, tzinfo=UTC)
    assert next_free(sydney, 60, datetime(2026, 10, 3, 23, tzinfo=UTC)) is None
