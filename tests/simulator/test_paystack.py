"""The simulated Paystack, spoken to over HTTP as any client would."""

from typing import Any

import pytest

from tests.simulator.paystack_caller import Caller, caller

__all__ = ["caller"]  # a fixture, for pytest


async def test_a_link_is_paid_by_card_and_everybody_agrees(caller: Caller) -> None:
    status, made = await caller.initialize()
    assert status == 200
    assert (made["status"], made["message"]) == (True, "Authorization URL created")
    assert made["data"].keys() == {"authorization_url", "access_code", "reference"}
    assert made["data"]["authorization_url"].endswith(made["data"]["access_code"])
    found = await caller.verify()
    assert (found["status"], found["paid_at"], found["fees"]) == ("abandoned", None, None)

    paid = await caller.pay()
    assert (paid["status"], paid["shown"]) == ("success", "Thank you")
    assert paid["location"].endswith("/back?trxref=SS-7K2M9.1&reference=SS-7K2M9.1")
    event = await caller.hook.next()
    assert event["event"] == "charge.success"
    found = await caller.verify()
    assert (found["status"], found["amount"], found["currency"]) == ("success", 250_000, "KES")
    for name in ("id", "status", "reference", "amount", "requested_amount", "currency", "metadata",
                 "channel", "paid_at", "fees", "authorization", "customer"):  # fmt: skip
        assert event["data"][name] == found[name], name
    assert found["metadata"] == {"booking": "SS-7K2M9"}
    assert found["paidAt"] == found["paid_at"]
    assert (await caller.phone())["balance"] == 5000


WRONG_FIELDS: list[tuple[dict[str, Any], str, str]] = [
    ({"email": None}, "Email is not allowed to be empty", "missing_params"),
    ({"email": "amina"}, "Invalid Email Address Passed", "invalid_email_address"),
    ({"amount": None}, "Amount is required", "missing_params"),
    ({"amount": "250000"}, "Amount must be an integer", "invalid_amount"),
    ({"amount": 2500.5}, "Amount must be an integer", "invalid_amount"),
    ({"amount": True}, "Amount must be an integer", "invalid_amount"),
    ({"amount": 0}, "You must specify a valid amount", "invalid_amount"),
    ({"amount": 10**10}, "Transaction amount limit exceeded", "invalid_amount"),
    ({"currency": "NGN"}, "Currency not supported by merchant", "unsupported_currency"),
    ({"reference": "SS_7"}, "Invalid character in transaction reference", "invalid_reference"),
    ({"channels": ["cheque"]}, "Invalid channels", "invalid_channels"),
    ({"callback_url": "/back"}, "Invalid callback url", "invalid_callback_url"),
]


async def test_a_wrong_field_is_refused(caller: Caller) -> None:
    for changes, message, code in WRONG_FIELDS:
        status, refused = await caller.initialize(**changes)
        assert (status, refused["status"], refused["message"]) == (400, False, message), changes
        assert (refused["type"], refused["code"]) == ("validation_error", code), changes


async def test_a_reference_works_once(caller: Caller) -> None:
    await caller.initialize()
    for again in (caller.initialize, caller.charge):
        status, refused = await again()
        assert (status, refused["code"]) == (400, "duplicate_reference")
        assert refused["type"] == "validation_error"
        assert refused["meta"]["nextStep"]
    status, made = await caller.initialize(reference=None)
    assert (status, len(made["data"]["reference"])) == (200, 10)


async def test_every_door_asks_for_the_key(caller: Caller) -> None:
    doors = (("POST", "/transaction/initialize"), ("GET", "/transaction"), ("POST", "/charge"),
             ("GET", "/transaction/verify/x"), ("GET", "/refund"), ("POST", "/refund"),
             ("GET", "/refund/1"), ("GET", "/none"))  # fmt: skip
    keys = {
        None: "No Authorization Header was found",
        "sk_test_demo": "Format is Authorization Bearer [secret key]",
        "Bearer sk_live_other": "Invalid key",
        "Bearer pk_test_demo": "Invalid key",
    }
    for caller.key, message in keys.items():
        for method, path in doors:
            status, refused = await caller.call(method, path)
            assert (status, refused["status"], refused["message"]) == (401, False, message)


async def test_wrong_paths_bodies_and_names(caller: Caller) -> None:
    assert (await caller.call("GET", "/transaction/initialize"))[0] == 404
    status, refused = await caller.call("GET", "/transaction/verify/none")
    assert (status, refused["message"]) == (404, "Transaction reference not found")
    status, refused = await caller.call("POST", "/charge", data=b"{")
    assert (status, refused["status"]) == (400, False)
    form = {"email": "a@example.com", "amount": "100"}
    assert (await caller.call("POST", "/transaction/initialize", data=form))[0] == 400


@pytest.mark.parametrize(
    ("card", "more", "answer"),
    [
        ("declined", {}, "Declined"),
        ("insufficient", {}, "Insufficient Funds"),
        ("otp", {"otp": "000000"}, "Incorrect OTP"),
    ],
)
async def test_a_card_that_fails_is_told_by_verifying_only(
    caller: Caller, card: str, more: dict[str, Any], answer: str
) -> None:
    await caller.initialize()
    assert (await caller.pay(card, **more))["status"] == "failed"
    found = await caller.verify()
    assert (found["status"], found["gateway_response"]) == ("failed", answer)
    assert found["paid_at"] is None
    assert await caller.hook.silent()
    assert (await caller.pay("otp"))["status"] == "success"
    assert (await caller.hook.next())["event"] == "charge.success"


async def test_paying_twice_is_paying_once(caller: Caller) -> None:
    event = await caller.paid()
    again = await caller.pay("insufficient")
    assert (again["status"], await caller.hook.silent()) == ("success", True)
    assert (await caller.verify())["id"] == event["data"]["id"]


async def test_cancelled_it_is_abandoned_and_can_still_be_paid(caller: Caller) -> None:
    await caller.initialize()
    left = await caller.pay("cancel")
    assert left["location"].endswith("?trxref=SS-7K2M9.1&reference=SS-7K2M9.1")
    assert (await caller.verify())["status"] == "abandoned"
    assert (await caller.pay())["status"] == "success"


async def test_the_list_is_paged_newest_first(caller: Caller) -> None:
    for number in range(5):
        await caller.initialize(reference=f"ref{number}", amount=1000 + number)
    await caller.pay(reference="ref1")
    status, found = await caller.call("GET", "/transaction", params={"perPage": 2, "page": 2})
    assert status == 200
    assert [one["reference"] for one in found["data"]] == ["ref2", "ref1"]
    assert found["meta"] == {"total": 5, "total_volume": 1001, "skipped": 2, "perPage": 2,
                             "page": 2, "pageCount": 3}  # fmt: skip
    params = {"status": "success"}
    _, found = await caller.call("GET", "/transaction", params=params)
    assert [one["status"] for one in found["data"]] == ["success"]


async def test_the_list_knows_from_and_to(caller: Caller) -> None:
    await caller.initialize(reference="early")
    await caller.advance(3600)
    between = caller.sim.world.clock.now().isoformat()
    await caller.advance(3600)
    await caller.initialize(reference="late")
    for name, reference in (("from", "late"), ("to", "early")):
        _, found = await caller.call("GET", "/transaction", params={name: between})
        assert [one["reference"] for one in found["data"]] == [reference]
    for wrong in ("yesterday", "2026-09-01T10:00:00"):
        status, refused = await caller.call("GET", "/transaction", params={"from": wrong})
        assert (status, refused["message"]) == (400, "Invalid 'from' date")


async def test_fees_passed_on_make_the_amount_more_than_was_asked(caller: Caller) -> None:
    await caller.fault("fees_passed_on", value=7500)
    event = await caller.paid()
    found = await caller.verify()
    for data in (event["data"], found):
        assert (data["amount"], data["requested_amount"]) == (257_500, 250_000)


async def test_metadata_comes_back_as_an_object_also_from_its_text(caller: Caller) -> None:
    await caller.initialize(metadata='{"booking": "SS-1"}')
    assert (await caller.verify())["metadata"] == {"booking": "SS-1"}
    await caller.initialize(reference="none", metadata=None)
    assert (await caller.verify("none"))["metadata"] == ""


async def test_mpesa_through_paystack_asks_on_the_phone(caller: Caller) -> None:
    status, made = await caller.charge()
    assert (status, made["message"]) == (200, "Charge attempted")
    assert (made["data"]["status"], made["data"]["reference"]) == ("pay_offline", "SS-7K2M9.1")
    assert made["data"]["display_text"]
    assert (await caller.verify())["status"] == "pending"
    prompt = (await caller.phone())["prompts"][0]
    assert (prompt["amount"], prompt["status"]) == (2500, "waiting")
    assert prompt["business"] == "Paystack (Smiling Steps)"

    assert (await caller.answer(pin="4321"))["status"] == "paid"
    event = await caller.hook.next()
    assert (event["event"], event["data"]["channel"]) == ("charge.success", "mobile_money")
    found = await caller.verify()
    assert (found["status"], found["amount"]) == ("success", 250_000)
    assert found["authorization"]["mobile_money_number"] == "+254712000001"
    phone = await caller.phone()
    assert phone["balance"] == 2500
    assert phone["sms"][0]["text"].startswith(f"{found['receipt_number']} Confirmed. Ksh2,500.00")
    assert await caller.answer(pin="4321") == 409


@pytest.mark.parametrize(
    ("what", "balance", "status", "answer"),
    [
        ({"pin": "0000"}, 5000, "wrong_pin", "Incorrect PIN"),
        ({"cancel": True}, 5000, "cancelled", "Cancelled by user"),
        ({"pin": "4321"}, 2499, "no_balance", "Insufficient Funds"),
    ],
)
async def test_the_person_says_no(
    caller: Caller, what: dict[str, Any], balance: int, status: str, answer: str
) -> None:
    caller.sim.world.phones["amina"].balance = balance
    await caller.charge()
    assert (await caller.answer(**what))["status"] == status
    found = await caller.verify()
    assert (found["status"], found["gateway_response"]) == ("failed", answer)
    assert (await caller.phone())["balance"] == balance
    assert await caller.hook.silent()


async def test_left_alone_it_fails_after_a_minute(caller: Caller) -> None:
    await caller.charge()
    assert (await caller.answer(ignore=True))["status"] == "waiting"
    await caller.advance(61)
    assert (await caller.verify())["status"] == "failed"
    assert (await caller.phone())["prompts"][0]["status"] == "expired"
    unknown = {"phone": "+254712999999", "provider": "mpesa"}
    await caller.charge(reference="other", mobile_money=unknown)
    await caller.advance(15)
    assert (await caller.verify("other"))["status"] == "failed"


WRONG_CHARGES: list[tuple[dict[str, Any], str]] = [
    ({"mobile_money": None}, "One of Authorization code"),
    ({"mobile_money": {"phone": "+254712000001", "provider": "mtn"}}, "Mobile money provider"),
    ({"mobile_money": {"phone": "0712000001", "provider": "mpesa"}}, "Invalid phone number"),
    ({"mobile_money": "+254712000001"}, "Mobile money provider"),
    ({"amount": 250_050}, "M-PESA takes whole shillings"),
    ({"email": None}, "Email is not allowed to be empty"),
]


async def test_a_wrong_charge_is_refused(caller: Caller) -> None:
    for changes, message in WRONG_CHARGES:
        status, refused = await caller.charge(**changes)
        assert (status, refused["status"]) == (400, False), changes
        assert refused["message"].startswith(message)
    assert (await caller.phone())["prompts"] == []
