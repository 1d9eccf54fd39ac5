"""Of /mydata: what somebody paid, what went back, what is kept for them, what they showed."""

from typing import Any
from uuid import UUID

from services import reasons
from services.mydata_reading import Reading

_PAID = """
SELECT m.provider AS "paymentMethod", m.code, (m.amount_minor / 100.0)::float8 AS amount,
       m.currency,
       m.source AS "toldBy", m.payer_phone AS "fromNumber", m.account_typed AS "accountTyped",
       coalesce(m.settled_at, m.received_at) AS "paidAt", b.reference AS "bookingReference",
       receipts.number AS "receiptNumber", receipts.issued_at AS "receiptIssuedAt"
FROM money_in AS m LEFT JOIN bookings AS b ON b.id = m.booking_id
LEFT JOIN receipts ON receipts.money_in_id = m.id WHERE m.person_id = $1 ORDER BY m.id
"""
_REFUNDS = """
SELECT (refunds.amount_minor / 100.0)::float8 AS amount,
       refunds.currency, refunds.state, refunds.method,
       refunds.reason, refunds.provider_code AS code, refunds.asked_at AS "askedAt",
       refunds.changed_at AS "changedAt", b.reference AS "bookingReference"
FROM refunds LEFT JOIN bookings AS b ON b.id = refunds.booking_id
WHERE refunds.person_id = $1 ORDER BY refunds.id
"""
_PROOFS = """
SELECT b.reference AS "bookingReference", proofs.code,
       (proofs.amount_minor / 100.0)::float8 AS amount,
       proofs.file_kind AS "pictureKeptByTelegram", proofs.state, proofs.shown_at AS "shownAt",
       proofs.decided_at AS "decidedAt", proofs.note AS "whyNot", proofs.public_id, proofs.reason
FROM payment_proofs AS proofs JOIN bookings AS b ON b.id = proofs.booking_id
WHERE proofs.person_id = $1 ORDER BY proofs.id
"""
_CREDIT = """
SELECT (-sum(amount_minor) / 100.0)::float8 AS amount,
       currency FROM ledger_entries
WHERE account = 'credit:' || $1::bigint GROUP BY currency HAVING sum(amount_minor) <> 0
"""


async def money(reading: Reading) -> dict[str, Any]:
    """{} for who has never paid; a payer's name isn't told, it may be somebody else's."""
    found = {
        "payments": await reading.all(_PAID),
        "refunds": await reading.all(_REFUNDS),
        "proofsShown": [await _proof(reading, one) for one in await reading.all(_PROOFS)],
        "credit": await reading.all(_CREDIT),
    }
    return {name: told for name, told in found.items() if told}


async def _proof(reading: Reading, found: dict[str, Any]) -> dict[str, Any]:
    """Why it was none: a code, or what somebody wrote."""
    public_id, sealed = found.pop("public_id"), found.pop("reason", None)
    if sealed is None:
        return found
    if not reading.with_intake:
        return {**found, "whyNot": True}
    place = reasons.place_of(reasons.PROOFS, UUID(str(public_id)))
    return {**found, "whyNot": await reading.vault.open(reading.person_id, place, sealed)}
