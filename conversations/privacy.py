"""/privacy: what is kept of whoever asks, in plain words, and the ways to all they may do (D2)."""

from conversations.dialogue import Entrance, Frame
from conversations.events import Begin
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn

NAME = "privacy"
ENTRANCE = Entrance(commands=frozenset({"privacy"}))
STEP = "shown"
FRAME = Frame((STEP,), left="privacy_left")

#: One way a row; each is a dialogue of its own.
_WAYS: Keyboard = (
    (Button("privacy_mydata", command="mydata"),),
    (Button("privacy_trail", command="trail"),),
    (Button("privacy_consents", command="consents"),),
    (Button("privacy_forget", command="forget"),),
    (Button("done", value="cancel"),),
)


def show(draft: Draft) -> Turn:
    return Turn(draft, (Say("privacy", {}, _WAYS),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return show(draft.at(STEP))
        case _:
            return None
