"""The simulated Daraja, spoken to over HTTP as any client would."""

from datetime import timedelta
from typing import Any

import pytest

from tests.simulator.daraja_caller import Caller, caller, items

__all__ = ["caller"]  # a fixture, for pytest


async def test_paid_wallet_sms_callback_and_query_agree(caller: Caller) -> None:
    status, accepted = await caller.push()
    assert status == 200
    assert accepted["ResponseCode"] == "0"
    assert accepted["CheckoutRequestID"].startswith("ws_CO_")
    assert accepted["CheckoutRequestID"].endswith("712000001")
    prompt = (await caller.phone())["prompts"][0]
    assert prompt | {"id": "", "date": ""} == {
        "id": "",
        "business": "Smiling Steps",
        "amount": 1500,
        "reference": "SS-7K2M9",
        "description": "Session",
        "status": "waiting",
        "date": "",
    }
    status, query = await caller.query(accepted["CheckoutRequestID"])
    assert (status, query["ResultCode"]) == (200, "4999")

    status, prompt = await caller.answer(pin="4321")
    assert (status, prompt["status"]) == (200, "paid")
    callback = await caller.receiver.next()
    assert callback["ResultCode"] == 0
    assert callback["CheckoutRequestID"] == accepted["CheckoutRequestID"]
    assert {"Name": "Balance"} in callback["CallbackMetadata"]["Item"]
    found = items(callback)
    assert found["Amount"] == 1500.0
    assert found["PhoneNumber"] == 254712000001
    assert isinstance(found["TransactionDate"], int)
    assert caller.receiver.headers["Content-Type"] == "application/json;charset=UTF-8"

    phone = await caller.phone()
    assert phone["balance"] == 3500
    assert phone["sms"][0]["from"] == "MPESA"
    assert phone["sms"][0]["text"].startswith(f"{found['MpesaReceiptNumber']} Confirmed. Ksh1,500")
    assert "SS-7K2M9" in phone["sms"][0]["text"]
    status, query = await caller.query(accepted["CheckoutRequestID"])
    assert (status, query["ResultCode"]) == (200, "0")
    assert "MpesaReceiptNumber" not in str(query)


@pytest.mark.parametrize(
    ("what", "balance", "status", "code"),
    [
        ({"pin": "0000"}, 5000, "wrong_pin", 2001),
        ({"cancel": True}, 5000, "cancelled", 1032),
        ({"pin": "4321"}, 1499, "no_balance", 1),
    ],
)
async def test_the_person_ends_it(
    caller: Caller, what: dict[str, Any], balance: int, status: str, code: int
) -> None:
    caller.sim.world.phones["amina"].balance = balance
    _, accepted = await caller.push()
    assert (await caller.answer(**what))[1]["status"] == status
    callback = await caller.receiver.next()
    assert callback["ResultCode"] == code
    assert "CallbackMetadata" not in callback
    assert (await caller.phone())["balance"] == balance
    assert (await caller.query(accepted["CheckoutRequestID"]))[1]["ResultCode"] == str(code)
    assert (await caller.answer(pin="4321"))[0] == 409


async def test_left_alone_it_expires_after_a_minute(caller: Caller) -> None:
    await caller.push()
    await caller.advance(61)
    assert (await caller.receiver.next())["ResultCode"] == 1037
    assert (await caller.phone())["prompts"][0]["status"] == "expired"


async def test_swiped_away_it_is_silent_then_cancelled(caller: Caller) -> None:
    _, accepted = await caller.push()
    assert (await caller.answer(ignore=True))[1]["status"] == "waiting"
    status, query = await caller.query(accepted["CheckoutRequestID"])
    assert (status, query["errorCode"], query["errorMessage"]) == (200, "500.001.1001", "")
    await caller.advance(61)
    assert (await caller.receiver.next())["ResultCode"] == 1032


async def test_a_number_without_a_phone_is_unreachable(caller: Caller) -> None:
    await caller.push(PhoneNumber="254708374149", PartyA="254708374149")
    await caller.advance(15)
    assert (await caller.receiver.next())["ResultCode"] == 1037


async def test_an_open_prompt_locks_the_subscriber(caller: Caller) -> None:
    await caller.push()
    status, refused = await caller.push(Amount=20)
    assert (status, refused["errorCode"]) == (500, "500.001.1001")
    assert "Unable to lock subscriber" in refused["errorMessage"]
    assert len((await caller.phone())["prompts"]) == 1


async def test_rule_17_the_same_amount_within_two_minutes(caller: Caller) -> None:
    await caller.push()
    await caller.answer(cancel=True)
    await caller.receiver.next()
    await caller.push()
    assert (await caller.receiver.next())["ResultCode"] == 17
    assert len((await caller.phone())["prompts"]) == 1
    await caller.advance(121)
    await caller.push()
    assert len((await caller.phone())["prompts"]) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"BusinessShortCode": "x"}, "BusinessShortCode"),
        ({"Timestamp": "2026-01-01"}, "Timestamp"),
        ({"TransactionType": "CustomerBuyGoodsOnline"}, "TransactionType"),
        ({"Amount": 0}, "Amount"),
        ({"Amount": 250_001}, "Amount"),
        ({"Amount": 10.5}, "Amount"),
        ({"Amount": "10.00"}, "Amount"),
        ({"Amount": True}, "Amount"),
        ({"PhoneNumber": "+254712000001"}, "PhoneNumber"),
        ({"PhoneNumber": "0712000001"}, "PhoneNumber"),
        ({"PhoneNumber": "255712000001"}, "PhoneNumber"),
        ({"CallBackURL": "http://example.com/hooks"}, "CallBackURL"),
        ({"CallBackURL": "https://Example.com/hooks"}, "CallBackURL"),
        ({"CallBackURL": "https://example.com/mpesa/1"}, "CallBackURL"),
        ({"CallBackURL": None}, "CallBackURL"),
        ({"AccountReference": "0123456789ABCDEF"}, "AccountReference"),
        ({"AccountReference": "a & b"}, "AccountReference"),
        ({"TransactionDesc": None}, "Remarks"),
        ({"TransactionDesc": ""}, "Remarks"),
    ],
)
async def test_a_wrong_field_is_named(
    caller: Caller, changes: dict[str, Any], message: str
) -> None:
    status, refused = await caller.push(**changes)
    assert status == 400
    assert refused["errorCode"] == "400.002.02"
    assert refused["errorMessage"] == f"Bad Request - Invalid {message}"
    assert (await caller.phone())["prompts"] == []


@pytest.mark.parametrize(
    "changes",
    [{"Amount": "1"}, {"AccountReference": "0123456789ABCDE"}, {"PhoneNumber": 254712000001}],
)
async def test_what_was_seen_to_be_tolerated(caller: Caller, changes: dict[str, Any]) -> None:
    assert (await caller.push(**changes))[0] == 200


async def test_wrong_password_or_time_are_wrong_credentials(caller: Caller) -> None:
    assert (await caller.push(Password="x"))[1]["errorMessage"] == "Wrong credentials"
    late = caller.sim.world.clock.now() - timedelta(hours=3)
    status, refused = await caller.push(**caller.signed(late))
    assert (status, refused["errorCode"]) == (500, "500.001.1001")
    assert refused["errorMessage"] == "Wrong credentials"
    assert (await caller.push(BusinessShortCode=600000))[1]["errorMessage"] == (
        "Merchant does not exist"
    )


async def test_each_token_kills_the_one_before(caller: Caller) -> None:
    first = caller.token
    _, found = await caller.oauth()
    assert (len(found["access_token"]), found["expires_in"]) == (28, "3599")
    second, caller.token = caller.token, first
    status, refused = await caller.push()
    assert (status, refused["errorCode"]) == (404, "404.001.03")
    caller.token = second
    assert (await caller.push())[0] == 200


async def test_a_token_ends_after_an_hour(caller: Caller) -> None:
    await caller.advance(3600)
    assert (await caller.push())[1]["errorCode"] == "404.001.03"


async def test_oauth_refusals(caller: Caller) -> None:
    assert await caller.oauth(key="wrong") == (400, "")
    path = "/daraja/oauth/v1/generate"
    assert (await caller.json("GET", path))[1]["errorCode"] == "400.008.01"
    basic = {"Authorization": "Basic eDp5"}
    assert (await caller.json("GET", path, headers=basic))[1]["errorCode"] == "400.008.02"


async def test_wrong_paths_methods_and_bodies(caller: Caller) -> None:
    push = "/daraja/mpesa/stkpush/v1/processrequest"
    assert (await caller.json("GET", push))[1]["errorCode"] == "405.001"
    assert (await caller.json("POST", "/daraja/mpesa/none"))[1]["errorCode"] == "404.001.01"
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"}
    status, refused = await caller.json("POST", push, data=b"{", headers=headers)
    assert (status, refused["errorCode"]) == (400, "400.002.05")
