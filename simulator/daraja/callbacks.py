"""Telling the program how a push ended: recorded shapes, and what can go wrong on the way."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from simulator.daraja.credentials import SHORTCODE
from simulator.daraja.pushes import Daraja, Push
from simulator.daraja.receipts import NAIROBI
from simulator.daraja.results import result

# The real one took 1.5 s in production; a demo is in more of a hurry.
SOON = (0.05, 0.3)
LATE_SECONDS = 600.0
HEADERS = {
    "Content-Type": "application/json;charset=UTF-8",
    "Businessshortcode": SHORTCODE,
}


def body(push: Push, amount: float, phone: int | str) -> dict[str, Any]:
    """The JSON of a callback: ints, floats and the Balance without a value, as recorded."""
    code = push.code or ""
    callback: dict[str, Any] = {
        "MerchantRequestID": push.merchant_request_id,
        "CheckoutRequestID": push.checkout_request_id,
        "ResultCode": int(code) if code.isdecimal() else code,
        "ResultDesc": result(code).callback,
    }
    if code == "0":
        paid_at = datetime.fromtimestamp(push.paid_at or push.asked_at, NAIROBI)
        callback["CallbackMetadata"] = {
            "Item": [
                {"Name": "Amount", "Value": amount},
                {"Name": "MpesaReceiptNumber", "Value": push.receipt},
                {"Name": "Balance"},
                {"Name": "TransactionDate", "Value": int(f"{paid_at:%Y%m%d%H%M%S}")},
                {"Name": "PhoneNumber", "Value": phone},
            ]
        }
    return {"Body": {"stkCallback": callback}}


async def send(daraja: Daraja, push: Push) -> None:
    """Deliver the callback now, once; many at the same time with "double_callback"."""
    wrong = daraja.take("wrong_amount_callback", push)
    masked = daraja.take("masked_phone", push)
    doubled = daraja.take("double_callback", push)
    amount = float((wrong.value or 1) if wrong else push.amount)
    number = f"0{push.number[3:6]}***{push.number[-3:]}" if masked else int(push.number)
    json = body(push, amount, number)
    copies = int(doubled.value or 2) if doubled else 1
    post = daraja.world.post
    url = push.callback_url
    await asyncio.gather(
        *(post("daraja", url, json=json, headers=HEADERS, timeout=10) for _ in range(copies))
    )


def schedule(daraja: Daraja, push: Push) -> None:
    """Deliver the callback soon, late or never. Daraja never tries again (as observed)."""
    if daraja.take("lost_callback", push):
        return
    late = daraja.take("late_callback", push)
    delay = float(late.value or LATE_SECONDS) if late else random.uniform(*SOON)
    daraja.world.clock.call_later(delay, _sending(daraja, push))


def _sending(daraja: Daraja, push: Push) -> Callable[[], Awaitable[None]]:
    return lambda: send(daraja, push)
