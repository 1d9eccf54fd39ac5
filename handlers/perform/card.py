"""Paying through Paystack: the row that the page, or the prompt, follows."""

from conversations.work.answer import NotPossible
from conversations.work.card import AskForCard, AskThroughPaystack, CardCommand, CardLink
from conversations.work.payment import PaymentAsked, PaymentHeldBack
from handlers.sitting import Sitting
from models.moves import Actor
from models.views import BookingView
from services import payments, paystack_payments, phones
from services.access import access_booking
from services.errors import NotYours
from services.people import Guest
from services.prompt_limits import PromptRefused
from services.transaction import savepoint


async def perform(
    sitting: Sitting, guest: Guest, command: CardCommand
) -> CardLink | PaymentAsked | PaymentHeldBack | NotPossible:
    if not sitting.practice.takes_cards:
        return NotPossible("no_cards")
    found = await access_booking(command.booking, guest.person_id)
    if Actor.CLIENT not in found.actors:
        raise NotYours("only the client pays")
    sitting.wakes.add("paystack")
    try:
        async with savepoint():
            match command:
                case AskForCard():
                    link = await paystack_payments.ask_for_link(found.booking, sitting.now)
                    return CardLink(link, found.booking)
                case AskThroughPaystack(phone=phone):
                    return await _through_paystack(sitting, found.booking, phones.payer(phone))
    except payments.NotDue:
        return NotPossible("payment_not_due", found.booking)


async def _through_paystack(
    sitting: Sitting, booking: BookingView, phone: str
) -> PaymentAsked | PaymentHeldBack:
    try:
        asked = await paystack_payments.ask_by_mpesa(booking, phone, sitting.now)
    except PromptRefused as refused:
        return PaymentHeldBack(refused.key, booking, phone, refused.until, sitting.now)
    return PaymentAsked(asked)
