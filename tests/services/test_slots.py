"""Slots: overlap, buffers, notice, horizon, caps and midnight, each at its edge."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from models.calendar import (
    Busy,
    Calendar,
    DateException,
    Rules,
    Slot,
    Unavailable,
    Window,
)
from services.slots import (
    free_slots,
    nearest_free,
    occupied,
    slots_on,
    suggest,
    why_not,
)

NAIROBI = ZoneInfo("Africa/Nairobi")
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
ANYTIME = Rules(slot_step_minutes=30, notice_minutes=0, horizon_days=400)
MONDAY, TUESDAY = date(2026, 1, 12), date(2026, 1, 13)
NAIVE = datetime(2026, 1, 12, 10)


def at(clock: str, day: date = MONDAY) -> datetime:
    """An instant by the wall clock of Nairobi."""
    return datetime.combine(day, time.fromisoformat(clock), NAIROBI).astimezone(UTC)


def window(opens: str, closes: str, day_of_week: int = 1) -> Window:
    return Window(day_of_week, time.fromisoformat(opens), time.fromisoformat(closes))


def calendar(*windows: Window, **changes: Any) -> Calendar:
    return Calendar(
        NAIROBI, windows or (window("09:00", "17:00"),), rules=replace(ANYTIME, **changes)
    )


def book(before: Calendar, starts_at: datetime, minutes: int, kind: str = "booked") -> Calendar:
    start, end = occupied(starts_at, minutes, before.rules)
    taken = Busy(start, end, "held" if kind == "held" else "booked", uuid4(), starts_at)
    return replace(before, busy=(*before.busy, taken))


def clocks(slots: list[Slot]) -> list[str]:
    return [slot.starts_at.astimezone(NAIROBI).strftime("%H:%M") for slot in slots]


def free_on(on: Calendar, minutes: int = 60, day: date = MONDAY) -> list[str]:
    return clocks(free_slots(on, day, day, minutes, LONG_BEFORE))


# Overlap and buffers.


def test_x3_part_overlap_is_refused_and_touching_is_fine_without_buffers() -> None:
    on = book(calendar(), at("10:00"), 50)
    assert why_not(on, at("10:30"), 30, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("09:30"), 45, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("09:30"), 30, LONG_BEFORE) is None
    assert why_not(on, at("11:00"), 60, LONG_BEFORE) is None
    assert why_not(book(calendar(), at("10:00"), 60), at("11:00"), 60, LONG_BEFORE) is None


@pytest.mark.parametrize("side", ["buffer_before_minutes", "buffer_after_minutes"])
def test_x3_touching_is_refused_at_a_buffer_of_one_minute(side: str) -> None:
    on = book(calendar(**{side: 1}), at("10:00"), 60)
    assert why_not(on, at("11:00"), 60, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("09:00"), 60, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("11:30"), 60, LONG_BEFORE) is None
    assert why_not(on, at("09:00"), 59, LONG_BEFORE) is None


def test_x3_both_buffers_stand_between_two_sessions() -> None:
    on = book(
        calendar(buffer_before_minutes=5, buffer_after_minutes=10, slot_step_minutes=1),
        *(at("12:00"), 60),
    )
    assert why_not(on, at("13:14"), 60, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("13:15"), 60, LONG_BEFORE) is None
    assert why_not(on, at("10:46"), 60, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("10:45"), 60, LONG_BEFORE) is None


def test_a3_buffers_may_lie_outside_opening_hours() -> None:
    on = calendar(window("09:00", "10:00"), buffer_before_minutes=30, buffer_after_minutes=30)
    assert free_on(on, 60) == ["09:00"]
    assert occupied(at("09:00"), 60, on.rules) == (at("08:30"), at("10:30"))


def test_a4_a_short_range_inside_a_long_earlier_one_hides_nothing() -> None:
    on = book(book(calendar(), at("09:00"), 240), at("10:00"), 15)
    assert why_not(on, at("12:30"), 30, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("13:00"), 30, LONG_BEFORE) is None


def test_a4_a_booking_is_told_before_a_hold() -> None:
    on = book(calendar(), at("10:00"), 60, "held")
    assert why_not(on, at("10:00"), 60, LONG_BEFORE) is Unavailable.HELD
    assert why_not(book(on, at("10:30"), 60), at("10:00"), 60, LONG_BEFORE) is Unavailable.BOOKED


# Notice, horizon, caps.


@pytest.mark.parametrize("notice", [0, 60, 24 * 60])
def test_x24_exactly_the_notice_is_in_time_and_one_second_less_is_not(notice: int) -> None:
    on, start = calendar(notice_minutes=notice), at("10:00")
    limit = start - timedelta(minutes=notice)
    for late, reason in {
        timedelta(): None,
        timedelta(microseconds=1): Unavailable.TOO_SOON,
        timedelta(seconds=1): Unavailable.TOO_SOON,
        timedelta(seconds=-1): None,
    }.items():
        assert why_not(on, start, 60, limit + late) is reason
        listed = free_slots(on, MONDAY, MONDAY, 60, limit + late)
        assert ("10:00" in clocks(listed)) is (reason is None)


def test_x24_notice_counts_instants_across_a_change_of_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    on = replace(calendar(window("09:00", "17:00", 0), notice_minutes=24 * 60), timezone=berlin)
    start = datetime(2026, 3, 29, 10, tzinfo=berlin)
    assert why_not(on, start, 60, datetime(2026, 3, 28, 9, tzinfo=berlin)) is None
    too_late = datetime(2026, 3, 28, 9, 0, 1, tzinfo=berlin)
    assert why_not(on, start, 60, too_late) is Unavailable.TOO_SOON


def test_a3_the_horizon_includes_its_last_local_day() -> None:
    on = calendar(*(window("00:00", "00:00", number) for number in range(7)), horizon_days=2)
    now = at("23:30")  # still Monday in Nairobi, as it is in UTC
    last = MONDAY + timedelta(days=2)
    assert why_not(on, at("23:30", last), 30, now) is None
    assert why_not(on, at("00:00", last + timedelta(days=1)), 30, now) is Unavailable.TOO_FAR
    assert (
        why_not(on, at("00:00", last + timedelta(days=1)), 30, at("23:59")) is Unavailable.TOO_FAR
    )
    assert why_not(on, at("00:00", last + timedelta(days=1)), 30, at("00:00", TUESDAY)) is None
    states = slots_on(on, last + timedelta(days=1), 30, now)
    assert {state.reason for state in states} == {Unavailable.TOO_FAR}


def test_a3_caps_count_sessions_of_the_local_day_and_week() -> None:
    daily = calendar(
        *(window("00:00", "00:00", number) for number in range(7)), max_per_day=1, max_per_week=2
    )
    saturday, sunday = date(2026, 1, 17), date(2026, 1, 18)
    on = book(daily, at("01:00"), 60)  # Monday in Nairobi, Sunday in UTC
    assert why_not(on, at("12:00"), 60, LONG_BEFORE) is Unavailable.FULL
    assert why_not(on, at("12:00", MONDAY - timedelta(days=1)), 60, LONG_BEFORE) is None
    on = book(on, at("12:00", date(2026, 1, 13)), 60, "held")
    assert why_not(on, at("12:00", saturday), 60, LONG_BEFORE) is Unavailable.FULL
    assert why_not(on, at("12:00", sunday), 60, LONG_BEFORE) is None
    own = on.busy[-1].group_key
    assert why_not(on, at("12:00", saturday), 60, LONG_BEFORE, ignoring_group=own) is None


def test_a3_a_group_session_counts_once_and_an_outside_event_not_at_all() -> None:
    group, hour = uuid4(), timedelta(hours=1)
    seats = tuple(Busy(at("09:00"), at("10:00"), "booked", group, at("09:00")) for _ in range(5))
    outside = Busy(at("10:00"), at("11:00"), "booked", uuid4())
    on = replace(calendar(max_per_day=2), busy=(*seats, outside))
    assert why_not(on, at("11:00"), 60, LONG_BEFORE) is None
    assert why_not(on, at("10:00"), 60, LONG_BEFORE) is Unavailable.BOOKED
    assert why_not(on, at("09:00"), 60, LONG_BEFORE, ignoring_group=group) is None
    assert (
        why_not(book(on, at("11:00"), 60), at("11:00") + hour, 60, LONG_BEFORE) is Unavailable.FULL
    )


def test_a3_a_cap_of_none_is_no_cap_and_of_zero_closes() -> None:
    assert "09:00" in free_on(calendar(max_per_day=None))
    assert free_on(calendar(max_per_day=0)) == free_on(calendar(max_per_week=0)) == []


def test_s2_other_rules_let_a_psychologist_overrule_notice_and_steps() -> None:
    on = calendar(notice_minutes=24 * 60)
    assert why_not(on, at("10:10"), 60, at("10:00")) is Unavailable.CLOSED
    overruled = replace(on, rules=replace(on.rules, notice_minutes=0, slot_step_minutes=1))
    assert why_not(overruled, at("10:10"), 60, at("10:00")) is None
    assert why_not(overruled, at("10:10"), 60, at("10:11")) is Unavailable.TOO_SOON


# Midnight.


def test_x22_a_session_runs_over_midnight_only_where_both_days_are_open() -> None:
    evening = calendar(window("22:00", "00:00"))
    assert free_on(evening) == ["22:00", "22:30", "23:00"]
    night = calendar(window("22:00", "00:00"), window("00:00", "01:00", 2))
    assert free_on(night) == ["22:00", "22:30", "23:00", "23:30"]
    assert free_on(night, day=MONDAY + timedelta(days=1)) == ["00:00"]
    gap = calendar(window("22:00", "00:00"), window("00:30", "02:00", 2))
    assert free_on(gap) == ["22:00", "22:30", "23:00"]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("America/New_York", "2026-01-12 15:30"), ("Australia/Sydney", "2026-01-13 07:30")],
)
def test_x22_the_date_booked_is_the_psychologists_and_the_client_sees_their_own(
    zone: str, shown: str
) -> None:
    on = calendar(window("22:00", "00:00"), window("00:00", "02:00", 2))
    slot = free_slots(on, MONDAY, MONDAY, 60, LONG_BEFORE)[-1]
    assert slot.starts_at.astimezone(NAIROBI).isoformat() == "2026-01-12T23:30:00+03:00"
    assert slot.starts_at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == shown
    seen = slot.starts_at.astimezone(ZoneInfo(zone))
    assert why_not(on, seen, 60, LONG_BEFORE.astimezone(ZoneInfo(zone))) is None


# Nearest and suggested times.


def test_b2_the_nearest_free_times_look_both_ways_and_the_earlier_wins_a_tie() -> None:
    on = calendar(slot_step_minutes=60)
    near = nearest_free(on, at("10:00"), 60, LONG_BEFORE)
    assert clocks(near) == ["10:00", "09:00", "11:00"]
    assert clocks(nearest_free(book(on, at("10:00"), 60), at("10:00"), 60, LONG_BEFORE)) == [
        *("09:00", "11:00", "12:00")
    ]
    assert nearest_free(on, at("10:00"), 60, LONG_BEFORE, 0) == []


def test_v4_the_usual_hour_comes_first_and_gaps_are_avoided() -> None:
    on = book(calendar(slot_step_minutes=60), at("12:00"), 60)
    free = free_slots(on, MONDAY, MONDAY, 60, LONG_BEFORE)
    assert clocks(suggest(free, on, None)) == ["09:00", "11:00", "13:00"]
    assert clocks(suggest(free, on, time(15))) == ["15:00", "16:00", "14:00"]
    assert clocks(suggest(free, on, time(10, 30))) == ["11:00", "10:00", "09:00"]
    assert suggest(free, on, None, count=1) == free[:1]
    assert suggest([], on, time(9)) == []


def test_v4_the_clock_goes_round() -> None:
    on = calendar(window("00:00", "00:00"), slot_step_minutes=60)
    free = free_slots(on, MONDAY, MONDAY, 60, LONG_BEFORE)
    assert set(clocks(suggest(free, on, time(23, 50), count=2))) == {"23:00", "00:00"}


# Values refuse what makes no sense.


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Window(7, time(9), time(10)), id="weekday 7"),
        pytest.param(lambda: Window(1, time(22), time(6)), id="window over midnight"),
        pytest.param(lambda: Window(1, time(9), time(9)), id="empty window"),
        pytest.param(lambda: DateException(TUESDAY, MONDAY, False), id="dates backwards"),
        pytest.param(lambda: DateException(MONDAY, MONDAY, True, time(9)), id="half the hours"),
        pytest.param(lambda: DateException(MONDAY, MONDAY, True, time(10), time(9)), id="hours"),
        pytest.param(lambda: Rules(slot_step_minutes=0), id="no step"),
        pytest.param(lambda: Rules(notice_minutes=-1), id="negative notice"),
        pytest.param(lambda: Rules(max_per_week=-1), id="negative cap"),
        pytest.param(lambda: Busy(at("10:00"), at("10:00"), "booked", uuid4()), id="empty range"),
        pytest.param(lambda: Busy(NAIVE, at("10:00"), "booked", uuid4()), id="naive busy time"),
        pytest.param(lambda: why_not(calendar(), NAIVE, 60, LONG_BEFORE), id="naive start"),
        pytest.param(lambda: why_not(calendar(), at("10:00"), 60, NAIVE), id="naive now"),
        pytest.param(lambda: why_not(calendar(), at("10:00"), 0, LONG_BEFORE), id="no minutes"),
        pytest.param(lambda: slots_on(calendar(), MONDAY, 1441, LONG_BEFORE), id="over a day"),
    ],
)
def test_nonsense_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=" "):
        make()


def test_busy_time_is_kept_in_utc() -> None:
    local = datetime(2026, 1, 12, 10, tzinfo=NAIROBI)
    busy = Busy(local, local + timedelta(hours=1), "booked", uuid4(), local)
    assert busy.starts_at.tzinfo is busy.ends_at.tzinfo is UTC
    assert busy.session_starts_at == at("10:00")
