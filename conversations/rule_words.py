"""Scheduling rules in words: what is common, how a value is said, what was typed; pure (A3)."""

import re

from conversations.kiswahili.lengths import length_in_english
from conversations.words import Say
from models.opening_views import Rule

_HOUR, _DAY = 60, 24 * 60

#: Values one tap away.
COMMON: dict[Rule, tuple[int | None, ...]] = {
    Rule.STEP: (10, 15, 20, 30, 45, 60),
    Rule.BEFORE: (0, 5, 10, 15, 20, 30),
    Rule.AFTER: (0, 5, 10, 15, 20, 30),
    Rule.NOTICE: (2 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 3 * _DAY),
    Rule.HORIZON: (14, 30, 60, 90, 120, 180),
    Rule.PER_DAY: (3, 4, 5, 6, 8, None),
    Rule.PER_WEEK: (10, 15, 20, 25, 30, None),
}
_CAPS = frozenset({Rule.PER_DAY, Rule.PER_WEEK})
_NONE = frozenset({"none", "no", "no limit", "unlimited", "any", "off", "no cap"})
_NUMBER = re.compile(
    r"(?P<number>\d{1,5})\s*(?P<unit>m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|"
    r"sessions?)?(?:\s+(?:a|per)\s+(?:day|week))?(?:\s+(?:before|after|ahead|notice|at most))?",
    re.IGNORECASE,
)
_MINUTES = {"m": 1, "h": _HOUR, "d": _DAY, "w": 7 * _DAY}
_DAYS = {"d": 1, "w": 7, "M": 30}


def spoken(rule: Rule, value: int | None) -> Say:
    """A value as it is read: "24 hours", "30 days", "5 sessions", "no limit"."""
    if value is None:
        return Say("rule_no_limit")
    if rule in _CAPS:
        return Say("count_sessions", {"count": value})
    if rule is Rule.HORIZON:
        return Say("count_days", {"count": value})
    return length(value) if value else Say("rule_none")


def length(minutes: int) -> Say:
    """A span of time in the largest unit that it is whole in: "24 hours", "2 days", "90 min"."""
    if minutes % _DAY == 0 and minutes > _DAY:
        return Say("count_days", {"count": minutes // _DAY})
    if minutes % _HOUR == 0 and minutes >= _HOUR:
        return Say("count_hours", {"count": minutes // _HOUR})
    return Say("count_minutes", {"count": minutes})


def read_value(rule: Rule, text: str) -> tuple[int | None] | None:
    """What was typed for a rule, in its own unit, in a tuple; None when it isn't a value of it."""
    words = " ".join(length_in_english(text.casefold()).split())
    if words in _NONE:
        return (None,) if rule in _CAPS else (0,)
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    factor = _factor(rule, match["unit"] or "")
    return None if factor is None else (int(match["number"]) * factor,)


def _factor(rule: Rule, unit: str) -> int | None:
    """What one of the unit is worth in the rule's own; None when it doesn't fit the rule."""
    letter = "M" if unit.startswith("mon") else unit[:1]
    if rule in _CAPS:
        return 1 if letter in {"", "s"} else None
    if rule is Rule.HORIZON:
        return _DAYS.get(letter or "d")
    if letter == "" and rule is Rule.NOTICE:
        return _HOUR
    return _MINUTES.get(letter or "m")
