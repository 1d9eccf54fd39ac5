"""An .ics file made small before it is parsed: what says when, nothing of what or with whom."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from math import prod

from services.errors import UnreadableCalendar

#: All that decides which time an event takes.
_KEPT = frozenset(
    "UID SEQUENCE DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID TRANSP STATUS".split()
)
REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")
_BY_THE_MINUTE = re.compile(r"FREQ\s*=\s*(?:SECONDLY|MINUTELY)")
_BY_THE_HOUR = re.compile(r"FREQ\s*=\s*HOURLY")
_TIMES_OF_DAY = re.compile(r"BY(?:HOUR|MINUTE|SECOND)\s*=([\d\s,]*)")
#: More often nobody has an appointment, and a rule of one line would fill our memory.
MOST_A_DAY = 96
_FOLD = re.compile(rb"\r?\n[ \t]")
#: Other signs that Python takes for the end of a line may stand in what people write.
_LINE = re.compile(r"\r?\n")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_DAY = re.compile(r":(\d{8})(?:T|$)")
#: Our own sessions, put there by hand from our files: they are busy here already, or cancelled.
_OURS = "@smiling-steps"
#: No zone is further from UTC than this.
_ZONES = timedelta(days=2)
MOST_EVENTS = 20_000


def small(content: bytes, since: datetime, until: datetime) -> str:
    """The same calendar with time zones and with the events that may touch these instants.

    Raises UnreadableCalendar for what isn't a whole calendar, holds more than MOST_EVENTS of them,
    or repeats more often than appointments do.
    """
    text = _FOLD.sub(b"", content).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    lines = [line for line in _LINE.split(text) if line]
    ends = bool(lines) and lines[-1].strip().upper() == "END:VCALENDAR"
    if not ends or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise UnreadableCalendar("not_a_calendar")
    zones: list[str] = []
    events: list[list[str]] = []
    for kind, block in _components(lines[1:-1]):
        if kind == "VTIMEZONE":
            zones += block
        elif kind == "VEVENT" and (event := _event(block, since.date(), until.date())):
            events.append(event)
        if len(events) > MOST_EVENTS:
            raise UnreadableCalendar("too_many_events")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Smiling Steps//Reader//EN"]
    return "\r\n".join([*head, *zones, *chain.from_iterable(events), "END:VCALENDAR", ""])


def _components(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What stands directly in the calendar, with all that stands in it."""
    opened: list[str] = []
    block: list[str] = []
    for line in lines:
        word, _, name = line.partition(":")
        kind = name.strip().upper()
        if word.upper() == "BEGIN":
            opened.append(kind)
        if opened:
            block.append(line)
        if word.upper() == "END":
            if not opened or opened.pop() != kind:
                raise UnreadableCalendar("not_a_calendar")
            if not opened:
                yield kind, block
                block = []
    if opened:
        raise UnreadableCalendar("not_a_calendar")


def _event(block: list[str], since: date, until: date) -> list[str] | None:
    """None for an event that takes no time of ours."""
    properties = [(name, line) for name, line in _properties(block) if name in _KEPT]
    found = dict(properties)
    rules = (line.upper() for name, line in properties if name == "RRULE")
    if "DTSTART" not in found or found.get("UID", "").strip().lower().endswith(_OURS):
        return None
    if any(map(_too_often, rules)):
        raise UnreadableCalendar("repeats_too_often")
    if not any(name in found for name in REPEATS) and not _may_count(found, since, until):
        return None
    return ["BEGIN:VEVENT", *(line for _, line in properties), "END:VEVENT"]


def _too_often(rule: str) -> bool:
    if _BY_THE_MINUTE.search(rule):
        return True
    times: int = prod(told.count(",") + 1 for told in _TIMES_OF_DAY.findall(rule))
    every_hour = _BY_THE_HOUR.search(rule) and "BYHOUR" not in rule
    return times * (24 if every_hour else 1) > MOST_A_DAY


def _properties(block: list[str]) -> Iterator[tuple[str, str]]:
    """Those of the event itself: its alarms have times of their own."""
    depth = 0
    for line in block:
        name = match[0].upper() if (match := _NAME.match(line)) else ""
        depth += (name == "BEGIN") - (name == "END")
        if depth == 1:
            yield name, line


def _may_count(found: dict[str, str], since: date, until: date) -> bool:
    """Whether an event that happens once can take time in these dates, judged roughly."""
    free = found.get("TRANSP", ""), found.get("STATUS", "")
    if free[0].upper().endswith("TRANSPARENT") or free[1].upper().endswith("CANCELLED"):
        return False
    starts, ends = _day(found.get("DTSTART", "")), _day(found.get("DTEND", ""))
    if starts and starts > until + _ZONES:
        return False
    last = ends or (None if "DURATION" in found else starts)
    return last is None or last >= since - _ZONES


def _day(line: str) -> date | None:
    found = _DAY.search(line)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
