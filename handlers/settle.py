"""Money that came in: into the ledger, onto its booking, and told to whom it concerns."""

from dataclasses import dataclass, replace

import structlog
from tortoise.exceptions import IntegrityError

from conversations import payment as payment_dialogue
from conversations.work.payment import PaymentMoved
from handlers import announce
from handlers.converse import inform
from handlers.sitting import Sitting
from models.values import PaymentStatus
from models.views import BookingView
from services import bookings, ledger, meetings, payments, people
from services.booking_views import view
from services.payments import Held, News
from services.people import Guest
from services.transaction import savepoint

log = structlog.get_logger()

#: Where M-Pesa's money comes from, in the ledger.
MPESA = "mpesa"


@dataclass(frozen=True, slots=True)
class Report:
    """What M-Pesa says came in; a status query knows neither receipt nor amount (minor units)."""

    receipt: str | None
    amount_minor: int | None


async def money_came(sitting: Sitting, held: Held, client_id: int, report: Report) -> str:
    """Apply a report of success; the answer says what was made of it, for the record.

    The first report of a payment counts, later ones bring the receipt at most (X40).
    """
    amount = held.amount.minor if report.amount_minor is None else report.amount_minor
    try:
        async with savepoint():
            news = await payments.paid(held, report.receipt, amount, sitting.now)
    except IntegrityError as error:
        if "receipt" not in str(error):
            raise
        log.error("receipt_used_twice", payment_id=held.id, alarm=True)
        return "refused: receipt of another payment"
    if news is News.RECEIPT:
        await announce.receipt_followed(sitting, await view(held.booking_id), report.receipt)
        return "paid: receipt"
    if news is News.NOTHING:
        return "known already"
    return await _first(sitting, held, client_id, report.receipt)


async def _first(sitting: Sitting, held: Held, client_id: int, receipt: str | None) -> str:
    confirmed = await _confirm(sitting, held)
    while not confirmed and (later := await bookings.successor(held.booking_id)):
        # It was moved after the prompt was given up: what was paid for it moves along (B9).
        held = replace(held, booking_id=later)
        confirmed = await _confirm(sitting, held)
    owed = (
        ledger.booking_account(held.booking_id) if confirmed else ledger.credit_account(client_id)
    )
    await ledger.enter(f"{MPESA}:{held.id}", MPESA, owed, held.amount,
                       booking_id=held.booking_id, payment_id=held.id, now=sitting.now)  # fmt: skip
    guest = await people.lock_chat_of(client_id)
    if guest is not None:
        await follow(sitting, guest, held, None)
    if confirmed:
        await announce.confirmed(sitting, await view(held.booking_id), receipt)
        return "paid"
    log.error("paid_but_not_confirmed", payment_id=held.id, alarm=True)
    await _keep_as_credit(sitting, await view(held.booking_id))
    return "paid: credit"


async def _confirm(sitting: Sitting, held: Held) -> bool:
    """Late truth wins: a lapsed booking comes back if its slot is still free (X41)."""
    practice = sitting.practice
    try:
        async with savepoint():
            confirmed = await bookings.confirm(held.booking_id, None, sitting.now)
    except IntegrityError as error:
        if "bookings_no_overlap" not in str(error):
            raise
        return False
    if confirmed:
        await meetings.wanted_link(held.booking_id, sitting.now, practice.jitsi_url,
                                   offers_google=practice.google is not None)  # fmt: skip
    return confirmed


async def _keep_as_credit(sitting: Sitting, booking: BookingView) -> None:
    """Money without a booking to be for: paid twice, or paid when it was over; never nothing."""
    if booking.payment_status is PaymentStatus.PAID:
        await announce.paid_twice(sitting, booking)
        return
    await bookings.mark_payment(booking.id, PaymentStatus.REFUND_DUE, sitting.now)
    await announce.paid_not_confirmed(sitting, booking)


async def follow(sitting: Sitting, guest: Guest, held: Held, words: str | None) -> None:
    """The message in the chat follows the payment; `words` is the key of a result's text."""
    booking = await view(held.booking_id)
    payment = await payments.payment_view(held.id, words)
    moved = PaymentMoved(payment, booking)
    await inform(sitting, guest, payment_dialogue.NAME, moved, str(booking.public_id))
