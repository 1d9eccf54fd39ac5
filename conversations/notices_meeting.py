"""What both sides hear about a video link: new messages, with the file for their calendars."""

from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.words import Attachment, Brief, Button, Keyboard, Say
from models.views import BookingView


def link(booking: BookingView, key: str, ics: str) -> Say:
    return Say(key, _args(booking), _keyboard(booking), screen=False,
               attachment=_file(booking, ics), brief=_brief(booking, key))  # fmt: skip


def link_staff(booking: BookingView, key: str, why: Say | str, ics: str) -> Say:
    """`why` says what happened, if something did."""
    return Say(key, {**_args(booking), "why": why}, _keyboard(booking), screen=False,
               attachment=_file(booking, ics), brief=_brief(booking, key))  # fmt: skip


def _brief(booking: BookingView, key: str) -> Brief | None:
    """Who was told no link before misses nothing."""
    renewed = key in {"link_renewed", "link_renewed_staff"}
    return about(booking, "brief_link") if renewed else None


def reconnect() -> Say:
    connect = Button("meeting_reconnect", value="meet", style="primary")
    return Say("google_broken", {}, ((connect,),), screen=False)


def _args(booking: BookingView) -> dict[str, object]:
    return {**details(booking), "link": booking.meeting_link or ""}


def _keyboard(booking: BookingView) -> Keyboard:
    return (
        (Button("join_video", url=booking.meeting_link),),
        (Button("link_another", action=("link", booking)),),
    )


def _file(booking: BookingView, ics: str) -> Attachment:
    return Attachment(f"{booking.reference}.ics", "text/calendar", ics)
