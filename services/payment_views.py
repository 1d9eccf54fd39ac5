"""Finding a payment, and its picture for dialogues and messages."""

from models.database import row
from models.values import Money
from models.views import PaymentView
from services.payments import HELD, LIVE, Held, held_payment


async def that_may_have_brought(booking_id: int, amount: Money) -> Held | None:
    """The push whose money this may be, told of by another way before its own callback (1.3).

    One that is live, or paid without a receipt so far; held for this transaction.
    """
    found = await row(
        f"""{HELD} WHERE booking_id = $1 AND provider = 'mpesa' AND amount_minor = $2
            AND payments.currency = $3 AND receipt IS NULL
            AND (payments.status = ANY($4) OR payments.status = 'paid')
            ORDER BY payments.id DESC LIMIT 1 FOR UPDATE OF payments""",
        booking_id,
        amount.minor,
        amount.currency,
        LIVE,
    )
    return held_payment(found) if found else None


async def last_payer_phone(client_id: int) -> str | None:
    """The number that this client's last paid session was paid from; it may be somebody else's."""
    found = await row(
        """SELECT phone FROM payments JOIN bookings ON bookings.id = booking_id
           WHERE client_id = $1 AND payments.status = 'paid' AND phone IS NOT NULL
           ORDER BY payments.id DESC LIMIT 1""",
        client_id,
    )
    return str(found["phone"]) if found else None


async def of(payment_id: int, words: str | None) -> PaymentView:
    found = await row(f"{HELD} WHERE payments.id = $1", payment_id)
    assert found is not None
    held = held_payment(found)
    return PaymentView(held.id, held.booking_id, held.status, held.amount, held.phone,
                       held.receipt, words, held.provider, held.checkout_url)  # fmt: skip
