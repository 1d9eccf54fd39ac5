"""Whether a booking may be changed now, by whom, and with what result for the money (B8, B9)."""

from datetime import datetime
from uuid import UUID

from models.calendar import Slot, Unavailable
from models.changes import Hindrance, Outcome, is_late
from models.database import row
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus
from models.views import BookingView
from services import ledger, refunds
from services.access import access_booking
from services.booking_views import view
from services.errors import NotYours, Outdated, Refused

#: States of a booking that can still be cancelled or moved.
OPEN = (S.PENDING, S.APPROVED, S.CONFIRMED)


class TermsChanged(Refused):
    """What was shown isn't what would happen now; `outcome` is to be shown instead."""

    key = "terms_changed"

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("the terms have changed")
        self.outcome = outcome


class NotNow(Refused):
    """A change has to wait, or comes too late."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(f"not now: {hindrance}")
        self.key = f"change_{hindrance}"
        self.hindrance = hindrance


class SlotGone(Refused):
    """That time can't be had; nothing has changed. `nearest` can."""

    key = "slot_gone"

    def __init__(self, reason: Unavailable, nearest: tuple[Slot, ...]) -> None:
        super().__init__(f"not free: {reason}")
        self.reason = reason
        self.nearest = nearest


async def outcome(booking: BookingView, actor: Actor, now: datetime) -> Outcome:
    """What a cancel by this actor would do at `now`; the money is what was really paid."""
    paid = await ledger.paid_for(booking.id, booking.price.currency)
    nothing = Money(0, paid.currency)
    late = actor is Actor.CLIENT and booking.status is S.CONFIRMED and is_late(booking, now)
    refund, kept = (nothing, paid) if late else (paid, nothing)
    as_credit = await refunds.paid_with_credit(booking.id, refund)
    return Outcome(hindrance(booking, now), late, refund, kept, as_credit)


def hindrance(booking: BookingView, now: datetime) -> Hindrance | None:
    """Why nothing about the booking can be changed now, if so."""
    if booking.status not in OPEN or booking.starts_at <= now:
        return Hindrance.OVER
    if booking.payment_status is PaymentStatus.PROCESSING:
        return Hindrance.PROMPT_LIVE
    return None


def check(booking: BookingView, now: datetime) -> None:
    """Raises NotNow when something hinders a change."""
    found = hindrance(booking, now)
    if found is not None:
        raise NotNow(found)


async def locked(public_id: UUID, version: int, person_id: int, actor: Actor) -> BookingView:
    """The booking, held for this transaction, for who may act on it with a button of this version.

    Always the first lock of a change, so that changes of one booking come one after the other.
    Raises NotYours or Outdated.
    """
    access = await access_booking(public_id, person_id)
    if actor not in access.actors:
        raise NotYours(f"not as {actor}")
    await row("SELECT 1 FROM bookings WHERE id = $1 FOR UPDATE", access.booking.id)
    booking = await view(access.booking.id)
    if booking.version != version:
        raise Outdated("the booking has moved on")
    return booking
