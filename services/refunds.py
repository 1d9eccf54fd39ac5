"""What is owed back for a booking: one refund each, however often it is asked for (H3, X47)."""

from datetime import datetime
from uuid import UUID, uuid4

from models.database import row
from models.values import Money, PaymentStatus
from models.views import BookingView
from services import bookings, ledger


async def due(
    booking: BookingView, amount: Money, reason: str, asked_by: int | None, now: datetime
) -> bool:
    """Owe the client this much of what was paid; False when it is owed already.

    `amount` is in minor units and positive; `reason` is a code of at most 32 characters. The money
    leaves the booking's account for the client's refund account; sending it is another step.
    """
    asked = await row(
        """INSERT INTO refunds (public_id, booking_id, amount_minor, currency, state, reason,
               asked_by_id, asked_at, changed_at)
           VALUES ($1, $2, $3, $4, 'due', $5, $6, $7, $7)
           ON CONFLICT (booking_id) DO NOTHING RETURNING public_id""",
        uuid4(),
        booking.id,
        amount.minor,
        amount.currency,
        reason,
        asked_by,
        now,
    )
    if asked is None:
        return False
    await bookings.mark_payment(booking.id, PaymentStatus.REFUND_DUE, now)
    await ledger.enter(
        f"refund:{UUID(str(asked['public_id']))}",
        ledger.booking_account(booking.id),
        ledger.refund_account(booking.client_id),
        amount,
        booking_id=booking.id,
        payment_id=None,
        now=now,
    )
    return True
