"""What people hear of money on its way back: sent, by hand, unclear, credit instead (M6)."""

from conversations.brief_notices import news
from conversations.words import Brief, Button, Keyboard, Say
from models.refund_views import RefundView
from models.values import Money, RefundMethod

_MY_MONEY: Keyboard = ((Button("see_credit", command="credit"),),)
_TO_SEE_TO: Keyboard = ((Button("see_refunds", command="refunds"),),)


def done(refund: RefundView) -> Say:
    """The money has left the house; where it arrives, and by what name."""
    args = {
        **about(refund),
        "receipt": Say("refund_receipt", {"code": refund.code}) if _is_receipt(refund) else "",
    }
    brief = news("brief_refunded", amount=refund.amount)
    if _is_receipt(refund):
        brief = news("brief_refunded_code", amount=refund.amount, receipt=refund.code)
    if refund.method is RefundMethod.PAYSTACK:
        return Say("refund_done_paystack", args, screen=False, brief=brief)
    if refund.method is RefundMethod.HAND:
        return Say("refund_done_hand", args, screen=False, brief=brief)
    return Say("refund_done_mpesa", {**args, "to": _to(refund)}, screen=False, brief=brief)


def by_hand(refund: RefundView) -> Say:
    """No provider sends it, so somebody of the practice does."""
    return Say("refund_by_hand", about(refund), screen=False, brief=_waits(refund))


def unclear(refund: RefundView) -> Say:
    return Say("refund_unclear", about(refund), screen=False, brief=_waits(refund))


def withdrawn(refund: RefundView, credit: Money) -> Say:
    args = {**about(refund), "credit": credit}
    brief = news("brief_credit_now", amount=credit)
    return Say("refund_withdrawn", args, _MY_MONEY, screen=False, brief=brief)


def _waits(refund: RefundView) -> Brief:
    return news("brief_refund_waits", amount=refund.amount)


def by_hand_admin(refund: RefundView) -> Say:
    return Say("refund_by_hand_admin", whose(refund), _TO_SEE_TO, screen=False)


def unclear_admin(refund: RefundView) -> Say:
    return Say("refund_unclear_admin", whose(refund), _TO_SEE_TO, screen=False)


def needs_attention_admin(refund: RefundView) -> Say:
    return Say("refund_attention_admin", whose(refund), _TO_SEE_TO, screen=False)


def left_again_admin(refund: RefundView) -> Say:
    return Say("refund_left_again_admin", whose(refund), screen=False)


def about(refund: RefundView) -> dict[str, object]:
    """The amount, and the booking if it was paid for one."""
    named = {"reference": refund.reference}
    return {
        "amount": refund.amount,
        "for_booking": Say("refund_for", named) if refund.reference else "",
    }


def whose(refund: RefundView) -> dict[str, object]:
    """For staff: whose money it is."""
    nobody = Say("refund_nobodys")
    return {**about(refund), "client": refund.person_name or nobody, "to": _to(refund)}


def _to(refund: RefundView) -> Say:
    if refund.phone:
        return Say("refund_to_phone", {"phone": refund.phone})
    return Say("refund_to_payer")


def _is_receipt(refund: RefundView) -> bool:
    """Paystack's id tells a client nothing."""
    return refund.code is not None and refund.method is not RefundMethod.PAYSTACK
