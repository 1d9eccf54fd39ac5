"""The steps of a psychologist's hours, how one goes back from each, and what all of them share."""

from enum import StrEnum

from conversations.words import Button, Draft, Turn
from conversations.work.availability import FindDates, OpenWeek
from conversations.work.leave import AskToday, LookAhead
from models.date_changes import DateChange

NAME = "availability"

#: Weekdays as people read them, counted from Sunday = 0.
WEEK = (1, 2, 3, 4, 5, 6, 0)

NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))


class Step(StrEnum):
    WEEK = "week"
    DAY = "day"
    COPY = "copy"
    RULES = "rules"
    RULE = "rule"
    DATES = "dates"
    FROM = "from"
    UNTIL = "until"
    REASON = "reason"
    SICK = "sick"
    PREVIEW = "preview"


PARENTS = {
    Step.DAY: Step.WEEK,
    Step.COPY: Step.DAY,
    Step.RULES: Step.WEEK,
    Step.RULE: Step.RULES,
    Step.DATES: Step.WEEK,
    Step.FROM: Step.WEEK,
    Step.UNTIL: Step.FROM,
    Step.REASON: Step.UNTIL,
    Step.SICK: Step.WEEK,
}
_FORGOTTEN_ON_THE_WAY = ("changes", "seen", "origin", "month")


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step."""
    match Step(draft.step):
        case Step.DATES:
            return Turn(draft, do=FindDates())
        case Step.FROM | Step.UNTIL | Step.REASON | Step.SICK:
            return Turn(draft, do=AskToday())
        case Step.PREVIEW:
            return Turn(draft, do=LookAhead(changes_of(draft)))
        case Step.WEEK | Step.DAY | Step.COPY | Step.RULES | Step.RULE:
            return Turn(draft, do=OpenWeek())


def back(draft: Draft) -> Draft | None:
    """To the step that this one was opened from."""
    here = Step(draft.step)
    if here is Step.WEEK:
        return None
    parent = Step(draft.answers["origin"]) if here is Step.PREVIEW else PARENTS[here]
    return draft.at(parent, **dict.fromkeys(_FORGOTTEN_ON_THE_WAY))


def changes_of(draft: Draft) -> tuple[DateChange, ...]:
    return tuple(DateChange.unpacked(kept) for kept in draft.answers["changes"])


def foresee(draft: Draft, changes: tuple[DateChange, ...], origin: str) -> Turn:
    """Look at what changes of dates would mean, before anything happens."""
    packed = [change.packed() for change in changes]
    return show(draft.at(Step.PREVIEW, changes=packed, origin=origin, said=None, seen=None))
