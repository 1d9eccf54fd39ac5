"""The button below an alert: the first who presses it takes care, the others hear of it (I6)."""

from uuid import UUID

from conversations import crisis
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin
from conversations.frame import nothing_open
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.danger import CareTaken, TakeCare

NAME = "caring"
ENTRANCE = Entrance(verbs=frozenset({"care"}))
OF_WORK = True
FRAME = Frame(())


def show(draft: Draft) -> Turn:
    """Nothing waits here for anybody: the button is answered at once."""
    return nothing_open(draft)


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin(row=alert):
            return Turn(draft, do=TakeCare(UUID(alert)))
        case CareTaken(by_you=True):
            return Turn(draft.over(), (crisis.yours(event.alert),))
        case CareTaken():
            return Turn(draft.over(), (crisis.taken_by(event.alert),))
        case NotPossible(key=key):
            return Turn(draft.over(), (Say(key, screen=False),))
        case _:
            return None
