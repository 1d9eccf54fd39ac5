"""The calendar file that goes with a message: neutral title, in the reader's own language (A7)."""

from handlers.sitting import Sitting, title_for
from models.views import BookingView
from services import people
from services.calendar_files import invitation


async def calendar_file(
    sitting: Sitting, person_id: int, booking: BookingView, *, cancelled: bool = False
) -> str:
    """What puts a session into a person's calendar, or takes it out; "" for who has no chat."""
    guest = await people.find_chat_of(person_id)
    if guest is None:
        return ""
    staff = person_id == booking.psychologist_person_id
    title = "calendar_title_staff" if staff else "calendar_title_client"
    words = title_for(guest.reader, title, reference=booking.reference or "")
    return invitation(booking, words, sitting.now, cancelled=cancelled)
