"""The day and hour that an SMS names ("kesho saa tatu asubuhi"), to hold a promise against (X34).

Nothing is chosen between two clocks: "at 3" may be 3:00 or 15:00, "saa tatu" 9:00 or 21:00, and it
fits a session that begins then. What can't be placed ("later", "next week", "around 3") fits none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from conversations.sms_lists import lists
from conversations.sms_tokens import Kind, Token

DAY, HOUR = 24 * 60, 60
#: In Kiswahili hours are counted from sunrise.
SUNRISE = 6 * HOUR


@dataclass(frozen=True, slots=True)
class When:
    """What was named; None where nothing was.

    `day`: days from today; `weekday`: from Monday, 0; `minutes` of the day, each that may be meant.
    `unclear`: something was said that nothing can be held against.
    """

    day: int | None = None
    weekday: int | None = None
    minutes: frozenset[int] | None = None
    unclear: bool = False

    @property
    def said(self) -> bool:
        return self != NEVER

    def fits(self, starts_at: datetime, today: date) -> bool:
        """Whether a session may be meant; `starts_at` and `today` as its client reads clocks."""
        if self.unclear:
            return False
        days = (starts_at.date() - today).days
        minute = starts_at.hour * HOUR + starts_at.minute
        return (
            self.day in (None, days)
            and self.weekday in (None, starts_at.weekday())
            and (self.weekday is None or days <= 7)
            and (self.minutes is None or minute in self.minutes)
        )


NEVER = When()


def when(parts: Iterable[tuple[int | None, Sequence[Token]]]) -> When:
    """Of all phrases of a message that name a time: the day that each says, and its words."""
    found = NEVER
    for day, words in parts:
        found = _both(found, _one(day, words))
    return found


def _both(one: When, other: When) -> When:
    """Two phrases of one message; "kesho" and "leo" contradict each other."""
    days = {one.day, other.day} - {None}
    weekdays = {one.weekday, other.weekday} - {None}
    minutes = one.minutes if other.minutes is None else other.minutes
    if one.minutes is not None and other.minutes is not None:
        minutes = one.minutes & other.minutes
    at_odds = len(days) > 1 or len(weekdays) > 1 or minutes == frozenset()
    return When(
        next(iter(days), None),
        next(iter(weekdays), None),
        minutes,
        one.unclear or other.unclear or at_odds,
    )


def _one(day: int | None, words: Sequence[Token]) -> When:
    spoken = [_word(token) for token in words]
    times = lists().times
    found = When(day)
    if any(word in times.hours_from_sunrise for word in spoken):
        found = replace(found, minutes=_spoken_hour(words))
    else:
        hours = [_written(token) for token in words if _is_hour(token)]
        found = replace(found, minutes=hours[0] if len(hours) == 1 else None,
                        unclear=len(hours) > 1)  # fmt: skip
    for word, token in zip(spoken, words, strict=True):
        if word in times.weekdays:
            found = _both(found, When(weekday=times.weekdays[word]))
        elif word in times.parts:
            since, until = times.parts[word]
            found = _both(found, When(minutes=frozenset(range(since * HOUR, until * HOUR))))
        elif day is None and not _is_hour(token) and word not in times.known:
            found = replace(found, unclear=True)
    return found


def _word(token: Token) -> str:
    """As the lists spell it; a guess that may be two words is none."""
    words = [key for key in token.keys if key.isalpha()]
    return words[0] if len(words) == 1 else token.text


def _is_hour(token: Token) -> bool:
    return token.kind is Kind.CLOCK or token.number is not None


def _written(token: Token) -> frozenset[int]:
    """By the clock of the English; up to twelve, either half of the day may be meant."""
    minute = _minute(token)
    if minute is None:
        return frozenset()
    return frozenset({minute, (minute + DAY // 2) % DAY} if minute <= 12 * HOUR + 59 else {minute})


def _spoken_hour(words: Sequence[Token]) -> frozenset[int]:
    """By the clock of the Kiswahili, "kumi na moja" added up; above twelve it is the other one."""
    more = sum(lists().times.minutes.get(_word(token), 0) for token in words)
    hours = [minute for token in words if _is_hour(token)
             if (minute := _minute(token)) is not None]  # fmt: skip
    if not hours:
        return frozenset()
    hour = sum(hours)
    if hour >= 13 * HOUR:
        return frozenset({hour}) if hour < DAY and len(hours) == 1 else frozenset()
    meant = (hour + SUNRISE + more) % DAY
    return frozenset({meant, (meant + DAY // 2) % DAY})


def _minute(token: Token) -> int | None:
    """Of the day; None for what is no time ("14/3", "25:00")."""
    if token.kind is not Kind.CLOCK:
        hour, minute = token.number or 0, 0
    elif "/" in token.text:
        return None
    else:
        hour, minute = map(int, token.text.replace(".", ":").split(":"))
    return hour * HOUR + minute if hour < 24 and minute < HOUR else None
