"""Which dialogue an event belongs to, and the rules that all dialogues share."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations import booking, decline, desk, payment
from conversations.events import Action, Begin, Happening, Tap, Typed
from conversations.words import Draft, Event, Say, Turn


@dataclass(frozen=True, slots=True)
class Dialogue:
    advance: Callable[[Draft, Event], Turn]
    show: Callable[[Draft], Turn]
    back: Callable[[Draft], Turn]
    cancel: Callable[[Draft], Turn]


DIALOGUES = {
    module.NAME: Dialogue(module.advance, module.show, module.back, module.cancel)
    for module in (booking, payment, decline)
}

_DESK_TAPS = {"sessions", "pending", "today"}


def route(event: Happening, current: str | None) -> tuple[str, Happening]:
    """The dialogue for an event, and the event as that dialogue knows it.

    `current` is the dialogue that is open in this chat: what is typed goes there.
    """
    match event:
        case Typed(name="book"):
            return booking.NAME, Begin()
        case Typed(name="start", payload=payload) if payload.startswith("psy_"):
            return booking.NAME, Begin(payload.removeprefix("psy_"))
        case Typed(name="cancel") if current:
            return current, Tap(current, -1, "cancel")
        case Typed():
            return desk.NAME, event
        case Tap(dialogue=desk.NAME, value="begin"):
            return booking.NAME, Begin()
        case Tap(dialogue=desk.NAME, value=value) if value in _DESK_TAPS:
            return desk.NAME, Typed(value)
        case Tap(dialogue=name) if name in DIALOGUES:
            return name, event
        case Action(verb="pay", booking=about):
            return payment.NAME, Begin(str(about))
        case Action(verb="no", booking=about, version=version):
            return decline.NAME, Begin(f"{about}:{version}")
        case Action() | Tap():
            return desk.NAME, event
        case _:
            return current or desk.NAME, event


def advance(draft: Draft, event: Event) -> Turn:
    """One event. A button of an earlier step only shows the present one again (X60)."""
    dialogue = DIALOGUES.get(draft.dialogue)
    if dialogue is None:
        return desk.advance(draft, event)
    match event:
        case Tap(value="cancel", rev=-1):
            return dialogue.cancel(draft)
        case Tap(rev=rev) if draft.is_over and rev == draft.rev - 1:
            return Turn(draft)  # a double tap on the last button: its answer is on the screen
        case Tap() if draft.is_over:
            return Turn(draft, (Say("button_expired", screen=False),))
        case Tap(rev=rev) if rev != draft.rev:
            return dialogue.show(draft)
        case Tap(value="back"):
            return dialogue.back(draft)
        case Tap(value="cancel"):
            return dialogue.cancel(draft)
        case _:
            return dialogue.advance(draft, event)
