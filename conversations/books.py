"""/books: the days that were compared with the providers, and what doesn't match (M8)."""

from enum import StrEnum
from uuid import UUID

from conversations import books_screens as screens
from conversations import texts
from conversations.dialogue import Entrance
from conversations.events import Begin, Tap, Text
from conversations.understanding import read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.books import (
    BooksOpened,
    ListMismatches,
    MismatchesListed,
    MismatchOpened,
    MismatchSettled,
    OpenBooks,
    OpenMismatch,
    SettleMismatch,
)

NAME = "books"
ENTRANCE = Entrance(commands=frozenset({"books"}))
OF_WORK = True
LONGEST_NOTE = 200


class Step(StrEnum):
    DAYS = "days"
    LIST = "list"
    ONE = "one"


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    match draft.step:
        case Step.DAYS:
            return Turn(draft, do=OpenBooks())
        case Step.LIST:
            return Turn(draft, do=ListMismatches(draft.answers.get("page", 0)))
        case Step.ONE:
            return Turn(draft, do=OpenMismatch(UUID(hex=draft.answers["mismatch"])))
        case _:
            return Turn(draft, (Say("nothing_open"),))


def back(draft: Draft) -> Turn:
    match draft.step:
        case Step.ONE:
            return show(draft.at(Step.LIST, mismatch=None))
        case Step.LIST:
            return show(draft.at(Step.DAYS, page=None))
        case _:
            return cancel(draft)


def cancel(draft: Draft) -> Turn:
    return Turn(draft.over(), (Say("books_closed"),))


def advance(draft: Draft, event: Event) -> Turn:
    match draft.step, event:
        case _, Begin():
            return show(draft.at(Step.DAYS, page=None, mismatch=None))
        case _, BooksOpened():
            return Turn(draft, (screens.days(event),))
        case _, MismatchesListed():
            return Turn(draft, (screens.mismatches(draft, event),))
        case _, MismatchOpened(mismatch=mismatch):
            return Turn(draft, (screens.mismatch(mismatch),))
        case _, MismatchSettled():
            return show(draft.at(Step.LIST, mismatch=None, page=None).noting("mismatch_settled"))
        case Step.ONE, NotPossible(key="outdated"):
            return show(draft.at(Step.LIST, mismatch=None).noting("mismatch_settled_before"))
        case _, NotPossible(key=key):
            return Turn(draft.over(), (Say("admins_only" if key == "not_yours" else key),))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text) if texts.means(text, "back"):
            return back(draft)
        case _, Text(text=text) if texts.means(text, "cancel"):
            return cancel(draft)
        case Step.ONE, Text(text=text) if text.strip():
            note = " ".join(text.split())[:LONGEST_NOTE]
            return Turn(draft, do=SettleMismatch(UUID(hex=draft.answers["mismatch"]), note))
        case Step.ONE, _:
            return show(draft.noting("mismatch_hint"))
        case _:
            return show(draft.noting("only_buttons_here"))


def _tapped(draft: Draft, value: str) -> Turn:
    rest = value[1:]
    match draft.step, value[:1]:
        case Step.DAYS, "o":
            return show(draft.at(Step.LIST, page=None))
        case Step.LIST, "m" if _is_id(rest):
            return show(draft.at(Step.ONE, mismatch=rest))
        case Step.LIST, "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case _:
            return show(draft)


def _is_id(value: str) -> bool:
    try:
        return UUID(hex=value).hex == value
    except ValueError:
        return False
