"""The times that an .ics file says are taken; CPU only, so call it in a thread (A7).

Repeating events keep the wall time of their own zone. A wall time that doesn't exist is read with
the offset from before the change, one that comes twice is the first, as RFC 5545 (3.3.5) has it.
"""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, use_zoneinfo
from recurring_ical_events import CalendarQuery

from services.errors import UnreadableCalendar
from services.ical_text import REPEATS, small

Range = tuple[datetime, datetime]

#: A series is expanded a month at a time, so that no more than this is ever in memory.
_PAGE = timedelta(days=31)
MOST_OCCURRENCES = 100_000
#: icalendar remembers the time zones that a file defines, by name, for all files to come: each file
#: must meet a library that remembers none, and one at a time.
_ONE_AT_A_TIME = threading.Lock()


class _Query(CalendarQuery):  # type: ignore[misc]
    """An event that makes no sense is left out; the others still count."""

    suppressed_errors = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


def busy_times(content: bytes, since: datetime, until: datetime, zone: ZoneInfo) -> list[Range]:
    """UTC instants between these two, in order and joined where they touch.

    `zone` is where dates and floating times are meant. Raises UnreadableCalendar.
    """
    less = small(content, since, until)
    with _ONE_AT_A_TIME:
        use_zoneinfo()  # type: ignore[no-untyped-call]
        try:
            calendar = Calendar.from_ical(less)
        except ValueError as error:
            raise UnreadableCalendar("not_a_calendar") from error
        taken = [_taken(event, zone) for event in _occurrences(calendar, since, until)]
    return _joined(
        [(max(t[0], since), min(t[1], until)) for t in taken if t and t[1] > since and t[0] < until]
    )


def _occurrences(calendar: Component, since: datetime, until: datetime) -> Iterator[Event]:
    """Each time that something takes place: what happens once costs little, a series more."""
    series: dict[str, list[Event]] = {}
    for event in calendar.subcomponents:
        if isinstance(event, Event):
            series.setdefault(str(event.get("UID", id(event))), []).append(event)
    count = 0
    for events in series.values():
        repeats = any(name in event for event in events for name in REPEATS)
        for event in _repeated(events, since, until) if repeats else events:
            count += 1
            if count > MOST_OCCURRENCES:
                raise UnreadableCalendar("too_many_events")
            yield event


def _repeated(events: list[Event], since: datetime, until: datetime) -> Iterator[Event]:
    alone = Calendar()
    alone.subcomponents = list(events)
    query = _Query(alone, skip_bad_series=True)
    start, last = since - timedelta(days=1), until + timedelta(days=1)
    while start < last:
        yield from query.between(start, start + _PAGE)
        start += _PAGE


def _taken(event: Event, zone: ZoneInfo) -> Range | None:
    """None for what doesn't block, takes no time, or can't be understood."""
    free = str(event.get("TRANSP", "")).upper(), str(event.get("STATUS", "")).upper()
    if free[0] == "TRANSPARENT" or free[1] == "CANCELLED":
        return None
    try:
        starts, ends = _instant(event.start, zone), _instant(event.end, zone)
        if ends <= starts and type(event.end) is type(event.start):
            ends = starts + (event.end - event.start)  # begins in the hour that a clock skips
    except (ValueError, TypeError, OverflowError):
        return None
    return (starts, ends) if starts < ends else None


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _joined(ranges: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
