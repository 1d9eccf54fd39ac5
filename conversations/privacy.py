"""/privacy: what is kept of whoever asks, in plain words, and the ways to all they may do (D2)."""

from conversations import texts
from conversations.dialogue import Entrance
from conversations.events import Begin, Text
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn

NAME = "privacy"
ENTRANCE = Entrance(commands=frozenset({"privacy"}))
STEP = "shown"

#: One way a row; each is a dialogue of its own.
_WAYS: Keyboard = (
    (Button("privacy_mydata", command="mydata"),),
    (Button("privacy_trail", command="trail"),),
    (Button("privacy_consents", command="consents"),),
    (Button("privacy_forget", command="forget"),),
    (Button("done", value="cancel"),),
)


def show(draft: Draft) -> Turn:
    if draft.step != STEP:
        return Turn(draft, (Say("nothing_open"),))
    return Turn(draft, (Say("privacy", {}, _WAYS),))


def back(draft: Draft) -> Turn:
    return cancel(draft)


def cancel(draft: Draft) -> Turn:
    return Turn(draft.over(), (Say("privacy_left"),))


def advance(draft: Draft, event: Event) -> Turn:
    match event:
        case Begin():
            return show(draft.at(STEP))
        case Text(text=text) if texts.means(text, "back") or texts.means(text, "cancel"):
            return cancel(draft)
        case _:
            return show(draft.noting("only_buttons_here"))
