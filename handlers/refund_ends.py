"""What becomes of a refund, whoever says so: books, booking, and everybody concerned (M6)."""

from datetime import datetime

import structlog

from handlers import announce_refunds
from handlers.sitting import Sitting
from models.values import PaymentStatus, RefundMethod
from services import bookings, ledger, refund_moves
from services.refund_moves import Held

log = structlog.get_logger()


async def done(
    sitting: Sitting, refund: Held, code: str | None, method: RefundMethod, *, by: int | None = None
) -> bool:
    """The money has left, once: `code` is the provider's name for it. False if that is known."""
    if not await refund_moves.done(refund, code, method, sitting.now, by=by):
        return False
    await ledger.enter(
        f"out:{refund.id}", ledger.refund_account(refund.person_id), _account(method),
        refund.amount, booking_id=refund.booking_id, money_in_id=refund.money_in_id,
        now=sitting.now,
    )  # fmt: skip
    await settle_booking(refund, sitting.now)
    await announce_refunds.done(sitting, refund)
    return True


async def settle_booking(refund: Held, now: datetime) -> None:
    """A booking of which nothing is owed any more is refunded."""
    booking_id = refund.booking_id
    if booking_id is not None and await refund_moves.is_settled(booking_id):
        await bookings.mark_payment(booking_id, PaymentStatus.REFUNDED, now)


async def failed(sitting: Sitting, refund: Held, note: str) -> None:
    """Refused for good: a person has to pay it out."""
    if await refund_moves.failed(refund, note, sitting.now):
        log.error("refund_failed", refund_id=refund.id, code=note, alarm=True)
        await announce_refunds.by_hand(sitting, refund)


async def lost(sitting: Sitting, refund: Held, note: str, look_at: datetime | None) -> None:
    """Nobody knows: it is looked up, and without `look_at` a person has to find out."""
    is_news = look_at is None and not refund.waits_for_a_person
    if await refund_moves.unknown(refund, note, look_at) and is_news:
        log.error("refund_unclear", refund_id=refund.id, code=note, alarm=True)
        await announce_refunds.unclear(sitting, refund)


async def needs_attention(sitting: Sitting, refund: Held, look_at: datetime) -> None:
    """The provider waits for something that only a person of the practice can give it."""
    if await refund_moves.unknown(refund, refund_moves.NEEDS_ATTENTION, look_at):
        log.error("refund_needs_attention", refund_id=refund.id, alarm=True)
        await announce_refunds.needs_attention(sitting, refund)


async def left_again(sitting: Sitting, refund: Held) -> None:
    """Money has left for what had been settled otherwise: a person has to put it right."""
    log.error("refund_left_twice", refund_id=refund.id, alarm=True)
    await announce_refunds.left_again(sitting, refund)


def _account(method: RefundMethod) -> str:
    """Out of whose balance it went."""
    through_mpesa = method in {RefundMethod.REVERSAL, RefundMethod.B2C}
    return "mpesa" if through_mpesa else method.value
