"""/books: the days that were compared with the providers, and what doesn't match (M8)."""

from enum import StrEnum
from uuid import UUID

from conversations import books_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import one_line, read_id, read_number
from conversations.words import Draft, Event, Turn
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


FRAME = Frame(Step, left="books_closed", hints={Step.ONE: "mismatch_hint"}, not_yours="admins_only")


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    match draft.step:
        case Step.DAYS:
            return Turn(draft, do=OpenBooks())
        case Step.LIST:
            return Turn(draft, do=ListMismatches(draft.answers.get("page", 0)))
        case _:
            return Turn(draft, do=OpenMismatch(UUID(hex=draft.answers["mismatch"])))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.ONE:
            return draft.at(Step.LIST, mismatch=None)
        case Step.LIST:
            return draft.at(Step.DAYS, page=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
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
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.ONE, Text(text=text):
            note = one_line(text, LONGEST_NOTE)
            return Turn(draft, do=SettleMismatch(UUID(hex=draft.answers["mismatch"]), note))
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    rest = value[1:]
    match draft.step, value[:1]:
        case Step.DAYS, "o":
            return show(draft.at(Step.LIST, page=None))
        case Step.LIST, "m" if mismatch := read_id(rest):
            return show(draft.at(Step.ONE, mismatch=mismatch.hex))
        case Step.LIST, "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case _:
            return None
