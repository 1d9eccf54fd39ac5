"""By which way a refund goes back: the whole receipt, a part of it, a card, or a person's hand."""

from dataclasses import dataclass

from models.values import Provider, RefundMethod
from services.gateways.mpesa_operator import LARGEST_PAYOUT_MINOR, SMALLEST_PAYOUT_MINOR
from services.refund_moves import Held

_KENYAN = 13


@dataclass(frozen=True, slots=True)
class Ways:
    """What the settings allow: `operator` speaks for the practice at M-Pesa."""

    operator: bool
    paystack: bool


def method_for(refund: Held, ways: Ways) -> RefundMethod:
    """A whole M-Pesa payment is reversed, a part of one paid out; Paystack refunds its own."""
    if refund.provider.account == Provider.PAYSTACK:
        known = ways.paystack and refund.receipt is not None
        return RefundMethod.PAYSTACK if known else RefundMethod.HAND
    if refund.provider is not Provider.MPESA or not ways.operator:
        return RefundMethod.HAND
    if can_be_reversed(refund):
        return RefundMethod.REVERSAL
    return RefundMethod.B2C if can_be_paid_out(refund) else RefundMethod.HAND


def can_be_reversed(refund: Held) -> bool:
    """Nothing else goes back out of this receipt, and its number is known."""
    return refund.amount == refund.came and refund.receipt is not None and _whole(refund)


def can_be_paid_out(refund: Held) -> bool:
    """To the phone that paid, if we know it in full; M-Pesa has its limits."""
    phone = refund.payer_phone or ""
    return (
        phone.startswith("+254")
        and len(phone) == _KENYAN
        and phone[1:].isdecimal()
        and _whole(refund)
        and SMALLEST_PAYOUT_MINOR <= refund.amount.minor <= LARGEST_PAYOUT_MINOR
    )


def _whole(refund: Held) -> bool:
    return refund.amount.minor % 100 == 0 and refund.amount.currency == "KES"
