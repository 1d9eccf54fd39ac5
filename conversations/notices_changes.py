"""What is heard when a booking is cancelled or moved, or another time is offered."""

from dataclasses import replace

from conversations import moving_screens
from conversations.booking_card import change_buttons, request_buttons
from conversations.booking_screens import details
from conversations.brief_notices import about, news, only_mailed
from conversations.cancelling_screens import result
from conversations.notices import please_pay
from conversations.reasons import telling
from conversations.words import Attachment, Brief, Button, Keyboard, Say
from models.changes import Outcome, Owed, Proposal
from models.values import BookingStatus as S
from models.views import BookingView

_BOOK: Keyboard = ((Button("book_again", value="book"),),)


def cancelled(
    booking: BookingView, owed: Owed | None, *, staff: bool, by_client: bool, why: str = ""
) -> Say:
    """To a side that didn't cancel it: who did, why, and what happens to the money."""
    args = {**details(booking), "money": result(booking, owed, staff=staff)}
    if not staff:
        said = Say("cancelled_told", args, _BOOK, screen=False, brief=ended(booking, owed))
        return telling(said, booking, why)
    key = "cancelled_told_staff" if by_client else "cancelled_by_practice_staff"
    brief = about(booking, "brief_cancelled", vital=True)
    return telling(Say(key, args, screen=False, brief=brief), booking, why)


def ended(booking: BookingView, owed: Owed | None) -> Brief:
    """To a client; it is said again where nobody knows whether it arrived."""
    back = owed is not None and owed.sent_back.minor
    return about(booking, "brief_cancelled_back" if back else "brief_cancelled", vital=True)


def waived(booking: BookingView, owed: Owed | None) -> Say:
    args = {**details(booking), "money": result(booking, owed, staff=False)}
    return Say("waived_told", args, _BOOK, screen=False, brief=ended(booking, owed))


def taken_out(booking: BookingView) -> Say:
    """For whoever cancelled it themselves: only their calendar doesn't know yet."""
    brief = only_mailed(about(booking, "brief_cancelled"))
    return Say("calendar_taken_out", details(booking), screen=False, brief=brief)


def waiver_wanted(booking: BookingView, outcome: Outcome, said: str) -> Say:
    keyboard = (
        (Button("waive_rule", {"kept": outcome.kept}, action=("wv", booking), style="success"),),
        (Button("keep_rule", action=("kp", booking)),),
    )
    wanted = Say("waiver_wanted", {**details(booking), "kept": outcome.kept}, keyboard,
                 screen=False, brief=news("brief_news"),
                 secret_of=booking.client_id if said else None)  # fmt: skip
    return telling(wanted, booking, said)


def rule_kept(booking: BookingView) -> Say:
    keyboard = ((Button("see_session", action=("see", booking)),),)
    return Say("rule_kept_told", details(booking), keyboard, screen=False,
               brief=about(booking, "brief_stays"))  # fmt: skip


def proposed(proposal: Proposal, *, nudge: bool = False) -> Say:
    key = "brief_proposed_staff" if proposal.by_client else "brief_proposed"
    asked = moving_screens.asked(proposal, nudge=nudge)
    return replace(asked, brief=wanted(proposal, key))


def wanted(proposal: Proposal, key: str) -> Brief:
    held = proposal.held
    return about(proposal.booking, key, wanted=held.starts_at, until=held.held_until)


def refused(proposal: Proposal) -> Say:
    """To whoever suggested it."""
    return _stays("refused_told", proposal.booking, proposal, staff=not proposal.by_client)


def lapsed(booking: BookingView, *, staff: bool) -> Say:
    return _stays("lapsed_told", booking, None, staff=staff)


def _stays(key: str, booking: BookingView, proposal: Proposal | None, *, staff: bool) -> Say:
    """A request waits for its psychologist again, everything else stands."""
    args = {
        **details(booking),
        "wanted": proposal.held.starts_at if proposal else "",
        "stands": Say(_how_it_stands(booking, staff=staff),
                      {**details(booking), "due": booking.answer_due_at}),
    }  # fmt: skip
    if booking.status is S.PENDING and staff:
        brief = about(booking, "brief_request_again_staff", due=booking.answer_due_at)
        return Say(f"{key}_staff", args, request_buttons(booking), screen=False, brief=brief)
    see = ((Button("see_session", action=("see", booking)),),)
    return Say(f"{key}_staff" if staff else key, args, see, screen=False,
               brief=about(booking, "brief_stays"))  # fmt: skip


def _how_it_stands(booking: BookingView, *, staff: bool) -> str:
    if booking.status is not S.PENDING:
        return "stands_as_it_was"
    return "stands_request_staff" if staff else "stands_request"


def moved(booking: BookingView, before: BookingView, *, staff: bool) -> Say:
    """The session is at another time now, for a side that didn't do it with the last tap."""
    args = {**details(booking), "old": before.starts_at,
            "money": moving_screens.money(booking, None, staff=staff)}  # fmt: skip
    brief = about(booking, "brief_moved", vital=True)
    if booking.status is S.CONFIRMED:
        key = "moved_told_staff" if staff else "moved_told"
        return Say(key, args, (change_buttons(booking, staff=staff),), screen=False, brief=brief)
    if staff:
        return Say("moved_unpaid_staff", args, (change_buttons(booking, staff=True),), screen=False,
                   brief=brief)  # fmt: skip
    pay = Button("pay_for", {"reference": booking.reference}, action=("pay", booking),
                 style="primary")  # fmt: skip
    return Say("moved_unpaid", {**args, "due": booking.payment_due_at}, ((pay,),), screen=False,
               brief=please_pay(booking))  # fmt: skip


def agreed_staff(booking: BookingView) -> Say:
    """The client agreed to the time that was suggested for a request."""
    return Say("agreed_told_staff", {**details(booking), "due": booking.payment_due_at},
               screen=False, brief=about(booking, "brief_moved"))  # fmt: skip


def request_moved(booking: BookingView, before: BookingView) -> Say:
    args = {**details(booking), "old": before.starts_at, "due": booking.answer_due_at}
    brief = about(booking, "brief_request_staff", due=booking.answer_due_at)
    return Say("request_moved", args, request_buttons(booking), screen=False, brief=brief)


def calendar_changed(booking: BookingView, *, staff: bool) -> Say:
    """For whoever moved it themselves."""
    buttons = (change_buttons(booking, staff=staff),)
    brief = only_mailed(about(booking, "brief_moved"))
    return Say("calendar_changed", details(booking), buttons, screen=False, brief=brief)


def with_file(said: Say, booking: BookingView, ics: str) -> Say:
    if not ics:
        return said
    return replace(said, attachment=Attachment(f"{booking.reference}.ics", "text/calendar", ics))
