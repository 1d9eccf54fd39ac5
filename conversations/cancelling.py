"""Cancelling: the exact money result first, then the button that does it (B8)."""

from enum import StrEnum
from uuid import UUID

from conversations import cancelling_screens as screens
from conversations.booking_screens import details, state
from conversations.change_terms import keep_terms, terms
from conversations.dialogue import Entrance
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import Named, see
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
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


def show(draft: Draft) -> Turn:
    if draft.step not in set(Step):
        return Turn(draft, (Say("nothing_open"),))
    return Turn(draft, do=LookAtChange(_booking(draft), draft.answers.get("staff")))


def back(draft: Draft) -> Turn:
    if draft.step == Step.CONFIRM and draft.answers["staff"]:
        return show(draft.at(Step.REASON, reason=None))
    return cancel(draft)


def cancel(draft: Draft) -> Turn:
    if "booking" not in draft.answers:
        return Turn(draft.over(), (Say("nothing_open"),))
    kept = Named(_booking(draft), draft.answers["version"])
    return Turn(draft.over(), (Say("cancel_left", {}, see(kept)),))


def advance(draft: Draft, event: Event) -> Turn:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, version = about.partition(":")
            fresh = draft.at(Step.OPENING, **dict.fromkeys(draft.answers))
            return show(fresh.at(Step.OPENING, booking=booking, version=int(version)))
        case Step.REASON, Tap(value=value) if value in screens.REASON_VALUES:
            kept = BUTTON + screens.REASON_VALUES[value]
            return show(draft.at(Step.CONFIRM, reason=kept))
        case Step.REASON | Step.CONFIRM, Text(text=text) if text.strip():
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
        case _, NotPossible(key=key, booking=now):
            return Turn(draft.over(), (Say(key, state(now) if now else {}),))
        case ((Step.REASON | Step.CONFIRM), _):
            return show(draft.noting("only_buttons_here"))
        case _:
            return Turn(draft.over(), (Say("nothing_open"),))


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
