"""What is typed at the week, a day, the copy, a rule or the dates: hours first, dates next (A6)."""

import re

from conversations.availability_steps import Step, show
from conversations.hours_words import ReadHours, read_hours, read_week, read_weekdays
from conversations.kiswahili.reading import in_english
from conversations.rule_words import read_value
from conversations.words import Draft, Turn
from conversations.work.availability import AddHours, CloseWeekdays, CopyHours, SetRule
from conversations.work.leave import AskToday
from models.opening_views import Rule

_CLOSED = frozenset({"closed", "close", "off", "none", "no hours",
                     "imefungwa", "nimefunga", "funga", "hakuna", "hakuna saa", "sifanyi kazi",
                     "mapumziko", "likizo"})  # fmt: skip
_EMERGENCY = re.compile(r"^(?:for\s+)?emergenc(?:y|ies)(?:\s+hours)?\b:?|"
                        r"\b(?:for\s+)?emergenc(?:y|ies)$|"
                        r"\b(?:(?:kwa|ya|za)\s+)?dharura\b:?", re.IGNORECASE)  # fmt: skip


def typed(draft: Draft, text: str) -> Turn:
    """One typed message; what isn't about the week may be about dates ("block tomorrow")."""
    words = " ".join(text.split())
    told = in_english(words)
    if told.is_unclear and draft.step != Step.RULE:
        return show(draft.noting("clock_unclear"))
    turn = _of_step(draft, words) or _of_week(draft, told.text)
    if turn is not None:
        return turn
    return Turn(draft.knowing(said=words[:200]), do=AskToday())


def _of_step(draft: Draft, words: str) -> Turn | None:
    """What answers the question that stands on the screen."""
    match draft.step:
        case Step.DAY:
            return _of_day(draft, words)
        case Step.COPY:
            return _of_copy(draft, words)
        case Step.RULE:
            rule = Rule(draft.answers["rule"])
            value = read_value(rule, words)
            if value is None:
                return None
            return Turn(draft.at(Step.RULES, rule=None), do=SetRule(rule, value[0]))
        case _:
            return None


def _of_day(draft: Draft, words: str) -> Turn | None:
    day = draft.answers["day"]
    if words.casefold() in _CLOSED:
        return Turn(draft.at(Step.DAY).noting("hours_removed"), do=CloseWeekdays((day,)))
    emergency, rest = _emergency(in_english(words).text)
    hours = read_hours(rest)
    if hours is None:
        return None
    emergency = emergency or bool(draft.answers.get("emergency"))
    return _adding(draft, (day,), hours, emergency=emergency)


def _of_copy(draft: Draft, words: str) -> Turn | None:
    others = read_weekdays(in_english(words).text.removeprefix("to ").removeprefix("kwa "))
    if others is None:
        return None
    done = draft.at(Step.DAY, others=None).noting("hours_copied")
    return Turn(done, do=CopyHours(draft.answers["day"], others))


def _of_week(draft: Draft, words: str) -> Turn | None:
    """Weekdays at any step: "mon" opens the day, "mon-fri 9-17" adds hours each week."""
    emergency, rest = _emergency(words)
    read = read_week(rest)
    if read is None:
        return None
    days, what = read
    if not what:
        return show(draft.at(Step.DAY, day=days[0], emergency=emergency or None))
    hours = read_hours(what)
    if hours is None:
        late, what = _emergency(what)
        hours, emergency = read_hours(what), emergency or late
    return None if hours is None else _adding(draft, days, hours, emergency=emergency)


def _adding(draft: Draft, days: tuple[int, ...], hours: ReadHours, *, emergency: bool) -> Turn:
    step = draft.at(Step.DAY, day=days[0], emergency=True if emergency else None)
    if len(days) > 1:
        step = draft.at(Step.WEEK)
    if hours.next_day:
        step = step.noting("hours_over_midnight")
    return Turn(step, do=AddHours(days, hours.day, hours.next_day, emergency))


def _emergency(words: str) -> tuple[bool, str]:
    """Whether hours are called emergency hours, and the words without that."""
    bare = _EMERGENCY.sub(" ", words)
    return bare != words, " ".join(bare.split())
