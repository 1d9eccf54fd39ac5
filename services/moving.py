"""Moving a booking to another time: a request changes, a session gets a successor (B5, B9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from models.changes import Outcome
from models.database import count, row
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus
from models.views import BookingView
from services import kept_times, ledger, meetings, money_in, proposals
from services.booking_views import view
from services.bookings import LEAST_TIME_TO_PAY, reference_year
from services.change_rules import TermsChanged, check, locked, outcome
from services.errors import Outdated
from services.policy import Policy

log = structlog.get_logger()

#: The reason of a booking that another one has replaced.
MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """The booking at its new time, and how it was before."""

    view: BookingView
    before: BookingView


async def accept(
    held_id: UUID, version: int, person_id: int, policy: Policy, now: datetime
) -> Moved:
    """The side that was asked agrees: a request is approved at the new time, a session moves there.

    Raises NotYours, Outdated when the proposal isn't open any more, NotNow while a prompt is on a
    phone; nothing has been written then.
    """
    found, _ = await proposals.answering(held_id, version, person_id, now)
    check(found.booking, now)
    if found.booking.status is S.PENDING:
        await _agree(found.booking, found.held, person_id, policy, now)
        return Moved(await view(found.booking.id), found.booking)
    await _replace(found.booking, found.held, person_id, policy, now)
    return Moved(await view(found.held.id), found.booking)


async def move(
    public_id: UUID, version: int, person_id: int, starts_at: datetime, expected: Outcome,
    policy: Policy, now: datetime,
) -> Moved:  # fmt: skip
    """The client moves their own booking while they could still cancel it for nothing.

    A request waits for its answer anew. Raises NotYours, Outdated, NotNow, TermsChanged when it
    has become too late, and SlotGone: call it under a savepoint.
    """
    booking = await locked(public_id, version, person_id, Actor.CLIENT)
    check(booking, now)
    present = await outcome(booking, Actor.CLIENT, now)
    if present != expected or present.late:
        raise TermsChanged(present)
    at_once = now + timedelta(minutes=1)
    held = await proposals.keep(booking, person_id, Actor.CLIENT, starts_at, at_once, now)
    if booking.status is S.PENDING:
        await _ask_anew(booking, held, person_id, policy, now)
        return Moved(await view(booking.id), booking)
    await _replace(booking, held, person_id, policy, now)
    return Moved(await view(held.id), booking)


async def _agree(
    booking: BookingView, held: BookingView, person_id: int, policy: Policy, now: datetime
) -> None:
    """Both want it, so it is approved at once; who agreed is whoever isn't the client."""
    agreed = await count(
        """UPDATE bookings AS mine SET status = 'approved', version = mine.version + 1,
               changed_at = $4, changed_by_id = $3, approved_at = $4, answer_due_at = NULL,
               approved_by_id = CASE WHEN mine.client_id = $3 THEN held.changed_by_id ELSE $3 END,
               payment_due_at = least(greatest(least($4 + $5 * interval '1 hour',
                   held.starts_at - $6 * interval '1 hour'), $4 + $7::interval), held.starts_at),
               proposed_until = NULL, starts_at = held.starts_at, ends_at = held.ends_at,
               occupied_from = held.occupied_from, occupied_until = held.occupied_until
           FROM bookings AS held WHERE held.id = $2 AND held.status = 'held'
               AND held.held_until > $4::timestamptz AND held.proposal_for_id = mine.id
               AND mine.id = $1 AND mine.version = $8 AND mine.status = 'pending'""",
        booking.id,
        held.id,
        person_id,
        now,
        policy.payment_hours,
        policy.payment_before_start_hours,
        LEAST_TIME_TO_PAY,
        booking.version,
    )
    if not agreed:
        raise Outdated("the request has moved on")
    await kept_times.drop(booking.id)


async def _ask_anew(
    booking: BookingView, held: BookingView, person_id: int, policy: Policy, now: datetime
) -> None:
    asked = await count(
        """UPDATE bookings AS mine SET version = mine.version + 1, changed_at = $4,
               changed_by_id = $3, proposed_until = NULL,
               answer_due_at = least($4 + $5 * interval '1 hour',
                   $4 + (held.starts_at - $4) / 2),
               starts_at = held.starts_at, ends_at = held.ends_at,
               occupied_from = held.occupied_from, occupied_until = held.occupied_until
           FROM bookings AS held WHERE held.id = $2 AND held.status = 'held'
               AND mine.id = $1 AND mine.version = $6 AND mine.status = 'pending'
               AND mine.answer_due_at > $4""",
        booking.id,
        held.id,
        person_id,
        now,
        policy.approval_hours,
        booking.version,
    )
    if not asked:
        raise Outdated("the request has moved on")
    await kept_times.drop(booking.id)


async def _replace(
    booking: BookingView, held: BookingView, person_id: int, policy: Policy, now: datetime
) -> None:
    """The kept time becomes the session, with everything the old one had; the old one ends (B9)."""
    taken_over = await row(
        """UPDATE bookings AS new SET status = old.status, version = new.version + 1,
               changed_at = $4, changed_by_id = $3, held_until = NULL, proposal_for_id = NULL,
               rescheduled_from_id = old.id, reference = $6 || to_char(
                   nextval('booking_reference') % 1000000, 'FM000000'),
               payment_status = old.payment_status, requested_at = old.requested_at,
               approved_at = coalesce(old.approved_at, $4), approved_by_id = old.approved_by_id,
               confirmed_at = old.confirmed_at,
               calendar_uid = coalesce(old.calendar_uid, old.public_id),
               calendar_sequence = old.calendar_sequence + 1,
               payment_due_at = CASE WHEN old.status = 'approved' THEN least(greatest(
                   least(old.payment_due_at, new.starts_at - $7 * interval '1 hour'),
                   $4 + $8::interval), new.starts_at) END
           FROM bookings AS old WHERE new.id = $2 AND new.status = 'held'
               AND new.held_until > $4::timestamptz AND new.proposal_for_id = old.id
               AND old.id = $1 AND old.version = $5 AND old.status IN ('approved', 'confirmed')
               AND old.payment_status <> 'processing' AND old.starts_at > $4
           RETURNING new.id""",
        booking.id,
        held.id,
        person_id,
        now,
        booking.version,
        reference_year(policy, now),
        policy.payment_before_start_hours,
        LEAST_TIME_TO_PAY,
    )
    if taken_over is None:
        raise Outdated("the session has moved on")
    log.info("booking_moved", old=booking.id, new=held.id)
    await _end(booking.id, person_id, now)
    await _carry_over(booking, held.id, now)


async def _end(booking_id: int, person_id: int, now: datetime) -> None:
    await count(
        """UPDATE bookings SET status = 'cancelled', version = version + 1, changed_at = $3,
               changed_by_id = $2, cancelled_at = $3, cancellation_reason = $4,
               payment_status = $5, payment_due_at = NULL, proposed_until = NULL
           WHERE id = $1""",
        booking_id,
        person_id,
        now,
        MOVED,
        PaymentStatus.PENDING.value,
    )


async def _carry_over(old: BookingView, new_id: int, now: datetime) -> None:
    """What was paid, or may still turn out to be, and the link belong to the new session now."""
    paid = await ledger.paid_for(old.id, old.price.currency)
    if paid > Money(0, paid.currency):
        await ledger.enter(
            f"move:{old.id}:{new_id}",
            ledger.booking_account(old.id),
            ledger.booking_account(new_id),
            paid,
            booking_id=new_id,
            now=now,
        )
    await money_in.moves_along(old.id, new_id)
    # A prompt that seemed to fail may still bring money: late truth is about the new session.
    await count(
        "UPDATE payments SET booking_id = $2 WHERE booking_id = $1 AND status <> 'paid'",
        old.id,
        new_id,
    )
    await meetings.moved(old.id, new_id, now)
