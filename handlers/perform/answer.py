"""Looking at a booking, and answering a request."""

from conversations.work.answer import (
    AnswerCommand,
    AnswerResult,
    Approve,
    Approved,
    BookingFound,
    Come,
    Coming,
    Decline,
    Declined,
    LookUp,
)
from handlers import announce
from handlers.sitting import Sitting
from models.consent_views import Agreement
from models.values import BookingStatus
from models.views import BookingView
from services import bookings, coming, consents, reasons
from services.access import access_booking
from services.people import Guest

_AHEAD = (BookingStatus.PENDING, BookingStatus.APPROVED, BookingStatus.CONFIRMED)


async def perform(sitting: Sitting, guest: Guest, command: AnswerCommand) -> AnswerResult:
    now, policy, me = sitting.now, sitting.practice.policy, guest.person_id
    match command:
        case LookUp(booking=public_id):
            found = await access_booking(public_id, me)
            agreement = await _agreement(sitting, guest, found.booking)
            return BookingFound(found.booking, now, found.actors, agreement)
        case Approve(booking=public_id, version=version):
            approved = await bookings.approve(public_id, version, me, policy, now)
            await announce.approved(sitting, approved)
            return Approved(approved)
        case Decline(booking=public_id, version=version, reason=reason):
            declined = await bookings.decline(public_id, version, me, now)
            await reasons.keep(sitting.practice.vault, declined, reason, now)
            await announce.declined(sitting, declined, reason)
            return Declined(declined)
        case Come(booking=public_id):
            return Coming(await coming.will_come(public_id, me, now))


async def _agreement(sitting: Sitting, guest: Guest, booking: BookingView) -> Agreement | None:
    """Of a session that is over, nobody asks any more."""
    if booking.starts_at <= sitting.now or booking.status not in _AHEAD:
        return None
    present = sitting.practice.consent_texts(guest.reader.language)
    return await consents.agreement(booking.client_id, present)
