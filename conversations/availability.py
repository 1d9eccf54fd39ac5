"""A psychologist's own hours: the week, its rules, the dates that differ from it (A1-A3, A6)."""

from conversations import availability_dates, availability_typed, leave
from conversations import availability_screens as screens
from conversations.availability_steps import NAME, Step, back, foresee, show
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Contact, File, Tap, Text, Unknown
from conversations.understanding import read_date, read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.availability import (
    AddHours,
    CloseWeekdays,
    CopyHours,
    DatesFound,
    OpenWeek,
    RemoveHours,
    SetRule,
    SwitchHours,
    UndoDates,
    WeekFound,
)
from conversations.work.leave import DatesChanged, Foreseen, TodayIs
from models.date_changes import DateChange
from models.hours import MIDNIGHT_AFTER, Hours
from models.opening_views import Rule

ENTRANCE = Entrance(commands=frozenset({"availability", "hours", "block", "leave", "sick"}))
OF_WORK = True
# Of what would happen to sessions, “cancel” and “acha” (leave them) are decisions.
FRAME = Frame(Step, other_cancel=frozenset({Step.PREVIEW}))

__all__ = ["ENTRANCE", "FRAME", "NAME", "advance", "back", "cancel", "show"]


def cancel(draft: Draft) -> Turn:
    left = draft.step in {Step.FROM, Step.UNTIL, Step.REASON, Step.SICK, Step.PREVIEW}
    return Turn(draft.over(), (Say("leave_left" if left else "hours_closed"),))


def advance(draft: Draft, event: Event) -> Turn | None:
    """One event at one step; taps have been checked against `rev` before they come here."""
    match event:
        case Begin(about=about, by=by):
            return _begin(draft, by, about.strip())
        case Tap(value=value) if draft.step in leave.STEPS:
            return leave.tapped(draft, value)
        case Tap(value=value):
            return _tapped(draft, value)
        case Text(text=text) if draft.step in leave.STEPS:
            return leave.typed(draft, text)
        case Text(text=text):
            return availability_typed.typed(draft, text)
        case Contact() | File() | Unknown():
            return None
        case NotPossible(key="hours_staff_only"):
            return Turn(draft.over(), (Say("hours_staff_only"),))
        case NotPossible(key="not_yours"):
            return show(draft.at(Step.WEEK).noting("hours_not_bookable"))
        case NotPossible(key=key):
            return show(draft.noting(key))
        case _:
            return _answered(draft, event)


def _begin(draft: Draft, by: str, about: str) -> Turn:
    step = {"block": Step.FROM, "leave": Step.FROM, "sick": Step.SICK}.get(by, Step.WEEK)
    fresh = draft.anew(step)
    if not about:
        return show(fresh)
    if step is Step.WEEK:
        return availability_typed.typed(fresh, about)
    return leave.typed(fresh, f"leave {about}" if by == "leave" else about, whole=True)


def _tapped(draft: Draft, value: str) -> Turn | None:
    match draft.step:
        case Step.WEEK:
            return _tapped_week(draft, value)
        case Step.DAY:
            return _tapped_day(draft, value)
        case Step.COPY:
            return _tapped_copy(draft, value)
        case Step.RULES:
            known = value[:1] == "r" and value[1:] in set(Rule)
            return show(draft.at(Step.RULE, rule=value[1:])) if known else None
        case Step.RULE:
            return _tapped_rule(draft, value)
        case _:
            return _tapped_dates(draft, value)


def _tapped_week(draft: Draft, value: str) -> Turn | None:
    match value:
        case "dates" | "rules":
            return show(draft.at(Step(value), page=None))
        case "leave":
            return show(draft.at(Step.FROM))
        case "sick":
            return show(draft.at(Step.SICK))
        case _ if value[:1] == "d" and (number := read_number(value[1:])) in range(7):
            return show(draft.at(Step.DAY, day=number, emergency=None))
        case _:
            return None


def _tapped_day(draft: Draft, value: str) -> Turn | None:
    day, emergency = draft.answers["day"], bool(draft.answers.get("emergency"))
    number = read_number(value[1:])
    moved = draft.at(Step.DAY)
    match value, value[:1]:
        case "kind", _:
            return show(draft.at(Step.DAY, emergency=None if emergency else True))
        case "copy", _:
            return show(draft.at(Step.COPY, others=[]))
        case "close", _:
            return Turn(moved.noting("hours_removed"), do=CloseWeekdays((day,)))
        case _, "x" if number is not None:
            return Turn(moved.noting("hours_removed"), do=RemoveHours(number))
        case _, "f" | "o" if number is not None:
            return Turn(moved, do=SwitchHours(number, value[0] == "o"))
        case _, "h" if (hours := _hours(value[1:])) is not None:
            return Turn(moved, do=AddHours((day,), (hours,), emergency=emergency))
        case _:
            return None


def _hours(value: str) -> Hours | None:
    start, _, end = value.partition("-")
    since, until = read_number(start), read_number(end)
    valid = since is not None and until is not None and since < until <= MIDNIGHT_AFTER
    return Hours(since or 0, until or 0) if valid else None


def _tapped_copy(draft: Draft, value: str) -> Turn | None:
    day, others = draft.answers["day"], list(draft.answers.get("others", []))
    number = read_number(value[1:])
    match value, value[:1]:
        case "go", _ if others:
            done = draft.at(Step.DAY, others=None).noting("hours_copied")
            return Turn(done, do=CopyHours(day, tuple(others)))
        case "week", _:
            return show(draft.at(Step.COPY, others=[each for each in range(1, 6) if each != day]))
        case "all", _:
            return show(draft.at(Step.COPY, others=[each for each in range(7) if each != day]))
        case _, "t" if number is not None and number < 7:
            changed = [each for each in others if each != number]
            chosen = changed if number in others else [*others, number]
            return show(draft.at(Step.COPY, others=chosen))
        case _:
            return None


def _tapped_rule(draft: Draft, value: str) -> Turn | None:
    rule, number = Rule(draft.answers["rule"]), read_number(value[1:])
    if value != "vnone" and (value[:1] != "v" or number is None):
        return None
    return Turn(draft.at(Step.RULES, rule=None), do=SetRule(rule, number))


def _tapped_dates(draft: Draft, value: str) -> Turn | None:
    number, day = read_number(value[1:]), read_date(value[1:])
    match value, value[:1]:
        case "leave", _:
            return show(draft.at(Step.FROM))
        case _, "p" if number is not None:
            return show(draft.at(Step.DATES, page=number))
        case _, "u" if number is not None:
            return Turn(draft.at(Step.DATES).noting("dates_undone"), do=UndoDates(number))
        case _, "w" | "c" if day is not None:
            change = DateChange(day, day, opens=value[0] == "w")
            return foresee(draft, (change,), Step.DATES)
        case _:
            return None


def _answered(draft: Draft, event: Event) -> Turn:
    match event:
        case WeekFound() if draft.step == Step.DATES:
            return show(draft)
        case WeekFound():
            return Turn(draft, (_drawn(draft, event),))
        case DatesFound(dates=found) if draft.step == Step.DATES:
            page = int(draft.answers.get("page", 0))
            return Turn(draft, (availability_dates.dates(found, page),))
        case TodayIs():
            return leave.today_is(draft, event)
        case Foreseen():
            return leave.foreseen(draft, event)
        case DatesChanged():
            return leave.changed(draft, event)
        case _:
            return Turn(draft, do=OpenWeek())


def _drawn(draft: Draft, found: WeekFound) -> Say:
    answers = draft.answers
    match draft.step:
        case Step.DAY:
            return screens.day(found.week, answers["day"],
                               emergency=bool(answers.get("emergency")))  # fmt: skip
        case Step.COPY:
            return screens.copy(answers["day"], list(answers.get("others", [])))
        case Step.RULES:
            return screens.rules(found.week)
        case Step.RULE:
            return screens.rule(found.week, Rule(answers["rule"]))
        case _:
            return screens.week(found.week)
