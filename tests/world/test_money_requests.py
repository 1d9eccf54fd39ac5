"""Reversal, payout and status against the simulated Daraja, with faults on the way (X42, X47)."""

import asyncio
from typing import Any

import pytest

from tests.town import Town
from tests.world.money_requests import SHILLINGS, ask, balance, request
from tests.world.paying import PIN_STEP, dues_ticked, settled, until_the_prompt

AMINA = "+254712000001"


async def ended(here: Town, request_id: int, states: tuple[str, ...] = ("done",)) -> dict[str, Any]:
    """The request, once it is in one of these states; the clock stands still meanwhile."""
    assert here.program is not None
    for _ in range(200):
        await here.program.loops.run_all()
        if (await request(here, request_id))["state"] in states:
            break
        await asyncio.sleep(0.02)
    await settled(here)
    found = await request(here, request_id)
    assert found["state"] in states
    return found


async def test_x42_a_payout_reaches_the_phone(here: Town) -> None:
    before = await balance(here)
    asked = await ask(here, "b2c", phone=AMINA)
    done = await ended(here, asked)
    assert (done["result_code"], len(done["result_receipt"])) == ("0", 10)
    assert await balance(here) == before + SHILLINGS


async def test_x42_a_payment_goes_back_by_its_receipt_and_can_be_asked_about(here: Town) -> None:
    before = await balance(here)
    await until_the_prompt(here)
    await here.play((PIN_STEP,))
    await settled(here)
    [paid] = await here.sql("SELECT code, amount_minor FROM money_in")
    asked = await ask(here, "status", about_code=paid["code"])
    assert (await ended(here, asked))["result_receipt"] == paid["code"]
    asked = await ask(here, "reversal", about_code=paid["code"], amount_minor=paid["amount_minor"])
    done = await ended(here, asked)
    assert done["result_receipt"] not in {None, paid["code"]}
    assert await balance(here) == before


@pytest.mark.parametrize("fault", ["b2c_lost_answer", "b2c_early_result", "b2c_double_result"])
async def test_x42_whatever_happens_to_the_answer_one_payout_leaves(here: Town, fault: str) -> None:
    before = await balance(here)
    await here.fault("daraja", fault)
    asked = await ask(here, "b2c", phone=AMINA)
    assert (await ended(here, asked))["result_code"] == "0"
    await dues_ticked(here, 3600)
    assert await balance(here) == before + SHILLINGS


@pytest.mark.parametrize("fault", ["b2c_timeout_done", "b2c_lost_result"])
async def test_x42_a_payout_without_a_result_is_looked_up_by_its_name(
    here: Town, fault: str
) -> None:
    before = await balance(here)
    await here.fault("daraja", fault)
    asked = await ask(here, "b2c", phone=AMINA)
    await ended(here, asked, ("accepted", "unknown"))
    for _ in range(3):
        await dues_ticked(here, 150)
        await asyncio.sleep(0.4)
    assert (await ended(here, asked))["result_code"] == "0"
    assert await balance(here) == before + SHILLINGS


async def test_x42_a_payout_without_answer_and_result_is_sent_again_and_paid_once(
    here: Town,
) -> None:
    before = await balance(here)
    await here.fault("daraja", "b2c_lost_answer")
    await here.fault("daraja", "b2c_lost_result")
    asked = await ask(here, "b2c", phone=AMINA)
    await ended(here, asked, ("unknown",))
    for _ in range(4):
        await dues_ticked(here, 150)
        await asyncio.sleep(0.4)
    assert (await ended(here, asked))["result_code"] == "0"
    assert await balance(here) == before + SHILLINGS
    calls = await here.get("/sim/calls")
    sent = [call["body"] for call in calls if "b2c/v3" in call["path"]]
    assert len(sent) == 2
    assert len({body["OriginatorConversationID"] for body in sent}) == 1


async def test_x42_a_payout_that_timed_out_undone_is_known_to_have_failed(here: Town) -> None:
    before = await balance(here)
    await here.fault("daraja", "b2c_timeout")
    asked = await ask(here, "b2c", phone=AMINA)
    await ended(here, asked, ("unknown",))
    for _ in range(3):
        await dues_ticked(here, 150)
        await asyncio.sleep(0.4)
    assert (await ended(here, asked))["result_code"] == "EXPIRED"
    assert await balance(here) == before


async def test_x44_a_strangers_result_moves_nothing(here: Town) -> None:
    body = {"Result": {"ResultCode": 0, "TransactionID": "UJ2AAAAAAA"}}
    base = here.environment["PUBLIC_URL"]
    for path in ("done/x", f"done/{'0' * 48}", f"late/{'0' * 48}"):
        async with here.session.post(f"{base}/hooks/{path}", json=body) as response:
            assert await response.json() == {"ResultCode": 0, "ResultDesc": "Accepted"}
    await settled(here)
    found = await here.sql("SELECT source, outcome FROM inbox WHERE lane LIKE 'ask:%' ORDER BY id")
    assert [(one["source"], one["outcome"]) for one in found] == [
        ("mpesa_result", "refused: unknown token"),
        ("mpesa_late", "refused: unknown token"),
    ]
