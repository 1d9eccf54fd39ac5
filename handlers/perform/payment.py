"""Paying: whose phone, and the row that the push follows."""

from conversations.work.answer import NotPossible
from conversations.work.payment import (
    AskForPayment,
    CheckPhone,
    PaymentAsked,
    PaymentCommand,
    PaymentHeldBack,
    PhoneChecked,
    PhoneRefused,
)
from handlers.sitting import Sitting
from models.moves import Actor
from services import payments, phones
from services.access import access_booking
from services.errors import NotYours, Refused
from services.people import Guest
from services.prompt_limits import PromptRefused
from services.transaction import savepoint


async def perform(
    sitting: Sitting, guest: Guest, command: PaymentCommand
) -> PaymentAsked | PaymentHeldBack | PhoneChecked | PhoneRefused | NotPossible:
    match command:
        case AskForPayment():
            return await _ask(sitting, guest, command)
        case CheckPhone(typed=typed):
            return _check_phone(typed)


async def _ask(
    sitting: Sitting, guest: Guest, command: AskForPayment
) -> PaymentAsked | PaymentHeldBack | NotPossible:
    if not sitting.practice.takes_payments:
        return NotPossible("no_payments")
    found = await access_booking(command.booking, guest.person_id)
    if Actor.CLIENT not in found.actors:
        raise NotYours("only the client pays")
    phone = phones.payer(command.phone)
    try:
        async with savepoint():
            asked = await payments.ask(found.booking, phone, sitting.now)
    except payments.NotDue:
        return NotPossible("payment_not_due", found.booking)
    except PromptRefused as refused:
        return PaymentHeldBack(refused.key, found.booking, phone, refused.until, sitting.now)
    sitting.wakes.add("pushes")
    return PaymentAsked(asked)


def _check_phone(typed: str) -> PhoneChecked | PhoneRefused:
    try:
        return PhoneChecked(phones.payer(typed))
    except Refused as refused:
        return PhoneRefused(refused.key)
