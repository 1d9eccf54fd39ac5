"""A client's credit: money they paid that is for no booking (any more), and can be for the next."""

from datetime import datetime
from uuid import uuid4

from models.database import row
from models.values import Money
from models.views import BookingView
from services import ledger


async def of(person_id: int, currency: str = "KES") -> Money:
    """What the practice keeps for a person, to pay with or to be sent back."""
    return await ledger.owed(ledger.credit_account(person_id), currency)


async def hold(person_id: int) -> None:
    """Whoever spends a credit does so one after the other, until the transaction ends."""
    await row("SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE", person_id)


async def use(booking: BookingView, now: datetime) -> Money:
    """Pay for a booking from its client's credit, as far as it goes or is needed.

    The caller holds the booking's row. Returns what was taken, perhaps nothing.
    """
    await hold(booking.client_id)
    currency = booking.price.currency
    credit = await of(booking.client_id, currency)
    paid = await ledger.paid_for(booking.id, currency)
    taken = Money(max(0, min(credit.minor, booking.price.minor - paid.minor)), currency)
    if taken.minor:
        await ledger.enter(
            f"use:{uuid4().hex}", ledger.credit_account(booking.client_id),
            ledger.booking_account(booking.id), taken, booking_id=booking.id, now=now,
        )  # fmt: skip
    return taken


async def keep(booking: BookingView, amount: Money, now: datetime) -> None:
    """What was paid for a booking and isn't needed there becomes its client's credit."""
    if amount.minor > 0:
        await ledger.enter(
            f"keep:{uuid4().hex}", ledger.booking_account(booking.id),
            ledger.credit_account(booking.client_id), amount, booking_id=booking.id, now=now,
        )  # fmt: skip


async def keep_all(booking: BookingView, now: datetime) -> Money:
    """All that was paid for a booking that will not take place becomes credit; how much it was."""
    paid = await ledger.paid_for(booking.id, booking.price.currency)
    await keep(booking, paid, now)
    return paid
