"""The times that an .ics file says are taken; CPU only, so call it in a thread (A7).

Repeating events keep the wall time of their own zone. A wall time that doesn't exist is read with
the offset from before the change, one that comes twice is the first, as RFC 5545 (3.3.5) has it.
"""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, use_zoneinfo
from recurring_ical_events import CalendarQuery

from services.errors import UnreadableCalendar
from services.ical_text import REPEATS, small

Range = tuple[datetime, datetime]

#: Expanded a month at a time: a rule gives all its times within that at once.
_PAGE = timedelta(days=31)
MOST_OCCURRENCES = 100_000
#: What an event that makes no sense leads to: it is left out, the others still count.
_NONSENSE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
#: icalendar remembers the time zones that a file defines, by name, for all files to come: each file
#: must meet a library that remembers none, and one at a time.
_ONE_AT_A_TIME = threading.Lock()


class _Query(CalendarQuery):  # type: ignore[misc]
    suppressed_errors = _NONSENSE

    def each(self, start: datetime, stop: datetime) -> Iterator[Component]:
        """One after the other: a rule of one line can stand for more than the memory holds."""
        for series in self.series:
            with suppress(*_NONSENSE):
                for occurrence in series.between(start, stop):
                    yield occurrence.as_component(False)


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
        once, repeating = _parted(calendar)
        query = _Query(repeating, skip_bad_series=True)
        events = chain(once, _occurrences(query, since, until))
        taken = [_taken(event, zone) for event in events]
    return _joined(
        [(max(t[0], since), min(t[1], until)) for t in taken if t and t[1] > since and t[0] < until]
    )


def _parted(calendar: Component) -> tuple[list[Event], Calendar]:
    """Events that happen once, which cost little, and a calendar of all others."""
    events = [each for each in calendar.subcomponents if isinstance(each, Event)]
    known = {str(e.get("UID")) for e in events if any(name in e for name in REPEATS)}
    repeating = Calendar()
    repeating.subcomponents = [event for event in events if str(event.get("UID")) in known]
    return [event for event in events if str(event.get("UID")) not in known], repeating


def _occurrences(query: _Query, since: datetime, until: datetime) -> Iterator[Event]:
    count = 0
    start, last = since - timedelta(days=1), until + timedelta(days=1)
    while start < last:
        for event in query.each(start, start + _PAGE):
            count += 1
            if count > MOST_OCCURRENCES:
                raise UnreadableCalendar("too_many_events")
            if isinstance(event, Event):
                yield event
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
