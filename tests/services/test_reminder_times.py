"""When reminders are due (R1, R3, X32): zones, quiet hours, early starts, what was just booked."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import ReminderKind
from services.reminder_times import (
    BEFORE,
    DEFAULT_QUIET,
    Quiet,
    after_quiet,
    due,
)

DAY, HOURS, MINUTES = ReminderKind.DAY, ReminderKind.HOURS, ReminderKind.MINUTES
NAIROBI, BERLIN, NEW_YORK = "Africa/Nairobi", "Europe/Berlin", "America/New_York"
ZONES = (NAIROBI, BERLIN, NEW_YORK, "Australia/Sydney", "America/Los_Angeles", "UTC")


def at(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]


def shown(instant: datetime | None, zone: str) -> str | None:
    return f"{instant.astimezone(ZoneInfo(zone)):%d %H:%M}" if instant else None


def plan(starts_at: datetime, zone: str, *, booked: datetime | None = None) -> list[str | None]:
    """Day, hours and minutes before, by the clock on the wall."""
    known = booked or starts_at - timedelta(days=7)
    return [shown(due(starts_at, kind, DEFAULT_QUIET, zone, known), zone) for kind in ReminderKind]


@pytest.mark.parametrize("zone", [NAIROBI, BERLIN, NEW_YORK])
@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (16, 0, ["14 16:00", "15 14:00", "15 15:45"]),
        (7, 30, ["14 07:30", "15 07:00", "15 07:15"]),
        (7, 10, ["14 07:10", "15 07:00", "15 07:00"]),
        (7, 5, ["14 07:05", "14 20:45", "14 20:45"]),
        (6, 0, ["14 07:00", "14 20:45", "14 20:45"]),
        (23, 30, ["15 07:00", "15 20:45", "15 20:45"]),
        (0, 30, ["14 07:00", "14 20:45", "14 20:45"]),
    ],
)
def test_x32_quiet_hours_shift_and_drop_nothing(
    zone: str, hour: int, minute: int, said: list[str]
) -> None:
    assert plan(at(zone, 2026, 9, 15, hour, minute), zone) == said


@pytest.mark.parametrize(
    ("zone", "day"),
    [(BERLIN, (2026, 3, 29)), (BERLIN, (2026, 10, 25)),
     (NEW_YORK, (2026, 3, 8)), (NEW_YORK, (2026, 11, 1))],
)  # fmt: skip
def test_x32_over_a_change_of_the_clocks_quiet_hours_are_those_on_the_wall(
    zone: str, day: tuple[int, int, int]
) -> None:
    number = day[2]
    early = plan(at(zone, *day, 7, 30), zone)
    assert early[1:] == [f"{number:02} 07:00", f"{number:02} 07:15"]
    night = at(zone, *day, 6, 0)
    hours = due(night, HOURS, DEFAULT_QUIET, zone, night - timedelta(days=7))
    before = at(zone, *day, 0, 0) - timedelta(hours=3, minutes=15)
    assert hours == before


def test_x32_who_books_at_night_for_that_night_is_told_minutes_before() -> None:
    starts = at(NAIROBI, 2026, 9, 15, 2, 0)
    assert plan(starts, NAIROBI, booked=starts - timedelta(hours=3)) == [None, None, "15 01:45"]
    late = plan(at(NAIROBI, 2026, 9, 15, 6), NAIROBI, booked=at(NAIROBI, 2026, 9, 14, 20, 50))
    assert late == [None, "14 21:00", "14 21:00"]


def test_r3_booked_three_hours_ahead_there_is_no_word_of_tomorrow() -> None:
    starts = at(NAIROBI, 2026, 9, 15, 16)
    assert plan(starts, NAIROBI, booked=starts - timedelta(hours=3)) == [
        None, "15 14:00", "15 15:45",
    ]  # fmt: skip
    assert plan(starts, NAIROBI, booked=starts - timedelta(minutes=30)) == [None, None, "15 15:45"]
    assert plan(starts, NAIROBI, booked=starts - timedelta(minutes=5)) == [None, None, None]


def test_x31_what_is_late_waits_for_the_morning_if_it_can() -> None:
    night = at(NAIROBI, 2026, 9, 14, 23)
    for hour, waits in ((10, "15 07:00"), (7, None), (6, None)):
        later = after_quiet(night, at(NAIROBI, 2026, 9, 15, hour), DEFAULT_QUIET, NAIROBI)
        assert shown(later, NAIROBI) == waits
    noon = at(NAIROBI, 2026, 9, 14, 12)
    assert after_quiet(noon, noon + timedelta(hours=3), DEFAULT_QUIET, NAIROBI) is None


five_minutes = st.integers(0, 24 * 12 - 1)


def _quiet(since: int, long: int) -> Quiet:
    """From a wall time on, so many times five minutes."""
    ends = (since + long) % (24 * 12)
    return Quiet(time(since // 12, since % 12 * 5), time(ends // 12, ends % 12 * 5))


#: Half an hour of a day is left in any case.
quiets = st.builds(_quiet, five_minutes, st.integers(1, 23 * 12 + 6))
starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=UTC)
)


@given(
    starts, st.sampled_from(ZONES), st.none() | quiets, st.timedeltas(timedelta(), timedelta(90)),
    st.sampled_from(ReminderKind),
)  # fmt: skip
def test_x32_never_after_the_start_never_before_it_was_known_and_never_in_quiet_hours(
    starts_at: datetime, zone: str, quiet: Quiet | None, ahead: timedelta, kind: ReminderKind
) -> None:
    known = starts_at - ahead
    said = due(starts_at, kind, quiet, zone, known)
    natural = starts_at - BEFORE[kind]
    if said is None:
        around = quiet.around(natural, ZoneInfo(zone)) if quiet else None
        assert natural <= known or (around and around[0] <= known)
        return
    assert known < said < starts_at
    within = quiet.around(said, ZoneInfo(zone)) if quiet else None
    # Who arranges it in their quiet hours for those same hours is up for it. And who arranges it
    # in the minutes before them, or leaves no such minutes between them, is told as they begin.
    up_for_it = kind is MINUTES and said == natural
    assert within is None or within[0] == said or (up_for_it and within[0] <= known)


def test_quiet_hours_within_one_day_and_over_midnight() -> None:
    siesta, night = Quiet(time(13), time(15)), Quiet(time(22), time(6))
    zone = ZoneInfo(NAIROBI)
    for quiet, hour, is_quiet in (
        (siesta, 12, False), (siesta, 13, True), (siesta, 15, False),
        (night, 21, False), (night, 22, True), (night, 0, True), (night, 5, True),
        (night, 6, False),
    ):  # fmt: skip
        assert (quiet.around(at(NAIROBI, 2026, 9, 15, hour), zone) is not None) is is_quiet
