"""Paying through Paystack: the row that the page, or the prompt, follows."""

from uuid import UUID

from conversations.work.answer import NotPossible
from conversations.work.card import AskForCard, AskThroughPaystack, CardCommand, CardLink
from conversations.work.payment import PaymentAsked, PaymentHeldBack
from handlers import bills
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
    booking = await _own_booking(guest, command.booking)
    sitting.wakes_pushes = True
    try:
        async with savepoint():
            match command:
                case AskForCard():
                    link = await paystack_payments.ask_for_link(booking, sitting.now)
                    return CardLink(link, booking)
                case AskThroughPaystack(phone=typed):
                    phone = phones.payer(typed)
                    asked = await paystack_payments.ask_by_mpesa(booking, phone, sitting.now)
                    return PaymentAsked(asked)
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)
    except PromptRefused as refused:
        assert isinstance(command, AskThroughPaystack), "a link rings no phone"
        return await bills.held_back(sitting, guest, booking, command.phone, refused)


async def _own_booking(guest: Guest, public_id: UUID) -> BookingView:
    found = await access_booking(public_id, guest.person_id)
    if Actor.CLIENT not in found.actors:
        raise NotYours("only the client pays")
    return found.booking
