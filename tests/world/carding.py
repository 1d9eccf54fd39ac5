"""Bringing Amina to her pay link, and events as Paystack signs them."""

import asyncio
import hashlib
import hmac
import json
from typing import Any

from bot.story.steps import AMINA, BRIAN, Step
from simulator.paystack.credentials import SECRET_KEY
from tests.town import Town
from tests.world.paying import APPROVED, payment, settled

ASKED_FOR_PHONE = Step(AMINA, "tap", "Pay · ", ((AMINA, "Which M-Pesa number"),))
CARD = Step(AMINA, "tap", "Pay by card", ((AMINA, "Pay KES 2,500 by card"),))
PAID = ((AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))
PAYING = Step(AMINA, "card", "success", PAID)
OPEN = "The button opens a secure page"


async def until_the_link(here: Town) -> dict[str, Any]:
    """Amina has her link on the screen; the payment as it stands."""
    await until_the_card(here)
    await here.phone(AMINA).expect(OPEN)
    return await payment(here)


async def until_the_card(here: Town) -> None:
    """She has asked for it."""
    await here.play((*APPROVED, ASKED_FOR_PHONE, CARD))


def event(name: str, **data: Any) -> bytes:
    return json.dumps({"event": name, "data": data}, ensure_ascii=False).encode()


def success(of: dict[str, Any], **changes: Any) -> bytes:
    """That this payment was paid, as Paystack says it."""
    return event("charge.success", **{
        "id": 4_099_260_516, "reference": of["callback_token"], "status": "success",
        "amount": of["amount_minor"], "currency": of["currency"], "channel": "card",
        "customer": {"first_name": "Zoë", "email": "zoë@example.org"}, **changes,
    })  # fmt: skip


def signed(raw: bytes, key: str = SECRET_KEY) -> dict[str, str]:
    return {"x-paystack-signature": hmac.new(key.encode(), raw, hashlib.sha512).hexdigest()}


async def send(here: Town, raw: bytes, headers: dict[str, str] | None = None) -> int:
    """POST it to the program, signed rightly unless other headers are given."""
    url = f"{here.environment['PUBLIC_URL']}/hooks/paystack"
    shown = signed(raw) if headers is None else headers
    async with here.session.post(url, data=raw, headers=shown) as response:
        return response.status


async def pay_and_stay(here: Town, card: str = "success") -> None:
    """Amina pays and closes the browser: only the event tells us, if it does."""
    link = await here.phone(AMINA).link(address="/paystack/checkout/")
    form = here.session.post(link["url"], data={"card": card}, allow_redirects=False)
    async with form as response:
        assert response.status in {200, 302}


async def events(here: Town, at_least: int = 0) -> list[str]:
    """What was made of each event that was taken, for the record; waits for so many."""
    found: list[dict[str, Any]] = []
    for _ in range(100):
        await settled(here)
        found = await here.sql("SELECT outcome FROM inbox WHERE source = 'paystack' ORDER BY id")
        if len(found) >= at_least:
            break
        await asyncio.sleep(0.02)
    return [row["outcome"] for row in found]


async def refusals(here: Town) -> list[str]:
    found = await here.sql("SELECT reason FROM refused_callbacks ORDER BY id")
    return [row["reason"] for row in found]


async def asked(here: Town, path: str) -> list[dict[str, Any]]:
    """What the program has asked of Paystack on a path, and the reference it named."""
    calls = await here.get("/sim/calls?service=paystack")
    return [call for call in calls if call["direction"] == "in" and path in call["path"]]
