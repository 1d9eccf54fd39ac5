"""What the others hear when a booking moves: new messages, because these shall be noticed."""

from collections.abc import Sequence

from conversations.booking_card import request_buttons
from conversations.booking_screens import details, send_label
from conversations.brief_notices import about
from conversations.other_times import other_times
from conversations.reasons import telling
from conversations.words import Brief, Button, Say
from models.calendar import Slot
from models.intake_views import Waits
from models.views import BookingView


def request_received(booking: BookingView, *, has_intake: bool = False) -> Say:
    """That an intake is there, and nothing of it."""
    intake = Say("request_with_intake") if has_intake else ""
    args = {**details(booking), "due": booking.answer_due_at, "intake": intake}
    read = ((Button("do_read_told", action=("told", booking)),),) if has_intake else ()
    brief = about(booking, "brief_request_staff", due=booking.answer_due_at)
    return Say("request_received", args, (*request_buttons(booking), *read), screen=False,
               brief=brief)  # fmt: skip


def request_nudge(booking: BookingView) -> Say:
    args = {**details(booking), "due": booking.answer_due_at}
    brief = about(booking, "brief_request_again_staff", due=booking.answer_due_at)
    return Say("request_nudge", args, request_buttons(booking), screen=False, brief=brief)


def approved(booking: BookingView) -> Say:
    """Time to pay: the psychologist has agreed, or nobody had to."""
    pay = Button("pay_for", {"reference": booking.reference}, action=("pay", booking),
                 style="primary")  # fmt: skip
    args = {**details(booking), "due": booking.payment_due_at}
    key = "approved_pay" if booking.needs_approval else "reserved_pay"
    return Say(key, args, ((pay,),), screen=False, brief=please_pay(booking))


def please_pay(booking: BookingView) -> Brief:
    return about(booking, "brief_pay", price=booking.price, due=booking.payment_due_at)


def declined(booking: BookingView, reason: str, near: Sequence[Slot] = ()) -> Say:
    told = Say("declined_told", details(booking), other_times(booking, near), screen=False,
               brief=about(booking, "brief_declined"))  # fmt: skip
    return telling(told, booking, reason)


def expired(booking: BookingView, near: Sequence[Slot] = (), *, unpaid: bool, staff: bool) -> Say:
    key = "expired_unpaid" if unpaid else "expired_unanswered"
    keyboard = () if staff else other_times(booking, near)
    brief = about(booking, "brief_lapsed_unpaid" if unpaid else "brief_lapsed")
    return Say(f"{key}_staff" if staff else key, details(booking), keyboard, screen=False,
               brief=brief)  # fmt: skip


def hold_ends(booking: BookingView, *, answering: bool = False, waits: Waits | None = None) -> Say:
    if waits is Waits.GUARDIAN:
        longer = Button("guardian_keep_time", value="book on")
        return Say("hold_ends_with_guardian", details(booking), ((longer,),), screen=False)
    if answering:
        return Say("hold_ends_while_answering", details(booking), screen=False)
    button = Say(send_label(booking))
    return Say("hold_ends_soon", {**details(booking), "button": button}, screen=False)
