"""What clients hear when their psychologist will be away: gently, with what they can do next."""

from collections.abc import Sequence

from conversations.booking_screens import details
from conversations.words import Attachment, Button, Say
from models.calendar import Slot
from models.changes import Proposal
from models.values import Money, PaymentStatus
from models.views import BookingView


def offered(proposal: Proposal, *, at_once: bool) -> Say:
    """Another time is kept for them; they agree, choose another, or cancel."""
    held, booking = proposal.held, proposal.booking
    args = {
        **details(booking),
        "other": held.starts_at,
        "until": held.held_until,
        "paid": Say("leave_paid_moves") if booking.payment_status is PaymentStatus.PAID else "",
    }
    buttons = (
        (Button("leave_agree", {"starts_at": held.starts_at}, action=("yes", held),
                style="success"),),
        (Button("leave_other_time", action=("ctr", held)),),
        (Button("leave_rather_cancel", action=("cx", booking)),),
    )  # fmt: skip
    return Say("leave_offered_at_once" if at_once else "leave_offered", args, buttons,
               screen=False)  # fmt: skip


def cancelled(
    booking: BookingView, refund: Money | None, nearest: Sequence[Slot], ics: str, *, at_once: bool
) -> Say:
    money = Say("leave_refund", {"refund": refund}) if refund else Say("leave_no_refund")
    times = tuple(Say("leave_time", {"starts_at": slot.starts_at}) for slot in nearest)
    free = Say("leave_times", {"times": times}) if times else ""
    args = {**details(booking), "money": money, "free": free}
    again = Button("leave_choose_again", command=f"start psy_{booking.psychologist_slug}",
                   style="primary")  # fmt: skip
    file = Attachment(f"{booking.reference}.ics", "text/calendar", ics) if ics else None
    return Say("leave_cancelled_at_once" if at_once else "leave_cancelled", args,
               ((again,),), screen=False, attachment=file)  # fmt: skip
