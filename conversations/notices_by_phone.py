"""What is heard in chats of what was done by SMS, or from a menu on the phone."""

from conversations.booking_screens import details
from conversations.brief_notices import SHARED
from conversations.reminding import number
from conversations.words import Brief, Button, Say
from conversations.work.by_phone import Wanted
from models.phone_views import Doubted
from models.views import BookingView

_KEYS = {
    Wanted.OTHER_TIME: "wants_other_time",
    Wanted.CALL: "wants_call",
    Wanted.LATE: "will_be_late",
}


def wanted(booking: BookingView, what: Wanted, *, in_chat: bool,
           phone: str | None = None) -> Say:  # fmt: skip
    """Their own words are repeated to nobody. `in_chat`: the client can be asked there."""
    rows = [(Button("see_session", action=("see", booking)),)]
    if what is Wanted.OTHER_TIME and in_chat:
        rows.insert(0, (Button("do_propose", action=("alt", booking)),))
    args = {**details(booking), "number": number(phone)}
    brief = Brief("brief_news", {}, SHARED["brief_news"], booking.id)
    return Say(_KEYS[what], args, tuple(rows), screen=False, brief=brief)


def cancelled(booking: BookingView) -> Say:
    """To its client, in their chat: the phone has its own answer, and may be in other hands."""
    return Say("cancelled_by_phone", details(booking), screen=False)


def number_is_wrong(person: Doubted, phone: str) -> Say:
    """To whoever knows them: somebody is to ask them for their number."""
    row = (Button("see_client", command=f"clients {person.public_id.hex}"),)
    brief = Brief("brief_news", {}, SHARED["brief_news"])
    args = {"client": person.name, "phone": phone}
    return Say("number_seems_wrong", args, (row,), screen=False, brief=brief)


def your_number_is_wrong(phone: str) -> Say:
    """To themselves, in their chat: whoever has the number is not to hear it."""
    row = (Button("all_settings", command="settings"),)
    return Say("your_number_seems_wrong", {"phone": phone}, (row,), screen=False)
