"""Telling a client of a session that was arranged for them."""

from conversations import notices_arranged as notices
from handlers.calendar_letters import calendar_file, mailed
from handlers.sitting import Sitting
from handlers.standing import is_intake_due
from models.values import BookingStatus
from models.views import BookingView
from services import contacting


async def instant(sitting: Sitting, booking: BookingView) -> None:
    await sitting.tell(
        booking.client_id, notices.instant(booking, tells=await is_intake_due(sitting, booking))
    )


async def arranged(sitting: Sitting, booking: BookingView) -> None:
    """By whatever way there is; the screen of whoever booked says where there is none."""
    if not await sitting.reaches(booking.client_id):
        return
    client = await contacting.of(booking.client_id)
    file = calendar_file(sitting, client, booking)
    said = notices.arranged(booking, file, tells=await is_intake_due(sitting, booking))
    if booking.status is BookingStatus.CONFIRMED:
        said = mailed(sitting, client, said, booking)
    await sitting.tell(client, said)
