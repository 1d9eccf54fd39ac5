"""Requests that are answered later, on a bad day: lost, late, doubled, timed out, refused."""

import asyncio

import aiohttp
import pytest

from tests.simulator.daraja_business import Business, business, values
from tests.simulator.daraja_caller import caller

__all__ = ["business", "caller"]  # fixtures, for pytest


async def test_x48_answers_and_results_that_go_astray(business: Business) -> None:
    fault = business.caller.fault
    await fault("b2c_lost_answer")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await business.pay_out("refund-1")
    assert (await business.result())["OriginatorConversationID"] == "refund-1"
    await fault("b2c_lost_result", phone="amina")
    await business.pay_out("refund-2")
    await asyncio.sleep(0.4)  # it is worked on soon, and another would take its fault
    assert business.results.empty()
    await fault("b2c_double_result", value=3)
    await business.pay_out("refund-3")
    found = [await business.result() for _ in range(3)]
    assert {one["OriginatorConversationID"] for one in found} == {"refund-3"}
    await fault("b2c_early_result")
    await business.pay_out("refund-4")
    assert business.results.qsize() == 1
    await business.result()
    await fault("b2c_late_result", value=300)
    await business.pay_out("refund-5")
    await asyncio.sleep(0.4)
    assert business.results.empty()
    await business.caller.advance(301)
    assert (await business.result())["OriginatorConversationID"] == "refund-5"
    assert await business.balance() == 5000 + 5 * 700


@pytest.mark.parametrize(
    ("fault", "balance", "state"),
    [("reversal_timeout", 3500, "Expired"), ("reversal_timeout_done", 5000, "Completed")],
)
async def test_x48_the_timeout_url_does_not_tell_what_became_of_it(
    business: Business, fault: str, balance: int, state: str
) -> None:
    receipt = await business.paid()
    await business.caller.fault(fault)
    _, accepted = await business.reverse(receipt)
    await asyncio.wait_for(business.timeouts.get(), 60)
    assert business.results.empty()
    assert await business.balance() == balance
    await business.status(OriginalConversationID=accepted["OriginatorConversationID"])
    assert values(await business.result())["TransactionStatus"] == state


@pytest.mark.parametrize(
    ("fault", "value", "code"),
    [
        ("reversal_refused", None, "2028"),
        ("reversal_insufficient", None, "1"),
        ("reversal_already_reversed", None, "R000001"),
        ("reversal_credential_locked", None, "8006"),
        ("reversal_result", 17, "17"),
        ("reversal_unknown_code", None, "7777"),
    ],
)
async def test_x48_reversals_refused_on_demand(
    business: Business, fault: str, value: int | None, code: str
) -> None:
    receipt = await business.paid()
    await business.caller.fault(fault, value=value)
    await business.reverse(receipt)
    assert str((await business.result())["ResultCode"]) == code
    assert await business.balance() == 3500


async def test_gates_that_are_shut(business: Business) -> None:
    for fault in ("status_html_503", "status_token_expired"):
        await business.caller.fault(fault)
        assert (await business.status(TransactionID="UKL0000001"))[0] in (503, 404)
    await business.caller.fault("b2c_spike", phone="amina")
    assert (await business.pay_out("refund-1"))[1]["errorCode"] == "500.003.02"
    assert (await business.pay_out("refund-1"))[0] == 200
    await business.caller.fault("pull_internal_error")
    assert (await business.pull())[0] == 500
