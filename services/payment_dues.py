"""Whether a booking is to be paid now, and whether somebody is being asked for it."""

from datetime import datetime

from models.database import row
from models.values import Money
from models.views import BookingView
from services import payments


async def due(booking: BookingView, now: datetime) -> Money:
    """What is still to pay; the booking's row is held from here on. Raises NotDue."""
    waits = await row(
        """SELECT 1 FROM bookings WHERE id = $1 AND status = 'approved' AND payment_due_at > $2
           AND payment_status IN ('pending', 'failed', 'processing', 'partly_paid') FOR UPDATE""",
        booking.id,
        now,
    )
    amount = await payments.outstanding(booking)
    if waits is None or not amount.minor:
        raise payments.NotDue("nothing to pay, or no longer")
    return amount


async def is_asked(booking_id: int) -> bool:
    """Whether a prompt for this booking may be on a phone; a pay link is none."""
    return bool(
        await row(
            """SELECT 1 FROM payments
               WHERE booking_id = $1 AND status = ANY($2) AND provider <> 'paystack'""",
            booking_id,
            payments.LIVE,
        )
    )
