"""Telling both sides about a video link: that it is there, that it is another one now."""

from conversations import notices_meeting as notices
from conversations.words import Say
from handlers.sitting import Sitting, title_for
from models.views import BookingView
from services import people
from services.calendar_files import invitation


async def ready(sitting: Sitting, booking: BookingView, *, renewed: bool) -> None:
    """A link where there was none, or instead of the one before; calendars get it too."""
    await _both(sitting, booking, "link_renewed" if renewed else "link_ready", "")


async def fell_back(sitting: Sitting, booking: BookingView, *, renewed: bool) -> None:
    """Google made none, so there is a Jitsi room; only the psychologist needs to know why."""
    await _both(sitting, booking, "link_renewed" if renewed else "link_ready", "link_no_meet_why")


async def reconnect(sitting: Sitting, person_id: int) -> None:
    """Google no longer accepts the consent: nothing but giving it again helps."""
    await sitting.tell(person_id, notices.reconnect())


async def _both(sitting: Sitting, booking: BookingView, key: str, why: str) -> None:
    client, staff = booking.client_id, booking.psychologist_person_id
    file = await _file(sitting, client, booking, "calendar_title_client")
    await sitting.tell(client, notices.link(booking, key, file))
    file = await _file(sitting, staff, booking, "calendar_title_staff")
    reason = Say(why) if why else ""
    await sitting.tell(staff, notices.link_staff(booking, f"{key}_staff", reason, file))


async def _file(sitting: Sitting, person_id: int, booking: BookingView, title: str) -> str:
    guest = await people.find_chat_of(person_id)
    if guest is None:
        return ""
    words = title_for(guest.reader, title, reference=booking.reference or "")
    return invitation(booking, words, sitting.now)
