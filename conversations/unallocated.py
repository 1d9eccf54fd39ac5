"""/payments: money that came in for nobody we know of, and who finds its owner (M3)."""

from enum import StrEnum
from uuid import UUID

from conversations import unallocated_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import one_line, read_id, read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.unallocated import (
    FindOwner,
    ForeseeGiving,
    GiveMoney,
    GivingForeseen,
    Goal,
    GoalKind,
    ListUnallocated,
    LookAtMoney,
    MoneyGiven,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedListed,
)

NAME = "unallocated"
ENTRANCE = Entrance(commands=frozenset({"payments"}), verbs=frozenset({"whose"}))
OF_WORK = True


class Step(StrEnum):
    LIST = "list"
    ONE = "one"
    FIND = "find"
    SURE = "sure"


FRAME = Frame(
    Step, left="unallocated_left", hints={Step.FIND: "owner_hint", Step.ONE: "owner_hint"},
    not_yours="admins_only",
)  # fmt: skip


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    match draft.step:
        case Step.LIST:
            return Turn(draft, do=ListUnallocated(draft.answers.get("page", 0)))
        case Step.ONE:
            return Turn(draft, do=LookAtMoney(_money(draft)))
        case Step.FIND if said := draft.answers.get("said"):
            return Turn(draft, do=FindOwner(_money(draft), said))
        case Step.FIND:
            return Turn(draft, (screens.ask(),))
        case _:
            return Turn(draft, do=ForeseeGiving(_money(draft), _goal(draft)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.SURE if draft.answers.get("said"):
            return draft.at(Step.FIND, kind=None, about=None, mark=None)
        case Step.SURE | Step.FIND:
            return draft.at(Step.ONE, said=None, kind=None, about=None, mark=None)
        case Step.ONE:
            return draft.at(Step.LIST, money=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(by="whose", about=about):
            money, _, _ = about.partition(":")
            return show(draft.anew(Step.ONE, money=UUID(money).hex))
        case _, Begin():
            return show(draft.anew(Step.LIST))
        case _, UnallocatedListed() | MoneyLookedAt() | OwnersFound():
            return _shown(draft, event)
        case _, GivingForeseen(effect=effect, changed=changed):
            asking = draft.at(Step.SURE, mark=effect.mark)
            noted = asking.noting("giving_changed") if changed else asking
            return Turn(noted, (screens.sure(event),))
        case _, MoneyGiven():
            return Turn(draft.over(), (screens.given(event),))
        case _, NotPossible(key="money_gone"):
            return show(draft.anew(Step.LIST).noting("money_gone"))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.ONE | Step.FIND, Text(text=text):
            return show(draft.at(Step.FIND, said=one_line(text, 60)))
        case _:
            return None


def _shown(draft: Draft, found: UnallocatedListed | MoneyLookedAt | OwnersFound) -> Turn:
    match found:
        case UnallocatedListed():
            return Turn(draft, (screens.listed(found, draft.answers.get("page", 0)),))
        case MoneyLookedAt(money=money) if not money.waits:
            return Turn(draft.anew(Step.LIST), (screens.settled(money),))
        case MoneyLookedAt():
            return Turn(draft.at(Step.ONE), (screens.one(found),))
        case OwnersFound():
            return Turn(draft, (screens.owners(found, draft.answers["said"]),))


def _tapped(draft: Draft, value: str) -> Turn | None:
    kind, rest = value[:1], value[1:]
    match draft.step, kind:
        case Step.LIST, "m" if money := read_id(rest):
            return show(draft.at(Step.ONE, money=money.hex))
        case Step.LIST, "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case Step.ONE, "f":
            return show(draft.at(Step.FIND, said=None))
        case Step.ONE | Step.FIND, GoalKind.BOOKING | GoalKind.CREDIT if about := read_id(rest):
            return show(draft.at(Step.SURE, kind=kind, about=about.hex))
        case Step.ONE, GoalKind.BACK:
            return show(draft.at(Step.SURE, kind=kind, about=None))
        case Step.SURE, "y":
            mark = draft.answers.get("mark", "")
            return Turn(draft, do=GiveMoney(_money(draft), _goal(draft), mark))
        case _:
            return None


def _money(draft: Draft) -> UUID:
    return UUID(hex=draft.answers["money"])


def _goal(draft: Draft) -> Goal:
    about = draft.answers.get("about")
    return Goal(GoalKind(draft.answers["kind"]), UUID(hex=about) if about else None)
