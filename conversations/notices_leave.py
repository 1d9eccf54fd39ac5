"""What clients hear when their psychologist will be away: gently, with what they can do next."""

from collections.abc import Sequence

from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.cancelling_screens import goes_back
from conversations.notices_changes import ended, wanted
from conversations.other_times import other_times
from conversations.words import Button, Say
from models.calendar import Slot
from models.changes import Owed, Proposal
from models.values import PaymentStatus
from models.views import BookingView


def offered(proposal: Proposal, *, at_once: bool) -> Say:
    """Another time is kept for them; they agree, choose another, or cancel."""
    held, booking = proposal.held, proposal.booking
    paid = booking.payment_status is PaymentStatus.PAID
    args = {
        **details(booking),
        "other": held.starts_at,
        "until": held.held_until,
        "paid": Say("leave_paid_moves" if paid else "leave_unpaid_moves"),
    }
    buttons = (
        (Button("leave_agree", {"starts_at": held.starts_at}, action=("yes", held),
                style="success"),),
        (Button("leave_other_time", action=("ctr", held)),),
        (Button("leave_rather_cancel", action=("cx", booking)),),
    )  # fmt: skip
    return Say("leave_offered_at_once" if at_once else "leave_offered", args, buttons,
               screen=False, brief=wanted(proposal, "brief_proposed"))  # fmt: skip


def cancelled(booking: BookingView, owed: Owed | None, nearest: Sequence[Slot], key: str) -> Say:
    """`key` says how it came about; the nearest free times are one tap away."""
    money = _refund(owed) if owed else Say("leave_no_refund")
    free = Say("leave_times") if nearest else ""
    args = {**details(booking), "money": money, "free": free}
    return Say(key, args, other_times(booking, nearest), screen=False, brief=ended(booking, owed))


def _refund(owed: Owed) -> Say:
    if owed.credit.minor:
        return goes_back(owed, staff=False)
    return Say("leave_refund", {"refund": owed.sent_back})


def unmoved_staff(booking: BookingView, owed: Owed | None) -> Say:
    money = goes_back(owed, staff=True) if owed else ""
    return Say("leave_unmoved_staff", {**details(booking), "money": money}, screen=False,
               brief=about(booking, "brief_cancelled"))  # fmt: skip
