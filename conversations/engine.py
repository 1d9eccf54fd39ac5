"""Which dialogue an event belongs to, and the rules that all dialogues share."""

from types import ModuleType

from conversations import (
    admin,
    agree,
    applications,
    availability,
    bookfor,
    booking,
    books,
    calendar,
    cancelling,
    card,
    caring,
    catalogue,
    clients,
    consented,
    credit,
    decline,
    desk,
    forget,
    frame,
    guardian,
    instant,
    intake,
    judging,
    meeting,
    meeting_link,
    moving,
    mydata,
    notes,
    paidproof,
    payment,
    privacy,
    profile,
    proofs,
    reading,
    receipts,
    refunds,
    reminders,
    replying,
    session,
    settings,
    trail,
    unallocated,
)
from conversations.dialogue import Dialogue
from conversations.events import Action, Begin, Happening, Tap, Typed
from conversations.words import Draft, Event, Say, Turn

_MODULES: tuple[ModuleType, ...] = (
    booking,
    payment,
    card,
    decline,
    availability,
    moving,
    cancelling,
    replying,
    meeting,
    meeting_link,
    settings,
    admin,
    clients,
    credit,
    session,
    notes,
    proofs,
    refunds,
    instant,
    bookfor,
    profile,
    catalogue,
    applications,
    calendar,
    unallocated,
    receipts,
    books,
    paidproof,
    judging,
    privacy,
    mydata,
    forget,
    trail,
    caring,
    agree,
    guardian,
    consented,
    intake,
    reading,
    reminders,
)

DIALOGUES = {module.NAME: Dialogue.of(module) for module in _MODULES}


def route(event: Happening, current: str | None) -> tuple[str, Happening]:
    """The dialogue for an event, and the event as that dialogue knows it.

    `current` is the dialogue that is open in this chat: what is typed goes there.
    """
    match event:
        case Typed(name="cancel") if current:
            return current, Tap(current, -1, "cancel")
        case Typed():
            return _opened(event) or (desk.NAME, event)
        case Tap(dialogue=desk.NAME, value=value):
            name, _, payload = value.partition(" ")
            return route(Typed(name, payload), None)
        case Tap(dialogue=name) if name in DIALOGUES:
            return name, event
        case Action(verb=verb, about=about, version=version):
            for name, dialogue in DIALOGUES.items():
                if verb in dialogue.entrance.verbs:
                    return name, Begin(f"{about}:{version}", verb)
            return desk.NAME, event
        case Tap():
            return desk.NAME, event
        case _:
            return current or desk.NAME, event


def is_private(name: str | None) -> bool:
    """Whether what is sent to this dialogue may not stay as it came."""
    return name in DIALOGUES and DIALOGUES[name].private


def _opened(typed: Typed) -> tuple[str, Begin] | None:
    """The dialogue that a command opens, or a link of ours that came as `/start <payload>`."""
    for name, dialogue in DIALOGUES.items():
        if typed.name in dialogue.entrance.commands:
            return name, Begin(typed.payload, typed.name)
        link = dialogue.entrance.link
        if typed.name == "start" and link and typed.payload.startswith(link):
            return name, Begin(typed.payload.removeprefix(link), link)
    return None


def advance(draft: Draft, event: Event) -> Turn:
    """One event. A button of an earlier step only shows the present one again (X60)."""
    dialogue = DIALOGUES.get(draft.dialogue)
    if dialogue is None:
        return desk.advance(draft, event)
    if dialogue.frame is not None:
        return frame.advance(dialogue, dialogue.frame, draft, event)
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
