"""Typed dates and ranges of dates: "24 Dec to 2 Jan", "3/12", "next week"; pure, plain English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.hours_words import TO, WEEKDAYS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: A date without a year that was over this recently was meant as just that: the past.
JUST_PAST = timedelta(days=31)
#: "5 Dec to 3 Dec" is a slip, not a year.
LONGEST_YEARLESS = 200

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s*(20\d\d)\b)?"
_NAME = r"(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur|r)?(?:days?)?\b"
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_FOR = re.compile(r"(?:for\s+)?(\d{1,3}|a|one|two|three|four|five)\s+(day|week)s?\b", re.IGNORECASE)


class NoSuchDate(Exception):
    """A date that no calendar has, or that can't be meant; `key` names the words for it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Dates:
    """From `first` to `last`, both included.

    `yearless`: the year was not said; `just_past`: and this year's such date was over days ago.
    """

    first: date
    last: date
    yearless: bool = False
    just_past: bool = False


def read_dates(text: str, place: int, today: date) -> tuple[Dates, int] | None:
    """Dates that begin exactly here, and where they end; None when none do.

    Raises NoSuchDate for impossible ones (31 Feb), past ones and weekdays that don't fit.
    """
    for pattern, build in _READERS:
        if match := pattern.match(text, place):
            return build(match, today), match.end()
    return None


def read_length(text: str, place: int) -> tuple[int, int] | None:
    """How many days "for 3 days" or "a week" stands for, and where it ends."""
    match = _FOR.match(text, place)
    if match is None:
        return None
    number = _COUNTS.get(match[1].lower()) or int(match[1])
    return max(number, 1) * (7 if match[2].lower() == "week" else 1), match.end()


def through(first: Dates, last: Dates, today: date) -> Dates:
    """The range between two dates; "24 Dec to 2 Jan" ends in the next year."""
    if first.just_past and not last.just_past:
        return Dates(today, last.last)  # said on 26 Dec: it has begun already
    since, until = first.first, last.last
    if last.yearless and until < since:
        until = _shifted(until, 1) or until
    if until < since or (last.yearless and (until - since).days > LONGEST_YEARLESS):
        raise NoSuchDate("block_backwards")
    return Dates(since, until, just_past=first.just_past)


def _real(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDate("block_no_such_day") from error


def _shifted(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


def _dated(day: str, month: int, year: str | None, today: date) -> Dates:
    if year:
        number = int(year) + (2000 if len(year) == 2 else 0)
        found = _real(number, month, int(day))
        if found < today:
            raise NoSuchDate("block_past")
        return Dates(found, found)
    leap = int(day) == 29 and month == 2
    for number in range(today.year, today.year + (8 if leap else 2)):
        try:
            found = date(number, month, int(day))
        except ValueError:
            continue
        if found >= today:
            before = _shifted(found, -1)
            just_past = before is not None and today - JUST_PAST <= before
            return Dates(found, found, True, just_past)
    _real(today.year, month, int(day))
    raise NoSuchDate("block_no_such_day")


def _index(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _checked(name: str | None, found: Dates) -> Dates:
    if name and WEEKDAYS.index(name[:3].lower()) != found.first.isoweekday() % 7:
        raise NoSuchDate("block_other_weekday")
    return found


def _iso(match: re.Match[str], today: date) -> Dates:
    found = _real(int(match[1]), int(match[2]), int(match[3]))
    if found < today:
        raise NoSuchDate("block_past")
    return Dates(found, found)


def _day_month(match: re.Match[str], today: date) -> Dates:
    return _checked(match[1], _dated(match[2], _index(match[3]), match[4], today))


def _month_day(match: re.Match[str], today: date) -> Dates:
    return _checked(match[1], _dated(match[3], _index(match[2]), match[4], today))


def _days_month(match: re.Match[str], today: date) -> Dates:
    return _span(match[1], match[2], _index(match[3]), match[4], today)


def _month_days(match: re.Match[str], today: date) -> Dates:
    return _span(match[2], match[3], _index(match[1]), match[4], today)


def _span(first: str, last: str, month: int, year: str | None, today: date) -> Dates:
    if int(first) > int(last):
        raise NoSuchDate("block_backwards")
    until = _dated(last, month, year, today)
    since = _real(until.first.year, month, int(first))
    return Dates(max(since, today), until.last, just_past=until.just_past)


def _slashed(match: re.Match[str], today: date) -> Dates:
    if not 1 <= int(match[3]) <= 12:
        raise NoSuchDate("block_no_such_day")
    return _checked(match[1], _dated(match[2], int(match[3]), match[4], today))


def _named(match: re.Match[str], today: date) -> Dates:
    name = " ".join(match[0].lower().split())
    if name == "yesterday":
        raise NoSuchDate("block_past")
    ahead = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
    day = today + timedelta(days=ahead[name.removeprefix("the ")])
    return Dates(day, day)


def _weekday(match: re.Match[str], today: date) -> Dates:
    """The next such day; "this Friday" may be today, "next Friday" is in the week after this."""
    which, index = (match[1] or "").strip().lower(), WEEKDAYS.index(match[2][:3].lower())
    ahead = (index - today.isoweekday()) % 7
    if which == "next":
        ahead = 7 - today.weekday() + (index - 1) % 7
    elif which != "this":
        ahead = ahead or 7
    day = today + timedelta(days=ahead)
    return Dates(day, day)


def _week(match: re.Match[str], today: date) -> Dates:
    monday = today - timedelta(days=today.weekday())
    first, last = (5, 6) if "end" in match[2].lower() else (0, 6)
    if match[1].lower() == "next":
        monday += timedelta(days=7)
    return Dates(max(monday + timedelta(days=first), today), monday + timedelta(days=last))


def _whole_month(match: re.Match[str], today: date) -> Dates:
    if match[1]:
        month, year = _index(match[1]), today.year
        year += month < today.month
    else:
        year, month = today.year + (today.month == 12), today.month % 12 + 1
    first = date(year, month, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    return Dates(max(first, today), after - timedelta(days=1))


def _day_of_month(match: re.Match[str], today: date) -> Dates:
    """Of this month, or of the next in which it is still to come: "the 24th"."""
    first = today.replace(day=1)
    for _ in range(12):
        try:
            found = first.replace(day=int(match[1]))
        except ValueError:
            found = None
        if found and found >= today:
            return Dates(found, found)
        first = (first + timedelta(days=32)).replace(day=1)
    raise NoSuchDate("block_no_such_day")


_Builder = Callable[[re.Match[str], date], Dates]
_PREFIX = rf"(?:{_NAME},?\s+(?:the\s+)?)?"
_READERS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), build)
    for words, build in (
        (r"(20\d\d)-(\d{1,2})-(\d{1,2})\b", _iso),
        (rf"{_DAY}\s*(?:{TO}|and)\s*{_DAY}\s+(?:of\s+)?{_MONTH}\b{_YEAR}", _days_month),
        (rf"{_MONTH}\s+{_DAY}\s*{TO}\s*{_DAY}\b(?![:.]?\d|\s*[ap]m|\s*{_MONTH}){_YEAR}",
         _month_days),
        (rf"{_PREFIX}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", _day_month),
        (rf"{_PREFIX}{_MONTH}\s+{_DAY}\b(?![:.]\d){_YEAR}", _month_day),
        (rf"{_PREFIX}(\d{{1,2}})/(\d{{1,2}})(?:/(20\d\d|\d\d))?\b", _slashed),
        (rf"{_PREFIX}(\d{{1,2}})\.(\d{{1,2}})\.(20\d\d|\d\d)?", _slashed),
        (r"(?:the\s+)?day\s+after\s+tomorrow\b|today\b|tonight\b|tomorrow\b|yesterday\b", _named),
        (r"(this|next)\s+(week\s?end|week)\b", _week),
        (rf"(?:all\s+of\s+|whole\s+of\s+|the\s+whole\s+of\s+|all\s+){_MONTH}\b|next\s+month\b",
         _whole_month),
        (rf"(this\s+|next\s+|coming\s+)?{_NAME}", _weekday),
        (r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b", _day_of_month),
    )
)  # fmt: skip
