"""Attempts to be paid through Paystack: the row before the request, one link a booking (M7).

A link can be paid on for as long as Paystack shows it, whatever we think of it meanwhile: an
attempt that has ended may still bring money, and is asked about on (services/paystack_ladder).
"""

import base64
import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from models.database import count, row
from models.values import Money, PromptStatus, Provider
from models.views import BookingView, PaymentView
from services import payment_dues, payment_views, payments, prompt_limits
from services.errors import AmountNotWholeShillings
from services.payments import LIVE, Held, PaymentRunning, PhoneBusy

#: How soon Paystack is asked: after a lost answer, and about a page or a phone that may be paid.
LOST_ASKED_AFTER = timedelta(seconds=2)
FIRST_QUERY = {
    Provider.PAYSTACK: timedelta(seconds=30),
    Provider.PAYSTACK_MPESA: timedelta(seconds=10),
}
#: How often a request is begun anew under one reference, after Paystack said it knows none.
MOST_TRIES = 5


def new_reference() -> str:
    """80 random bits that fit where a receipt does, and say nothing about anybody."""
    return base64.b32encode(secrets.token_bytes(10)).decode()


async def ask_for_link(booking: BookingView, now: datetime) -> PaymentView:
    """The booking's one link: the live one if it asks for what is still to pay, or a new one.

    A tick fetches a new one's address after the commit; asking again lets Paystack be asked at
    once whether the live one is paid. Raises NotDue.
    """
    amount = await payment_dues.due(booking, now)
    live = await row(
        """SELECT id, amount_minor, currency FROM payments
           WHERE booking_id = $1 AND provider = 'paystack' AND status = ANY($2) FOR UPDATE""",
        booking.id,
        LIVE,
    )
    if live is not None and Money(live["amount_minor"], live["currency"]) == amount:
        await _ask_now("id", live["id"], now)
        return await payment_views.of(live["id"], None)
    if live is not None:
        await _end(live["id"], "SUPERSEDED", "another amount is to pay", now)
    written = await _write(booking.id, Provider.PAYSTACK, amount, None, now)
    assert written is not None, "the booking's row is held"
    return await payment_views.of(written, None)


async def ask_by_mpesa(booking: BookingView, phone: str, now: datetime) -> PaymentView:
    """Ask a phone otherwise than through Daraja.

    Raises NotDue, PaymentRunning, PhoneBusy, PromptRefused or AmountNotWholeShillings.
    """
    amount = await payment_dues.due(booking, now)
    if amount.minor % 100 or amount.currency != "KES":
        raise AmountNotWholeShillings("M-Pesa takes whole shillings")
    await prompt_limits.check(booking.client_id, phone, amount, now)
    written = await _write(booking.id, Provider.PAYSTACK_MPESA, amount, phone, now)
    if written is None:
        live = await payment_dues.is_asked(booking.id)
        raise PaymentRunning("a prompt is live") if live else PhoneBusy("this phone is asked")
    await count(
        "UPDATE bookings SET payment_status = 'processing', changed_at = $2 WHERE id = $1",
        booking.id,
        now,
    )
    return await payment_views.of(written, None)


async def _write(
    booking_id: int, provider: Provider, amount: Money, phone: str | None, now: datetime
) -> int | None:
    written = await row(
        """INSERT INTO payments (public_id, booking_id, provider, attempt, status, amount_minor,
               currency, phone, callback_token, queries, asked_at)
           SELECT $1, $2, $3, 1 + count(*), 'waiting', $4, $5, $6, $7, 0, $8
           FROM payments WHERE booking_id = $2
           ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        booking_id,
        provider.value,
        amount.minor,
        amount.currency,
        phone,
        new_reference(),
        now,
    )
    return int(written["id"]) if written else None


async def opened(held: Held, url: str | None, now: datetime) -> bool:
    """The page is there, or the request on its way to the phone; False when more is known."""
    return bool(
        await count(
            """UPDATE payments SET status = 'prompted', checkout_url = $2, next_query_at = $3
               WHERE id = $1 AND status IN ('submitting', 'unknown')""",
            held.id,
            url,
            now + FIRST_QUERY[held.provider],
        )
    )


async def answer_lost(held: Held, now: datetime) -> bool:
    """Nobody knows whether Paystack has heard of it: ask."""
    return bool(
        await count(
            """UPDATE payments SET status = 'unknown', next_query_at = $2
               WHERE id = $1 AND status = 'submitting'""",
            held.id,
            now + LOST_ASKED_AFTER,
        )
    )


async def begin_again(held: Held) -> bool:
    """Paystack knows of none: the same request under the same reference, some times at most."""
    return bool(
        await count(
            """UPDATE payments SET status = 'waiting', next_query_at = NULL
               WHERE id = $1 AND status IN ('submitting', 'unknown') AND queries < $2""",
            held.id,
            MOST_TRIES,
        )
    )


async def replace_link(held: Held, now: datetime) -> bool:
    """There is a page whose address nobody was ever told: another one takes its place."""
    if not await _end(held.id, "LOST", "its address was lost", now, asks_on=False):
        return False
    return await _write(held.booking_id, Provider.PAYSTACK, held.amount, None, now) is not None


async def ended(held: Held, code: str, description: str, now: datetime) -> bool:
    """It brings no money, and nobody asks about it any more. Never undoes a success."""
    if held.provider is Provider.PAYSTACK:
        return await _end(held.id, code, description, now, asks_on=False)
    return await payments.failed(held, code, description, now)


async def stop_asking(held: Held) -> None:
    await count("UPDATE payments SET next_query_at = NULL WHERE id = $1", held.id)


async def ask_now(reference: str, now: datetime) -> bool:
    """There may be news: Paystack is asked at once. False for a reference that isn't ours."""
    return await _ask_now("callback_token", reference, now)


async def of_reference(reference: str) -> tuple[int, int, PromptStatus] | None:
    """(payment id, client id, status) of an attempt of ours."""
    found = await row(
        """SELECT payments.id, client_id, payments.status FROM payments
           JOIN bookings ON bookings.id = payments.booking_id
           WHERE callback_token = $1 AND provider <> 'mpesa'""",
        reference,
    )
    return (found["id"], found["client_id"], PromptStatus(found["status"])) if found else None


async def _ask_now(column: str, name: int | str, now: datetime) -> bool:
    return bool(
        await count(
            f"""UPDATE payments SET next_query_at = $2 WHERE {column} = $1
                AND provider <> 'mpesa' AND status NOT IN ('waiting', 'submitting', 'paid')""",  # noqa: S608 - our own columns
            name,
            now,
        )
    )


async def _end(
    payment_id: int, code: str, description: str, now: datetime, *, asks_on: bool = True
) -> bool:
    """A link ends without a word to its booking, which another attempt may be paying for."""
    return bool(
        await count(
            """UPDATE payments SET status = 'failed', result_code = $2, result_description = $3,
                   concluded_at = $4, next_query_at = CASE WHEN $6 THEN next_query_at END
               WHERE id = $1 AND status = ANY($5)""",
            payment_id,
            code[:16],
            description[:200],
            now,
            LIVE,
            asks_on,
        )
    )
