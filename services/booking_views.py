"""Pictures of bookings, for dialogues, lists and messages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.database import row, rows
from models.values import BookingStatus, Medium, Money, PaymentStatus, Purpose, SessionFormat
from models.views import BookingView
from services.local_days import bounds

_VIEW = """
SELECT b.id, b.public_id, b.version, b.status, b.payment_status, b.reference, b.client_id,
       client.name AS client_name, b.psychologist_id, staff.id AS psychologist_person_id,
       staff.name AS psychologist_name, p.slug AS psychologist_slug, b.service_id,
       s.title AS service_title, b.medium, b.starts_at, b.ends_at, b.duration_minutes AS minutes,
       b.price_minor, b.currency, b.cancel_notice_minutes, b.held_until, b.answer_due_at,
       b.payment_due_at, b.decline_reason, b.meeting_link, b.calendar_sequence, s.needs_approval,
       coalesce(b.calendar_uid, b.public_id) AS calendar_uid, b.purpose, b.format,
       b.cancellation_reason, b.rescheduled_from_id, b.proposal_for_id, b.waiver_asked_at,
       b.started_at, b.ended_at, b.changed_at,
       (SELECT later.starts_at FROM bookings AS later
        WHERE later.rescheduled_from_id = b.id AND later.status <> 'held') AS moved_to
FROM bookings AS b
JOIN people AS client ON client.id = b.client_id
JOIN psychologists AS p ON p.id = b.psychologist_id
JOIN people AS staff ON staff.id = p.person_id
JOIN services AS s ON s.id = b.service_id
"""


def _picture(found: Mapping[str, Any]) -> BookingView:
    fields = dict(found)
    price = Money(fields.pop("price_minor"), fields.pop("currency"))
    fields |= {
        "public_id": UUID(str(fields["public_id"])),
        "calendar_uid": UUID(str(fields["calendar_uid"])),
        "status": BookingStatus(fields["status"]),
        "payment_status": PaymentStatus(fields["payment_status"]),
        "medium": Medium(fields["medium"]),
        "purpose": Purpose(fields["purpose"]),
        "format": SessionFormat(fields["format"]),
    }
    return BookingView(price=price, **fields)


async def view(booking_id: int) -> BookingView:
    """A booking that is known to exist."""
    found = await row(f"{_VIEW} WHERE b.id = $1", booking_id)
    assert found is not None, "a booking that was just written"
    return _picture(found)


async def one(public_id: UUID) -> BookingView | None:
    found = await row(f"{_VIEW} WHERE b.public_id = $1", public_id)
    return _picture(found) if found else None


async def of_client(client_id: int, now: datetime, limit: int = 8) -> tuple[BookingView, ...]:
    """What is coming, soonest first, then what has been; holds are not bookings yet."""
    found = await rows(
        f"""{_VIEW} WHERE b.client_id = $1 AND b.status <> 'held'
            ORDER BY b.ends_at < $2, abs(extract(epoch FROM b.starts_at - $2)) LIMIT $3""",
        client_id,
        now,
        limit,
    )
    return tuple(map(_picture, found))


async def pending_for(person_id: int, limit: int = 8) -> tuple[BookingView, ...]:
    """Requests that wait for this psychologist, the most urgent first."""
    found = await rows(
        f"""{_VIEW} WHERE staff.id = $1 AND b.status = 'pending'
            ORDER BY b.answer_due_at, b.id LIMIT $2""",
        person_id,
        limit,
    )
    return tuple(map(_picture, found))


async def today_for(person_id: int, timezone: str, now: datetime) -> tuple[BookingView, ...]:
    """The psychologist's sessions of their own local day."""
    zone = ZoneInfo(timezone)
    first, until = bounds(now.astimezone(zone).date(), zone)
    found = await rows(
        f"""{_VIEW} WHERE staff.id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
            AND b.status IN ('approved', 'confirmed', 'in_progress', 'completed', 'no_show')
            ORDER BY b.starts_at LIMIT 20""",
        person_id,
        first,
        until,
    )
    return tuple(map(_picture, found))


_OF_PERSON = """
WHERE (b.client_id = $1
       OR b.psychologist_id = (SELECT id FROM psychologists WHERE person_id = $1))
AND b.ends_at >= $2 AND b.starts_at >= $2::timestamptz - interval '1 day'
AND (b.status IN ('pending', 'approved', 'confirmed', 'in_progress', 'completed', 'no_show')
     OR (b.status IN ('cancelled', 'late_cancelled') AND b.changed_at >= $2
         AND NOT EXISTS (SELECT 1 FROM bookings AS later
                         WHERE later.rescheduled_from_id = b.id AND later.status <> 'held')))
ORDER BY b.starts_at, b.id
"""


async def of_person(person_id: int, since: datetime) -> tuple[BookingView, ...]:
    """Their sessions on either side that end or were cancelled after this instant, by start.

    One that was moved is seen where it is now, because both have the same calendar UID.
    """
    found = await rows(f"{_VIEW} {_OF_PERSON}", person_id, since)
    return tuple(map(_picture, found))
