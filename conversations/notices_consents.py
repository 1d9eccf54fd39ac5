"""What others hear of consents: a guardian's answer, what is still to be read, a change of mind."""

from conversations.booking_screens import details
from conversations.brief_notices import news
from conversations.consents import parted
from conversations.screen_parts import see
from conversations.words import Button, Say
from models.intake_views import ConsentText
from models.views import BookingView


def guardian_has_agreed(kept: BookingView | None) -> Say:
    """`kept`: a time is still held, so their booking goes on with whatever it waits for."""
    brief = news("brief_news")
    if kept is None:
        on = Button("guardian_go_on", value="agree", style="primary")
        return Say("guardian_has_agreed", {}, ((on,),), screen=False, brief=brief)
    on = Button("guardian_go_on", value="book on", style="primary")
    args = {"starts_at": kept.starts_at, "hour": kept.held_until}
    return Say("guardian_has_agreed_kept", args, ((on,),), screen=False, brief=brief)


def guardian_has_declined() -> Say:
    again = Button("guardian_send_link", value="agree")
    return Say("guardian_has_declined", {}, ((again,),), screen=False, brief=news("brief_news"))


def please_read() -> Say:
    on = Button("consents_agree", value="agree", style="primary")
    return Say("consents_ask", {}, ((on,),), screen=False, brief=news("brief_read"))


def not_given(booking: BookingView) -> Say:
    return Say("consents_not_given_staff", details(booking), see(booking), screen=False)


def withdrawn(booking: BookingView, text: ConsentText) -> Say:
    title, _ = parted(text)
    args = {**details(booking), "title": title}
    return Say("consents_withdrawn_staff", args, see(booking), screen=False)


def withdrawn_by_guardian() -> Say:
    """To whoever is under 18."""
    on = Button("guardian_send_link", value="agree")
    return Say("consents_withdrawn_guardian", {}, ((on,),), screen=False, brief=news("brief_news"))


def withdrawn_for(booking: BookingView) -> Say:
    return Say("consents_withdrawn_ward", details(booking), see(booking), screen=False)
