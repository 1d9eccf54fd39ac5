"""Bringing Amina to the point where she pays, and counting the money afterwards."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

from bot.story.booking import BOOKING
from bot.story.steps import AMINA
from tests import books
from tests.town import Town

#: Up to Brian's approval; to "Pay KES 2,500?" with her number; to the prompt on her phone.
APPROVED, CONFIRMING, PROMPTED = BOOKING[:8], BOOKING[8:10], BOOKING[10:11]
PAY_STEP, PIN_STEP = BOOKING[10], BOOKING[11]
AGAIN = ["Pay again", "Use another number", "Pay by card", "By Paybill", "I have paid", "Later"]


async def until_she_may_pay(here: Town) -> None:
    await here.play(APPROVED + CONFIRMING)


async def until_the_prompt(here: Town) -> None:
    await here.play(APPROVED + CONFIRMING + PROMPTED)


async def payment(here: Town) -> dict[str, Any]:
    """The last attempt, as it stands."""
    found = await here.sql("SELECT * FROM payments ORDER BY id DESC LIMIT 1")
    return found[0]


async def booking(here: Town) -> dict[str, Any]:
    return (await here.sql("SELECT * FROM bookings ORDER BY id DESC LIMIT 1"))[0]


def callback(
    of: dict[str, Any], *, code: int | str = 0, amount: float | None = None,
    receipt: str = "UKL1234567", checkout: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A callback as Safaricom sends it, about this payment."""
    result: dict[str, Any] = {
        "MerchantRequestID": "m-1",
        "CheckoutRequestID": checkout or of["checkout_request_id"] or "ws_CO_unheard_of",
        "ResultCode": code,
        "ResultDesc": "The service request is processed successfully.",
    }
    if code == 0:
        shillings = of["amount_minor"] / 100 if amount is None else amount
        result["CallbackMetadata"] = {
            "Item": [
                {"Name": "Amount", "Value": shillings},
                {"Name": "MpesaReceiptNumber", "Value": receipt},
                {"Name": "Balance"},
                {"Name": "TransactionDate", "Value": 20261121101500},
                {"Name": "PhoneNumber", "Value": 254712000001},
            ]
        }
    return {"Body": {"stkCallback": result}}


async def call_back(here: Town, token: str, body: dict[str, Any] | bytes, spaces: int = 0) -> int:
    """POST it to the program, padded with spaces so that no two deliveries have the same bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode() + b" " * spaces
    url = f"{here.environment['PUBLIC_URL']}/hooks/pay/{token}"
    async with here.session.post(url, data=raw) as response:
        return response.status


async def five_at_once(here: Town, of: dict[str, Any]) -> None:
    """The same success five times in parallel, never twice in the same bytes."""
    await asyncio.gather(
        *(call_back(here, of["callback_token"], callback(of), spaces=n) for n in range(3)),
        *(call_back(here, of["callback_token"], _turned(callback(of), n)) for n in range(2)),
    )
    await settled(here)


def _turned(body: dict[str, Any], indent: int) -> bytes:
    """Other order of the keys, other white space."""
    stk = dict(reversed(body["Body"]["stkCallback"].items()))
    return json.dumps({"Body": {"stkCallback": stk}}, indent=indent).encode()


async def settled(here: Town) -> None:
    """Wait until what was sent has arrived, and what it led to is done."""
    await here.settled()


async def outcomes(here: Town) -> list[str]:
    """What was made of each callback, for the record."""
    found = await here.sql("SELECT outcome FROM inbox WHERE source = 'mpesa' ORDER BY id")
    return [row["outcome"] for row in found]


async def dues_ticked(here: Town, seconds: float) -> None:
    """Let time pass, and every tick run that is due then."""
    await here.pass_time(seconds)


def alarms(log: list[MutableMapping[str, Any]]) -> list[str]:
    """What calls a person of the practice."""
    return [line["event"] for line in log if line.get("alarm")]


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["keyboard"] for button in row]


async def texts(here: Town, person: str = AMINA) -> list[str]:
    return [m["text"] for m in await here.phone(person).messages() if m["from"] == "bot"]


async def books_agree(here: Town) -> None:
    """What must be true about money at any moment, whatever has happened before."""
    await books.books_agree(here.sql)
