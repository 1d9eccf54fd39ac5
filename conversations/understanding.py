"""Typed words where a button was expected: names, dates and times of day, in our two languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from conversations.kiswahili.reading import in_english, in_part, lone_time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|noon)?\b")
_DIGITS = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_LONE = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\b(?![:.h]\d|\s*(?:am|pm|noon))")
_OR = re.compile(r"\b(?:au|ama)\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DAY_MONTH = re.compile(r"(?<!\d:)\b(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\b")
_MONTH_DAY = re.compile(r"\b([a-z]{3})[a-z]*\s+(\d{1,2})(?:st|nd|rd|th)?\b")
_WORD = re.compile(r"[\w']+")
#: What people write around their age; anything else could turn it into something different.
_OF_AGES = frozenset(
    "i am i'm my age is years year yrs yr old nina niko miaka mwaka umri wangu ni mimi".split()
)
OF_AGE = 18
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")


def pick(said: str, choices: Sequence[str]) -> int | None:
    """The one choice that is meant, by its number or by part of its words; None when in doubt."""
    words = said.strip().casefold()
    if words.isdecimal() and 1 <= int(words) <= len(choices):
        return int(words) - 1
    hits = [index for index, choice in enumerate(choices) if words and words in choice.casefold()]
    return hits[0] if len(hits) == 1 else None


def read_number(value: str) -> int | None:
    """A whole number as our buttons carry it; None for what would fit into no column."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= 10 else None


def read_age(said: str) -> int | None:
    """Years, as people write them: “17”, “I am 34”, “nina miaka 17”; None where more is said."""
    words = _WORD.findall(said.casefold().replace("’", "'"))
    years = [word for word in words if word.isdecimal()]
    if len(years) != 1 or not set(words) - set(years) <= _OF_AGES:
        return None
    return read_number(years[0])


def read_id(value: str) -> UUID | None:
    """A public id as our buttons carry it."""
    try:
        return UUID(hex=value.strip())
    except ValueError:
        return None


def one_line(said: str, longest: int) -> str:
    """What was typed as one line, cut to so many characters."""
    return " ".join(said.split())[:longest]


def read_date(value: str) -> date | None:
    """A date as our buttons carry it, of a year that a calendar can show."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


@dataclass(frozen=True, slots=True)
class Heard:
    """A date and a time, each if it was said.

    `asked`: what the time can mean where that isn't sure, likely ones first; no `clock` then (X25).
    """

    day: date | None = None
    clock: time | None = None
    asked: tuple[time, ...] = ()

    @property
    def again(self) -> str | None:
        """The time in words that are heard as the same once more, for a later step."""
        if self.asked:
            return "au " + " au ".join(f"{each:%H:%M}" for each in self.asked)
        return f"{self.clock:%H:%M}" if self.clock is not None else None


def heard(said: str, today: date) -> Heard:
    """A date on or after `today` and a time of day: "tomorrow 10", "kesho saa nne asubuhi".

    In English, hours without a sign are the clock's own: "10" is 10:00, "2 pm" is 14:00. Where the
    Kiswahili clock may have been meant and it isn't clear which half of the day, nothing is chosen.
    """
    told = in_english(said.casefold(), today)
    day, rest = _date(told.text.casefold(), today)
    if _OR.search(rest):
        readings = (*told.asked, *(time(int(h), int(m)) for h, m in _DIGITS.findall(rest)))
        return Heard(day, asked=tuple(dict.fromkeys(readings)))
    if told.is_unclear:
        return Heard(day, asked=told.asked)
    lone = _LONE.search(rest) if told.changed else None
    if lone and 1 <= int(lone[1]) <= 12 and (told.part or not lone[2]):
        readings, sure = lone_time(int(lone[1]), int(lone[2] or 0), told.part)
        return Heard(day, readings[0]) if sure else Heard(day, asked=readings)
    return Heard(day, _time(rest))


def narrowed(asked: Sequence[time], said: str) -> Heard:
    """The same question once the part of the day was said: "asubuhi"."""
    left = in_part(asked, said)
    return Heard(clock=left[0]) if len(left) == 1 else Heard(asked=left)


def when(said: str, today: date) -> tuple[date | None, time | None]:
    """The same as date and time; a time that isn't sure is none."""
    found = heard(said, today)
    return found.day, found.clock


def _date(words: str, today: date) -> tuple[date | None, str]:
    for name, days in (("today", 0), ("day after tomorrow", 2), ("tomorrow", 1)):
        if name in words:
            return today + timedelta(days=days), words.replace(name, " ")
    if found := _ISO.search(words):
        return _real(*map(int, found.groups())), _ISO.sub(" ", words)
    for pattern, turned in ((_DAY_MONTH, False), (_MONTH_DAY, True)):
        found = pattern.search(words)
        if found and (name := found[1] if turned else found[2]) in _MONTHS:
            number = int(found[2] if turned else found[1])
            return _next(number, _MONTHS.index(name) + 1, today), pattern.sub(" ", words)
    if found := _SLASHED.search(words):
        return _next(int(found[1]), int(found[2]), today), _SLASHED.sub(" ", words)
    for index, name in enumerate(_DAYS):
        if found := re.search(rf"\b{name}[a-z]*\b", words):
            ahead = (index - today.weekday()) % 7 or 7
            return today + timedelta(days=ahead), words.replace(found[0], " ")
    return None, words


def _next(day: int, month: int, today: date) -> date | None:
    this_year = _real(today.year, month, day)
    if this_year is None or this_year >= today:
        return this_year
    return _real(today.year + 1, month, day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(words: str) -> time | None:
    if "noon" in words:
        return time(12)
    found = _TIME.search(words)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] == "pm" and hour < 12:
        hour += 12
    if found[3] == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
