"""Typed hours and weekdays: "9-17", "09:00-12:30, 2-5pm", "mon-fri"; pure, and in plain English."""

import re
from dataclasses import dataclass

from models.hours import MIDNIGHT_AFTER, Hours, joined

TO = r"(?:-|to|till|until|til)"
CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\b\.?)?|noon\b|midnight\b)"
RANGE = re.compile(rf"({CLOCK})\s*{TO}\s*({CLOCK})", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s|,|;|&|\+|\band\b)*", re.IGNORECASE)
_FILLER = re.compile(r"^(?:add|from|open|work|between)\b\s*", re.IGNORECASE)
_DASHES = str.maketrans("–—−", "---")

WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_WEEKDAY = re.compile(
    r"\b(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur|r)?(?:days?)?\b", re.IGNORECASE
)
_SETS = {
    "weekdays": (1, 2, 3, 4, 5),
    "workdays": (1, 2, 3, 4, 5),
    "weekend": (6, 0),
    "weekends": (6, 0),
    "every day": (1, 2, 3, 4, 5, 6, 0),
    "all days": (1, 2, 3, 4, 5, 6, 0),
    "daily": (1, 2, 3, 4, 5, 6, 0),
    "all": (1, 2, 3, 4, 5, 6, 0),
}


@dataclass(frozen=True, slots=True)
class ReadHours:
    """Hours of a day, and those that run on over midnight into the next."""

    day: tuple[Hours, ...]
    next_day: tuple[Hours, ...] = ()


def plain(text: str) -> str:
    """One kind of dash and of space, none around: what every reader here begins with."""
    return " ".join(text.translate(_DASHES).split())


def read_hours(text: str) -> ReadHours | None:
    """Nothing but hours, one or several; None when it is anything else or no hours of a day."""
    rest = _FILLER.sub("", plain(text))
    found: list[tuple[int, int]] = []
    while rest:
        match = RANGE.match(rest)
        pair = clock_range(match[1], match[2]) if match else None
        if match is None or pair is None:
            return None
        found.append(pair)
        rest = rest[match.end() :]
        between = _BETWEEN.match(rest)
        rest = rest[between.end() :] if between else rest
    return split(found) if found else None


def split(pairs: list[tuple[int, int]]) -> ReadHours:
    """Hours that end before they start go on after midnight: two windows (A1)."""
    today, tomorrow = [], []
    for start, end in pairs:
        if start < end:
            today.append(Hours(start, end))
        else:
            today.append(Hours(start, MIDNIGHT_AFTER))
            if end:
                tomorrow.append(Hours(0, end))
    return ReadHours(joined(today), joined(tomorrow))


def clock_range(start: str, end: str) -> tuple[int, int] | None:
    """Two clock times in minutes; "2-4pm" is the afternoon, "9-1pm" begins before noon."""
    since, until = clock(start), clock(end)
    if since is None or until is None:
        return None
    said, half = _half(start), _half(end)
    if not said and half == "p" and since < 12 * 60 and since + 12 * 60 < until:
        since += 12 * 60
    since %= MIDNIGHT_AFTER
    return None if since == until else (since, until)


def clock(words: str) -> int | None:
    """Minutes since midnight; hours without a sign are the clock's own. None for no such time."""
    lower = words.strip().lower()
    if lower in {"noon", "midnight"}:
        return 12 * 60 if lower == "noon" else MIDNIGHT_AFTER
    match = _CLOCK.match(lower)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and not 1 <= hour <= 12:
        return None
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total <= MIDNIGHT_AFTER else None


def _half(words: str) -> str:
    match = _CLOCK.match(words.strip().lower())
    return (match[3] or "") if match else "x"


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """Weekdays alone, counted from Sunday = 0: "tue, wed", "mon-fri", "weekdays"."""
    words = plain(text).lower()
    if words in _SETS:
        return _SETS[words]
    names = [WEEKDAYS.index(match[1].lower()) for match in _WEEKDAY.finditer(words)]
    left = _WEEKDAY.sub(" ", words)
    if not names or not re.fullmatch(rf"(?:\s|,|&|\+|\band\b|{TO}|\bon\b)*", left):
        return None
    if len(names) == 2 and re.search(rf"\s{TO}\s|-", left):
        length = (names[1] - names[0]) % 7
        return tuple((names[0] + step) % 7 for step in range(length + 1))
    return tuple(dict.fromkeys(names))


def read_week(text: str) -> tuple[tuple[int, ...], str] | None:
    """Weekdays first and then something else: ("mon-fri", "9-17") as days and the rest."""
    words = plain(text)
    for place in range(len(words), 0, -1):
        if place < len(words) and words[place] != " ":
            continue
        days = read_weekdays(words[:place].rstrip(":,"))
        if days is not None:
            return days, words[place:].strip()
    return None
