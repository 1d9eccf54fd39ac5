"""What a client hears of a session that was arranged for them."""

from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.intake_gate import fill_in
from conversations.notices import please_pay
from conversations.words import Attachment, Button, Keyboard, Say
from models.values import BookingStatus as S
from models.views import BookingView


def instant(booking: BookingView, *, tells: bool = False) -> Say:
    """`tells`: its psychologist would like to know some things before."""
    if booking.status is S.CONFIRMED:
        cancel = Button("do_cancel", action=("cx", booking))
        keyboard = (*_join(booking), *_telling(booking, tells=tells), (cancel,))
        return Say("instant_told", details(booking), keyboard, screen=False,
                   brief=about(booking, "brief_confirmed"))  # fmt: skip
    args = {**details(booking), "due": booking.payment_due_at}
    return Say("instant_told_pay", args, _pay(booking), screen=False, brief=please_pay(booking))


def arranged(booking: BookingView, ics: str, *, tells: bool = False) -> Say:
    if booking.status is S.CONFIRMED:
        file = Attachment(f"{booking.reference}.ics", "text/calendar", ics)
        keyboard = (*_join(booking), *_telling(booking, tells=tells))
        return Say("arranged_free", details(booking), keyboard, screen=False, attachment=file,
                   brief=about(booking, "brief_confirmed"))  # fmt: skip
    args = {**details(booking), "due": booking.payment_due_at}
    return Say("arranged_pay", args, _pay(booking), screen=False, brief=please_pay(booking))


def _telling(booking: BookingView, *, tells: bool) -> Keyboard:
    return fill_in(booking) if tells else ()


def _pay(booking: BookingView) -> Keyboard:
    named = {"reference": booking.reference}
    return ((Button("pay_for", named, action=("pay", booking), style="primary"),),)


def _join(booking: BookingView) -> Keyboard:
    return ((Button("join_video", url=booking.meeting_link),),) if booking.meeting_link else ()
