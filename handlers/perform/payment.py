"""Paying: what is to pay, whose phone, the row that the push follows, and one's own credit."""

from datetime import datetime
from uuid import UUID

import structlog

from conversations.work.answer import NotPossible
from conversations.work.payment import (
    AskForPayment,
    Bill,
    CheckPhone,
    CreditUsed,
    LookAtBill,
    PaymentAsked,
    PaymentCommand,
    PaymentHeldBack,
    PhoneChecked,
    PhoneRefused,
    UseCredit,
)
from handlers import allocation, bills
from handlers.sitting import Sitting
from models.moves import Actor
from models.views import BookingView
from services import bookings, credit, mpesa_messages, payment_dues, payments, phones
from services.access import access_booking_as
from services.errors import Refused
from services.people import Guest
from services.prompt_limits import PromptRefused
from services.transaction import savepoint

log = structlog.get_logger()


async def perform(
    sitting: Sitting, guest: Guest, command: PaymentCommand
) -> Bill | PaymentAsked | PaymentHeldBack | CreditUsed | PhoneChecked | PhoneRefused | NotPossible:
    match command:
        case LookAtBill(booking=public_id, phone=phone):
            return await bills.bill(sitting, guest, await _own(guest, public_id), phone)
        case AskForPayment(booking=public_id, phone=phone):
            return await _ask(sitting, guest, await _own(guest, public_id), phone)
        case UseCredit(booking=public_id):
            return await _use_credit(sitting, await _own(guest, public_id))
        case CheckPhone(typed=typed):
            return _check_phone(typed, sitting.now)


async def _own(guest: Guest, public_id: UUID) -> BookingView:
    """Raises NotYours for whoever isn't its client: only the client pays."""
    return await access_booking_as(public_id, guest.person_id, Actor.CLIENT)


async def _ask(
    sitting: Sitting, guest: Guest, booking: BookingView, typed: str
) -> PaymentAsked | PaymentHeldBack | NotPossible:
    if not sitting.practice.takes_payments:
        return NotPossible("no_payments")
    phone = phones.payer(typed)
    try:
        async with savepoint():
            asked = await payments.ask(booking, phone, sitting.now)
            log.info("payment_asked", payment_id=asked.id, booking_id=booking.id)
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)
    except PromptRefused as refused:
        return await bills.held_back(sitting, guest, booking, phone, refused)
    sitting.wakes.add("pushes")
    return PaymentAsked(asked)


async def _use_credit(sitting: Sitting, booking: BookingView) -> CreditUsed | NotPossible:
    """Of two taps the second finds the first one's booking paid, or its credit used."""
    try:
        await payment_dues.due(booking, sitting.now)
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)
    if await payment_dues.is_asked(booking.id):
        raise payments.PaymentRunning("it would be paid twice")
    taken = await credit.use(booking, sitting.now)
    if not taken.minor:
        return NotPossible("no_credit", booking)
    rest = await payments.outstanding(booking)
    if rest.minor:
        await bookings.mark_partly_paid(booking.id, sitting.now)
    else:
        await allocation.complete(sitting, booking, taken, None)
    return CreditUsed(taken, rest)


def _check_phone(typed: str, now: datetime) -> PhoneChecked | PhoneRefused:
    try:
        return PhoneChecked(phones.payer(typed))
    except Refused as refused:
        code = mpesa_messages.unasked(typed, now)
        return PhoneRefused("phone_is_a_code" if code else refused.key)
