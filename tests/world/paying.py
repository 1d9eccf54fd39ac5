"""Bringing Amina to the point where she pays, and counting the money afterwards."""

import json
from typing import Any

from bot.story import AMINA, BOOKING
from tests.town import Town

#: Up to Brian's approval; to "Pay KES 2,500?" with her number; to the prompt on her phone.
APPROVED, CONFIRMING, PROMPTED = BOOKING[:8], BOOKING[8:10], BOOKING[10:11]
PAY_STEP, PIN_STEP = BOOKING[10], BOOKING[11]
AMOUNT = 250_000


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
    of: dict[str, Any], *, code: int = 0, amount: float | None = None,
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


async def settled(here: Town) -> None:
    assert here.program is not None
    await here.program.settle()


async def outcomes(here: Town) -> list[str]:
    """What was made of each callback, for the record."""
    found = await here.sql("SELECT outcome FROM inbox WHERE source = 'mpesa' ORDER BY id")
    return [row["outcome"] for row in found]


async def texts(here: Town, person: str = AMINA) -> list[str]:
    return [m["text"] for m in await here.phone(person).messages() if m["from"] == "bot"]


async def books_agree(here: Town) -> None:
    """Money in is money owed, no booking is confirmed without money, none has no owner."""
    sums = await here.sql(
        "SELECT split_part(account, ':', 1) AS kind, sum(amount_minor)::bigint AS total"
        " FROM ledger_entries GROUP BY 1"
    )
    totals = {row["kind"]: row["total"] for row in sums}
    assert totals.get("mpesa", 0) + totals.get("booking", 0) + totals.get("credit", 0) == 0
    paid = await here.sql("SELECT coalesce(sum(paid_minor), 0)::bigint AS total FROM payments")
    assert totals.get("mpesa", 0) == paid[0]["total"]
    assert not await here.sql(
        """SELECT id FROM bookings AS b WHERE status = 'confirmed' AND NOT EXISTS (
               SELECT 1 FROM payments AS p WHERE p.booking_id = b.id AND p.status = 'paid')"""
    )
    assert not await here.sql(
        "SELECT id FROM payments WHERE next_query_at IS NULL AND status IN ('prompted', 'unknown')"
    )
