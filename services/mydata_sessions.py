"""Of /mydata: the client's book, each session with all that is kept of it (7-records)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from models.database import rows
from models.values import BookingStatus
from services import client_books, reasons
from services.mydata_reading import Reading
from services.vault import Place

_MORE = """
SELECT b.id, b.public_id, b.special_requests, b.reference AS "bookingReference",
       staff.name AS psychologist, s.title AS service, b.purpose, b.medium,
       b.medium = 'video' AS "isVideoCall", b.starts_at AS "scheduledAt",
       before.reference AS "rescheduledFrom", b.requested_at AS "requestedAt",
       b.approved_at AS "approvedAt", b.confirmed_at AS "confirmedAt",
       b.coming_at AS "comingSaidAt", b.payment_due_at AS "paymentDueAt",
       b.decline_reason AS "declineReason", b.status, b.reason,
       b.cancellation_reason AS "cancellationReason", b.cancelled_at AS "cancelledAt",
       b.waiver_asked_at AS "exceptionAskedAt", b.meeting_link AS "meetingLink",
       b.started_at AS "videoCallStarted", b.ended_at AS "videoCallEnded",
       round(extract(epoch FROM b.ended_at - b.started_at) / 60)::int AS "actualDuration",
       b.cancel_notice_minutes AS "cancelNoticeMinutes", b.created_at AS "createdAt",
       b.changed_at AS "updatedAt",
       (SELECT count(*) FROM session_proofs WHERE booking_id = b.id) AS "sessionProof"
FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
JOIN people AS staff ON staff.id = p.person_id JOIN services AS s ON s.id = b.service_id
LEFT JOIN bookings AS before ON before.id = b.rescheduled_from_id
WHERE b.client_id = $1 AND b.status <> 'held'
"""
_ATTEMPTS = """
SELECT booking_id, payments.provider AS "paymentMethod", payments.attempt, payments.status,
       (payments.amount_minor / 100.0)::float8 AS amount, payments.currency,
       payments.phone AS "mpesaPhoneNumber", payments.receipt AS "mpesaTransactionID",
       (payments.paid_minor / 100.0)::float8 AS "mpesaAmount",
       payments.merchant_request_id AS "mpesaMerchantRequestID",
       payments.checkout_request_id AS "mpesaCheckoutRequestID",
       payments.result_code AS "mpesaResultCode",
       payments.result_description AS "mpesaResultDesc", payments.asked_at AS "askedAt",
       payments.concluded_at AS "concludedAt"
FROM payments JOIN bookings ON bookings.id = booking_id WHERE client_id = $1 ORDER BY payments.id
"""
_MOVES = """
SELECT booking_id, from_status AS "from", to_status AS "to", moved_at AS at FROM booking_moves
WHERE booking_id IN (SELECT id FROM bookings WHERE client_id = $1) ORDER BY id
"""
#: A psychologist's notes by their date: what they say is given by a person (DECISIONS).
_NOTES = """
SELECT booking_id, written_at AS "writtenAt" FROM session_notes
WHERE booking_id IN (SELECT id FROM bookings WHERE client_id = $1) ORDER BY id
"""


#: Columns that are read for what they lead to.
_ASIDE = frozenset({"id", "public_id", "status", "reason"})


async def book(reading: Reading) -> dict[str, Any]:
    """The exported book (services/client_books), its sessions told in full; {} without any."""
    found: dict[str, Any] = await client_books.book(reading.person_id, reading.zone)
    if not found["sessions"]:
        return {}
    parts = {
        "paymentAttempts": await _by_booking(reading, _ATTEMPTS),
        "history": await _by_booking(reading, _MOVES),
        "sessionNotes": await _by_booking(reading, _NOTES),
    }
    more = {
        str(one["public_id"]): {
            **await _told(reading, one),
            **{name: of[one["id"]] for name, of in parts.items() if one["id"] in of},
        }
        for one in await rows(_MORE, reading.person_id)
    }
    sessions = [{**one, **more[one["sessionId"]]} for one in found["sessions"]]
    known = {
        key: reading.at(datetime.fromisoformat(found[key])) for key in ("createdAt", "updatedAt")
    }
    return {**found, **known, "sessions": sessions}


async def _told(reading: Reading, found: Mapping[str, Any]) -> dict[str, Any]:
    (shown,) = reading.shown([found])
    shown = {name: value for name, value in shown.items() if name not in _ASIDE}
    sealed = shown.pop("special_requests", None)
    if sealed is not None and reading.with_intake:
        place = Place("bookings", UUID(str(found["public_id"])).hex, "special_requests")
        shown["specialRequests"] = await reading.vault.open(reading.person_id, place, sealed)
    elif sealed is not None:
        shown["specialRequests"] = True
    return {**shown, **await _reason(reading, found)}


async def _reason(reading: Reading, found: Mapping[str, Any]) -> dict[str, Any]:
    """Why it was declined or cancelled, as it was written."""
    if found["reason"] is None:
        return {}
    name = "declineReason" if found["status"] == BookingStatus.DECLINED else "cancellationReason"
    if not reading.with_intake:
        return {name: True}
    place = reasons.place_of(reasons.BOOKINGS, UUID(str(found["public_id"])))
    words = await reading.vault.open(reading.person_id, place, found["reason"])
    return {name: reasons.said(words)}


async def _by_booking(reading: Reading, query: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for one in await reading.all(query):
        found.setdefault(one.pop("booking_id"), []).append(one)
    return found
