"""The simulated Paybill: URLs registered, a person pays from the menu, the business is told."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from simulator import Simulator
from tests.simulator.daraja_caller import Caller, Receiver, caller, items

__all__ = ["caller"]  # a fixture, for pytest


class Paybill:
    """A business that has registered its URLs; `accepts` is its answer to the next validation."""

    def __init__(self, caller: Caller, url: str) -> None:
        self.caller = caller
        self.url = url
        self.confirmed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.asked: list[dict[str, Any]] = []
        self.answer: Any = {"ResultCode": "0", "ResultDesc": "Accepted"}

    async def confirm(self, request: web.Request) -> web.Response:
        await self.confirmed.put(await request.json())
        return web.json_response({"ResultCode": 0, "ResultDesc": "Accepted"})

    async def check(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        return web.json_response(self.answer)

    async def register(self, **changes: Any) -> tuple[int, Any]:
        body = {
            "ShortCode": "174379",
            "ResponseType": "Completed",
            "ConfirmationURL": f"{self.url}/confirm",
            "ValidationURL": f"{self.url}/check",
        }
        return await self.caller.post("/daraja/mpesa/c2b/v2/registerurl", body | changes)

    async def pay(self, **changes: Any) -> tuple[int, Any]:
        body = {"business": "174379", "account": "ss 7k2m9", "amount": 1500, "pin": "4321"}
        return await self.caller.json("POST", "/sim/phones/amina/paybill", json=body | changes)

    async def next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.confirmed.get(), 60)


@pytest.fixture
async def paybill(caller: Caller) -> AsyncIterator[Paybill]:
    app = web.Application()
    runner = web.AppRunner(app, access_log=None)
    found = Paybill(caller, "")
    app.router.add_post("/hooks/c2b/abc/confirm", found.confirm)
    app.router.add_post("/hooks/c2b/abc/check", found.check)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/c2b/abc"
    yield found
    await runner.cleanup()


async def switch_on_validation(paybill: Paybill) -> None:
    status, found = await paybill.caller.json("POST", "/sim/daraja", json={"validation": True})
    assert (status, found["validation"]) == (200, True)


async def test_urls_are_registered_once(paybill: Paybill) -> None:
    status, found = await paybill.register()
    assert status == 200
    assert set(found) == {"OriginatorCoversationID", "ResponseCode", "ResponseDescription"}
    assert (found["ResponseCode"], found["ResponseDescription"]) == ("0", "Success")
    status, found = await paybill.register()
    assert (status, found["errorCode"]) == (500, "500.003.1001")
    assert found["errorMessage"] == "Urls are already registered."
    await paybill.caller.json("DELETE", "/sim/daraja/urls")
    assert (await paybill.register())[0] == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ShortCode": "600000"}, "Bad Request - Invalid ShortCode"),
        ({"ResponseType": "completed"}, "Bad Request - Invalid ResponseType"),
        ({"ResponseType": None}, "Bad Request - Invalid ResponseType"),
        ({"ConfirmationURL": "http://pay.example/c2b"}, "Bad Request - Invalid ConfirmationURL"),
        ({"ConfirmationURL": "https://Pay.example/c2b"}, "Bad Request - Invalid ConfirmationURL"),
        (
            {"ValidationURL": "https://pay.example/mpesa/check"},
            "Invalid ValidationURL - URL has the word MPESA",
        ),
        (
            {"ConfirmationURL": "https://pay.example/query"},
            "Invalid ConfirmationURL - URL has the word QUERY",
        ),
        (
            {"ConfirmationURL": "https://a1.ngrok.example/c2b"},
            "Invalid ConfirmationURL - URL has the word NGROK",
        ),
    ],
)
async def test_a_registration_is_refused(
    paybill: Paybill, changes: dict[str, Any], message: str
) -> None:
    status, found = await paybill.register(**changes)
    assert (status, found["errorCode"]) == (400, "400.002.02")
    assert found["errorMessage"].endswith(message)
    assert (await paybill.caller.json("GET", "/sim/daraja"))[1]["urls"] is None


async def test_a_dead_token_registers_nothing(paybill: Paybill) -> None:
    paybill.caller.token = "x" * 28
    status, found = await paybill.register()
    assert (status, found["errorCode"]) == (404, "404.001.03")


async def test_x45_a_person_pays_from_the_menu_and_the_business_is_told(paybill: Paybill) -> None:
    await paybill.register()
    status, paid = await paybill.pay()
    assert (status, paid["amount"], paid["balance"]) == (200, 1500, 3500)
    told = await paybill.next()
    time = told.pop("TransTime")
    assert len(time) == 14
    assert time.isdecimal()
    assert told == {
        "TransactionType": "Pay Bill",
        "TransID": paid["receipt"],
        "TransAmount": "1500.00",
        "BusinessShortCode": "174379",
        "BillRefNumber": "ss 7k2m9",
        "InvoiceNumber": "",
        "OrgAccountBalance": "51500.00",
        "ThirdPartyTransID": "",
        "MSISDN": "2547 ***** 001",
        "FirstName": "Amina",
        "MiddleName": "",
        "LastName": "Otieno",
    }
    phone = await paybill.caller.phone()
    assert phone["sms"][0]["from"] == "MPESA"
    assert phone["sms"][0]["text"].startswith(f"{paid['receipt']} Confirmed")
    assert "SMILING STEPS for account ss 7k2m9 on" in phone["sms"][0]["text"]
    assert phone["statement"] == [
        {
            "receipt": paid["receipt"],
            "amount": -1500,
            "who": "Smiling Steps",
            "reference": "ss 7k2m9",
            "date": phone["statement"][0]["date"],
            "balance": 3500,
        }
    ]
    assert paybill.asked == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"business": "600000"}, "no business"),
        ({"account": "   "}, "account number"),
        ({"account": "x" * 21}, "account number"),
        ({"amount": 0}, "amount"),
        ({"amount": 250_001}, "amount"),
        ({"amount": "12.50"}, "whole number"),
        ({"amount": 5001}, "not have enough money"),
        ({"pin": "0000"}, "wrong PIN"),
    ],
)
async def test_the_phone_refuses(paybill: Paybill, changes: dict[str, Any], words: str) -> None:
    await paybill.register()
    status, found = await paybill.pay(**changes)
    assert status == 409
    assert words in found["error"]
    phone = await paybill.caller.phone()
    assert (phone["balance"], phone["statement"]) == (5000, [])


async def test_x45_a_push_is_told_by_callback_and_by_confirmation(paybill: Paybill) -> None:
    await paybill.register()
    await paybill.caller.push()
    await paybill.caller.answer(pin="4321")
    callback = items(await paybill.caller.receiver.next())
    told = await paybill.next()
    assert told["TransID"] == callback["MpesaReceiptNumber"]
    assert told["BillRefNumber"] == "SS-7K2M9"
    assert told["TransAmount"] == "1500.00"
    assert (await paybill.caller.phone())["balance"] == 3500


async def test_x45_the_confirmation_may_come_before_the_callback(paybill: Paybill) -> None:
    await paybill.register()
    await paybill.caller.fault("early_confirmation")
    await paybill.caller.push()
    await paybill.caller.answer(pin="4321")
    await paybill.next()
    assert paybill.caller.receiver.arrived.empty()
    await paybill.caller.receiver.next()


async def test_a_failed_push_is_not_confirmed(paybill: Paybill) -> None:
    await paybill.register()
    await paybill.caller.push()
    await paybill.caller.answer(pin="9999")
    await paybill.caller.receiver.next()
    await asyncio.sleep(0.6)
    assert paybill.confirmed.empty()


async def test_validation_refuses_before_money_moves(paybill: Paybill) -> None:
    await paybill.register()
    await switch_on_validation(paybill)
    paybill.answer = {"ResultCode": "C2B00012", "ResultDesc": "Rejected"}
    status, found = await paybill.pay()
    assert status == 409
    assert "not known" in found["error"]
    asked = paybill.asked[0]
    assert (asked["OrgAccountBalance"], asked["BillRefNumber"]) == ("", "ss 7k2m9")
    assert (await paybill.caller.phone())["balance"] == 5000
    paybill.answer = {"ResultCode": "0", "ResultDesc": "Accepted"}
    status, paid = await paybill.pay()
    assert status == 200
    assert paybill.asked[1]["TransID"] == paid["receipt"] == (await paybill.next())["TransID"]


@pytest.mark.parametrize(("kind", "status"), [("Completed", 200), ("Cancelled", 409)])
async def test_without_an_answer_the_registered_type_decides(
    paybill: Paybill, kind: str, status: int
) -> None:
    await paybill.register(ResponseType=kind)
    await switch_on_validation(paybill)
    await paybill.caller.fault("validation_down")
    assert (await paybill.pay())[0] == status
    assert paybill.asked == []
    paybill.answer = "what?"
    assert (await paybill.pay())[0] == status


async def test_confirmations_lost_late_and_doubled(paybill: Paybill) -> None:
    await paybill.register()
    caller = paybill.caller
    await caller.fault("lost_confirmation", phone="amina")
    await paybill.pay(amount=10)
    await caller.fault("late_confirmation", value=300)
    await paybill.pay(amount=20)
    await asyncio.sleep(0.4)
    assert paybill.confirmed.empty()
    await caller.advance(301)
    assert (await paybill.next())["TransAmount"] == "20.00"
    await caller.fault("double_confirmation", value=3)
    await paybill.pay(amount=30)
    found = [await paybill.next() for _ in range(3)]
    assert [one["TransAmount"] for one in found] == ["30.00"] * 3
    assert found[0]["TransID"] == found[2]["TransID"]


async def test_a_hashed_phone_and_no_names(paybill: Paybill) -> None:
    await paybill.register()
    await paybill.caller.fault("hashed_msisdn")
    await paybill.caller.fault("blank_names")
    await paybill.pay()
    told = await paybill.next()
    assert told["MSISDN"] == hashlib.sha256(b"254712000001").hexdigest()
    assert [told[name] for name in ("FirstName", "MiddleName", "LastName")] == [""] * 3


async def test_without_urls_the_money_comes_all_the_same(paybill: Paybill) -> None:
    assert (await paybill.pay())[0] == 200
    assert (await paybill.caller.json("GET", "/sim/daraja"))[1]["working"] == 51_500


async def test_the_books_survive_a_restart(paybill: Paybill, tmp_path: Any) -> None:
    file = tmp_path / "world.json"
    async with Simulator(state=file, page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", "+254712000001", balance=5000, pin="4321")
        paid = await Paybill(Caller(sim, http, Receiver()), "").pay()
        assert paid[0] == 200
    async with Simulator(state=file, page=False) as sim, aiohttp.ClientSession() as http:
        caller = Caller(sim, http, Receiver())
        assert (await caller.phone())["statement"][0]["receipt"] == paid[1]["receipt"]
        assert (await caller.json("GET", "/sim/daraja"))[1]["working"] == 51_500
