"""Cancelling with exactly the money result that was shown, or not at all (B8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import structlog

from models.changes import Hindrance, Outcome, Owed
from models.database import row
from models.moves import Actor
from models.values import BookingStatus as S
from models.views import BookingView
from services import kept_times, meetings, refunds
from services.booking_views import view
from services.change_rules import NotNow, TermsChanged, locked, outcome
from services.errors import Outdated

log = structlog.get_logger()

#: Why it ends, where the program itself knows it.
Code = Literal["", "waived"]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How it stands now, and what the client is owed (None: no money moved)."""

    view: BookingView
    refund: Owed | None


async def cancel(
    public_id: UUID, version: int, person_id: int, actor: Actor, code: Code, now: datetime,
    expected: Outcome,
) -> Cancelled:  # fmt: skip
    """End a booking with the money result that was shown (`expected`).

    `code` is a reason of ours; what somebody wrote is sealed beside it (services/reasons).
    Raises NotYours, Outdated for another version, NotNow while something hinders it, TermsChanged
    when the result would be another one by now; nothing has been written then.
    """
    booking = await locked(public_id, version, person_id, actor)
    present = await outcome(booking, actor, now)
    if present.hindrance is Hindrance.OVER:
        raise Outdated("it has begun or ended")
    if present.hindrance is not None:
        raise NotNow(present.hindrance)
    if present != expected:
        raise TermsChanged(present)
    await _end(booking, S.LATE_CANCELLED if present.late else S.CANCELLED, person_id, code, now)
    owed: Owed | None = None
    if present.refund.minor:
        reason_code = f"cancelled_by_{actor}"
        owed = await refunds.due(booking, present.refund, reason_code, person_id, now)
    return Cancelled(await view(booking.id), owed)


async def _end(booking: BookingView, status: S, person_id: int, code: Code, now: datetime) -> None:
    ended = await row(
        """UPDATE bookings SET status = $4, version = version + 1, changed_at = $6,
               changed_by_id = $5, cancelled_at = $6, cancellation_reason = nullif($7, ''),
               answer_due_at = NULL, payment_due_at = NULL, proposed_until = NULL,
               calendar_sequence = calendar_sequence + 1
           WHERE id = $1 AND version = $2 AND status = $3 AND starts_at > $6
               AND payment_status <> 'processing' RETURNING id""",
        booking.id,
        booking.version,
        booking.status.value,
        status.value,
        person_id,
        now,
        code,
    )
    if ended is None:
        raise Outdated("the booking has moved on")
    log.info("booking_cancelled", booking_id=booking.id, status=status)
    await kept_times.drop(booking.id)
    await meetings.drop(booking.id, now)
