"""What the clock brings about: lapsed requests, unpaid bookings, expired holds."""

from datetime import datetime

from handlers import announce, announce_changes, announce_leave, announce_money
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.values import Channel, PaymentStatus
from models.views import BookingView
from services import bookings, credit, holds, leave, proposals
from services.booking_views import view
from services.change_rules import OPEN
from services.outbox import Claimed
from services.transaction import transaction


async def lapse(practice: Practice, now: datetime) -> list[Claimed]:
    """End requests without an answer and bookings without payment; tell both sides (B5, B6)."""
    letters: list[Claimed] = []
    while True:
        async with transaction(Channel.CLOCK):
            lapsed = await bookings.lapse_one(now)
            if lapsed is None:
                break
            booking = await view(lapsed.booking_id)
            sitting = Sitting(practice, now, f"lapse{booking.id}v{booking.version}")
            await announce.expired(sitting, booking, unpaid=lapsed.unpaid)
            await _keep_what_was_paid(sitting, booking)
            letters += await sitting.post()
    letters += await _lapse_proposals(practice, now)
    await holds.drop_expired_holds(now)
    return letters


async def _keep_what_was_paid(sitting: Sitting, booking: BookingView) -> None:
    """A part of the price is the client's credit once the session has lapsed (M4)."""
    kept = await credit.keep_all(booking, sitting.now)
    if kept.minor:
        await bookings.mark_payment(booking.id, PaymentStatus.FAILED, sitting.now)
        await announce_money.part_kept(sitting, booking, kept)


async def _lapse_proposals(practice: Practice, now: datetime) -> list[Claimed]:
    """End proposals that nobody answered; their bookings stay as they were, and both know it.

    Only a session whose psychologist will be away can't stay: it is cancelled (A2).
    """
    letters: list[Claimed] = []
    while True:
        async with transaction(Channel.CLOCK):
            lapsed = await proposals.lapse_one(now)
            if lapsed is None:
                return letters
            booking_id, until = lapsed
            sitting = Sitting(practice, now, f"proposal{booking_id}t{until.timestamp()}")
            booking = await view(booking_id)
            ended = await leave.end_unmoved(booking, now)
            if ended is not None:
                nearest = await leave.other_times(ended.view, now)
                await announce_leave.ended_unmoved(sitting, ended, booking, nearest)
            elif booking.status in OPEN:
                await announce_changes.lapsed(sitting, booking)
            letters += await sitting.post()
