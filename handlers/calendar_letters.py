"""The calendar files that go with a message: neutral title, in the reader's own language (A7)."""

from conversations.brief_notices import with_mail_file
from conversations.words import Say
from handlers.sitting import Sitting, title_for
from models.views import BookingView
from services.calendar_files import invitation
from services.contacting import Contact


def calendar_file(
    sitting: Sitting, contact: Contact, booking: BookingView, *, cancelled: bool = False
) -> str:
    """What puts a session into a person's calendar, or takes it out; "" for who has no chat."""
    if contact.chat is None:
        return ""
    staff = contact.reader.person_id == booking.psychologist_person_id
    title = "calendar_title_staff" if staff else "calendar_title_client"
    words = title_for(contact.reader, title, reference=booking.reference or "")
    return invitation(booking, words, sitting.now, cancelled=cancelled)


def mailed(
    sitting: Sitting, contact: Contact, said: Say, booking: BookingView, *, cancelled: bool = False
) -> Say:
    """The same event for whoever has it by e-mail: no more in it than in an SMS (R8)."""
    if not (contact.by_email and sitting.practice.has_email):
        return said
    title = title_for(contact.reader, "calendar_title_mail", reference=booking.reference or "")
    ics = invitation(booking, title, sitting.now, cancelled=cancelled, bare=True)
    return with_mail_file(said, booking, ics)
