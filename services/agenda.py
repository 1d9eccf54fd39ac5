"""A psychologist's day: sessions still to come, requests that wait, notes that are missing (R7)."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.database import Row, row, rows
from models.digest_views import Agenda, AgendaSession
from models.values import BookingStatus, Medium, Money, PaymentStatus
from services.digests import Due
from services.local_days import bounds

#: Older ones have been asked about so often that one more word helps nobody.
NOTES_WITHIN = timedelta(days=14)


async def of(digest: Due, now: datetime) -> Agenda:
    """Of the local day of this digest; what is over already is left out."""
    _, midnight = bounds(digest.day, ZoneInfo(digest.timezone))
    sessions = await rows(
        """SELECT b.public_id, b.version, b.status, b.payment_status, b.starts_at, b.medium,
                  b.price_minor, b.currency, b.coming_at, client.name AS client_name,
                  services.title AS service_title
           FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
           JOIN people AS client ON client.id = b.client_id
           JOIN services ON services.id = b.service_id
           WHERE p.person_id = $1 AND b.ends_at > $2 AND b.starts_at < $3
               AND b.status IN ('approved', 'confirmed', 'in_progress')
           ORDER BY b.starts_at, b.id""",
        digest.person_id,
        now,
        midnight,
    )
    rest = await row(
        """SELECT count(*) FILTER (WHERE b.status = 'pending') AS waiting,
                  min(b.answer_due_at) FILTER (WHERE b.status = 'pending') AS first_due,
                  count(*) FILTER (WHERE b.status = 'completed' AND b.ends_at > $2
                      AND NOT EXISTS (SELECT 1 FROM session_notes WHERE booking_id = b.id))
                      AS noteless
           FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
           WHERE p.person_id = $1 AND b.status IN ('pending', 'completed')""",
        digest.person_id,
        now - NOTES_WITHIN,
    )
    assert rest is not None, "an aggregate always answers"
    return Agenda(digest.day, tuple(map(_session, sessions)), rest["waiting"], rest["first_due"],
                  rest["noteless"])  # fmt: skip


def _session(found: Row) -> AgendaSession:
    return AgendaSession(
        UUID(str(found["public_id"])), found["version"], BookingStatus(found["status"]),
        PaymentStatus(found["payment_status"]), found["starts_at"], found["client_name"],
        found["service_title"], Medium(found["medium"]),
        Money(found["price_minor"], found["currency"]), found["coming_at"],
    )  # fmt: skip
