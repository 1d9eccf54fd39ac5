"""Quiet hours as they are typed: "22-6", "9pm to 7am", "saa tatu usiku hadi saa moja"; pure."""

import re
from datetime import time

from conversations.hours_words import RANGE, clock_range, plain
from conversations.kiswahili.reading import in_english
from models.hours import MIDNIGHT_AFTER

_AROUND = re.compile(
    r"^(?:(?:quiet|from|between|kimya)\b\s*)+|\s*(?:please|tafadhali)?[.!]*$", re.IGNORECASE
)
_OFF = frozenset({"off", "none", "no", "never", "no quiet hours", "hapana", "hakuna", "zima",
                  "zima kimya", "hakuna kimya"})  # fmt: skip
_BARE = re.compile(r"(?:1[0-2]|[1-9])(?:[:.h]\d{2})?")
_HALF = MIDNIGHT_AFTER // 2
#: Nobody sleeps for longer, so a longer time begins in the evening: "10-6" is 22:00 to 06:00.
_LONGEST = 14 * 60


def means_off(text: str) -> bool:
    return plain(text).casefold().rstrip(".!") in _OFF


def is_unclear(text: str) -> bool:
    """Times by the Kiswahili clock that may be of either half of the day (X25)."""
    return in_english(plain(text)).is_unclear


def read_quiet(text: str) -> tuple[time, time] | None:
    """From one wall time to another, perhaps over midnight; None for anything else, or in doubt."""
    told = in_english(plain(text))
    words = _AROUND.sub("", told.text).strip()
    found = None if told.is_unclear else RANGE.fullmatch(words)
    pair = clock_range(found[1], found[2]) if found else None
    if found is None or pair is None:
        return None
    since, until = pair[0], pair[1] % MIDNIGHT_AFTER
    if _BARE.fullmatch(found[1].strip()) and (until - since) % MIDNIGHT_AFTER > _LONGEST:
        since = (since + _HALF) % MIDNIGHT_AFTER
    return None if since == until else (_wall(since), _wall(until))


def read_button(value: str) -> tuple[time, time] | None:
    """As our buttons carry it: "2100-0700"."""
    found = re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)", value, re.ASCII)
    if found is None:
        return None
    since, until = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return None if since == until else (since, until)


def _wall(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
