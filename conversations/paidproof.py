"""“I have paid”: M-Pesa's message, its code, or a picture of it, for one booking (M5)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from conversations import paidproof_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, File, Tap, Text
from conversations.understanding import read_id, read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.paidproof import (
    CodeDoubted,
    CodeMissing,
    FindPayable,
    PayableFound,
    ProofKept,
    ProofWanted,
    ShowCode,
    ShowMessage,
    ShowPicture,
    WantProof,
)
from models.proof_views import PaidSaid
from models.values import Money

NAME = "paidproof"
ENTRANCE = Entrance(commands=frozenset({"paid"}), verbs=frozenset({"paid"}))
#: M-Pesa's message tells a balance, and names other people.
PRIVATE = True

#: What can't be taken leaves the dialogue open: another code or picture may do.
_TRY_AGAIN = frozenset({"paidproof_not_usable", "paidproof_no_picture"})


class Step(StrEnum):
    WHICH = "which"
    SHOW = "show"
    SURE = "sure"


FRAME = Frame(Step, left="payment_left", hint="paidproof_only_code",
              hints={Step.WHICH: "only_buttons_here"})  # fmt: skip


def show(draft: Draft) -> Turn:
    match draft.step:
        case Step.WHICH:
            return Turn(draft, do=FindPayable())
        case Step.SHOW:
            return Turn(draft, do=WantProof(_booking(draft)))
        case _:
            return Turn(draft, do=ShowCode(_booking(draft), _said(draft)))


def back(draft: Draft) -> Draft | None:
    return draft.at(Step.SHOW) if draft.step == Step.SURE else None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            return _begun(draft, about)
        case Step.SHOW | Step.SURE, Text(text=text):
            return Turn(draft, do=ShowMessage(_booking(draft), text))
        case Step.SHOW | Step.SURE, File(kind=kind, file_id=file_id):
            return Turn(draft, do=ShowPicture(_booking(draft), kind, file_id))
        case Step.SURE, Tap(value="y"):
            return Turn(draft, do=ShowCode(_booking(draft), _said(draft), sure=True))
        case Step.SURE, Tap(value="n"):
            return show(draft.at(Step.SHOW))
        case _:
            return _answered(draft, event)


def _begun(draft: Draft, about: str) -> Turn:
    """From a booking's button; or with what was read at the desk; or from nowhere."""
    match about.replace(":", " ").split():
        case [booking, *_] if read_id(booking):
            return show(draft.at(Step.SHOW, booking=booking))
        case [code, amount, booking] if read_id(booking) and len(code) <= 16:
            minor = read_number(amount)
            said = PaidSaid(code, Money(minor) if minor else None)
            return Turn(_at_sure(draft, booking, said), do=ShowCode(UUID(booking), said))
        case _:
            return show(draft.at(Step.WHICH))


def _answered(draft: Draft, event: Event) -> Turn | None:
    match event:
        case PayableFound(bookings=()):
            return Turn(draft.over(), (Say("paidproof_nothing_open"),))
        case PayableFound(bookings=[booking]) if draft.note is None:
            return show(draft.at(Step.SHOW, booking=str(booking.public_id)))
        case PayableFound(bookings=bookings):
            return Turn(draft, (screens.which(bookings),))
        case ProofWanted(booking=booking, due=due):
            shown = draft if draft.step == Step.SHOW else draft.at(Step.SHOW)
            return Turn(shown, (screens.ask(booking, due),))
        case CodeMissing():
            return show(draft.at(Step.SHOW).noting("paidproof_no_code"))
        case CodeDoubted(said=said, why=why):
            asking = _at_sure(draft, draft.answers["booking"], said)
            return Turn(asking, (screens.sure(said, why),))
        case ProofKept():
            return Turn(draft.over(), (screens.kept(event),))
        case NotPossible(key=key) if key in _TRY_AGAIN:
            return show(draft.at(Step.SHOW).noting(key))
        case NotPossible(key=key, booking=booking):
            return Turn(draft.over(), (screens.refused(key, booking),))
        case _:
            return None


def _at_sure(draft: Draft, booking: str, said: PaidSaid) -> Draft:
    """The message itself is not kept: its code, and what else may help."""
    answers: dict[str, Any] = {
        "booking": booking,
        "code": said.code,
        "minor": said.amount.minor if said.amount else None,
        "at": int(said.at.timestamp()) if said.at else None,
    }
    return draft.at(Step.SURE, **answers)


def _said(draft: Draft) -> PaidSaid:
    minor, at = draft.answers.get("minor"), draft.answers.get("at")
    return PaidSaid(
        draft.answers["code"],
        Money(minor) if minor is not None else None,
        datetime.fromtimestamp(at, UTC) if at is not None else None,
    )


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])
