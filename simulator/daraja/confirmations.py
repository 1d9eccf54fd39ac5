"""Telling the program of a payment into the Paybill: validation before it, confirmation after it.

A payment that was asked for by a push is confirmed here too, besides its callback, as soon as
the business has registered URLs (3-protocols 1.7).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.daraja.credentials import SHORTCODE
from simulator.daraja.pushes import Urls
from simulator.daraja.receipts import NAIROBI

if TYPE_CHECKING:
    from simulator.daraja.books import Transaction
    from simulator.daraja.pushes import Daraja
    from simulator.phones import Phone

SOON = (0.05, 0.3)
# Later than the callback of the same push, unless a fault turns that round.
AFTER_THE_CALLBACK = (0.35, 0.5)
LATE_SECONDS = 600.0
VALIDATION_SECONDS = 8.0
HEADERS = {"Content-Type": "application/json"}


def body(daraja: Daraja, made: Transaction, phone: Phone | None) -> dict[str, Any]:
    """The JSON of a confirmation: everything is text, the phone is masked."""
    when = datetime.fromtimestamp(made.at, NAIROBI)
    first, middle, last = _names(phone)
    if daraja.take("blank_names", made.number):
        first = middle = last = ""
    return {
        "TransactionType": "Pay Bill",
        "TransID": made.receipt,
        "TransTime": f"{when:%Y%m%d%H%M%S}",
        "TransAmount": f"{made.amount}.00",
        "BusinessShortCode": SHORTCODE,
        "BillRefNumber": made.reference,
        "InvoiceNumber": "",
        "OrgAccountBalance": f"{daraja.books.working}.00",
        "ThirdPartyTransID": "",
        "MSISDN": _msisdn(daraja, made.number),
        "FirstName": first,
        "MiddleName": middle,
        "LastName": last,
    }


async def is_welcome(daraja: Daraja, asked: Transaction, phone: Phone) -> bool:
    """Ask the program whether it takes this payment; without an answer, what it registered."""
    urls = daraja.urls
    if urls is None or not daraja.validates:
        return True
    by_default = urls.unreachable == "Completed"
    if daraja.take("validation_down", phone.number):
        return by_default
    status, text = await daraja.world.post(
        "daraja",
        urls.validation,
        json=body(daraja, asked, phone) | {"OrgAccountBalance": ""},
        headers=HEADERS,
        timeout=VALIDATION_SECONDS,
    )
    try:
        answer = json.loads(text) if status == 200 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or "ResultCode" not in answer:
        return by_default
    return str(answer["ResultCode"]) == "0"


def schedule(daraja: Daraja, made: Transaction) -> None:
    """Confirm a payment soon, late or never; M-Pesa does not try again."""
    urls = daraja.urls
    if urls is None or daraja.take("lost_confirmation", made.number):
        return
    late = daraja.take("late_confirmation", made.number)
    early = made.kind == "push" and daraja.take("early_confirmation", made.number)
    if late:
        delay = float(late.value or LATE_SECONDS)
    elif early:
        delay = 0.0
    else:
        delay = random.uniform(*(AFTER_THE_CALLBACK if made.kind == "push" else SOON))
    daraja.world.clock.call_later(delay, _sending(daraja, made, urls))


def _sending(daraja: Daraja, made: Transaction, urls: Urls) -> Callable[[], Awaitable[None]]:
    async def send() -> None:
        json = body(daraja, made, daraja.world.phone_by_number(made.number))
        doubled = daraja.take("double_confirmation", made.number)
        copies = int(doubled.value or 2) if doubled else 1
        post = daraja.world.post
        await asyncio.gather(
            *(
                post("daraja", urls.confirmation, json=json, headers=HEADERS, timeout=10)
                for _ in range(copies)
            )
        )

    return send


def _msisdn(daraja: Daraja, number: str) -> str:
    if daraja.take("hashed_msisdn", number):
        return hashlib.sha256(number.encode()).hexdigest()
    return f"{number[:4]} ***** {number[-3:]}"


def _names(phone: Phone | None) -> tuple[str, str, str]:
    words = phone.name.split() if phone else []
    if len(words) < 2:
        return (words or [""])[0], "", ""
    return words[0], " ".join(words[1:-1]), words[-1]
