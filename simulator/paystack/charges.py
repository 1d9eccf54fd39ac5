"""Charging an M-Pesa wallet without a page."""

from typing import Any

from simulator.paystack import form
from simulator.paystack.errors import NO_CHANNEL, Refusal, invalid
from simulator.paystack.form import Fields
from simulator.paystack.memory import Paystack
from simulator.paystack.mpesa import ask
from simulator.paystack.transactions import begin

Json = dict[str, Any]


def charge(paystack: Paystack, fields: Fields) -> Json:
    """Ask a phone for the PIN; how it ends is told by webhook. Raises Refusal."""
    if "mobile_money" not in fields:
        raise Refusal(NO_CHANNEL)
    number = form.mobile_money(fields)
    if form.amount(fields) % 100:
        raise Refusal(invalid("M-PESA takes whole shillings", "invalid_amount"))
    made = begin(paystack, fields, channels=["mobile_money"])
    ask(paystack, made, number)
    return {
        "reference": made.reference,
        "status": "pay_offline",
        "display_text": "Please complete the authorization process on your mobile phone",
    }
