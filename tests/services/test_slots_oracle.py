"""Slots of random calendars against an oracle that walks minute by minute (X11)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.calendar import Busy, Calendar, DateException, Rules, Unavailable, Window
from services.slots import (
    free_days,
    free_slots,
    nearest_free,
    next_free,
    occupied,
    slots_on,
    why_not,
)

DAY = 24 * 60


@dataclass
class Case:
    calendar: Calendar
    day: date
    minutes: int
    now: datetime
    probes: list[int]


def _minutes(hours: tuple[time, time] | None) -> set[int]:
    if hours is None:
        return set(range(DAY))
    start, end = (each.hour * 60 + each.minute for each in hours)
    return set(range(start, end or DAY))


def _open_by_the_wall(on: Calendar, day: date) -> set[int]:
    covering = [e for e in on.exceptions if e.first <= day <= e.last]
    other = [_minutes(e.hours) for e in covering if e.is_available and e.hours]
    weekly = [
        _minutes((w.start, w.end)) for w in on.windows if (w.day_of_week - 1) % 7 == day.weekday()
    ]
    if not other and day in on.holidays and not any(e.is_available for e in covering):
        weekly = []
    shut = [_minutes(e.hours) for e in covering if not e.is_available]
    return set().union(*(other or weekly)).difference(*shut)


class Oracle:
    """Walks the day and the one after in UTC minutes, looking at the wall clock of each."""

    def __init__(self, case: Case) -> None:
        self.case, rules = case, case.calendar.rules
        first = datetime.combine(case.day - timedelta(days=1), time(12), UTC)
        self.origin = int(first.timestamp()) // 60
        walls = {
            case.day + timedelta(days=n): _open_by_the_wall(
                case.calendar, case.day + timedelta(days=n)
            )
            for n in range(-2, 4)
        }
        grid, run = set(), 0
        for minute in sorted(walls[case.day]):
            run = minute if minute - 1 not in walls[case.day] else run
            if (minute - run) % rules.slot_step_minutes == 0:
                grid.add(minute)
        self.open: set[int] = set()
        self.grid: list[int] = []
        for minute in range(self.origin, self.origin + 65 * 60):
            local = datetime.fromtimestamp(minute * 60, case.calendar.timezone)
            shown = local.hour * 60 + local.minute
            if local.fold:  # clocks were turned back: open if it was just before
                if minute - 1 in self.open:
                    self.open.add(minute)
                continue
            if shown in walls[local.date()]:
                self.open.add(minute)
            if local.date() == case.day and shown in grid:
                self.grid.append(minute)
        self.taken = {
            kind: set().union(*(self._span(b) for b in case.calendar.busy if b.kind == kind))
            for kind in ("booked", "held")
        }

    def _span(self, busy: Busy) -> set[int]:
        start, end = (int(each.timestamp()) // 60 for each in (busy.starts_at, busy.ends_at))
        return set(range(start, end))

    def reason(self, minute: int) -> Unavailable | None:
        case, rules = self.case, self.case.calendar.rules
        zone = case.calendar.timezone
        moment = datetime.fromtimestamp(minute * 60, UTC)
        day = moment.astimezone(zone).date()
        session = set(range(minute, minute + case.minutes))
        if minute not in self.grid or not session <= self.open:
            return Unavailable.CLOSED
        if moment.timestamp() - case.now.timestamp() < rules.notice_minutes * 60:
            return Unavailable.TOO_SOON
        if (day - case.now.astimezone(zone).date()).days > rules.horizon_days:
            return Unavailable.TOO_FAR
        with_buffers = range(
            minute - rules.buffer_before_minutes, minute + case.minutes + rules.buffer_after_minutes
        )
        for kind in (Unavailable.BOOKED, Unavailable.HELD):
            if not self.taken[kind.value].isdisjoint(with_buffers):
                return kind
        return Unavailable.FULL if self._full(day) else None

    def _full(self, day: date) -> bool:
        rules, zone = self.case.calendar.rules, self.case.calendar.timezone
        sessions = {
            (b.session_starts_at.astimezone(zone).date(), b.group_key)
            for b in self.case.calendar.busy
            if b.session_starts_at
        }
        same_day = sum(d == day for d, _ in sessions)
        same_week = sum(d.strftime("%Y %U") == day.strftime("%Y %U") for d, _ in sessions)
        return (rules.max_per_day is not None and same_day >= rules.max_per_day) or (
            rules.max_per_week is not None and same_week >= rules.max_per_week
        )


# Days on which clocks change somewhere below, ordinary days, and none at a turn of the year.
ZONES = [
    *("Africa/Nairobi", "Europe/Berlin", "Europe/London", "America/New_York", "Australia/Sydney"),
    *("Africa/Cairo", "Australia/Lord_Howe", "America/Havana"),
]
CHANGES = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"]
CHANGES += ["2026-04-24", "2026-10-29", "2027-03-28", "2027-10-31", "2027-04-04", "2027-10-03"]


@st.composite
def hours(draw: st.DrawFn) -> tuple[time, time]:
    start = draw(st.integers(0, DAY // 5 - 1)) * 5
    end = min(DAY, start + draw(st.integers(1, 150)) * 5)
    return time(start // 60, start % 60), time(end // 60 % 24, end % 60)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    near = draw(st.sampled_from(CHANGES) | st.just("2026-06-17"))
    day = date.fromisoformat(near) + timedelta(days=draw(st.sampled_from([0, 0, -1, 1])))
    weekday = day.isoweekday() % 7
    days_of_week = st.sampled_from([weekday, weekday, (weekday + 1) % 7, (weekday - 1) % 7])
    weekly = st.builds(lambda day_of_week, h: Window(day_of_week, *h), days_of_week, hours())
    windows = [Window(weekday, *draw(hours())), *draw(st.lists(weekly, max_size=4))]
    if draw(st.booleans()):
        windows += [Window(d, time(0), time(0)) for d in (weekday, (weekday + 1) % 7)]
    exceptions = st.builds(
        lambda ahead, length, is_available, h: DateException(
            day + timedelta(days=ahead), day + timedelta(days=ahead + length), is_available, *h
        ),
        *(st.integers(-2, 1), st.integers(0, 3), st.booleans(), hours() | st.just((None, None))),
    )
    rules = st.builds(
        Rules,
        slot_step_minutes=st.sampled_from([5, 15, 20, 30, 45, 60, 90]),
        buffer_before_minutes=st.sampled_from([0, 0, 1, 5, 15]),
        buffer_after_minutes=st.sampled_from([0, 0, 1, 10, 30]),
        notice_minutes=st.sampled_from([0, 0, 60, 1440, 1441]),
        horizon_days=st.sampled_from([10, 10, 1, 2, 0]),
        max_per_day=st.sampled_from([None, None, 1, 2, 3]),
        max_per_week=st.sampled_from([None, None, 1, 4, 6]),
    )
    midnight = datetime.combine(day, time(), UTC)
    busy = st.builds(
        lambda start, length, kind, group, counted: Busy(
            *(midnight + timedelta(minutes=start), midnight + timedelta(minutes=start + length)),
            *(kind, UUID(int=group)),
            midnight + timedelta(minutes=start) if counted else None,
        ),
        *(st.integers(-DAY, 2 * DAY), st.integers(1, 180), st.sampled_from(["booked", "held"])),
        *(st.integers(0, 9), st.booleans()),
    )
    return Case(
        Calendar(
            timezone=ZoneInfo(draw(st.sampled_from(ZONES))),
            windows=tuple(windows),
            exceptions=tuple(draw(st.lists(exceptions, max_size=2)) if draw(st.booleans()) else ()),
            holidays=frozenset([day] if draw(st.integers(0, 5)) == 5 else []),
            rules=draw(rules),
            busy=tuple(draw(st.lists(busy, max_size=8))),
        ),
        day=day,
        minutes=draw(st.sampled_from([15, 30, 45, 50, 60, 90, 240, 1440])),
        now=midnight
        - timedelta(draw(st.sampled_from([2, 2, 1, 0])), draw(st.integers(-40000, 40000))),
        probes=draw(st.lists(st.integers(0, 2 * DAY), max_size=4)),
    )


thorough = settings(
    max_examples=1000,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@thorough
@given(cases())
def test_x11_a_listed_slot_can_be_booked_and_no_other_can(case: Case) -> None:
    oracle = Oracle(case)
    asked = (case.minutes, case.now)

    def instant(minute: int) -> datetime:
        return datetime.fromtimestamp(minute * 60, UTC)

    states = {state.starts_at: state.reason for state in slots_on(case.calendar, case.day, *asked)}
    assert states == {instant(minute): oracle.reason(minute) for minute in oracle.grid}
    free = free_slots(case.calendar, case.day, case.day, *asked)
    assert [slot.starts_at for slot in free] == [
        start for start, reason in states.items() if not reason
    ]
    for start, reason in list(states.items())[:: len(states) // 12 + 1]:
        assert why_not(case.calendar, start, *asked) == reason
    for minute in case.probes:
        moment = instant(oracle.origin + minute)
        if moment.astimezone(case.calendar.timezone).date() == case.day:
            assert why_not(case.calendar, moment, *asked) == oracle.reason(oracle.origin + minute)
        assert why_not(case.calendar, moment + timedelta(seconds=1), *asked) is Unavailable.CLOSED


@settings(thorough, max_examples=200)
@given(cases())
def test_x11_a_booked_slot_is_gone_for_all_but_its_own_group(case: Case) -> None:
    asked = (case.minutes, case.now)
    for slot in free_slots(case.calendar, case.day, case.day, *asked)[:1]:
        own, taken = uuid4(), occupied(slot.starts_at, case.minutes, case.calendar.rules)
        booked = Busy(*taken, "booked", own, slot.starts_at)
        after = replace(case.calendar, busy=(*case.calendar.busy, booked))
        assert why_not(after, slot.starts_at, *asked) is Unavailable.BOOKED
        assert why_not(after, slot.starts_at, *asked, ignoring_group=own) is None
        assert slot in free_slots(after, case.day, case.day, *asked, ignoring_group=own)


@settings(thorough, max_examples=100)
@given(cases(), st.integers(-4 * DAY, 6 * DAY), st.integers(0, 5))
def test_nearest_next_and_days_agree_with_the_list(case: Case, ahead: int, count: int) -> None:
    asked, wide = (case.minutes, case.now), timedelta(days=15)
    around = (case.day - wide, case.day + wide)
    wanted = case.now + timedelta(minutes=ahead)
    every = free_slots(case.calendar, *around, *asked)
    nearest = sorted(every, key=lambda s: (abs(s.starts_at - wanted), s.starts_at))[:count]
    assert nearest_free(case.calendar, wanted, *asked, count) == nearest
    assert next_free(case.calendar, *asked) == (every[0] if every else None)
    days = [s.starts_at.astimezone(case.calendar.timezone).date() for s in every]
    counts = free_days(case.calendar, *around, *asked)
    assert counts == {day: days.count(day) for day in days}
