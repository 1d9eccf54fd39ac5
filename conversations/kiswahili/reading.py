"""A message in Kiswahili, Sheng or both languages, as the English that our readers know (X25)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from conversations.kiswahili.clock import (
    Meant,
    Said,
    clock_digits,
    lies_in,
    meant,
    meant_range,
    wall,
)
from conversations.kiswahili.days import TO, days_in_english
from conversations.kiswahili.numbers import NUMBER, WORDS, number

_I = re.IGNORECASE
#: For texts in which no day of the calendar counts.
ANY_DAY = date(2000, 1, 1)
#: The parts of the day, as they are written and mistyped.
_PARTS = {
    "manane": r"usiku\s+wa\s+manane|manane",
    "asubuhi": r"ash?u?b[uh]{1,3}i*|asabuhi|asbh|asub|subuhi",
    "mchana": r"mch?ana|chana|mchna|michana",
    "adhuhuri": r"adhuhuri?|athuhuri|dhuhuri",
    "alasiri": r"ala+siri?|alasri|alaciri",
    "jioni": r"jioni?|jioini|gioni",
    "alfajiri": r"alfaji[rl]i?|afajiri|alfajir",
    "usiku": r"u[sc]iku|usku|ucku",
}
#: What Sheng says beside "saa".
_ENGLISH = {"asubuhi": "morning|moro", "mchana": "noon", "alasiri": "afternoon",
            "jioni": "evening", "alfajiri": "dawn", "usiku": "night|tonight"}  # fmt: skip
_PURE = "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items())
_PART = "|".join(
    f"(?P<{name}>{words}|{_ENGLISH.get(name, words)})" for name, words in _PARTS.items()
)
_PART_WORD = re.compile(rf"\b(?:{_PART})\b", _I)
_PURE_WORD = re.compile(rf"\b(?:{_PURE})\b", _I)
_OF = r"[\s,]*(?:(?:ya|za|wakati\s+wa|hivi|ivi|hv|kamili|hasa|tu|in\s+the|at)\s+)*"
_MINUTES = rf"""(?:[:.h](?P<m>\d{{2}})(?!\d)
    | \s*(?P<three>na\s+robo\s+tatu)\b
    | \s*(?P<half>(?:na\s+|u\s*)?n[uo]su|unusu|na\s+half)\b
    | \s*(?P<less>kas[oa]r[oa]\s*(?:r?o?bo))\b
    | \s*(?:kasoro|kasro)\s+(?:dakika\s+)?(?P<minus>{NUMBER})\b(?:\s+dakika\b)?
    | \s*(?P<quarter>(?:na\s+)?robo)\b
    | \s*(?:na\s+)?(?:dakika|dk|dak)\s+(?P<plus>{NUMBER})\b
    | \s*na\s+(?P<bare>{NUMBER})\b(?!\s*(?:{TO})\b)
    )"""
_ECHO = r"(?:\s*(?:\(|·)\s*(?P<echo>\d{1,2}:\d{2})\)?)"
_SAA = re.compile(
    rf"""\b(?:saa+|sa)\s*(?P<h>\d{{1,2}}(?!\d)|{WORDS})
    {_MINUTES}?(?:\s*(?P<ap>[ap])\.?m\b\.?|{_OF}(?:{_PART})\b)?{_ECHO}?""",
    _I | re.VERBOSE,
)
#: Without "saa": digits, and a part of the day in Kiswahili.
_DIGITS = re.compile(
    rf"(?<![\d/.:])(?<!-\d\d-)(?<!-\d-)\b(?P<h>\d{{1,2}})(?:[:.h](?P<m>\d{{2}}))?"
    rf"{_OF}(?:{_PURE})\b",
    _I,
)
_MARK = "\x01(\\d+)\x02"
_NOT_A_DATE = r"(?!\s*(?:/|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_SECOND = re.compile(
    rf"{_MARK}\s*({TO})\s*({NUMBER})(?:[:.](\d{{2}}))?(?![\d:\x01]){_NOT_A_DATE}", _I
)
_FIRST = re.compile(
    rf"(?<![\d/.:-])\b(\d{{1,2}})(?:[:.](\d{{2}}))?\s*({TO})\s*{_MARK}", _I)  # fmt: skip
_RANGE = re.compile(rf"{_MARK}\s*({TO}|na)\s*{_MARK}", _I)
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|")
_BARE_RANGE = re.compile(
    "".join(f"(?<!{month} )" for month in _MONTH_NAMES) + rf"(?<![\d/:.-])\b(\d{{1,2}})\s*(?:{TO})"
    rf"\s*(\d{{1,2}})\b(?![:./-]\d|\s*[ap]\.?m\b){_NOT_A_DATE}",
    _I,
)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:kati|baina)\s+ya\b", _I)
_DAY_WORD = r"(?:sun|mon|tue|wed|thu|fri|sat|today|tomorrow|day after|next|this|20\d\d-)"
_FIRST_DAY = (rf"today|tomorrow|20\d\d-\d\d-\d\d|\d+ (?:{'|'.join(_MONTH_NAMES)})\b|"
              r"(?:this |next )?(?:sun|mon|tue|wed|thu|fri|sat)\b")  # fmt: skip
_SMALL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(words, _I), english)
    for words, english in (
        (r"\b(?:kati|baina)\s+ya\b", ""),
        (rf"\b(for \d+ (?:day|week)s)\s+(?:kuanzia|kutoka|from)\s+({_FIRST_DAY})", r"\2 \1"),
        (r"\b(?:kuanzia|kuanza|kutoka|toka|tangu)\b(?=\s*\x01)", "from"),
        (rf"\b(?:kuanzia|kuanza|kutoka|toka|tangu)\s+(?=\d|{_DAY_WORD})", ""),
        (r"\b(?:baada\s+ya)\b(?=\s*\x01)", "after"),
        (r"\b(?:kabla\s+ya)\b(?=\s*\x01)", "before"),
        (r"\b(?:hadi|mpaka|adi)\b", "until"),
        (r"\b(?:paka|had|hd)\b(?=\s*\x01)", "until"),
        (rf"\bna\s+(?={_DAY_WORD}|\x01)", "and "),
        (r"\b(?:ongeza)\b", "add"),
    )
)
#: Parts of a day that no time goes with, as the hours that they last (for closing dates).
_LASTING = {"asubuhi": "morning", "alfajiri": "00:00 to 06:00", "mchana": "afternoon",
            "adhuhuri": "12:00 to 14:00", "alasiri": "15:00 to 18:00", "jioni": "16:00 to 24:00",
            "usiku": "19:00 to 24:00", "manane": "00:00 to 05:00"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The same in English, with the times that aren't sure taken out of it.

    `asked`: what those can mean, likely ones first, without doubles. `changed`: there was any
    Kiswahili in it at all.
    """

    text: str
    asked: tuple[time, ...] = ()
    is_unclear: bool = False
    changed: bool = False
    part: str | None = None


def in_english(text: str, today: date = ANY_DAY, *, lasting: bool = False) -> Told:
    """Without `today` where only weekdays and hours are read.

    `lasting`: a part of the day by itself stands for its hours ("kesho asubuhi" is closed).
    """
    words = days_in_english(text, today)
    times = _Times()
    words = _DIGITS.sub(times.take_digits, _SAA.sub(times.take, words))
    words = _SECOND.sub(times.take_second, words)
    words = _FIRST.sub(times.take_first, words)
    if times.found:
        words = times.part_from(words)
    between = bool(_BETWEEN.search(words))
    words = _RANGE.sub(lambda found: times.range(found, between=between), words)
    parts = [] if times.found else [each.lastgroup for each in _PART_WORD.finditer(words)]
    if words != text or _PURE_WORD.search(words):
        words = _PART_WORD.sub(_lasting if lasting else " ", words)
    for pattern, english in _SMALL:
        words = pattern.sub(english, words)
    words = re.sub(_MARK, times.shown, words)
    bare = _BARE_RANGE.search(words)
    if bare and max(int(bare[1]), int(bare[2])) <= 12:
        times.unclear = True
    asked = tuple(dict.fromkeys(times.asked))
    part = parts[0] if len(parts) == 1 else None
    if words == text:
        return Told(text)
    return Told(" ".join(words.split()), tuple(map(wall, asked)), times.unclear, True, part)


def _lasting(found: re.Match[str]) -> str:
    part = found.lastgroup or ""
    english = found[0].casefold() in {"morning", "afternoon", "evening", "night", "noon", "tonight"}
    return found[0] if english else _LASTING[part]


class _Times:
    """The times of one message, each with a mark in its place until all of them are known."""

    def __init__(self) -> None:
        self.found: list[Said] = []
        self.means: dict[int, Meant] = {}
        self.ends: set[int] = set()
        self.asked: list[int] = []
        self.unclear = False

    def _mark(self, said: Said) -> str:
        self.found.append(said)
        return f" \x01{len(self.found) - 1}\x02 "

    def take(self, found: re.Match[str]) -> str:
        hour = found["h"]
        echo = found["echo"]
        said = Said(
            number(hour), _minutes(found), in_words=not hour.isdecimal(), part=_part(found),
            half=found["ap"].casefold() if found["ap"] else None,
            echo=_echo(echo) if echo else None, vague=found["bare"] is not None,
        )  # fmt: skip
        return self._mark(said)

    def take_digits(self, found: re.Match[str]) -> str:
        said = Said(int(found["h"]), int(found["m"] or 0), saa=False, part=_part(found))
        return self._mark(said)

    def take_second(self, found: re.Match[str]) -> str:
        """Saa 3 hadi 5; "hadi 11:00" may be by the other clock."""
        known, hour = self.found[int(found[1])], number(found[3])
        vague = found[4] is not None and hour <= 12
        said = Said(hour, int(found[4] or 0), saa=known.saa, in_words=not found[3].isdecimal(),
                    vague=vague)  # fmt: skip
        return f"\x01{found[1]}\x02 {found[2]} {self._mark(said)}"

    def take_first(self, found: re.Match[str]) -> str:
        """3-5 asubuhi."""
        said = Said(int(found[1]), int(found[2] or 0), saa=False)
        return f"{self._mark(said)} {found[3]} \x01{found[4]}\x02"

    def part_from(self, words: str) -> str:
        """The one part of the day that stands apart from its time: kesho asubuhi saa nne."""
        parts = list(_PART_WORD.finditer(words))
        if len(parts) != 1 or not self.found[0].is_bare:
            return words
        self.found[0] = self.found[0].of(parts[0].lastgroup)
        return words[: parts[0].start()] + " " + words[parts[0].end() :]

    def range(self, found: re.Match[str], *, between: bool) -> str:
        first, last = int(found[1]), int(found[3])
        if found[2].casefold() == "na" and not between:
            return found[0]
        if self.found[first].saa and not self.found[last].saa:
            self.found[last] = replace(self.found[last], saa=True)
        self.means[first], self.means[last] = meant_range(self.found[first], self.found[last])
        self.ends.add(last)
        return f"\x01{first}\x02 to \x01{last}\x02"

    def shown(self, found: re.Match[str]) -> str:
        """Its digits, or nothing where it has to be asked for."""
        index = int(found[1])
        means = self.means.get(index) or meant(self.found[index])
        if means.sure:
            return f" {clock_digits(means.readings[0], as_end=index in self.ends)} "
        self.unclear = True
        self.asked += means.readings
        return " "


def _part(found: re.Match[str]) -> str | None:
    return next((name for name in _PARTS if found[name]), None)


def _echo(digits: str) -> int:
    hour, minute = map(int, digits.split(":"))
    return hour * 60 + minute


_FIXED = {"half": 30, "quarter": 15, "three": 45, "less": -15}


def _minutes(found: re.Match[str]) -> int:
    for name, minutes in _FIXED.items():
        if found[name]:
            return minutes
    for name in ("m", "plus", "bare"):
        if found[name]:
            return number(found[name])
    return -number(found["minus"]) if found["minus"] else 0


def lone_time(hour: int, minute: int, part: str | None) -> tuple[tuple[time, ...], bool]:
    """What digits without "saa" can mean beside words of Kiswahili, and whether that is sure."""
    if minute > 59:
        return (), False
    means = meant(Said(hour, minute, saa=False, part=part))
    return tuple(map(wall, means.readings)), means.sure


def in_part(times: Sequence[time], said: str) -> tuple[time, ...]:
    """Those of the times that lie in the part of the day that is named; none where none is."""
    found = _PART_WORD.search(said)
    if found is None or found.lastgroup is None:
        return ()
    part = found.lastgroup
    return tuple(at for at in times if lies_in(at.hour * 60 + at.minute, part))
