"""Lengths of time in Kiswahili told in English: dakika 50, saa moja na nusu, siku mbili, wiki 6."""

import re

from conversations.kiswahili.numbers import NUMBER, WORDS, number

_I = re.IGNORECASE
_HOURS = r"(?:masaa|saa)"
_MINUTES = r"(?:dakika|dak|dk)"
_UNITS = {"siku": "days", "wiki": "weeks", "juma": "weeks", "majuma": "weeks", "mwezi": "months",
          "miezi": "months", "vikao": "sessions", "kikao": "sessions"}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NONE = re.compile(
    r"\s*(?:hakuna|hapana|bila kikomo|hakuna kikomo|haina kikomo|yoyote|zote)\s*", _I
)
_MIXED = re.compile(
    rf"\b{_HOURS}\s+({NUMBER})(?:\s+na\s+(?:(?P<half>nusu)|(?P<quarter>robo)"
    rf"|{_MINUTES}\s+(?P<minutes>{NUMBER})))",
    _I,
)
_SAID = re.compile(rf"\b(?:{_HOURS}\s+({NUMBER})|({NUMBER})\s+masaa\b)", _I)
_SHORT = re.compile(rf"\b{_MINUTES}\s+({NUMBER})|\b({NUMBER})\s+{_MINUTES}\b", _I)
_LONG = re.compile(rf"\b({_UNIT})\s+({NUMBER})|\b({NUMBER})\s+({_UNIT})\b", _I)
_SMALL = tuple(
    (re.compile(words, _I), english)
    for words, english in (
        (r"\bnusu\s+saa\b", "30 min"),
        (r"\brobo\s+(?:ya\s+)?saa\b", "15 min"),
        (r"\brobo\s*tatu\s+(?:ya|za)\s+saa\b", "45 min"),
        (r"\b(?:kwa|kila)\s+siku\b", "a day"),
        (r"\b(?:kwa|kila)\s+(?:wiki|juma)\b", "a week"),
        (r"\bkabla(?:\s+ya\s+kikao)?\b", "before"),
        (r"\bbaada(?:\s+ya\s+kikao)?\b", "after"),
    )
)


def length_in_english(text: str) -> str:
    """The same, with lengths in English; whatever else is said stays as it is."""
    if _NONE.fullmatch(text):
        return "none"
    if re.fullmatch(WORDS, text.strip(), _I):
        return str(number(text.strip()))
    for pattern, english in _SMALL:
        text = pattern.sub(english, text)
    text = _MIXED.sub(_mixed, text)
    text = _SAID.sub(lambda found: f"{number(found[1] or found[2])} hours", text)
    text = _SHORT.sub(lambda found: f"{number(found[1] or found[2])} min", text)
    return _LONG.sub(_long, text)


def _mixed(found: re.Match[str]) -> str:
    minutes = 30 if found["half"] else 15 if found["quarter"] else number(found["minutes"])
    return f"{number(found[1]) * 60 + minutes} min"


def _long(found: re.Match[str]) -> str:
    unit, count = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{number(count)} {_UNITS[unit.casefold()]}"
