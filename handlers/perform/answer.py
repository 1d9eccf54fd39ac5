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
from services import bookings
from services.access import access_booking
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: AnswerCommand) -> AnswerResult:
    now, policy, me = sitting.now, sitting.practice.policy, guest.person_id
    match command:
        case LookUp(booking=public_id):
            found = await access_booking(public_id, me)
            return BookingFound(found.booking, now, found.actors)
        case Approve(booking=public_id, version=version):
            approved = await bookings.approve(public_id, version, me, policy, now)
            await announce.approved(sitting, approved)
            return Approved(approved)
        case Decline(booking=public_id, version=version, reason=reason):
            declined = await bookings.decline(public_id, version, me, reason, now)
            await announce.declined(sitting, declined)
            return Declined(declined)
