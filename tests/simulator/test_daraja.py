"""The simulated Daraja, spoken to over HTTP as any client would."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web

from simulator import Simulator
from simulator.daraja.receipts import receipt

NAIROBI = ZoneInfo("Africa/Nairobi")
AMINA = "254712000001"


class Receiver:
    """The program's end of a callback: keeps what arrives."""

    def __init__(self) -> None:
        self.url = ""
        self.arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.headers: dict[str, str] = {}

    async def post(self, request: web.Request) -> web.Response:
        self.headers = dict(request.headers)
        await self.arrived.put(await request.json())
        return web.json_response({"ResultCode": 0, "ResultDesc": "Accepted"})

    async def next(self) -> dict[str, Any]:
        """The stkCallback of the next request."""
        body = await asyncio.wait_for(self.arrived.get(), 3)
        callback: dict[str, Any] = body["Body"]["stkCallback"]
        return callback


class Caller:
    """A merchant's hand-made HTTP."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession, receiver: Receiver) -> None:
        self.sim, self.http, self.receiver = sim, http, receiver
        self.token = ""

    async def json(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        async with self.http.request(method, self.sim.url + path, **options) as response:
            text = await response.text()
            is_json = response.content_type == "application/json" and text
            return response.status, await response.json() if is_json else text

    async def oauth(self, key: str = "demo-key", secret: str = "demo-secret") -> tuple[int, Any]:
        encoded = base64.b64encode(f"{key}:{secret}".encode()).decode()
        status, found = await self.json(
            "GET",
            "/daraja/oauth/v1/generate?grant_type=client_credentials",
            headers={"Authorization": f"Basic {encoded}"},
        )
        if status == 200:
            self.token = found["access_token"]
        return status, found

    def signed(self, at: datetime | None = None) -> dict[str, Any]:
        timestamp = (at or self.sim.world.clock.now()).astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")
        password = base64.b64encode(f"174379demo-passkey{timestamp}".encode()).decode()
        return {"BusinessShortCode": 174379, "Password": password, "Timestamp": timestamp}

    async def push(self, **changes: Any) -> tuple[int, Any]:
        body = {
            **self.signed(),
            "TransactionType": "CustomerPayBillOnline",
            "Amount": 1500,
            "PartyA": AMINA,
            "PartyB": "174379",
            "PhoneNumber": AMINA,
            "CallBackURL": self.receiver.url,
            "AccountReference": "SS-7K2M9",
            "TransactionDesc": "Session",
        } | changes
        body = {name: value for name, value in body.items() if value is not None}
        return await self.json(
            "POST",
            "/daraja/mpesa/stkpush/v1/processrequest",
            json=body,
            headers={"Authorization": f"Bearer {self.token}"},
        )

    async def query(self, checkout_id: str) -> tuple[int, Any]:
        return await self.json(
            "POST",
            "/daraja/mpesa/stkpushquery/v1/query",
            json=self.signed() | {"CheckoutRequestID": checkout_id},
            headers={"Authorization": f"Bearer {self.token}"},
        )

    async def fault(self, fault: str, **options: Any) -> None:
        body = {"service": "daraja", "fault": fault, **options}
        status, _ = await self.json("POST", "/sim/faults", json=body)
        assert status == 200

    async def phone(self) -> Any:
        return (await self.json("GET", "/sim/phones/amina"))[1]

    async def answer(self, **what: Any) -> tuple[int, Any]:
        prompt = (await self.phone())["prompts"][-1]["id"]
        return await self.json("POST", f"/sim/phones/amina/prompts/{prompt}", json=what)

    async def advance(self, seconds: float) -> None:
        await self.json("POST", "/sim/clock", json={"advance": seconds})


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hooks/pay/{token}", receiver.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/pay/abc123"
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", "+254712000001", balance=5000, pin="4321")
        caller = Caller(sim, http, receiver)
        await caller.oauth()
        yield caller
    await runner.cleanup()


def items(callback: dict[str, Any]) -> dict[str, Any]:
    return {item["Name"]: item.get("Value") for item in callback["CallbackMetadata"]["Item"]}


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


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("insufficient", 1),
        ("cancel", 1032),
        ("wrong_pin", 2001),
        ("unreachable", 1037),
        ("expired", 1019),
        ("1025", 1025),
        ("1001", 1001),
        ("17", 17),
        ("26", 26),
        ("9999", 9999),
        ("unknown_code", 7777),
    ],
)
async def test_x43_results_on_demand(caller: Caller, fault: str, code: int) -> None:
    await caller.fault(fault, phone="amina")
    _, accepted = await caller.push()
    assert (await caller.receiver.next())["ResultCode"] == code
    assert (await caller.query(accepted["CheckoutRequestID"]))[1]["ResultCode"] == str(code)
    assert (await caller.phone())["balance"] == 5000


async def test_any_result_on_demand(caller: Caller) -> None:
    await caller.fault("result", value="SFC_IC0003")
    await caller.push()
    assert (await caller.receiver.next())["ResultCode"] == "SFC_IC0003"
    await caller.fault("result", value=0)
    await caller.push(Amount=10)
    assert (await caller.receiver.next())["ResultCode"] == 0
    assert (await caller.phone())["balance"] == 4990


@pytest.mark.parametrize(
    ("fault", "status", "shows"),
    [
        ("html_503", 503, "Incapsula"),
        ("html_403", 403, "Incapsula"),
        ("spike", 500, "Spike Arrest Violation"),
        ("system_busy", 500, "System is busy"),
        ("token_expired", 404, "404.001.03"),
    ],
)
async def test_faults_at_the_gate(caller: Caller, fault: str, status: int, shows: str) -> None:
    await caller.fault(fault)
    found = await caller.push()
    assert found[0] == status
    assert shows in str(found[1])
    assert (await caller.push())[0] == 200


async def test_a_fault_of_oauth(caller: Caller) -> None:
    await caller.fault("oauth_empty_400")
    assert await caller.oauth() == (400, "")


async def test_x42_lost_answer_shows_the_prompt_all_the_same(caller: Caller) -> None:
    await caller.fault("lost_answer")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await caller.push()
    assert (await caller.answer(pin="4321"))[1]["status"] == "paid"
    assert (await caller.receiver.next())["ResultCode"] == 0
    call = (await caller.json("GET", "/sim/calls?service=daraja"))[1][-2]
    assert (call["status"], call["direction"]) == (None, "in")


async def test_x42_early_callback_comes_before_the_answer(caller: Caller) -> None:
    await caller.fault("early_callback")
    _, accepted = await caller.push()
    assert caller.receiver.arrived.qsize() == 1
    callback = await caller.receiver.next()
    assert callback["CheckoutRequestID"] == accepted["CheckoutRequestID"]
    assert callback["ResultCode"] == 0


async def test_x42_lost_and_late_callbacks(caller: Caller) -> None:
    await caller.fault("lost_callback")
    _, accepted = await caller.push()
    await caller.answer(pin="4321")
    assert (await caller.query(accepted["CheckoutRequestID"]))[1]["ResultCode"] == "0"
    await caller.fault("late_callback", value=300)
    await caller.push(Amount=20)
    await caller.answer(pin="4321")
    await caller.advance(290)
    await asyncio.sleep(0.4)
    assert caller.receiver.arrived.empty()
    await caller.advance(11)
    assert items(await caller.receiver.next())["Amount"] == 20


async def test_x40_double_callbacks(caller: Caller) -> None:
    await caller.fault("double_callback", value=5)
    await caller.push()
    await caller.answer(pin="4321")
    found = [await caller.receiver.next() for _ in range(5)]
    assert all(one == found[0] for one in found)


async def test_x44_a_callback_with_another_amount_and_a_masked_phone(caller: Caller) -> None:
    await caller.fault("wrong_amount_callback", value=10)
    await caller.fault("masked_phone")
    await caller.push()
    await caller.answer(pin="4321")
    found = items(await caller.receiver.next())
    assert (found["Amount"], found["PhoneNumber"]) == (10.0, "0712***001")


async def test_x42_queries_that_do_not_help(caller: Caller) -> None:
    _, accepted = await caller.push()
    checkout_id = accepted["CheckoutRequestID"]
    await caller.answer(pin="4321")
    await caller.fault("query_4999", times=2)
    codes = [(await caller.query(checkout_id))[1]["ResultCode"] for _ in range(3)]
    assert codes == ["4999", "4999", "0"]
    await caller.fault("query_not_exist")
    status, found = await caller.query(checkout_id)
    assert (status, found["errorMessage"]) == (500, "The transaction does not Exist")
    await caller.fault("query_no_answer")
    status, found = await caller.query(checkout_id)
    assert (status, found["errorCode"], found["errorMessage"]) == (200, "500.001.1001", "")
    assert (await caller.query("ws_CO_nobody"))[0] == 500


@pytest.mark.parametrize(
    ("day", "letters"),
    [
        (datetime(2025, 10, 20, 16, 26, tzinfo=NAIROBI), "TJK"),
        (datetime(2026, 10, 2, 18, 11, tzinfo=NAIROBI), "UJ2"),
        (datetime(2019, 12, 19, 10, 21, tzinfo=NAIROBI), "NLJ"),
        (datetime(2027, 1, 31, 0, 5, tzinfo=NAIROBI), "VAV"),
    ],
)
def test_receipts_tell_their_day(day: datetime, letters: str) -> None:
    found = receipt(day.astimezone(ZoneInfo("UTC")))
    assert found[:3] == letters
    assert len(found) == 10


async def test_calls_are_counted_and_recorded(caller: Caller) -> None:
    await caller.push(Amount=0)
    stats = (await caller.json("GET", "/sim/stats"))[1]["daraja"]
    assert stats == {"requests": {"oauth": 1, "push": 1}, "rejected": {"400.002.02": 1}}
    calls = (await caller.json("GET", "/sim/calls?service=daraja"))[1]
    assert [call["status"] for call in calls] == [200, 400]
    assert calls[1]["body"]["AccountReference"] == "SS-7K2M9"


async def test_a_prompt_of_an_earlier_life_can_still_be_answered(caller: Caller) -> None:
    _, accepted = await caller.push()
    old = caller.sim.world.phones["amina"]
    async with Simulator(page=False) as sim:
        sim.world.adopt(old)
        later = Caller(sim, caller.http, caller.receiver)
        await later.oauth()
        assert (await later.query(accepted["CheckoutRequestID"]))[1]["ResultCode"] == "4999"
        await later.answer(pin="4321")
        assert (await caller.receiver.next())["ResultCode"] == 0
