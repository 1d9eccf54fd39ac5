"""The simulated Daraja on a bad day: results, lost answers, callbacks, gates that are shut."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from simulator import Simulator
from simulator.daraja.receipts import receipt
from tests.simulator.daraja_caller import NAIROBI, Caller, caller, items

__all__ = ["caller"]  # a fixture, for pytest


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
