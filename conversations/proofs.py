"""Proof of a session: photos and documents that are attached to it, listed, and shown again."""

from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, File, Tap
from conversations.session_screens import staff_buttons
from conversations.understanding import read_number
from conversations.words import Button, Draft, Event, Media, Say, Turn
from conversations.work.answer import BookingFound, LookUp, NotPossible
from conversations.work.records import (
    AttachProof,
    OpenProofs,
    ProofAttached,
    ProofShown,
    ProofsOpened,
    ShowProof,
)
from models.session_views import Proof
from models.views import BookingView

NAME = "proof"
ENTRANCE = Entrance(verbs=frozenset({"proof"}))
PRIVATE = True
OF_WORK = True

#: What can't be kept leaves the dialogue open: another file may do.
_TRY_AGAIN = frozenset({"proof_full", "proof_wrong_kind"})


class Step(StrEnum):
    OPEN = "open"
    LEAVING = "leaving"


FRAME = Frame(Step, hint="proof_files_only")


def show(draft: Draft) -> Turn:
    return Turn(draft, do=OpenProofs(_booking(draft)))


def cancel(draft: Draft) -> Turn:
    """What was attached is kept already."""
    return Turn(draft.at(Step.LEAVING), do=LookUp(_booking(draft)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, _ = about.partition(":")
            return show(draft.at(Step.OPEN, booking=booking))
        case Step.OPEN, File(kind=kind, file_id=file_id, name=name):
            return Turn(draft, do=AttachProof(_booking(draft), kind, file_id, name))
        case Step.OPEN, Tap(value=value) if value[:1] == "p" and read_number(value[1:]) is not None:
            return Turn(draft, do=ShowProof(_booking(draft), int(value[1:])))
        case _:
            return _answered(draft, event)


def _answered(draft: Draft, event: Event) -> Turn | None:
    match event:
        case ProofsOpened(booking=booking, proofs=proofs):
            key = "proof_some" if proofs else "proof_none"
            return Turn(draft, (_listed(key, booking, proofs),))
        case ProofAttached(booking=booking, proofs=proofs):
            return Turn(draft.at(Step.OPEN), (_listed("proof_kept", booking, proofs),))
        case ProofShown(booking=booking, proofs=proofs, shown=shown):
            media = Media(shown.kind, shown.file_id)
            args = {**details(booking), "added_at": shown.added_at}
            file = Say("proof_shown", args, screen=False, media=media,
                       secret_of=booking.client_id)  # fmt: skip
            return Turn(draft.at(Step.OPEN), (_listed("proof_some", booking, proofs), file))
        case BookingFound(booking=booking):
            closed = Say("proof_closed", details(booking), staff_buttons(booking))
            return Turn(draft.over(), (closed,))
        case NotPossible(key=key) if key in _TRY_AGAIN:
            return show(draft.noting(key))
        case _:
            return None


def _listed(key: str, booking: BookingView, proofs: tuple[Proof, ...]) -> Say:
    rows = [
        (Button(f"proof_{proof.kind}", {"name": proof.name or "", "added_at": proof.added_at},
                value=f"p{proof.id}"),)
        for proof in proofs
    ]  # fmt: skip
    done = (Button("notes_done", value="cancel", style="primary"),)
    return Say(key, {**details(booking), "total": len(proofs)}, (*rows, done))


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])
