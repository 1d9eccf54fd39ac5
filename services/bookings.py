"""Bookings: the request, the answer, and the moves that follow.

Each move is one UPDATE that names the state and the version it starts from; its row count says who
won (H2). That no psychologist is in two places is the database's own rule (H1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from models.database import count, row
from models.values import PaymentStatus
from models.views import BookingView
from services import holds, kept_times
from services.booking_views import one, view
from services.errors import NotYours, Outdated
from services.policy import Policy

log = structlog.get_logger()

#: Who is approved late still has this long to pay, though never longer than to the start.
LEAST_TIME_TO_PAY = timedelta(minutes=15)

_DAY_CLOSED = """EXISTS (
    SELECT 1 FROM availability_exceptions AS closed
    JOIN psychologists ON psychologists.id = closed.psychologist_id
    JOIN people ON people.id = psychologists.person_id
    WHERE closed.psychologist_id = bookings.psychologist_id
    AND NOT closed.is_available AND closed.custom_start_time IS NULL
    AND (bookings.starts_at AT TIME ZONE people.timezone)::date
        BETWEEN closed.first_date AND closed.last_date)"""


def reference_year(policy: Policy, now: datetime) -> str:
    """How the references of this year begin (B3)."""
    return f"BK-{now.astimezone(ZoneInfo(policy.timezone)).year}-"


async def request(
    booking_id: int, client_id: int, policy: Policy, now: datetime
) -> BookingView | None:
    """Turn a live hold into a request, or into an approved booking where none is needed (S1).

    None when the hold has run out: nothing was asked, the slot may be gone (X5). So it has when its
    day was closed in the very moment in which it was held: whoever closed it couldn't see it (A2).
    """
    asked = await row(
        f"""UPDATE bookings SET version = bookings.version + 1, changed_at = $3, changed_by_id = $2,
               requested_at = $3, held_until = NULL, reference = $6 || to_char(
                   nextval('booking_reference') % 1000000, 'FM000000'),
               status = CASE WHEN services.needs_approval THEN 'pending' ELSE 'approved' END,
               approved_at = CASE WHEN services.needs_approval THEN NULL ELSE $3 END,
               payment_due_at = CASE WHEN services.needs_approval THEN NULL
                   ELSE least(greatest(least($3 + $5 * interval '1 hour',
                       starts_at - $7 * interval '1 hour'), $3 + $8::interval), starts_at) END,
               answer_due_at = CASE WHEN services.needs_approval THEN
                   least($3 + $4 * interval '1 hour', $3 + (starts_at - $3) / 2) END
           FROM services WHERE services.id = bookings.service_id AND bookings.id = $1
               AND client_id = $2 AND status = 'held' AND held_until > $3::timestamptz
               AND NOT {_DAY_CLOSED}
           RETURNING bookings.id""",  # noqa: S608 - our own SQL
        booking_id,
        client_id,
        now,
        policy.approval_hours,
        policy.payment_hours,
        reference_year(policy, now),
        policy.payment_before_start_hours,
        LEAST_TIME_TO_PAY,
    )
    if not asked:
        return None
    booking = await view(booking_id)
    log.info("booking_requested", booking_id=booking_id, reference=booking.reference)
    return booking


async def approve(
    public_id: UUID, version: int, person_id: int, policy: Policy, now: datetime
) -> BookingView:
    """The psychologist agrees (B5); the client has until `payment_due_at` to pay (B6).

    Raises NotYours for somebody else's request, Outdated when it isn't open any more.
    """
    approved = await row(
        """UPDATE bookings SET status = 'approved', version = version + 1, changed_at = $4,
               changed_by_id = $3, approved_by_id = $3, approved_at = $4, answer_due_at = NULL,
               proposed_until = NULL,
               payment_due_at = least(greatest(least($4 + $5 * interval '1 hour',
                   starts_at - $6 * interval '1 hour'), $4 + $7::interval), starts_at)
           FROM psychologists WHERE psychologists.id = psychologist_id AND bookings.public_id = $1
               AND version = $2 AND status = 'pending' AND answer_due_at > $4::timestamptz
               AND person_id = $3
           RETURNING bookings.id""",
        public_id,
        version,
        person_id,
        now,
        policy.payment_hours,
        policy.payment_before_start_hours,
        LEAST_TIME_TO_PAY,
    )
    return await _moved(approved, public_id, person_id)


async def decline(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """The psychologist says no; why is sealed by services/reasons. Raises like `approve`."""
    declined = await row(
        """UPDATE bookings SET status = 'declined', version = version + 1, changed_at = $4,
               changed_by_id = $3, answer_due_at = NULL,
               proposed_until = NULL
           FROM psychologists WHERE psychologists.id = psychologist_id AND bookings.public_id = $1
               AND version = $2 AND status = 'pending' AND person_id = $3
           RETURNING bookings.id""",
        public_id,
        version,
        person_id,
        now,
    )
    return await _moved(declined, public_id, person_id)


async def _moved(moved: Mapping[str, Any] | None, public_id: UUID, person_id: int) -> BookingView:
    if moved is not None:
        await kept_times.drop(moved["id"])
        booking = await view(moved["id"])
        log.info("booking_answered", booking_id=booking.id, status=booking.status)
        return booking
    present = await one(public_id)
    if present is None or present.psychologist_person_id != person_id:
        raise NotYours("not this person's request")
    raise Outdated("the request has moved on")


async def confirm(booking_id: int, link: str | None, now: datetime) -> bool:
    """It is paid: confirmed for both (B7). Also revives a lapsed one whose slot is still free.

    False when it is in no state to be confirmed, or lapsed and its day closed since (A2).
    Raises IntegrityError when a lapsed one's slot has gone: call it under a savepoint.
    """
    await holds.make_room(booking_id, now)
    confirmed = await count(
        f"""UPDATE bookings SET status = 'confirmed', payment_status = 'paid',
               version = version + 1, changed_at = $3, changed_by_id = NULL, confirmed_at = $3,
               meeting_link = coalesce(meeting_link, $2::text), payment_due_at = NULL
           WHERE id = $1 AND status IN ('approved', 'expired') AND starts_at > $3
               AND reference IS NOT NULL AND approved_at IS NOT NULL
               AND (status = 'approved' OR NOT {_DAY_CLOSED})""",  # noqa: S608 - our own SQL
        booking_id,
        link,
        now,
    )
    if confirmed:
        log.info("booking_confirmed", booking_id=booking_id)
    return bool(confirmed)


async def successor(booking_id: int) -> int | None:
    """The booking that a move has put in its place, if one did (B9)."""
    found = await row(
        "SELECT id FROM bookings WHERE rescheduled_from_id = $1 AND status <> 'held'", booking_id
    )
    return int(found["id"]) if found else None


async def mark_payment(booking_id: int, status: PaymentStatus, now: datetime) -> None:
    """How the booking's money stands; no change of state, so buttons already sent stay valid."""
    await count(
        "UPDATE bookings SET payment_status = $2, changed_at = $3 WHERE id = $1",
        booking_id,
        status.value,
        now,
    )


async def mark_partly_paid(booking_id: int, now: datetime) -> None:
    """Something has come in; a prompt that is live keeps its booking as it is."""
    await count(
        """UPDATE bookings SET payment_status = 'partly_paid', changed_at = $2
           WHERE id = $1 AND payment_status <> 'processing'""",
        booking_id,
        now,
    )


@dataclass(frozen=True, slots=True)
class Lapsed:
    booking_id: int
    unpaid: bool


async def lapse_one(now: datetime) -> Lapsed | None:
    """End one booking whose time to be answered or paid is over; None when there is none left.

    While a prompt is on a phone the booking waits for its end, until its start at most: a payer in
    time stays in time.
    """
    lapsed = await row(
        """UPDATE bookings SET status = 'expired', version = version + 1, changed_at = $1,
               changed_by_id = NULL, proposed_until = NULL
           WHERE id = (SELECT id FROM bookings WHERE
               (status = 'pending' AND answer_due_at <= $1)
               OR (status = 'approved' AND payment_due_at <= $1
                   AND (payment_status <> 'processing' OR starts_at <= $1))
               ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING id, approved_at IS NOT NULL AS unpaid""",
        now,
    )
    if lapsed is None:
        return None
    await kept_times.drop(lapsed["id"])
    log.info(
        "booking_lapsed",
        booking_id=lapsed["id"],
        reason="unpaid" if lapsed["unpaid"] else "unanswered",
    )
    return Lapsed(lapsed["id"], lapsed["unpaid"])
