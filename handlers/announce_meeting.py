"""Telling both sides about a video link: that it is there, that it is another one now."""

from conversations import notices_meeting as notices
from conversations.words import Say
from handlers.calendar_letters import calendar_file
from handlers.sitting import Sitting
from models.views import BookingView
from services import contacting


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
    client = await contacting.of(booking.client_id)
    file = calendar_file(sitting, client, booking)
    await sitting.tell(client, notices.link(booking, key, file))
    staff = await contacting.of(booking.psychologist_person_id)
    file = calendar_file(sitting, staff, booking)
    reason = Say(why) if why else ""
    await sitting.tell(staff, notices.link_staff(booking, f"{key}_staff", reason, file))
