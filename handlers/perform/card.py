"""Paying through Paystack: the row that the page, or the prompt, follows."""

from conversations.work.answer import NotPossible
from conversations.work.card import AskForCard, AskThroughPaystack, CardCommand, CardLink
from conversations.work.payment import PaymentAsked, PaymentHeldBack
from handlers import bills
from handlers.sitting import Sitting
from models.moves import Actor
from models.views import BookingView
from services import payments, paystack_payments, phones
from services.access import access_booking_as
from services.people import Guest
from services.prompt_limits import PromptRefused
from services.transaction import savepoint


async def perform(
    sitting: Sitting, guest: Guest, command: CardCommand
) -> CardLink | PaymentAsked | PaymentHeldBack | NotPossible:
    if not sitting.practice.takes_cards:
        return NotPossible("no_cards")
    booking = await access_booking_as(command.booking, guest.person_id, Actor.CLIENT)
    sitting.wakes.add("paystack")
    try:
        async with savepoint():
            match command:
                case AskForCard():
                    link = await paystack_payments.ask_for_link(booking, sitting.now)
                    return CardLink(link, booking)
                case AskThroughPaystack(phone=phone):
                    return await _through_paystack(sitting, guest, booking, phones.payer(phone))
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)


async def _through_paystack(
    sitting: Sitting, guest: Guest, booking: BookingView, phone: str
) -> PaymentAsked | PaymentHeldBack:
    try:
        asked = await paystack_payments.ask_by_mpesa(booking, phone, sitting.now)
    except PromptRefused as refused:
        return await bills.held_back(sitting, guest, booking, phone, refused)
    return PaymentAsked(asked)
