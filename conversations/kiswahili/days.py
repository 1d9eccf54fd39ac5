"""Days in Kiswahili told in English: leo, Jumanne ijayo, tarehe 5 mwezi wa 12, wiki mbili."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from conversations.kiswahili.numbers import NUMBER, WORDS, number

_I = re.IGNORECASE
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_NAMES = ("januari|januali|januwari", "februari|febuari|februali", "machi", "aprili",
          "mei", "juni", "julai|jlai", "agosti|agost", "septemba|setemba", "oktoba|oktober",
          "novemba", "d[ei][sc]emba|dizemba|desember|disember")  # fmt: skip
#: Too short to mean a month by themselves.
_SHORT = {"mac": "mar", "mei": "may", "ago": "aug", "okt": "oct", "des": "dec"}
#: As they are counted from Saturday, which is the first: mosi, pili, tatu, nne, tano.
_WEEKDAYS = {
    "sat": r"juma\s*mosi|j['.-]?mosi|jumamos|jms|j\s?1",
    "sun": r"juma\s*pili|j['.-]?pili|jpl|j\s?2",
    "mon": r"juma\s*tatu|j['.-]?tatu|jumatat|jtt|juma\s?3|j\s?3",
    "tue": r"juma\s*n+e|j['.-]?n+e|jnn|juma\s?4|j\s?4",
    "wed": r"juma\s*tano|j['.-]?tano|jtn|juma\s?5|j\s?5",
    "thu": r"alhamisi?|alhamis|alkhamisi|alham|alh", "fri": r"ijumaa?|ijuma|ijm",
}  # fmt: skip
#: Stands before a weekday that was said in Kiswahili, until all else is read.
_OURS = "\x03"
_NAME = r"(sun|mon|tue|wed|thu|fri|sat)[a-z]*\b"
_DAY_NAME = rf"(?:{_OURS}|\b){_NAME}"
_ORDER = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COMING = r"(?:ijayo|inayokuja|inayofuata|inayofwata|ijao|ikikuja)"
_NEXT_WEEK = (r"(?:(?:wiki|week|wk)\s+(?:ijayo|inayokuja|inayofuata|lijalo|ijao|kesho)|"
              r"juma\s+(?:lijalo|linalokuja|lijao)|next\s+wiki)")  # fmt: skip
_WEEKEND = r"(?:wikendi|wikiendi|wikend|weekend|mwisho\s+wa\s+wiki)"
TO = r"(?:hadi|mpaka|paka|hd|adi|had|to|till|until|til|-)"
Change = Callable[[re.Match[str], date], str]


def days_in_english(text: str, today: date) -> str:
    """The same text with its Kiswahili days in English; other words stay as they are."""
    for pattern, change in _CHANGES:
        text = pattern.sub(lambda found, change=change: change(found, today), text)  # type: ignore[misc]
    return text.replace(_OURS, "")


def _to(words: str) -> Change:
    return lambda _found, _today: words


def _month_number(found: re.Match[str], _today: date) -> str:
    months = {"kwanza": 1}
    value = months.get(found[1].casefold()) or number(found[1])
    return _MONTHS[value - 1] if 1 <= value <= 12 else found[0]


def _short_month(found: re.Match[str], _today: date) -> str:
    return f"{found[1]} {_SHORT[found[2].casefold()]}"


def _in_month(found: re.Match[str], today: date) -> str:
    """Tarehe 5 mwezi ujao."""
    first = today.replace(day=1)
    if found[2].casefold() not in {"huu", "hu"}:
        first = (first + timedelta(days=32)).replace(day=1)
    return f"{number(found[1])} {_MONTHS[first.month - 1]}"


def _dated(found: re.Match[str], _today: date) -> str:
    """Its month follows."""
    return str(number(found[1]))


def _next_such(day: int, since: date) -> date | None:
    first = since.replace(day=1)
    for _ in range(12):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = None
        if found and found >= since:
            return found
        first = (first + timedelta(days=32)).replace(day=1)
    return None


def _spoken(found: date | None) -> str:
    """No month has a 32nd; the readers say so."""
    return f"{found.day} {_MONTHS[found.month - 1]}" if found else "32 jan"


def _alone(found: re.Match[str], today: date) -> str:
    """The next month that has it: tarehe 5."""
    return _spoken(_next_such(number(found[1]), today))


def _from_to(found: re.Match[str], today: date) -> str:
    first = _next_such(number(found[1]), today)
    last = _next_such(number(found[3]), first or today)
    joint = "and" if found[2].casefold() == "na" else "until"
    return f"{_spoken(first)} {joint} {_spoken(last)}"


def _ahead(days: int) -> Change:
    return lambda _found, today: (today + timedelta(days=days)).isoformat()


def _after(found: re.Match[str], today: date) -> str:
    length = 1 if found[1].casefold() == "siku" else 7
    return (today + timedelta(days=length * number(found[2]))).isoformat()


def _coming(found: re.Match[str], today: date) -> str:
    """Jumanne ijayo: the one that comes next."""
    ahead = (_ORDER.index(found[1].casefold()[:3]) - today.weekday()) % 7 or 7
    return (today + timedelta(days=ahead)).isoformat()


def _of_next_week(found: re.Match[str], today: date) -> str:
    monday = today + timedelta(days=7 - today.weekday())
    return (monday + timedelta(days=_ORDER.index(found[1].casefold()[:3]))).isoformat()


def _length(found: re.Match[str], _today: date) -> str:
    unit = "day" if found[1].casefold() == "siku" else "week"
    return f"for {number(found[2])} {unit}s"


_DATE_WORD = r"\b(?:tarehe|tareh|tarehi|trh|tar)\b\.?\s*"
_DATE = rf"{_DATE_WORD}(?:ya\s+)?({NUMBER})"
_NO_MORE = rf"(?![\d:.h])(?!\s*(?:/|am\b|pm\b|(?:ya\s+)?{_MONTH}\b))"
_CHANGES: tuple[tuple[re.Pattern[str], Change], ...] = tuple(
    (re.compile(words, _I), change)
    for words, change in (
        (rf"\bmwezi\s+(?:wa\s+|ya\s+)?(\d{{1,2}}\b|(?!mmoja){WORDS}|kwanza\b)", _month_number),
        *((rf"\b(?:{names})\b", _to(_MONTHS[at])) for at, names in enumerate(_NAMES)
          if at != 4),
        (r"\bmei\b(?=\s*(?:\d|yote|nzima))", _to("may")),
        (r"\b(\d{1,2})\s+(mac|mei|ago|okt|des)\b\.?", _short_month),
        (rf"(?<!saa )(?<!na )\b({WORDS})\s+(?:(?:ya|wa)\s+)?(?={_MONTH}\b)",
         lambda found, _today: f"{number(found[1])} "),
        *((rf"\b(?:{names})\b", _to(_OURS + day)) for day, names in _WEEKDAYS.items()),
        (rf"{_DATE}\s+(?:ya\s+)?mwezi\s+(huu|hu|ujao|ujayo|unaokuja|kesho)\b", _in_month),
        (rf"{_DATE}(?=\s*/\s*\d)", _dated),
        (rf"{_DATE}(?=\s*(?:ya\s+)?{_MONTH}\b)", _dated),
        (rf"{_DATE}\s*{TO}\s*(?:{_DATE_WORD})?({NUMBER})(?=\s*(?:ya\s+)?{_MONTH}\b)",
         lambda found, _today: f"{number(found[1])} until {number(found[2])}"),
        (rf"{_DATE}\s*({TO})\s*(?:{_DATE_WORD})?({NUMBER})\b{_NO_MORE}", _from_to),
        (rf"{_DATE_WORD}(\d{{1,2}})\s*(na)\s*(?:{_DATE_WORD})?(\d{{1,2}})\b{_NO_MORE}", _from_to),
        (_DATE, _alone),
        (rf"\b(\d{{1,2}})\s+(?:ya|wa)\s+(?={_MONTH}\b)", lambda found, _today: f"{found[1]} "),
        (rf"\b({_MONTH})\s+(?:yote|nzima|mzima|wote)\b",
         lambda found, _today: f"all {found[1]}"),
        (r"\bmwezi\s+(?:ujao|ujayo|unaokuja|kesho)\b", _to("next month")),
        (rf"\bbaada\s+ya\s+(siku|wiki|juma|majuma)\s+({NUMBER})", _after),
        (r"\bkesho\s*kutwa\b|\bkeshokutwo?\b|\bkesho\s*kutwo\b", _to("day after tomorrow")),
        (r"\bmtondo\s*goo\b", _ahead(4)),
        (r"\bmtondo\b", _ahead(3)),
        (r"\bkesho\b|\bkexho\b", _to("tomorrow")),
        (r"(?:\b(?-i:leo|LEO)|^Leo)\b(?!['’])(?:\s+(?:hii|hi|tu)\b)?", _to("today")),
        (r"\b(?:jana|juzi)\b", _to("yesterday")),
        (rf"{_DAY_NAME}\s+(?:(?:ya|za|katika)\s+)?{_NEXT_WEEK}\b", _of_next_week),
        (rf"\b{_NEXT_WEEK}\s+(?:siku\s+ya\s+)?{_DAY_NAME}", _of_next_week),
        (rf"{_OURS}{_NAME}\s+(?:ya\s+)?next\s+week\b", _of_next_week),
        (rf"\bnext\s+week\s+{_OURS}{_NAME}", _of_next_week),
        (rf"{_DAY_NAME}\s+{_COMING}\b", _coming),
        (rf"\bnext\s+{_OURS}{_NAME}", _coming),
        (rf"{_DAY_NAME}\s+(?:hii|hi|hiyo)\b", lambda found, _today: f"this {found[1]}"),
        (rf"\b{_WEEKEND}\s+(?:ijayo|inayokuja|lijalo)\b", _to("next weekend")),
        (rf"\b{_WEEKEND}\s+hii\b", _to("this weekend")),
        (rf"\b{_NEXT_WEEK}\b", _to("next week")),
        (r"\b(?:wiki\s+hii|juma\s+hili)\b", _to("this week")),
        (r"\b(?:wikendi|wikiendi|wikend)\b", _to("weekend")),
        (r"\b(?:kila\s+siku|siku\s+zote)\b", _to("every day")),
        (r"\bsiku\s+za\s+(?:kazi|wiki|juma)\b", _to("weekdays")),
        (rf"\bkila\s+(?={_DAY_NAME})", _to("")),
        (rf"\bsiku\s+ya\s+(?={_DAY_NAME})", _to("")),
        (r"\b(?:siku|kutwa)\s+(?:nzima|mzima|yote)\b", _to("all day")),
        (r"\bwiki\s+(?:nzima|mzima|yote)\b", _to("for 1 week")),
        (rf"\b(?:kwa\s+|muda\s+wa\s+)*(siku|wiki|juma|majuma)\s+({NUMBER})", _length),
    )
)  # fmt: skip
