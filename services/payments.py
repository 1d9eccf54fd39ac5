"""Payments by STK push: the row before the push, one prompt at a time, late truth wins (M1, M2).

Every write takes the payment's row lock first, so a callback, a query's answer and the push's own
answer may come in any order, at the same time, and as often as they like.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import uuid4

import structlog

from models.database import Row, count, row, rows
from models.values import LIVE_PROMPTS, Money, PaymentStatus, PromptStatus, Provider
from models.views import BookingView, PaymentView
from services import ledger, prompt_limits
from services.errors import AmountNotWholeShillings, Refused

#: How long after a push its state is asked for first, while no callback has come (M2).
FIRST_QUERY = timedelta(seconds=10)
#: A push whose answer was lost can't be asked for: its prompt is off the phone after this long.
UNANSWERED_FOR = timedelta(minutes=5)

log = structlog.get_logger()

#: A push that could not be sent for this long isn't sent any more: its payer has turned away.
WAITING_FOR = timedelta(minutes=10)

LIVE = [status.value for status in LIVE_PROMPTS]


class PaymentRunning(Refused):
    """A prompt for this booking is still on a phone (X46)."""

    key = "payment_running"


class PhoneBusy(Refused):
    """A prompt for another booking is on this phone."""

    key = "payment_phone_busy"


class NotDue(Refused):
    key = "payment_not_due"


@dataclass(frozen=True, slots=True)
class Push:
    """A push that this process alone may send, once."""

    payment_id: int
    client_id: int
    amount_minor: int
    phone: str
    reference: str
    callback_token: str


@dataclass(frozen=True, slots=True)
class Held:
    """A payment under its row lock."""

    id: int
    booking_id: int
    client_id: int
    provider: Provider
    status: PromptStatus
    amount: Money
    phone: str | None
    merchant_request_id: str | None
    checkout_request_id: str | None
    receipt: str | None
    queries: int
    submitted_at: datetime | None
    checkout_url: str | None = None


async def ask(booking: BookingView, phone: str, now: datetime) -> PaymentView:
    """Write the payment row, for what is still to pay; whoever commits it sends the push then.

    Raises NotDue, PaymentRunning, PhoneBusy, PromptRefused or AmountNotWholeShillings.
    """
    due = await count(
        """UPDATE bookings SET payment_status = 'processing', changed_at = $2
           WHERE id = $1 AND status = 'approved' AND payment_due_at > $2
           AND payment_status IN ('pending', 'failed', 'processing', 'partly_paid')""",
        booking.id,
        now,
    )
    if not due:
        raise NotDue("nothing to pay, or no longer")
    amount = await outstanding(booking)
    if amount.minor % 100 or amount.currency != "KES":
        log.error("price_that_mpesa_cannot_take", booking_id=booking.id, alarm=True)
        raise AmountNotWholeShillings("M-Pesa takes whole shillings")
    await prompt_limits.check(booking.client_id, phone, amount, now)
    written = await row(
        """INSERT INTO payments (public_id, booking_id, provider, attempt, status, amount_minor,
               currency, phone, callback_token, queries, asked_at)
           SELECT $1, $2, 'mpesa', 1 + count(*), 'waiting', $3, $4, $5, $6, 0, $7
           FROM payments WHERE booking_id = $2
           ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        booking.id,
        amount.minor,
        amount.currency,
        phone,
        secrets.token_hex(24),
        now,
    )
    if written is None:
        live = await row(
            """SELECT 1 FROM payments
               WHERE booking_id = $1 AND status = ANY($2) AND provider <> 'paystack'""",
            booking.id,
            LIVE,
        )
        raise PaymentRunning("a prompt is live") if live else PhoneBusy("this phone is asked")
    return PaymentView(written["id"], booking.id, PromptStatus.WAITING, amount, phone, None, None)


async def outstanding(booking: BookingView) -> Money:
    """What is still to pay for a booking."""
    paid = await ledger.paid_for(booking.id, booking.price.currency)
    return Money(max(0, booking.price.minor - paid.minor), booking.price.currency)


async def claim_push(now: datetime) -> Push | None:
    """A push to be sent at once, given to one caller once and never again (no retry of it)."""
    claimed = await rows(
        """UPDATE payments SET status = 'submitting', submitted_at = $1
           FROM bookings WHERE bookings.id = payments.booking_id AND payments.id IN (
               SELECT id FROM payments WHERE status = 'waiting' AND asked_at > $2
               AND provider = 'mpesa' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING payments.id AS payment_id, client_id, amount_minor, phone, reference,
                     callback_token""",
        now,
        now - WAITING_FOR,
    )
    return Push(**claimed[0]) if claimed else None


HELD = """
SELECT payments.id, booking_id, client_id, provider, payments.status, amount_minor,
       payments.currency, phone, merchant_request_id, checkout_request_id, receipt, queries,
       submitted_at, checkout_url
FROM payments JOIN bookings ON bookings.id = payments.booking_id
"""


def held_payment(found: Row) -> Held:
    fields = dict(found)
    amount = Money(fields.pop("amount_minor"), fields.pop("currency"))
    fields |= {"provider": Provider(fields["provider"]), "status": PromptStatus(fields["status"])}
    return Held(amount=amount, **fields)


async def client_of(callback_token: str) -> tuple[int, int] | None:
    """(payment id, client id) behind a token; the token is the only name a callback has for us."""
    found = await row(
        """SELECT payments.id, client_id FROM payments
           JOIN bookings ON bookings.id = payments.booking_id WHERE callback_token = $1""",
        callback_token,
    )
    return (found["id"], found["client_id"]) if found else None


async def lock(payment_id: int) -> Held:
    """The payment, held for this transaction."""
    found = await row(f"{HELD} WHERE payments.id = $1 FOR UPDATE OF payments", payment_id)
    assert found is not None, "payments are never deleted"
    return held_payment(found)


async def prompted(held: Held, merchant_id: str, checkout_id: str, now: datetime) -> bool:
    """The push was accepted. False when its result came before its answer (X42)."""
    await name_it(held.id, merchant_id, checkout_id)
    return bool(
        await count(
            """UPDATE payments SET status = 'prompted', next_query_at = $2
               WHERE id = $1 AND status = 'submitting'""",
            held.id,
            now + FIRST_QUERY,
        )
    )


async def name_it(payment_id: int, merchant_id: str, checkout_id: str) -> bool:
    """Keep Daraja's names of a push, from its answer or from its callback, whichever came first.

    False when it has names already, or these are another payment's.
    """
    return bool(
        await count(
            """UPDATE payments SET merchant_request_id = $2, checkout_request_id = $3
               WHERE id = $1 AND checkout_request_id IS NULL
               AND NOT EXISTS (SELECT 1 FROM payments WHERE checkout_request_id = $3)""",
            payment_id,
            merchant_id,
            checkout_id,
        )
    )


async def answer_lost(held: Held, now: datetime) -> bool:
    """Nobody knows whether the prompt is on the phone: the callback's token will tell, or time."""
    return bool(
        await count(
            """UPDATE payments SET status = 'unknown', next_query_at = $2
               WHERE id = $1 AND status = 'submitting'""",
            held.id,
            (held.submitted_at or now) + UNANSWERED_FOR,
        )
    )


async def failed(held: Held, code: str, description: str, now: datetime) -> bool:
    """The push ended without money. Never undoes a success: late truth wins."""
    ended = await count(
        """UPDATE payments SET status = 'failed', result_code = $2, result_description = $3,
               concluded_at = $4, next_query_at = NULL
           WHERE id = $1 AND status = ANY($5)""",
        held.id,
        code[:16],
        description[:200],
        now,
        LIVE,
    )
    if ended:
        log.info("payment_failed", payment_id=held.id, booking_id=held.booking_id, code=code)
        await processing_ended(held.booking_id, now)
    return bool(ended)


async def processing_ended(booking_id: int, now: datetime) -> None:
    """No prompt of this booking is live any more; paying may be offered again."""
    partly = (await ledger.paid_for(booking_id)).minor > 0
    await count(
        """UPDATE bookings SET payment_status = $3, changed_at = $2
           WHERE id = $1 AND payment_status = 'processing'""",
        booking_id,
        now,
        (PaymentStatus.PARTLY_PAID if partly else PaymentStatus.FAILED).value,
    )


class News(Enum):
    """What a report of success brought that was not known before.

    `ANOTHER`: the payment was paid with another receipt already.
    """

    MONEY = "money"
    RECEIPT = "receipt"
    ANOTHER = "another"
    NOTHING = "nothing"


async def paid(held: Held, receipt: str | None, amount_minor: int, now: datetime) -> News:
    """Money came in, if this is the first report of it.

    Raises IntegrityError when the receipt belongs to another payment already (H3).
    """
    if held.status is PromptStatus.PAID:
        if receipt is None or held.receipt == receipt:
            return News.NOTHING
        if held.receipt is not None:
            return News.ANOTHER
        await count("UPDATE payments SET receipt = $2 WHERE id = $1", held.id, receipt)
        return News.RECEIPT
    await count(
        """UPDATE payments SET status = 'paid', receipt = $2, paid_minor = $3, result_code = '0',
               concluded_at = $4, next_query_at = NULL
           WHERE id = $1""",
        held.id,
        receipt,
        amount_minor,
        now,
    )
    return News.MONEY


async def note_code(held: Held, code: str, description: str) -> bool:
    """A result that says neither yes nor no is kept for a person to see; nothing else changes.

    False when it is no news: the same code again, or about what has ended.
    """
    return bool(
        await count(
            """UPDATE payments SET result_code = $2, result_description = $3
               WHERE id = $1 AND status = ANY($4) AND result_code IS DISTINCT FROM $2""",
            held.id,
            code[:16],
            description[:200],
            LIVE,
        )
    )
