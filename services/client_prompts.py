"""Asking a client who has no chat to pay, on the phone they left with the practice (P2, M1)."""

from datetime import datetime
from uuid import UUID

from models.views import BookingView, PaymentView
from services import payments, people, phones
from services.access import access_booking_as
from services.errors import Refused
from services.own_clients import phone_of
from services.sessions import STAFF


class HasChat(Refused):
    """They are asked there, and decide there from which phone they pay."""

    key = "prompt_has_chat"


class NoPhone(Refused):
    key = "prompt_no_phone"


async def booking_for_staff(public_id: UUID, person_id: int) -> BookingView:
    """Raises NotYours for whoever is neither its psychologist nor an admin."""
    return await access_booking_as(public_id, person_id, *STAFF)


async def ask(booking: BookingView, now: datetime) -> PaymentView:
    """Write the payment row for the client's own phone; the push follows the commit.

    Raises HasChat, NoPhone, what `phones.payer` says of the number, and what `payments.ask` does.
    """
    if await people.is_reached(booking.client_id):
        raise HasChat("asked in their own chat")
    number = await phone_of(booking.client_id)
    if number is None:
        raise NoPhone("nowhere to send it")
    return await payments.ask(booking, phones.payer(number), now)
