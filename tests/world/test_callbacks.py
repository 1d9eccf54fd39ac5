"""Callbacks: in parallel, early, lost, late, forged; one payment comes out (X40, X42, X44)."""

import asyncio
from typing import Any

import pytest

from services import payments
from services.payments import Held, News
from tests.town import Town
from tests.world.paying import (
    PAY_STEP,
    PIN_STEP,
    booking,
    books_agree,
    call_back,
    callback,
    outcomes,
    payment,
    settled,
    texts,
    until_she_may_pay,
    until_the_prompt,
)


async def _five_at_once(here: Town) -> None:
    of = await payment(here)
    body = callback(of)
    await asyncio.gather(*(call_back(here, of["callback_token"], body, spaces=n) for n in range(5)))
    await settled(here)


async def test_x40_five_callbacks_at_once_are_one_payment(here: Town) -> None:
    await until_the_prompt(here)
    await _five_at_once(here)
    assert sorted(await outcomes(here)) == ["known already"] * 4 + ["paid"]
    assert len(await here.sql("SELECT id FROM ledger_entries")) == 2
    confirmed = [text for text in await texts(here) if "Your session is confirmed" in text]
    assert len(confirmed) == 1
    await books_agree(here)


async def test_x40_without_the_guard_only_the_ledger_stands_between(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard taken away: each report counts as money, until the ledger doesn't balance."""

    async def unguarded(held: Held, receipt: str | None, amount: int, now: Any) -> News:
        del held, receipt, amount, now
        return News.MONEY

    await until_the_prompt(here)
    monkeypatch.setattr(payments, "paid", unguarded)
    await _five_at_once(here)
    assert sorted(map(str, await outcomes(here))) == ["None"] * 4 + ["paid"]


async def test_x40_the_same_bytes_again_are_no_row_of_their_own(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    for _ in range(3):
        assert await call_back(here, of["callback_token"], callback(of)) == 200
    await settled(here)
    assert await outcomes(here) == ["paid"]


async def test_x42_the_callback_comes_before_the_answer(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "early_callback")
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    await amina.expect("Your session is confirmed")
    await settled(here)
    found = await payment(here)
    assert found["status"] == "paid"
    assert found["checkout_request_id"]
    await books_agree(here)


async def test_x42_the_answer_is_lost_and_the_callback_finds_its_payment(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_answer")
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    await amina.expect("please don't pay twice")
    assert (await payment(here))["status"] == "unknown"
    await here.play((PIN_STEP,))
    await books_agree(here)


async def test_x42_the_answer_is_lost_and_nothing_ever_comes(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_answer")
    await here.fault("daraja", "lost_callback")
    amina = here.phone("amina")
    await amina.tap("now$")
    await amina.expect("please don't pay twice")
    await amina.mark()
    await here.move_clock(310)
    await amina.expect("M-Pesa hasn't answered us")
    await amina.find("Pay again")
    assert (await payment(here))["status"] == "failed"


async def test_x42_a_lost_callback_is_made_up_for_by_the_query(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_callback")
    await here.play((PAY_STEP,))
    amina = here.phone("amina")
    await amina.mark()
    await amina.enter_pin()
    await here.move_clock(15)
    await amina.expect("receipt follows")
    await amina.expect("Your session is confirmed")
    of = await payment(here)
    assert of["receipt"] is None
    await call_back(here, of["callback_token"], callback(of))
    await amina.expect("Your M-Pesa receipt")
    assert (await payment(here))["receipt"] == "UKL1234567"
    await books_agree(here)


async def test_x42_4999_six_times_then_paid(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_callback")
    await here.play((PAY_STEP,))
    amina = here.phone("amina")
    await amina.mark()
    await amina.enter_pin()
    await here.fault("daraja", "query_4999", times=6)
    for seconds in (11, 21, 31, 61, 181, 601):
        await here.move_clock(seconds)
        await _asked(here)
        assert (await payment(here))["status"] == "prompted"
    await here.move_clock(2701)
    await amina.expect("Your session is confirmed")
    await books_agree(here)


async def _asked(here: Town) -> None:
    """Wait until the query that was due has been answered."""
    before = (await payment(here))["queries"]
    for _ in range(100):
        calls = await here.get("/sim/calls?service=daraja")
        if sum("stkpushquery" in call["path"] for call in calls) >= before:
            break
        await asyncio.sleep(0.02)
    assert here.program is not None
    await here.program.loops.run_all()


@pytest.mark.parametrize("fault", ["query_not_exist", "query_no_answer"])
async def test_x42_a_query_that_says_nothing_changes_nothing(here: Town, fault: str) -> None:
    await until_the_prompt(here)
    await here.fault("daraja", fault, times=None)
    await here.move_clock(15)
    await _asked(here)
    assert (await payment(here))["status"] == "prompted"
    await here.play((PIN_STEP,))


@pytest.mark.parametrize("code", [7777, 9999, 1036])
async def test_x42_x43_an_unclear_result_stays_pending(here: Town, code: int) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    await call_back(here, of["callback_token"], callback(of, code=code))
    await settled(here)
    assert await outcomes(here) == [f"pending: {code}"]
    found = await payment(here)
    assert (found["status"], found["result_code"]) == ("prompted", str(code))
    await here.play((PIN_STEP,))
    await books_agree(here)


@pytest.mark.parametrize(
    ("forgery", "outcome"),
    [
        ({"checkout": "ws_CO_guessed"}, "refused: unknown checkout id"),
        ({"amount": 1}, "refused: wrong amount"),
        ({"amount": 2500.5}, "refused: wrong amount"),
        ({"receipt": ""}, "refused: no receipt"),
    ],
)
async def test_x44_a_forged_success_changes_nothing(
    here: Town, forgery: dict[str, Any], outcome: str
) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    assert await call_back(here, of["callback_token"], callback(of, **forgery)) == 200
    await settled(here)
    assert await outcomes(here) == [outcome]
    assert await payment(here) == of
    assert (await booking(here))["status"] == "approved"


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (b"", "refused: malformed"),
        (b"<html>", "refused: malformed"),
        (b'{"Body": {}}', "refused: malformed"),
        (b'[{"Body": 1}]', "refused: malformed"),
    ],
)
async def test_x44_junk_is_recorded_and_changes_nothing(
    here: Town, raw: bytes, outcome: str
) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    assert await call_back(here, of["callback_token"], raw) == 200
    await settled(here)
    assert await outcomes(here) == [outcome]
    assert await payment(here) == of


async def test_x44_an_unknown_token_hears_the_same_and_changes_nothing(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    assert await call_back(here, "0" * 48, callback(of)) == 200
    assert await call_back(here, of["callback_token"], b"x" * 300_000) == 413
    await settled(here)
    assert await outcomes(here) == ["refused: unknown token"]
    assert await payment(here) == of
