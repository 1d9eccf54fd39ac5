"""Why a booking was declined or cancelled, or a proof of payment refused, in somebody's own words.

They may tell of health, so they lie sealed under the client's key (I2). Programs of before wrote
them in plain; what they left is sealed here, some rows at a time.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from models.changes import BUTTON
from models.database import Row, count, row, rows
from models.proof_views import REFUSALS, PaidProof
from models.views import BookingView
from services.vault import Place, Vault

LONGEST = 500
BOOKINGS, PROOFS = "bookings", "payment_proofs"
#: Rows that are sealed in one transaction.
BATCH = 200

#: Rows with words in plain, and whose they are. Whoever is being forgotten at this moment is left
#: out: all of it is blanked there. Conditions as in the indexes of migration 0015.
_PLAIN: Final = {
    BOOKINGS: """SELECT b.id, b.public_id, b.client_id AS person_id, p.forgotten_at,
            concat_ws(E'\\n', b.decline_reason, b.cancellation_reason) AS words
        FROM bookings AS b JOIN people AS p ON p.id = b.client_id
        WHERE b.decline_reason IS NOT NULL OR b.cancellation_reason NOT IN ('moved', 'waived')
        ORDER BY b.id LIMIT $1 FOR UPDATE OF b SKIP LOCKED FOR SHARE OF p SKIP LOCKED""",
    PROOFS: """SELECT b.id, b.public_id, b.person_id, p.forgotten_at, b.note AS words
        FROM payment_proofs AS b JOIN people AS p ON p.id = b.person_id
        WHERE b.note NOT IN ('not_found', 'other_business', 'unreadable',
                             'not_completed', 'not_to_us', 'not_usable')
        ORDER BY b.id LIMIT $1 FOR UPDATE OF b SKIP LOCKED FOR SHARE OF p SKIP LOCKED""",
}  # fmt: skip
_SEALED: Final = {
    BOOKINGS: """UPDATE bookings SET reason = $2, decline_reason = NULL, cancellation_reason = NULL
        WHERE id = $1""",
    PROOFS: "UPDATE payment_proofs SET reason = $2, note = NULL WHERE id = $1",
}


async def keep(vault: Vault, booking: BookingView, words: str, now: datetime) -> None:
    """Seal why it was declined or cancelled: after the move, which holds its row."""
    if words:
        place = place_of(BOOKINGS, booking.public_id)
        sealed = await vault.seal(booking.client_id, place, words[:LONGEST], now)
        await count("UPDATE bookings SET reason = $2 WHERE id = $1", booking.id, sealed)


async def keep_of_proof(vault: Vault, proof: PaidProof, words: str, now: datetime) -> None:
    """Seal why a proof was refused: after that was written, under its lock."""
    place = place_of(PROOFS, proof.public_id)
    sealed = await vault.seal(proof.person_id, place, words, now)
    await count("UPDATE payment_proofs SET reason = $2 WHERE id = $1", proof.id, sealed)


async def of_proof(vault: Vault, proof: PaidProof) -> str:
    """Why it was refused: a code of ours, or somebody's words; empty where nobody said it.

    Raises CannotOpen for somebody who was forgotten.
    """
    found = await row("SELECT reason FROM payment_proofs WHERE id = $1", proof.id)
    if found is None or found["reason"] is None:
        return proof.note or ""
    place = place_of(PROOFS, proof.public_id)
    return await vault.open(proof.person_id, place, found["reason"])


def place_of(table: str, public_id: UUID) -> Place:
    return Place(table, public_id.hex, "reason")


def said(words: str) -> str:
    """What was kept, for somebody's own file: the name of a button without the mark before it."""
    return words.removeprefix(BUTTON)


def is_code(why: str) -> bool:
    """Whether a refusal of a proof is one of ours, and tells nothing of anybody."""
    return why in REFUSALS


async def seal_old(vault: Vault, now: datetime) -> int:
    """One batch of what lies in plain; 0 when none is left. Raises MasterKeyWrong."""
    done = 0
    for table in (BOOKINGS, PROOFS):
        for found in await rows(_PLAIN[table], BATCH):
            await count(_SEALED[table], found["id"], await _sealed(vault, table, found, now))
            done += 1
    return done


async def _sealed(vault: Vault, table: str, found: Row, now: datetime) -> bytes | None:
    """Nothing is kept for who was forgotten: they have no key, and get none."""
    if found["forgotten_at"] is not None or not found["words"]:
        return None
    place = place_of(table, UUID(str(found["public_id"])))
    return await vault.seal(found["person_id"], place, found["words"], now)
