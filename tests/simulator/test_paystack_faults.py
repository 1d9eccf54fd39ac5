"""What can go wrong with the simulated Paystack when a test asks for it."""

import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from simulator import Simulator
from tests.simulator.paystack_caller import KEY, Caller, caller

__all__ = ["caller"]  # a fixture, for pytest


async def test_a_lost_answer_is_lost_after_the_work_was_done(caller: Caller) -> None:
    await caller.fault("lost_answer", method="initialize")
    with pytest.raises(aiohttp.ClientError):
        await caller.initialize()
    assert (await caller.verify())["status"] == "abandoned"
    assert (await caller.initialize())[1]["code"] == "duplicate_reference"

    await caller.fault("lost_answer", method="charge")
    with pytest.raises(aiohttp.ClientError):
        await caller.charge(reference="charge")
    await caller.answer(pin="4321")
    assert (await caller.hook.next())["data"]["reference"] == "charge"

    await caller.fault("lost_answer", method="refund")
    with pytest.raises(aiohttp.ClientError):
        await caller.refund(transaction="charge")
    _, found = await caller.call("GET", "/refund")
    assert [one["amount"] for one in found["data"]] == [250_000]


async def test_an_error_can_come_before_the_work_or_after_it(caller: Caller) -> None:
    for fault, status in (("error_500", 500), ("html_502", 502), ("html_503", 503),
                          ("rate_limit", 429), ("invalid_key", 401)):  # fmt: skip
        await caller.fault(fault, method="initialize")
        assert (await caller.initialize())[0] == status
    assert (await caller.call("GET", "/transaction/verify/SS-7K2M9.1"))[0] == 404
    await caller.fault("error_after", method="initialize")
    assert (await caller.initialize())[0] == 500
    assert (await caller.verify())["status"] == "abandoned"


async def test_down_and_slow_are_for_every_call_or_one(caller: Caller) -> None:
    await caller.fault("html_503", times=None)
    assert [(await caller.initialize())[0] for _ in range(2)] == [503, 503]
    assert (await caller.call("GET", "/refund"))[0] == 503
    await caller.http.delete(f"{caller.sim.url}/sim/faults")
    await caller.fault("slow", method="initialize", value=0.3)
    started = time.monotonic()
    await caller.initialize()
    assert time.monotonic() - started >= 0.3


async def test_the_signature_is_over_the_very_bytes(caller: Caller) -> None:
    """X50: names that JSON libraries like to escape."""
    await caller.fault("customer_name", value="Zoë Ñjũgũna 🙂/<b>")
    await caller.initialize(metadata={"note": "café"})
    await caller.pay()
    body, signature = await caller.hook.raw.get()
    assert "Zoë".encode() in body
    assert "Ñjũgũna 🙂/<b>".encode() in body
    assert "café".encode() in body
    assert signature == hmac.new(KEY.encode(), body, hashlib.sha512).hexdigest()
    escaped = json.dumps(json.loads(body)).encode()
    assert signature != hmac.new(KEY.encode(), escaped, hashlib.sha512).hexdigest()


async def test_a_signature_can_be_wrong(caller: Caller) -> None:
    for fault in ("wrong_signature", "empty_signature", "no_signature"):
        await caller.fault(fault)
        await caller.initialize(reference=fault.replace("_", "-"))
        await caller.pay(reference=fault.replace("_", "-"))
        body, signature = await caller.hook.raw.get()
        right = hmac.new(KEY.encode(), body, hashlib.sha512).hexdigest()
        shown = {"wrong_signature": right[::-1], "empty_signature": "", "no_signature": None}
        assert signature == shown[fault]


@pytest.mark.parametrize(
    ("fault", "value", "name", "shown"),
    [
        ("wrong_amount", 100, "amount", 100),
        ("wrong_amount", "250000", "amount", "250000"),
        ("wrong_currency", None, "currency", "NGN"),
        ("wrong_reference", None, "reference", "unheard-of"),
    ],
)
async def test_an_event_can_say_something_else(
    caller: Caller, fault: str, value: Any, name: str, shown: Any
) -> None:
    await caller.fault(fault, value=value)
    event = await caller.paid()
    assert event["data"][name] == shown
    assert (await caller.verify())["amount"] == 250_000


async def test_an_event_can_be_lost_late_or_doubled(caller: Caller) -> None:
    await caller.fault("lost_webhook", method="charge.success")
    await caller.initialize(reference="lost")
    await caller.pay(reference="lost")
    assert await caller.hook.silent()
    await caller.advance(80 * 3600)
    assert await caller.hook.silent()

    await caller.fault("late_webhook", value=300)
    await caller.initialize(reference="late")
    await caller.pay(reference="late")
    assert await caller.hook.silent()
    await caller.advance(301)
    assert (await caller.hook.next())["data"]["reference"] == "late"

    await caller.fault("double_webhook", value=3)
    await caller.initialize(reference="doubled")
    await caller.pay(reference="doubled")
    found = [await caller.hook.next() for _ in range(3)]
    assert [event["data"]["reference"] for event in found] == ["doubled"] * 3
    assert found[0] == found[1] == found[2]


async def test_an_event_is_sent_until_it_is_taken(caller: Caller) -> None:
    """Three minutes, four times; then every hour."""
    caller.hook.answers = [500, 404, 302, 500, 503, 500, 200]
    await caller.paid()
    for minutes in (3, 3, 3, 3, 60, 60):
        await caller.advance(60 * minutes - 30)
        assert caller.hook.raw.empty()
        await caller.advance(31)
        assert (await caller.hook.next())["event"] == "charge.success"
    await caller.advance(3700)
    assert await caller.hook.silent()


async def test_verifying_can_lag_behind(caller: Caller) -> None:
    await caller.paid()
    for status in ("pending", "abandoned", "ongoing", "processing", "queued", "failed"):
        await caller.fault(f"verify_{status}")
        found = await caller.verify()
        assert (found["status"], found["paid_at"]) == (status, None)
    assert (await caller.verify())["status"] == "success"


async def test_verifying_can_say_something_else(caller: Caller) -> None:
    await caller.paid()
    for name, value in (("status", "in_review"), ("amount", 1), ("currency", "USD"),
                        ("metadata", 0)):  # fmt: skip
        await caller.fault(f"verify_{name}", value=value)
        assert (await caller.verify())[name] == value
    await caller.fault("verify_not_found")
    assert (await caller.call("GET", "/transaction/verify/SS-7K2M9.1"))[0] == 404


async def test_cards_and_phones_can_be_made_to_fail(caller: Caller) -> None:
    await caller.fault("card_declined", value="Do not honor")
    await caller.initialize()
    assert (await caller.pay())["gateway_response"] == "Do not honor"
    await caller.fault("unreachable")
    await caller.charge(reference="off")
    assert (await caller.phone())["prompts"] == []
    await caller.advance(15)
    assert (await caller.verify("off"))["status"] == "failed"
    await caller.charge(reference="first")
    await caller.charge(reference="second")
    assert (await caller.verify("second"))["gateway_response"] == "Unable to lock subscriber"
    assert len((await caller.phone())["prompts"]) == 1


async def test_what_is_under_way_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "phones.json"
    key = {"Authorization": f"Bearer {KEY}"}
    body = {"email": "a@example.com", "amount": 1000, "reference": "r1"}
    nobody = {"webhook_url": "http://127.0.0.1:9/hooks/paystack"}
    async with Simulator(state=state, page=False) as sim, aiohttp.ClientSession(sim.url) as http:
        sim.world.add_phone("Amina Otieno", "+254712000001")
        await http.post("/sim/paystack", json=nobody)
        await http.post("/paystack/transaction/initialize", json=body, headers=key)
        await http.post("/sim/phones/amina/checkout", json={"reference": "r1"})
        await http.post("/paystack/refund", json={"transaction": "r1"}, headers=key)
    async with Simulator(state=state, page=False) as sim, aiohttp.ClientSession(sim.url) as http:
        await http.post("/sim/clock", json={"advance": 2})
        await http.post("/sim/clock", json={"advance": 2})
        async with http.get("/paystack/refund", headers=key) as response:
            found = await response.json()
        assert [one["status"] for one in found["data"]] == ["processed"]
        async with http.get("/sim/paystack") as response:
            waiting = (await response.json())["events"]
        assert [event["name"] for event in waiting] == [
            "charge.success", "refund.pending", "refund.processing", "refund.processed"
        ]  # fmt: skip
