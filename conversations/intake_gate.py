"""Between a time that is held and its request: what is to be told, and to be agreed to (B1)."""

from conversations import texts
from conversations.agree_screens import grown_up, guardian_first
from conversations.booking_screens import details
from conversations.intake_page import page_button
from conversations.intake_ways import ways_to_answer
from conversations.screen_parts import BACK, CANCEL, screen
from conversations.words import Button, Keyboard, Say
from conversations.work.booking import SlotHeld
from models.intake_views import Readiness, Waits
from models.views import BookingView


def gate(held: SlotHeld) -> Say:
    """One thing at a time: a guardian's word, the answers, and what is agreed to last."""
    booking, standing = held.booking, held.standing
    named = {**details(booking), "answered_at": standing.answered_at}
    kept = Say("gate_kept", {**named, "hour": booking.held_until})
    if standing.readiness is Readiness.READY:
        agree = Button("intake_agree", command="agree", style="primary")
        return screen(((agree,), (BACK, CANCEL)), Say("gate_agree", named), kept)
    if standing.waits is Waits.GUARDIAN:
        return guardian_first(booking, (BACK, CANCEL))
    by_now = ((grown_up(),),) if standing.is_minor else ()
    if standing.readiness is Readiness.CONFIRM:
        rows = _confirming(booking)
        return screen((*rows, *by_now, (BACK, CANCEL)), Say("gate_confirm", named), kept)
    rows = ways_to_answer(booking)
    return screen((*rows, *by_now, (BACK, CANCEL)), Say("gate_needed", named), kept)


def _confirming(booking: BookingView) -> Keyboard:
    right = Button("intake_still_right", value="c", style="primary")
    look = Button("intake_look", action=("look", booking))
    return ((right,), (look,), (page_button(booking),))


def confirms(said: str) -> bool:
    """Whether typed words say that the answers are right."""
    return any(texts.means(said, key) for key in ("choose_yes", "intake_still_right"))


def fill_in(booking: BookingView) -> Keyboard:
    """The way to the questions of a session that somebody else has booked for its client."""
    return ((Button("intake_fill", action=("fill", booking)),), (page_button(booking),))
