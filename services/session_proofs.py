"""Proof that a session took place: files stay with Telegram, we keep their names (B10)."""

from datetime import datetime
from uuid import UUID

from models.database import row, rows
from models.moves import Actor
from models.session_times import KEPT_RECORDS
from models.session_views import Proof
from models.views import BookingView
from services import audit
from services.access import access_booking_as
from services.errors import NotYours, Outdated, Refused

KINDS = frozenset({"photo", "document"})
#: More than anybody needs for one session; it keeps the list on one screen.
MOST = 6
LONGEST_FILE_ID = 200


class ProofFull(Refused):
    key = "proof_full"


class NoProof(Refused):
    """Neither a photo nor a document, or one that Telegram names in a way we can't keep."""

    key = "proof_wrong_kind"


async def session_of(public_id: UUID, person_id: int) -> BookingView:
    """The booking for its psychologist or an admin; raises NotYours or Outdated."""
    found = await access_booking_as(public_id, person_id, Actor.PSYCHOLOGIST, Actor.ADMIN)
    if found.status not in KEPT_RECORDS:
        raise Outdated("no session that has proof")
    return found


async def attach(
    booking: BookingView, person_id: int, kind: str, file_id: str, name: str | None, now: datetime
) -> None:  # fmt: skip
    """Keep a file for this session. Raises NoProof or ProofFull."""
    if kind not in KINDS or not 0 < len(file_id) <= LONGEST_FILE_ID:
        raise NoProof("not a file that we keep")
    kept = await row(
        """INSERT INTO session_proofs (booking_id, added_by_id, kind, file_id, name, added_at)
           SELECT $1, $2, $3, $4, $5, $6
           WHERE (SELECT count(*) FROM session_proofs WHERE booking_id = $1) < $7 RETURNING id""",
        booking.id,
        person_id,
        kind,
        file_id,
        name[:120] if name else None,
        now,
        MOST,
    )
    if kept is None:
        raise ProofFull("as many as fit")


async def of(booking_id: int) -> tuple[Proof, ...]:
    found = await rows(
        """SELECT id, kind, file_id, name, added_at FROM session_proofs
           WHERE booking_id = $1 ORDER BY id""",
        booking_id,
    )
    return tuple(Proof(**r) for r in found)


async def show(booking: BookingView, proof_id: int, person_id: int, now: datetime) -> Proof:
    """One proof; who looked at it stands in the audit trail.

    Raises NotYours for a proof of another session.
    """
    for proof in await of(booking.id):
        if proof.id == proof_id:
            own = person_id == booking.psychologist_person_id
            await audit.record(
                "proof_shown", "booking", booking.public_id, now=now,
                person_id=booking.client_id, actor=person_id,
                role=Actor.PSYCHOLOGIST if own else Actor.ADMIN, detail={"proof": proof_id},
            )  # fmt: skip
            return proof
    raise NotYours("no such proof of this session")
