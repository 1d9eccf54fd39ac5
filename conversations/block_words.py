"""One typed message that closes or opens dates: "block 24 Dec to 2 Jan, leave"; pure (A6).

In Kiswahili too: "funga tarehe 24 Desemba hadi tarehe 2 Januari, likizo".
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from conversations.date_words import Dates, NoSuchDate, read_dates, read_length, through
from conversations.hours_words import CLOCK, RANGE, TO, clock, clock_range, plain, split
from conversations.kiswahili.reading import in_english
from models.date_changes import LONGEST_REASON, DateChange
from models.hours import MIDNIGHT_AFTER

#: Leave of more days than this was rather a slip of the finger.
LONGEST_LEAVE = 366


@dataclass(frozen=True, slots=True)
class Misread:
    """Words that can't be followed; `key` names the text that says what would help."""

    key: str


_I = re.IGNORECASE
_OPENS = re.compile(
    r"(?:i(?:'ll| will|'m| am)?\s+)?(?:work(?:ing)?|open|available)\b|"
    r"(?:nifungulie|fungua|nafungua|nafanya\s+kazi|nitafanya\s+kazi|niko\s+kazini|nipo\s+kazini|"
    r"nitakuwa\s+kazini|nitakuwepo|nitakuwa\s+wazi|nipo)\b",
    _I,
)
_CLOSES = re.compile(
    r"(?:block(?:ed)?|clos(?:e|ed)|off|out|away|unavailable|busy|absent|"
    r"(?:not|don't|do not|won't|can't|cannot)\s+(?:work(?:ing)?|available|open)|"
    r"no\s+(?:sessions?|work)|day\s+off|time\s+off|take\s+off)\b|"
    r"(?:nifungie|unifungie|fungia|funga|nafunga|zuia|nizuie|sipo|siko(?:\s+kazini)?|sitakuwepo|"
    r"sitakuwa\s+kazini|si(?:ta)?fanyi?a?\s+kazi|niko\s+off|niko\s+nje|nitakuwa\s+mbali|"
    r"nitakuwa\s+off|napumzika|nitapumzika|sina\s+nafasi|hakuna\s+(?:kazi|vikao))\b",
    _I,
)
#: Words that close and say why.
_WHY = re.compile(
    r"(?:on\s+)?(annual leave|leave|holidays?|vacation|sick(?: leave)?|ill|"
    r"likizo|sikukuu|mgonjwa|ugonjwa|naumwa)\b",
    _I,
)
_FILLER = re.compile(
    r"(?:please|pls|kindly|on|from|between|the|in|at|of|my|i'll|i'm|i|am|be|will|is|are|it|me|for|"
    r"because|due|whole day|all day|full day|days?|during|only|every|take|taking|need|want|"
    r"again|have|got|and|tafadhali|naomba|ya|wa|za|kwa|ni|na|niko|nitakuwa|kuanzia|kutoka|tu|"
    r"kwa\s+sababu|sababu|kwani|maana|nina|naenda|niende)\b|[,;:.!&+]+",
    _I,
)
_UNTIL = re.compile(rf"(?:until|till|til|before)\s+({CLOCK})", _I)
_SINCE = re.compile(rf"(?:after|from|since)\s+({CLOCK})(?!\s*{TO})(?!\s*\d)", _I)
_PART = re.compile(r"(?:in\s+the\s+|this\s+)?(morning|afternoon|evening)\b", _I)
_PARTS = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (1080, MIDNIGHT_AFTER)}
_CONNECTED = re.compile(r"\s*(?:(?P<to>to|till|until|til|through|thru)\b|-|(?P<and>and\b|&|\+|,))"
                        r"\s*(?:on\s+)?", _I)  # fmt: skip
_NUMBER = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?\b", _I)
_WORD = re.compile(r"\S+")
_PACE = re.compile(r"\s+")
_LEAD = re.compile(
    r"^(?:(?:for|because|of|due|to|a|as|since|it's|reason|kwa|sababu|ya|ni|kwani|maana)\b[:,\s]*|[-,:;.\s]+)+",
    _I,
)


@dataclass(slots=True)
class _Found:
    """`filler` is where words that mean nothing by themselves began, up to the present place."""

    opens: bool | None = None
    dates: list[Dates] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    why: str = ""
    words: list[str] = field(default_factory=list)
    hours_unclear: bool = False
    filler: int | None = None


def read_block(text: str, today: date) -> tuple[DateChange, ...] | Misread:
    """The changes that a message asks for, by the psychologist's calendar; or what is wrong.

    Without a word such as "block" or "work" a date alone closes it: there is a preview anyway.
    """
    told = in_english(plain(text), today, lasting=True)
    if told.is_unclear:
        return Misread("clock_unclear")
    try:
        return _changes(_scan(told.text, today))
    except NoSuchDate as no_such:
        return Misread(no_such.key)


def _scan(text: str, today: date) -> _Found:
    found, place = _Found(), 0
    while place < len(text):
        spaces = _PACE.match(text, place)
        after = spaces.end() if spaces else _step(found, text, place, today)
        if after is None:
            found.words.append(text[place if found.filler is None else found.filler :])
            break
        place = after
    return found


def _step(found: _Found, text: str, place: int, today: date) -> int | None:
    """Read what begins here and say where it ends; None when the rest is the reason."""
    for read in (_verb, _length, _time, _dates):
        after = read(found, text, place, today)
        if after is not None:
            found.filler = None
            return after
    if filler := _FILLER.match(text, place):
        found.filler = place if found.filler is None else found.filler
        return filler.end()
    if not found.words and (unclear := _NUMBER.match(text, place)):
        found.hours_unclear = True
        return unclear.end()
    if found.dates:
        return None
    word = _WORD.match(text, place)
    assert word is not None, "spaces have been skipped"
    found.words.append(word[0])
    found.filler = None
    return word.end()


def _verb(found: _Found, text: str, place: int, _today: date) -> int | None:
    if match := _CLOSES.match(text, place):
        found.opens = False if found.opens is None else found.opens
        return match.end()
    if match := _OPENS.match(text, place):
        if found.opens is not None:
            return None
        found.opens = True
        return match.end()
    if not found.why and (match := _WHY.match(text, place)):
        found.opens = False if found.opens is None else found.opens
        found.why = match[1]
        return match.end()
    return None


def _length(found: _Found, text: str, place: int, _today: date) -> int | None:
    length = read_length(text, place)
    if length is None or not found.dates:
        return None
    days, after = length
    first = found.dates[-1].first
    found.dates[-1] = Dates(first, first + timedelta(days=days - 1))
    return after


def _time(found: _Found, text: str, place: int, today: date) -> int | None:
    if _has_dates(text, place, today):
        return None
    if match := RANGE.match(text, place):
        pair = clock_range(match[1], match[2])
    elif match := _UNTIL.match(text, place):
        pair = _open_ended(None, match[1])
    elif match := _SINCE.match(text, place):
        if _has_dates(text, match.start(1), today):
            return None
        pair = _open_ended(match[1], None)
    elif match := _PART.match(text, place):
        pair = _PARTS[match[1].lower()]
    else:
        return None
    if pair is None:
        raise NoSuchDate("block_no_such_hours")
    found.pairs.append(pair)
    return match.end()


def _has_dates(text: str, place: int, today: date) -> bool:
    return read_dates(text, place, today) is not None


def _open_ended(start: str | None, end: str | None) -> tuple[int, int] | None:
    since = 0 if start is None else clock(start)
    until = MIDNIGHT_AFTER if end is None else clock(end)
    return (since, until) if since is not None and until and since < until else None


def _dates(found: _Found, text: str, place: int, today: date) -> int | None:
    first = read_dates(text, place, today)
    if first is None:
        return None
    dates, after = first
    connected = _CONNECTED.match(text, after)
    second = read_dates(text, connected.end(), today) if connected else None
    if connected and second and not connected["and"]:
        dates, after = through(dates, second[0], today), second[1]
    found.dates.append(dates)
    return after


def _changes(found: _Found) -> tuple[DateChange, ...] | Misread:
    if not found.dates:
        return Misread("block_no_date")
    if any(each.just_past for each in found.dates):
        return Misread("block_past")
    if found.hours_unclear:
        return Misread("block_hours_unclear")
    if any((each.last - each.first).days >= LONGEST_LEAVE for each in found.dates):
        return Misread("block_too_long")
    opens, hours = bool(found.opens), split(found.pairs)
    reason = _reason(found)
    changes = []
    for dates in found.dates:
        if hours.day or not found.pairs:
            changes.append(DateChange(dates.first, dates.last, opens, hours.day, reason))
        if hours.next_day:
            night = DateChange(dates.first, dates.last, opens, hours.next_day, reason)
            one = timedelta(days=1)
            changes.append(replace(night, first=night.first + one, last=night.last + one))
    return tuple(changes)


def _reason(found: _Found) -> str:
    said = _LEAD.sub("", " ".join(found.words)).strip(" .,;-")
    return (said or found.why)[:LONGEST_REASON]
