"""Callbacks: in parallel, early, lost, late, forged; one payment comes out (X40, X42, X44)."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from tests.town import Town
from tests.world.paying import (
    PAY_STEP,
    PIN_STEP,
    alarms,
    booking,
    call_back,
    callback,
    dues_ticked,
    five_at_once,
    outcomes,
    payment,
    settled,
    texts,
    until_she_may_pay,
    until_the_prompt,
)

pytestmark = pytest.mark.usefixtures("books")


async def test_x40_five_callbacks_at_once_are_one_payment(here: Town) -> None:
    """Each with bytes of its own; the query says the same at the same moment."""
    await until_the_prompt(here)
    of = await payment(here)
    amina, brian = here.phone("amina"), here.phone("brian")
    await amina.mark()
    await brian.mark()
    await five_at_once(here, of)
    await amina.expect("Your session is confirmed")
    await brian.expect("Confirmed and paid")
    assert sorted(await outcomes(here)) == ["known already"] * 4 + ["paid"]
    assert len(await here.sql("SELECT id FROM ledger_entries")) == 2
    for person, words in (("amina", "Your session is confirmed"), ("brian", "Confirmed and paid")):
        assert len([text for text in await texts(here, person) if words in text]) == 1


async def test_x40_contradicting_reports_at_once_are_one_payment(here: Town) -> None:
    """Failures, successes and the query's answer, in whichever order they are taken."""
    await until_the_prompt(here)
    of = await payment(here)
    assert here.program is not None
    await here.phone("amina").mark()
    await here.sql("UPDATE payments SET next_query_at = asked_at")
    await asyncio.gather(
        here.program.loops.run_all(),
        *(call_back(here, of["callback_token"], callback(of, code=code), spaces=n)
          for n, code in enumerate((1032, 0, 1037, 0, 9999))),
    )  # fmt: skip
    await here.phone("amina").expect("Your session is confirmed")
    await settled(here)
    assert (await outcomes(here)).count("paid") == 1
    assert len(await here.sql("SELECT id FROM ledger_entries")) == 2
    assert (await payment(here))["status"] == "paid"


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


async def test_x42_the_answer_is_lost_and_the_callback_finds_its_payment(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_answer")
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    await amina.expect("please don't pay twice")
    assert (await payment(here))["status"] == "unknown"
    await here.play((PIN_STEP,))


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


async def test_x42_4999_six_times_then_paid(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "lost_callback")
    await here.play((PAY_STEP,))
    amina = here.phone("amina")
    await amina.mark()
    await amina.enter_pin()
    await here.fault("daraja", "query_4999", times=6)
    for seconds in (11, 21, 31, 61, 181, 601):
        await dues_ticked(here, seconds)
        assert (await payment(here))["status"] == "prompted"
    await here.move_clock(2701)
    await amina.expect("Your session is confirmed")


@pytest.mark.parametrize("fault", ["query_not_exist", "query_no_answer"])
async def test_x42_a_query_that_says_nothing_changes_nothing(here: Town, fault: str) -> None:
    await until_the_prompt(here)
    await here.fault("daraja", fault, times=None)
    await dues_ticked(here, 15)
    assert (await payment(here))["status"] == "prompted"
    await here.play((PIN_STEP,))


async def test_x42_an_unknown_result_stays_pending_and_calls_a_person(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    amina = here.phone("amina")
    await amina.mark()
    for spaces in range(2):
        await call_back(here, of["callback_token"], callback(of, code=7777), spaces)
    await amina.expect("don't pay again for now")
    await settled(here)
    assert await outcomes(here) == ["pending: 7777"] * 2
    found = await payment(here)
    assert (found["status"], found["result_code"]) == ("prompted", "7777")
    assert alarms(log) == ["mpesa_result_needs_a_person"] * 2
    await here.play((PIN_STEP,))


FORGED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"checkout": "ws_CO_guessed"}, "refused: unknown checkout id"),
    ({"checkout": "ws_CO_guessed", "code": 1032}, "refused: unknown checkout id"),
    ({"amount": 1}, "refused: wrong amount"),
    ({"amount": 2500.5}, "refused: wrong amount"),
    ({"amount": 25e300}, "refused: malformed"),
    ({"receipt": ""}, "refused: no receipt"),
    ({"receipt": "U" * 40}, "refused: no receipt"),
    ({"receipt": "UKL\0234567"}, "refused: no receipt"),
)
JUNK = (b"", b"<html>", b'{"Body": {}}', b'[{"Body": 1}]', b"\xff\x00", b"[" * 5000)


async def test_x44_what_is_forged_or_junk_changes_nothing(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    """With the right token, even; each is recorded, and each calls a person."""
    await until_the_prompt(here)
    of = await payment(here)
    bodies: list[dict[str, Any] | bytes] = [callback(of, **forgery) for forgery, _ in FORGED]
    for body in [*bodies, *JUNK]:
        assert await call_back(here, of["callback_token"], body) == 200
    await settled(here)
    expected = [outcome for _, outcome in FORGED] + ["refused: malformed"] * len(JUNK)
    assert await outcomes(here) == expected
    assert alarms(log) == ["callback_refused"] * len(expected)
    assert await payment(here) == of
    assert (await booking(here))["status"] == "approved"


async def test_x44_a_wrong_amount_is_put_right_by_the_query(here: Town) -> None:
    """The phone has paid, a callback that says KES 1 doesn't count, and M-Pesa itself is asked."""
    await until_the_prompt(here)
    await here.fault("daraja", "wrong_amount_callback")
    amina = here.phone("amina")
    await amina.mark()
    await amina.enter_pin()
    await dues_ticked(here, 15)
    await amina.expect("Your session is confirmed")
    assert (await payment(here))["receipt"] is None


async def test_x44_a_callback_sent_on_to_another_payment_is_refused(here: Town) -> None:
    """The second push's answer is lost, so its token alone names it; the id is the first one's."""
    await until_the_prompt(here)
    first = await payment(here)
    amina = here.phone("amina")
    await call_back(here, first["callback_token"], callback(first, code=1032))
    await amina.expect("so nothing was paid")
    await here.move_clock(130)
    await here.fault("daraja", "lost_answer")
    await amina.tap("Pay again")
    await amina.expect("please don't pay twice")
    second = await payment(here)
    assert second["checkout_request_id"] is None
    await call_back(here, second["callback_token"], callback(first))
    await settled(here)
    assert "refused: checkout id of another payment" in await outcomes(here)
    assert await payment(here) == second
    await here.play((PIN_STEP,))


async def test_x44_only_a_small_post_is_listened_to(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    url = f"{here.environment['PUBLIC_URL']}/hooks/pay/{of['callback_token']}"
    for method, status in (("GET", 405), ("HEAD", 405), ("PUT", 405)):
        async with here.session.request(method, url) as response:
            assert response.status == status
    assert await call_back(here, of["callback_token"], b"x" * 300_000) == 413
    assert await outcomes(here) == []
    assert await payment(here) == of


async def test_x44_an_unknown_token_hears_the_same_and_changes_nothing(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    assert await call_back(here, "0" * 48, callback(of)) == 200
    assert await call_back(here, "../tg", callback(of)) in {200, 404}
    await settled(here)
    assert await outcomes(here) == ["refused: unknown token"]
    assert await payment(here) == of
