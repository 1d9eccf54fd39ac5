"""What all dialogues do alike, so that each of them says only what is its own."""

from conversations import texts
from conversations.booking_screens import state
from conversations.dialogue import Dialogue, Frame
from conversations.events import Begin, Contact, File, Happening, Tap, Text, Unknown
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible


def advance(dialogue: Dialogue, frame: Frame, draft: Draft, event: Event) -> Turn:
    """One event: what leads out, what is too late, what the dialogue itself makes of the rest.

    Where it makes nothing of it, a person sees the present step again with a hint (X62).
    """
    if isinstance(event, Begin) or not isinstance(event, Happening):
        turn = dialogue.advance(draft, event)
    elif draft.step in frozenset(frame.steps):
        turn = _met(dialogue, frame, draft, event)
    else:
        return _shut(draft, event)
    return turn or _unused(dialogue, frame, draft, event)


def nothing_open(draft: Draft) -> Turn:
    """There is no step (any more) at which this could be answered; what is over stays as it is."""
    return Turn(draft if draft.is_over else draft.over(), (Say("nothing_open"),))


def refused(draft: Draft, why: NotPossible, not_yours: str = "not_yours") -> Turn:
    """The dialogue ends with the reason, and with how the booking stands if one may know."""
    key = not_yours if why.key == "not_yours" else why.key
    return Turn(draft.over(), (Say(key, state(why.booking) if why.booking else {}),))


def _met(dialogue: Dialogue, frame: Frame, draft: Draft, event: Happening) -> Turn | None:
    """At an open step. A button of an earlier one only shows the present one again (X60).

    The words of the buttons that lead out may be typed as well, in any language.
    """
    match event:
        case Tap(value="cancel", rev=-1):
            return _left(dialogue, frame, draft)
        case Tap(rev=rev) if rev != draft.rev:
            return dialogue.show(draft)
        case Tap(value="back"):
            return _stepped_back(dialogue, frame, draft)
        case Tap(value="cancel"):
            return _left(dialogue, frame, draft)
        case Text(text=text) if not text.strip():
            return None
        case Text(text=text) if texts.means(text, "back"):
            return _stepped_back(dialogue, frame, draft)
        case Text(text=text) if draft.step not in frame.other_cancel and texts.means(
            text, "cancel"
        ):
            return _left(dialogue, frame, draft)
        case _:
            return dialogue.advance(draft, event)


def _shut(draft: Draft, event: Happening) -> Turn:
    match event:
        case Tap(rev=-1):
            return nothing_open(draft)
        case Tap(rev=rev) if draft.is_over and rev == draft.rev - 1:
            return Turn(draft)  # a double tap on the last button: its answer is on the screen
        case Tap() if draft.is_over:
            return Turn(draft, (Say("button_expired", screen=False),))
        case _:
            return nothing_open(draft)


def _stepped_back(dialogue: Dialogue, frame: Frame, draft: Draft) -> Turn:
    match dialogue.back(draft) if dialogue.back else None:
        case Draft() as earlier:
            return dialogue.show(earlier)
        case Turn() as turn:
            return turn
        case _:
            return _left(dialogue, frame, draft)


def _left(dialogue: Dialogue, frame: Frame, draft: Draft) -> Turn:
    if dialogue.cancel:
        return dialogue.cancel(draft)
    return Turn(draft.over(), (Say(frame.left),))


def _unused(dialogue: Dialogue, frame: Frame, draft: Draft, event: Event) -> Turn:
    """What the dialogue has no use for. A value that no button of ours has needs no hint (X63)."""
    match event:
        case NotPossible():
            return refused(draft, event, frame.not_yours)
        case Tap():
            return dialogue.show(draft)
        case Text() | Contact() | File() | Unknown():
            return dialogue.show(draft.noting(frame.hints.get(draft.step, frame.hint)))
        case _:
            return nothing_open(draft)
