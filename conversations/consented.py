"""/consents: what somebody agreed to, when, who did it; read it again, or take it back (I4)."""

from enum import StrEnum

from conversations import consented_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.understanding import read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.consents import (
    ListWords,
    ReadText,
    TakeBack,
    TakeBackForWard,
    TextFound,
    WordsListed,
)
from models.values import ConsentKind

NAME = "consents"
ENTRANCE = Entrance(commands=frozenset({"consents"}))
PRIVATE = True


class Step(StrEnum):
    LIST = "list"
    READING = "reading"
    TAKING = "taking"
    WARD = "ward"


FRAME = Frame(Step, left="consents_closed")


def show(draft: Draft) -> Turn:
    if draft.step == Step.READING:
        return Turn(draft, do=ReadText(_kind(draft), draft.answers["version"]))
    return Turn(draft, do=ListWords())


def back(draft: Draft) -> Draft | None:
    return None if draft.step == Step.LIST else _list(draft)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(_list(draft))
        case Step.TAKING, WordsListed():
            return _taking(draft, event)
        case Step.WARD, WordsListed():
            return _taking_for_ward(draft, event)
        case _, WordsListed():
            return Turn(draft, (screens.listed(event),))
        case _, TextFound():
            return Turn(draft, (screens.text(event.text),))
        case Step.READING, NotPossible(key=key):
            return show(_list(draft).noting(key))
        case _, Tap(value=value):
            return _pressed(draft, value)
        case _:
            return None


def _pressed(draft: Draft, value: str) -> Turn | None:
    what, kind, version = value[:1], *screens.named(value[1:])
    match draft.step, what:
        case Step.LIST, "r" if kind and version:
            return show(draft.at(Step.READING, kind=kind, version=version))
        case Step.LIST, "w" if kind:
            return show(draft.at(Step.TAKING, kind=kind))
        case Step.LIST, "c" if (link := read_number(value[1:])) is not None:
            return show(draft.at(Step.WARD, ward=link))
        case Step.WARD, "t":
            taking = TakeBackForWard(draft.answers["ward"])
            return Turn(_list(draft).noting("consents_taken_back"), do=taking)
        case Step.TAKING, "t":
            return Turn(_list(draft).noting("consents_taken_back"), do=TakeBack(_kind(draft)))
        case _:
            return None


def _taking(draft: Draft, found: WordsListed) -> Turn:
    """What follows, before it is done; a word that isn't given can't be taken back."""
    if not screens.is_given(found, _kind(draft)):
        return Turn(_list(draft), (screens.listed(found),))
    return Turn(draft, (screens.taking(found, _kind(draft)),))


def _taking_for_ward(draft: Draft, found: WordsListed) -> Turn:
    ward = next((ward for ward in found.wards if ward.link_id == draft.answers["ward"]), None)
    if ward is None:
        return Turn(_list(draft), (screens.listed(found),))
    return Turn(draft, (screens.taking_for(ward),))


def _list(draft: Draft) -> Draft:
    return draft.at(Step.LIST, kind=None, version=None, ward=None)


def _kind(draft: Draft) -> ConsentKind:
    return ConsentKind(draft.answers["kind"])
