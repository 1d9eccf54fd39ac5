"""When a psychologist is open on one date: wall-clock hours turned into UTC instants.

Hours keep their wall time in the psychologist's zone. On the days when clocks change:
- A wall time that doesn't exist is never offered. Hours that would begin or end in the gap begin
  or end at the moment of the change.
- A wall time that comes twice means its first occurrence, as a start, an opening and a closing
  time; so each is offered once. Hours that go on past the repeated hour are open all through it.
- Minutes of a session are real ones.
When exceptions disagree, closing wins: nobody is promised time that somebody blocked.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar import MIDNIGHT, Calendar, Interval

ONE_DAY = timedelta(days=1)

Range = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Span:
    """Open hours of one date: by the wall clock (naive), and the instants these stand for."""

    opens: datetime
    closes: datetime
    starts_at: datetime
    ends_at: datetime


def opening(calendar: Calendar, day: date) -> tuple[Interval, ...]:
    """The open intervals of a local date, in order, none touching the next."""
    ranges = _joined((span.starts_at, span.ends_at) for span in spans(calendar, day))
    return tuple(Interval(start, end) for start, end in ranges)


def spans(calendar: Calendar, day: date) -> tuple[Span, ...]:
    """The open hours of a local date, joined where they touch on the wall clock."""
    zone = calendar.timezone
    found = (
        Span(opens, closes, first_instant(opens, zone), first_instant(closes, zone))
        for opens, closes in _wall_hours(calendar, day)
    )
    return tuple(span for span in found if span.starts_at < span.ends_at)


def starts(span: Span, zone: ZoneInfo, step: timedelta) -> list[datetime]:
    """Each instant in the span that is whole steps after it opens, by the wall clock."""
    length = span.closes - span.opens
    steps = range(-(-length // step))
    if span.ends_at - span.starts_at == length:  # one UTC offset all along
        return [span.starts_at + number * step for number in steps]
    walls = (span.opens + number * step for number in steps)
    return [first_instant(wall, zone) for wall in walls if _exists(wall, zone)]


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which clocks show this naive time; if none does, when they skip it."""
    if _exists(wall, zone):
        return wall.replace(tzinfo=zone).astimezone(UTC)
    before, after = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))

    def skipped(seconds: int) -> bool:
        clock = (before + timedelta(seconds=seconds)).astimezone(zone)
        return clock.replace(tzinfo=None) > wall

    gap = range(int((after - before).total_seconds()))
    return before + timedelta(seconds=bisect_left(gap, True, key=skipped))


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    # PEP 495: of a time in a gap, and only of such a one, fold=1 is the earlier instant.
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is None or second is None or first >= second


def _wall_hours(calendar: Calendar, day: date) -> list[Range]:
    told = [exception for exception in calendar.exceptions if exception.covers(day)]
    opened = [exception.hours for exception in told if exception.is_available]
    closed = [exception.hours for exception in told if not exception.is_available]
    if None in closed or (day in calendar.holidays and not opened):
        return []
    hours = [hours for hours in opened if hours] or _weekly(calendar, day)
    cut = [_on(day, *hours) for hours in closed if hours]
    return _without(_joined(_on(day, *each) for each in hours), cut)


def _weekly(calendar: Calendar, day: date) -> list[tuple[time, time]]:
    day_of_week = day.isoweekday() % 7
    windows = calendar.windows
    return [(each.start, each.end) for each in windows if each.day_of_week == day_of_week]


def _on(day: date, start: time, end: time) -> Range:
    last = day + ONE_DAY if end == MIDNIGHT else day
    return datetime.combine(day, start), datetime.combine(last, end)


def _joined(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without(ranges: list[Range], cut: list[Range]) -> list[Range]:
    for start, end in cut:
        pieces = (
            piece
            for opens, closes in ranges
            for piece in ((opens, min(closes, start)), (max(opens, end), closes))
        )
        ranges = [(opens, closes) for opens, closes in pieces if opens < closes]
    return ranges
