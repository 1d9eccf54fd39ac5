"""What the others hear when a booking moves: new messages, because these shall be noticed."""

from collections.abc import Sequence

from conversations.booking_card import change_buttons, request_buttons
from conversations.booking_screens import details, send_label
from conversations.decline import KEPT_REASON
from conversations.other_times import other_times
from conversations.words import Attachment, Button, Keyboard, Say
from models.calendar import Slot
from models.changes import free_until
from models.values import Medium
from models.views import BookingView


def request_received(booking: BookingView) -> Say:
    args = {**details(booking), "due": booking.answer_due_at}
    return Say("request_received", args, request_buttons(booking), screen=False)


def request_nudge(booking: BookingView) -> Say:
    args = {**details(booking), "due": booking.answer_due_at}
    return Say("request_nudge", args, request_buttons(booking), screen=False)


def approved(booking: BookingView) -> Say:
    """Time to pay: the psychologist has agreed, or nobody had to."""
    pay = Button("pay_for", {"reference": booking.reference}, action=("pay", booking),
                 style="primary")  # fmt: skip
    args = {**details(booking), "due": booking.payment_due_at}
    key = "approved_pay" if booking.needs_approval else "reserved_pay"
    return Say(key, args, ((pay,),), screen=False)


def declined(booking: BookingView, near: Sequence[Slot] = ()) -> Say:
    reason = booking.decline_reason or ""
    kept = reason.removeprefix(KEPT_REASON)
    said = Say(f"{kept}_said") if reason != kept else reason
    args = {**details(booking), "reason": said}
    return Say("declined_told", args, other_times(booking, near), screen=False)


def expired(booking: BookingView, near: Sequence[Slot] = (), *, unpaid: bool, staff: bool) -> Say:
    key = "expired_unpaid" if unpaid else "expired_unanswered"
    keyboard = () if staff else other_times(booking, near)
    return Say(f"{key}_staff" if staff else key, details(booking), keyboard, screen=False)


def hold_ends(booking: BookingView) -> Say:
    button = Say(send_label(booking))
    return Say("hold_ends_soon", {**details(booking), "button": button}, screen=False)


def confirmed_client(booking: BookingView, receipt: str | None, ics: str) -> Say:
    receipt_line = Say("receipt_line", {"receipt": receipt}) if receipt else ""
    args = {
        **details(booking),
        "receipt_line": receipt_line,
        "place": _place(booking),
        "free_until": free_until(booking),
    }
    keyboard = (*_join(booking), change_buttons(booking, staff=False))
    return Say("confirmed_client", args, keyboard, screen=False,
               attachment=_file(booking, ics))  # fmt: skip


def confirmed_staff(booking: BookingView, ics: str) -> Say:
    args = {**details(booking), "place": _place(booking)}
    keyboard = (*_join(booking), change_buttons(booking, staff=True))
    return Say("confirmed_staff", args, keyboard, screen=False,
               attachment=_file(booking, ics))  # fmt: skip


def paid_not_confirmed(booking: BookingView) -> Say:
    return Say("paid_not_confirmed", details(booking), screen=False)


def paid_twice(booking: BookingView) -> Say:
    return Say("paid_twice", details(booking), screen=False)


def receipt_followed(booking: BookingView, receipt: str | None) -> Say:
    return Say("receipt_followed", {**details(booking), "receipt": receipt}, screen=False)


def _place(booking: BookingView) -> Say:
    if booking.medium is Medium.VIDEO and not booking.meeting_link:
        return Say("place_video_soon")
    return Say(f"place_{booking.medium}", {"link": booking.meeting_link or ""})


def _join(booking: BookingView) -> Keyboard:
    return ((Button("join_video", url=booking.meeting_link),),) if booking.meeting_link else ()


def _file(booking: BookingView, ics: str) -> Attachment:
    return Attachment(f"{booking.reference}.ics", "text/calendar", ics)
