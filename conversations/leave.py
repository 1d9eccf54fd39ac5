"""Closing and opening dates: by buttons, by one typed message, and "sick today" (A2, A6)."""

from datetime import date, timedelta

from conversations import leave_screens as screens
from conversations.availability_steps import Step, changes_of, foresee, show
from conversations.block_words import Misread, read_block
from conversations.understanding import read_date
from conversations.words import Draft, Turn
from conversations.work.leave import AskToday, ChangeDates, DatesChanged, Foreseen, TodayIs
from models.date_changes import LONGEST_REASON, DateChange, Decision

STEPS = frozenset({Step.FROM, Step.UNTIL, Step.REASON, Step.SICK, Step.PREVIEW})

#: What is written down as the reason of a day that was given up at once.
AT_ONCE = "away at short notice"

#: Where no date was to be found, examples of what the step understands.
_EXAMPLES: dict[str, str] = {
    Step.WEEK: "week_examples",
    Step.DAY: "hours_examples",
    Step.COPY: "copy_examples",
    Step.RULE: "rule_examples",
}

#: What the buttons of reasons write down.
_REASONS = {str(index): why for index, (_, why) in enumerate(screens.REASONS)}

_WORDS = {
    "keep": Decision.KEEP,
    "move": Decision.MOVE,
    "move all": Decision.MOVE,
    "cancel all": Decision.CANCEL,
    "yes": None,
    "ok": None,
    "do it": None,
    "acha": Decision.KEEP,
    "acha vikao": Decision.KEEP,
    "hamisha": Decision.MOVE,
    "hamisha vyote": Decision.MOVE,
    "ghairi vyote": Decision.CANCEL,
    "ndiyo": None,
    "ndio": None,
    "sawa": None,
}

#: What /sick is told, and how it is written down.
_DAYS = {
    "today": "today",
    "tomorrow": "tomorrow",
    "leo": "today",
    "kesho": "tomorrow",
}


def tapped(draft: Draft, value: str) -> Turn | None:
    """A button's value at one of the steps here."""
    day = read_date(value[1:])
    match draft.step, value[:1]:
        case Step.FROM | Step.UNTIL, "m" if day is not None:
            return show(draft.at(draft.step, month=day.replace(day=1).isoformat()))
        case Step.FROM, "d" if day is not None:
            return show(draft.at(Step.UNTIL, first=day.isoformat(), month=None))
        case Step.UNTIL, "d" if day is not None:
            return _until(draft, day)
        case Step.UNTIL, "o":
            return _until(draft, date.fromisoformat(draft.answers["first"]))
        case Step.REASON, "r" if value[1:] in _REASONS:
            return _reasoned(draft, _REASONS[value[1:]])
        case Step.REASON, "n":
            return _reasoned(draft, "")
        case Step.SICK, "t":
            return show(draft.knowing(sick_day=value))
        case Step.PREVIEW, "d" if value[1:] in set(Decision):
            return _decide(draft, Decision(value[1:]))
        case _, "-":
            return show(draft.noting("leave_day_over"))
        case _:
            return None


def _until(draft: Draft, last: date) -> Turn:
    if last < date.fromisoformat(draft.answers["first"]):
        return show(draft.noting("leave_until_before"))
    return show(draft.at(Step.REASON, last=last.isoformat(), month=None))


def _decide(draft: Draft, decision: Decision) -> Turn:
    """Only what was seen can be decided: the fingerprint says what that was."""
    seen = draft.answers.get("seen")
    if seen is None:
        return show(draft)
    at_once = bool(draft.answers.get("at_once"))
    return Turn(draft, do=ChangeDates(changes_of(draft), seen, decision, at_once))


def typed(draft: Draft, text: str, *, whole: bool = False) -> Turn:
    """Words at one of the steps here, or a `whole` wish behind a command; a reason is anything."""
    words = " ".join(text.casefold().split()).strip(".!")
    if draft.step == Step.PREVIEW and words in _WORDS:
        return _decided_in_words(draft, _WORDS[words])
    if draft.step == Step.REASON and words:
        return _reasoned(draft, " ".join(text.split())[:LONGEST_REASON])
    if draft.step == Step.SICK and words in _DAYS:
        return show(draft.knowing(sick_day=_DAYS[words]))
    if not words:
        return show(draft)
    # It waits in the answers until the psychologist's own date is known.
    return Turn(draft.knowing(said=text[:200], whole=whole), do=AskToday())


def _decided_in_words(draft: Draft, decision: Decision | None) -> Turn:
    """A plain "yes" decides only where there is one thing to do."""
    if decision is None and draft.answers.get("met"):
        return show(draft.noting("leave_choose_one"))
    if decision in {Decision.MOVE, Decision.CANCEL} and not draft.answers.get("met"):
        return show(draft)
    if decision is Decision.KEEP and draft.answers.get("at_once") and draft.answers.get("met"):
        return show(draft)
    return _decide(draft, decision or Decision.KEEP)


def _reasoned(draft: Draft, why: str) -> Turn:
    first, last = (date.fromisoformat(draft.answers[key]) for key in ("first", "last"))
    change = DateChange(first, last, opens=False, reason=why)
    return foresee(draft, (change,), Step.REASON)


def today_is(draft: Draft, found: TodayIs) -> Turn:
    """The psychologist's date is known: read what waited for it, or draw the step."""
    waiting = {key: draft.answers.get(key) for key in ("said", "whole", "sick_day")}
    draft = draft.knowing(**dict.fromkeys(waiting))
    if waiting["said"] is not None:
        whole = bool(waiting["whole"]) or _closes_in_words(waiting["said"])
        return _understood(draft, waiting["said"], found.day, whole=whole)
    if waiting["sick_day"] is not None:
        ahead = timedelta(days=1 if waiting["sick_day"] == "tomorrow" else 0)
        return close_at_once(draft, found.day + ahead)
    match draft.step:
        case Step.FROM:
            month = read_date(draft.answers.get("month", "")) or found.day.replace(day=1)
            return Turn(draft, (screens.day("leave_from", found.day, month, None),))
        case Step.UNTIL:
            first = date.fromisoformat(draft.answers["first"])
            month = read_date(draft.answers.get("month", "")) or first.replace(day=1)
            return Turn(draft, (screens.day("leave_until", found.day, month, first),))
        case Step.REASON:
            first, last = (date.fromisoformat(draft.answers[key]) for key in ("first", "last"))
            return Turn(draft, (screens.reason(first, last),))
        case _:
            return Turn(draft, (screens.sick(),))


def close_at_once(draft: Draft, day: date) -> Turn:
    """Today or tomorrow is given up as a whole."""
    change = DateChange(day, day, opens=False, reason=AT_ONCE)
    return foresee(draft.at(draft.step, at_once=True), (change,), Step.SICK)


def _understood(draft: Draft, said: str, today: date, *, whole: bool) -> Turn:
    """A day alone answers the question of the step; a whole wish goes to its preview."""
    read = read_block(said, today)
    if isinstance(read, Misread):
        no_date = read.key == "block_no_date"
        return show(draft.noting(_EXAMPLES.get(draft.step, read.key) if no_date else read.key))
    change = read[0]
    plain_day = len(read) == 1 and change == DateChange(change.first, change.first, opens=False)
    if plain_day and draft.step == Step.FROM and not whole:
        return show(draft.at(Step.UNTIL, first=change.first.isoformat(), month=None))
    if plain_day and draft.step == Step.UNTIL:
        return _until(draft, change.first)
    origin = Step.FROM if draft.step in STEPS else draft.step
    return foresee(draft.at(draft.step, at_once=None), read, origin)


def _closes_in_words(said: str) -> bool:
    first = said.split(maxsplit=1)[0]
    return first.casefold() in {"block", "off", "close", "closed", "out", "away", "funga",
                                "fungia", "nifungie", "zuia", "sipo", "siko"}  # fmt: skip


def foreseen(draft: Draft, event: Foreseen) -> Turn:
    """The preview; what is shown now is what may be decided."""
    if draft.step != Step.PREVIEW:
        return show(draft)
    if screens.opens_nothing(event.leave):
        origin = draft.answers["origin"]
        return show(draft.at(origin, changes=None, origin=None).noting("block_needs_hours"))
    met = len(event.leave.sessions)
    seen = draft.knowing(seen=event.leave.fingerprint, met=met)
    if event.again:
        seen = seen.at(Step.PREVIEW)
    at_once = bool(draft.answers.get("at_once"))
    return Turn(seen, (screens.preview(event, at_once=at_once),))


def changed(draft: Draft, event: DatesChanged) -> Turn:
    return Turn(draft.over(), (screens.done(event),))
