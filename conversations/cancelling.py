"""Cancelling: the exact money result first, then the button that does it (B8)."""

from enum import StrEnum
from uuid import UUID

from conversations import cancelling_screens as screens
from conversations import texts
from conversations.booking_screens import details, state
from conversations.change_terms import keep_terms, terms
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import Named, see
from conversations.words import Draft, Event, Say, Turn
from conversations.work.change import (
    AskWaiver,
    BookingCancelled,
    CancelBooking,
    ChangeSeen,
    LookAtChange,
    WaiverAsked,
)
from models.changes import BUTTON, Hindrance
from models.moves import Actor

NAME = "cancel"
ENTRANCE = Entrance(verbs=frozenset({"cx"}))
PRIVATE = True
OF_WORK = True


class Step(StrEnum):
    OPENING = "opening"
    REASON = "reason"
    CONFIRM = "confirm"


FRAME = Frame(Step, other_cancel=frozenset(Step))


def show(draft: Draft) -> Turn:
    return Turn(draft, do=LookAtChange(_booking(draft), draft.answers.get("staff")))


def back(draft: Draft) -> Draft | None:
    asked = draft.step == Step.CONFIRM and draft.answers["staff"]
    return draft.at(Step.REASON, reason=None) if asked else None


def cancel(draft: Draft) -> Turn:
    kept = Named(_booking(draft), draft.answers["version"])
    return Turn(draft.over(), (Say("cancel_left", {}, see(kept)),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(row=booking):
            return show(draft.anew(Step.OPENING, booking=booking, version=event.version))
        case _, Text(text=text) if texts.means(text, "cancel"):
            return None  # the session, or the question about it? A button says it
        case Step.REASON, Tap(value=value) if value in screens.REASON_VALUES:
            kept = BUTTON + screens.REASON_VALUES[value]
            return show(draft.at(Step.CONFIRM, reason=kept))
        case Step.REASON | Step.CONFIRM, Text(text=text):
            said = text.strip().removeprefix(BUTTON)[:500]
            return show(draft.at(Step.CONFIRM, reason=said))
        case Step.CONFIRM, Tap(value="y"):
            return Turn(draft, do=_cancelling(draft))
        case Step.CONFIRM, Tap(value="w"):
            words = draft.answers.get("reason", "")
            return Turn(draft, do=AskWaiver(_booking(draft), draft.answers["version"], words))
        case _, ChangeSeen():
            return _seen(draft, event)
        case _, BookingCancelled(booking=booking, refund=refund, told=told):
            done = screens.done(booking, refund, staff=_staff(draft), told=told)
            return Turn(draft.over(), (done,))
        case _, WaiverAsked(booking=booking):
            return Turn(draft.over(), (Say("waiver_asked", details(booking), see(booking)),))
        case _:
            return None


def _cancelling(draft: Draft) -> CancelBooking:
    answers = draft.answers
    reason = answers.get("reason", "")
    return CancelBooking(
        _booking(draft), answers["version"], answers["staff"], reason, terms(draft)
    )


def _seen(draft: Draft, seen: ChangeSeen) -> Turn:
    hindrance = seen.outcome.hindrance
    if seen.booking.version != draft.answers["version"] or hindrance is Hindrance.OVER:
        return Turn(draft.over(), (Say("outdated_booking", state(seen.booking)),))
    if hindrance is not None:
        return Turn(draft.over(), (Say(f"change_{hindrance}"),))
    staff = seen.actor is not Actor.CLIENT
    if draft.step == Step.OPENING:
        draft = draft.at(Step.REASON if staff else Step.CONFIRM, staff=staff)
    if draft.step == Step.REASON:
        return Turn(draft, (screens.reasons(seen.booking),))
    shown = keep_terms(draft, seen.outcome)
    if seen.again:
        shown = shown.at(Step.CONFIRM).noting("terms_changed")
    return Turn(shown, (screens.confirm(seen, draft.answers.get("reason", "")),))


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])


def _staff(draft: Draft) -> bool:
    return bool(draft.answers.get("staff"))
