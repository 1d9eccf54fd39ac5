"""Looking at a booking, and answering a request."""

from conversations.work.answer import (
    AnswerCommand,
    AnswerResult,
    Approve,
    Approved,
    BookingFound,
    Decline,
    Declined,
    LookUp,
)
from handlers import announce
from handlers.sitting import Sitting
from services import bookings, payment_views
from services.access import access_booking
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: AnswerCommand) -> AnswerResult:
    now, policy, me = sitting.now, sitting.practice.policy, guest.person_id
    match command:
        case LookUp(booking=public_id):
            found = await access_booking(public_id, me)
            payer_phone = guest.phone or await payment_views.last_payer_phone(me)
            cards = sitting.practice.takes_cards
            return BookingFound(found.booking, now, payer_phone, found.actors, cards)
        case Approve(booking=public_id, version=version):
            approved = await bookings.approve(public_id, version, me, policy, now)
            await announce.approved(sitting, approved)
            return Approved(approved)
        case Decline(booking=public_id, version=version, reason=reason):
            declined = await bookings.decline(public_id, version, me, reason, now)
            await announce.declined(sitting, declined)
            return Declined(declined)
