"""Telling a client of a session that was arranged for them."""

from conversations import notices_arranged as notices
from handlers.sitting import Sitting, title_for
from handlers.standing import is_intake_due
from models.views import BookingView
from services import people
from services.calendar_files import invitation


async def instant(sitting: Sitting, booking: BookingView) -> None:
    await sitting.tell(
        booking.client_id, notices.instant(booking, tells=await is_intake_due(sitting, booking))
    )


async def arranged(sitting: Sitting, booking: BookingView) -> None:
    """Nobody is written to where the client has no chat; the screen of whoever booked says so."""
    guest = await people.find_chat_of(booking.client_id)
    if guest is None:
        return
    title = title_for(guest.reader, "calendar_title_client")
    file = invitation(booking, title, sitting.now)
    await sitting.tell(
        booking.client_id,
        notices.arranged(booking, file, tells=await is_intake_due(sitting, booking)),
    )
