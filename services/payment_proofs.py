"""Proof of payment: each code at most once in force, and one decision about each (M5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.database import Row, count, row, rows
from models.proof_views import REFUSALS, PaidProof, PaidSaid
from models.values import Money, ProofState, Role
from models.views import BookingView
from services import audit
from services.errors import Refused

#: What one person may show within a day, whatever became of it.
MOST_A_DAY = 8
DAY = timedelta(days=1)
LONGEST_FILE_ID = 200
_KINDS = frozenset({"photo", "document"})

_PROOF = """
SELECT proofs.id, proofs.public_id, proofs.person_id, booking_id, code, amount_minor, settled_at,
       file_id, file_kind, state, shown_at, decided_at, people.name AS decided_by, note
FROM payment_proofs AS proofs LEFT JOIN people ON people.id = decided_by_id
"""


class TooManyProofs(Refused):
    key = "paidproof_too_many"


class NoPicture(Refused):
    """A file that Telegram names in a way we can't keep, or of a kind that nobody can look at."""

    key = "paidproof_no_picture"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what waits for a person, counted from 0."""

    proofs: tuple[PaidProof, ...]
    more: bool


async def show(
    booking: BookingView, said: PaidSaid, state: ProofState, now: datetime
) -> PaidProof | None:
    """Keep a code that its client shows; None when the code is in force already (M5).

    Of two who show the same code at once, one gets None. Raises TooManyProofs.
    """
    await _within_limits(booking.client_id, now)
    amount = said.amount.minor if said.amount else None
    return await _insert(booking, state, now, (said.code, amount, said.at, None, None))


async def show_picture(
    booking: BookingView, kind: str, file_id: str, now: datetime
) -> PaidProof:  # fmt: skip
    """Keep a picture for a person to look at. Raises TooManyProofs or NoPicture."""
    if kind not in _KINDS or not 0 < len(file_id) <= LONGEST_FILE_ID:
        raise NoPicture("not a file that we keep")
    await _within_limits(booking.client_id, now)
    kept = await _insert(booking, ProofState.OPEN, now, (None, None, None, file_id, kind))
    assert kept is not None, "pictures are never the same"
    return kept


async def _insert(
    booking: BookingView, state: ProofState, now: datetime, shown: tuple[object, ...]
) -> PaidProof | None:
    written = await row(
        """INSERT INTO payment_proofs (public_id, booking_id, person_id, state, shown_at,
               code, amount_minor, settled_at, file_id, file_kind)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        booking.id,
        booking.client_id,
        state.value,
        now,
        *shown,
    )
    return await lock(written["id"]) if written else None


async def _within_limits(person_id: int, now: datetime) -> None:
    lately = await rows(
        "SELECT 1 FROM payment_proofs WHERE person_id = $1 AND shown_at > $2 LIMIT $3",
        person_id,
        now - DAY,
        MOST_A_DAY,
    )
    if len(lately) == MOST_A_DAY:
        raise TooManyProofs("enough for a day")


async def in_force(code: str) -> PaidProof | None:
    """Who has shown this code, unless it was refused to them."""
    return await _one("code = $1 AND state <> 'refused'", code)


async def find(public_id: UUID) -> PaidProof | None:
    return await _one("proofs.public_id = $1", public_id)


async def lock(proof_id: int) -> PaidProof:
    """The proof, held for this transaction."""
    await row("SELECT 1 FROM payment_proofs WHERE id = $1 FOR UPDATE", proof_id)
    found = await _one("proofs.id = $1", proof_id)
    assert found is not None, "proofs are never deleted"
    return found


async def looked_at(proof: PaidProof, booking: BookingView, by: int, now: datetime) -> None:
    """A picture is somebody's own message from M-Pesa: who looked at it is on record (D1)."""
    if proof.file_id is None:
        return
    own = by == booking.psychologist_person_id
    await audit.record(
        "payment_proof_shown", "payment_proof", proof.public_id, now=now,
        person_id=proof.person_id, actor=by, role=Role.PSYCHOLOGIST if own else Role.ADMIN,
        detail={"booking": str(booking.public_id)},
    )  # fmt: skip


async def hand_over(proof: PaidProof) -> bool:
    """Nobody but a person can tell now; False when it is decided, or theirs already."""
    return bool(
        await count(
            "UPDATE payment_proofs SET state = 'open' WHERE id = $1 AND state = 'checking'",
            proof.id,
        )
    )


async def accept(
    proof: PaidProof, code: str | None, now: datetime, *, by: int | None = None
) -> bool:
    """It is real; False when that was decided before.

    Raises IntegrityError when this code is in force as another's proof.
    """
    return bool(
        await count(
            """UPDATE payment_proofs SET state = 'accepted', code = $2, decided_at = $3,
                   decided_by_id = $4, note = NULL
               WHERE id = $1 AND state IN ('checking', 'open')""",
            proof.id,
            code,
            now,
            by,
        )
    )


async def refuse(
    proof: PaidProof, why: str | None, now: datetime, *, by: int | None = None
) -> bool:
    """It is none; False when it was decided before.

    `why` is a code of ours; None where somebody's own words are kept by services/reasons.
    """
    assert why is None or why in REFUSALS, "words are sealed"
    return bool(
        await count(
            """UPDATE payment_proofs SET state = 'refused', note = $2, decided_at = $3,
                   decided_by_id = $4
               WHERE id = $1 AND state IN ('checking', 'open')""",
            proof.id,
            why,
            now,
            by,
        )
    )


async def is_about(proof: PaidProof, money_id: int) -> None:
    """Which money it turned out to be proof of."""
    await count("UPDATE payment_proofs SET money_in_id = $2 WHERE id = $1", proof.id, money_id)


async def answered_by(money_id: int, now: datetime) -> None:
    """Money has got an owner or a name: a proof of its owner's that waits for it is answered."""
    await count(
        """UPDATE payment_proofs SET state = 'accepted', money_in_id = money_in.id,
               decided_at = coalesce(decided_at, $2)
           FROM money_in WHERE money_in.id = $1 AND money_in.provider = 'mpesa'
           AND payment_proofs.code = money_in.code AND state IN ('checking', 'open')
           AND payment_proofs.person_id = money_in.person_id""",
        money_id,
        now,
    )


async def claimed_for(code: str) -> int | None:
    """The booking for which somebody shows this very code, while nobody has decided."""
    found = await row(
        """SELECT booking_id FROM payment_proofs
           WHERE code = $1 AND state IN ('checking', 'open')""",
        code,
    )
    return found["booking_id"] if found else None


#: Those who may decide: the psychologist of the booking, and admins.
_FOR = """state = 'open' AND ($1 OR booking_id IN (
    SELECT bookings.id FROM bookings JOIN psychologists ON psychologists.id = psychologist_id
    WHERE psychologists.person_id = $2))"""


async def waiting_for(person_id: int, *, admin: bool, size: int, page: int) -> Page:
    """What waits for this person's word, the oldest first."""
    found = await rows(
        f"{_PROOF} WHERE {_FOR} ORDER BY shown_at, proofs.id OFFSET $3 LIMIT $4",
        admin,
        person_id,
        max(page, 0) * size,
        size + 1,
    )
    return Page(tuple(map(_picture, found[:size])), len(found) > size)


async def old_ones(now: datetime) -> list[tuple[int, int]]:
    """(person, how many) of those who have left proofs without a word for a day or longer."""
    found = await rows(
        """SELECT person_id, count(DISTINCT id) AS total FROM (
               SELECT payment_proofs.id, psychologists.person_id FROM payment_proofs
               JOIN bookings ON bookings.id = booking_id
               JOIN psychologists ON psychologists.id = psychologist_id
               WHERE state = 'open' AND shown_at <= $1
               UNION ALL
               SELECT payment_proofs.id, role_grants.person_id FROM payment_proofs, role_grants
               WHERE state = 'open' AND shown_at <= $1 AND role = 'admin') AS waiting
           GROUP BY person_id ORDER BY person_id""",
        now - DAY,
    )
    return [(int(r["person_id"]), int(r["total"])) for r in found]


async def _one(where: str, *values: object) -> PaidProof | None:
    found = await row(f"{_PROOF} WHERE {where}", *values)
    return _picture(found) if found else None


def _picture(found: Row) -> PaidProof:
    fields = dict(found)
    minor = fields.pop("amount_minor")
    return PaidProof(**{
        **fields,
        "public_id": UUID(str(fields["public_id"])),
        "said": Money(minor) if minor is not None else None,
        "state": ProofState(fields["state"]),
    })  # fmt: skip
