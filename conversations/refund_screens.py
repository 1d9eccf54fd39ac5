"""The screens of /refunds: what waits for a person, why, and what can be done about it."""

from conversations.admin_steps import pager
from conversations.notices_refunds import whose
from conversations.words import Button, Keyboard, Say
from conversations.work.refunds import RefundsListed
from models.refund_views import RefundView
from models.values import RefundMethod, RefundState

NAVIGATION = (Button("back", value="back"), Button("done", value="cancel"))
_PAID = Button("refund_paid_out", value="paid", style="success")
_CREDIT = Button("refund_make_credit", value="credit")
_UNSENT = Button("refund_keep_here", value="credit")


def listed(found: RefundsListed, page: int) -> Say:
    rows = tuple((_open(refund),) for refund in found.refunds)
    home = (*pager(page, found.more), Button("see_admin", command="admin"))
    keyboard = (*rows, home, (Button("done", value="cancel"),))
    if not found.refunds:
        return Say("refunds_none", {}, keyboard)
    return Say(
        "refunds_list", {"lines": tuple(_line(refund) for refund in found.refunds)}, keyboard
    )


def card(refund: RefundView) -> Say:
    args = {
        **whose(refund),
        "state": Say(state_key(refund)),
        "asked_at": refund.asked_at,
        "came_by": Say("refund_came_by", {"code": refund.receipt}) if refund.receipt else "",
        "why": Say("refund_why", {"note": refund.note}) if refund.note else "",
        "code": Say("refund_code", {"code": refund.code}) if refund.code else "",
    }
    return Say("refund_card", args, (*_decisions(refund), NAVIGATION))


def code(refund: RefundView) -> Say:
    none = (Button("refund_no_code", value="none"),)
    return Say("refund_which_code", whose(refund), (none, NAVIGATION))


def sure(refund: RefundView) -> Say:
    """What it brings stands above the button."""
    key = "refund_credit_sure" if refund.person_name else "refund_keep_sure"
    yes = (Button("refund_do_credit" if refund.person_name else "refund_do_keep", value="y"),)
    return Say(key, whose(refund), (yes, NAVIGATION))


def state_key(refund: RefundView) -> str:
    """How it stands, in words."""
    if refund.by_hand:
        return "refund_is_by_hand"
    if refund.unclear:
        return "refund_is_unclear"
    if refund.state is RefundState.UNKNOWN and refund.waits:
        return "refund_is_asked_for"
    if refund.state is RefundState.DONE and refund.method is RefundMethod.HAND:
        return "refund_is_paid_out"
    return f"refund_is_{refund.state}"


def _decisions(refund: RefundView) -> Keyboard:
    credit = (_CREDIT if refund.person_name else _UNSENT,)
    if refund.state is RefundState.FAILED:
        again = (Button("refund_try_again", value="again"),)
        return ((_PAID,), again, credit)
    if refund.by_hand:
        return ((_PAID,), credit)
    if refund.unclear:
        sent = Button("refund_was_sent", value="sent", style="success")
        again = (Button("refund_send_again", value="again"),)
        return ((sent,), again, (Button("refund_unsent_paid_out", value="paid"),))
    return (credit,) if refund.state is RefundState.DUE else ()


def _open(refund: RefundView) -> Button:
    args = {**whose(refund), "client": refund.person_name or ""}
    label = "refund_open" if refund.person_name else "refund_open_nobodys"
    return Button(label, args, value=f"u{refund.public_id.hex}")


def _line(refund: RefundView) -> Say:
    return Say("refund_line", {**whose(refund), "state": Say(state_key(refund))})
