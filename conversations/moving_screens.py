"""The screens of moving a booking: days, times, the old time and the new one, the question."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from conversations import booking_screens
from conversations.booking_screens import details
from conversations.rule_words import length
from conversations.screen_parts import see
from conversations.words import Button, Keyboard, Say
from conversations.work.booking import DaysFound, TimesFound
from conversations.work.change import ChangeSeen
from models.calendar import Slot
from models.changes import Outcome, Proposal
from models.values import BookingStatus as S
from models.values import Money
from models.views import BookingView

_NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))


def days(found: DaysFound, present: datetime) -> Say:
    key = "move_day" if found.free else "move_no_day"
    args = {"month": found.month, "present": present}
    return replace(booking_screens.days(found), key=key, args=args)


def times(found: TimesFound, present: datetime) -> Say:
    args = {"day": found.day, "present": present}
    return replace(booking_screens.times(found), key="move_time", args=args)


def gone(nearest: Iterable[Slot]) -> Say:
    buttons = tuple(
        (Button("instead_button", {"starts_at": slot.starts_at},
                value=f"t{int(slot.starts_at.timestamp())}"),)
        for slot in nearest
    )  # fmt: skip
    return Say("move_gone" if buttons else "move_nothing_near", {}, (*buttons, _NAVIGATION))


def preview(seen: ChangeSeen, wanted: datetime, *, staff: bool, asks: bool) -> Say:
    """The old time, the new one, and what becomes of the money, before the button that does it."""
    if staff:
        key, label = "preview_propose", "send_proposal"
    elif not asks:
        key, label = "preview_move", "do_move_it"
    else:
        key, label = ("preview_ask_late" if seen.outcome.late else "preview_ask"), "send_proposal"
    args = {
        **details(seen.booking),
        "wanted": wanted,
        "money": money(seen.booking, seen.outcome, staff=staff),
        "notice": length(seen.booking.cancel_notice_minutes),
    }
    return Say(key, args, ((Button(label, value="y", style="primary"),), _NAVIGATION))


def money(booking: BookingView, outcome: Outcome | None, *, staff: bool) -> Say:
    """What a move means for the money: it goes with the session."""
    if booking.status is S.PENDING:
        key = "move_money_request_staff" if staff else "move_money_request"
        return Say(key, details(booking))
    paid = booking.price if booking.status is S.CONFIRMED else None
    if outcome is not None:
        minor = outcome.refund.minor + outcome.kept.minor
        paid = Money(minor, outcome.refund.currency) if minor else None
    if paid is not None and paid.minor:
        key = "move_money_paid_staff" if staff else "move_money_paid"
        return Say(key, {**details(booking), "paid": paid})
    return Say("move_money_open", {"price": booking.price})


def moved(booking: BookingView, before: BookingView) -> Say:
    args = {**details(booking), "old": before.starts_at, "money": money(booking, None, staff=False)}
    if booking.status is S.PENDING:
        return Say("moved_request", {**args, "due": booking.answer_due_at}, see(booking))
    return Say("moved_done", args, _pay(booking) or see(booking))


def sent(proposal: Proposal) -> Say:
    key = "proposal_sent_to_psychologist" if proposal.by_client else "proposal_sent_to_client"
    return Say(key, _named(proposal), see(proposal.booking))


def asked(proposal: Proposal, *, screen: bool = False, nudge: bool = False) -> Say:
    """The question to the other side, with its answers; a nudge asks it again."""
    key = "proposal_to_psychologist" if proposal.by_client else "proposal_to_client"
    staff = proposal.by_client
    args = {**_named(proposal), "money": money(proposal.booking, None, staff=staff)}
    opening = Say("proposal_waits" if nudge else "proposal_new", args)
    return Say(key, {**args, "opening": opening}, _answers(proposal), screen=screen)


def _answers(proposal: Proposal) -> Keyboard:
    held, booking = proposal.held, proposal.booking
    named = {"starts_at": held.starts_at, "present": booking.starts_at}
    rows: list[tuple[Button, ...]] = [
        (Button("agree_to", named, action=("yes", held), style="success"),),
        (Button("suggest_another", action=("ctr", held)),),
        (Button("keep_as_it_was", named, action=("stay", held)),),
    ]
    if proposal.by_client and booking.status is S.PENDING:
        rows.append((Button("do_decline", action=("no", booking), style="danger"),))
    return tuple(rows)


def agreed(booking: BookingView, before: BookingView, *, by_client: bool) -> Say:
    """To whoever agreed."""
    args = {**details(booking), "old": before.starts_at, "due": booking.payment_due_at,
            "money": money(booking, None, staff=not by_client)}  # fmt: skip
    if booking.status is S.CONFIRMED:
        return Say("agreed_moved" if by_client else "agreed_moved_staff", args, see(booking))
    return Say("agreed_to_pay" if by_client else "agreed_to_pay_staff", args,
               _pay(booking) if by_client else ())  # fmt: skip


def refused(proposal: Proposal) -> Say:
    """To whoever kept it as it was."""
    key = "kept_staff" if proposal.by_client else "kept"
    return Say(key, _named(proposal), see(proposal.booking))


def _named(proposal: Proposal) -> dict[str, object]:
    return {**details(proposal.booking), "wanted": proposal.held.starts_at,
            "until": proposal.held.held_until}  # fmt: skip


def _pay(booking: BookingView) -> Keyboard:
    if booking.status is not S.APPROVED:
        return ()
    named = {"reference": booking.reference}
    return ((Button("pay_for", named, action=("pay", booking), style="primary"),),)
