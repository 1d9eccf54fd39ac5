"""Money on its way back: once, by the way it came, and everybody hears of it (M6, X47, X48)."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.steps import AMINA
from tests.town import Town
from tests.world.paying import alarms, booking, dues_ticked, texts
from tests.world.refunding import (
    FULL_PURSE,
    an_admin,
    open_the_refund,
    paid_and_cancelled,
    purse,
    refund,
    ticked,
    until_state,
)

pytestmark = pytest.mark.usefixtures("books")


async def test_x47_a_cancelled_session_is_paid_back_by_reversal(here: Town) -> None:
    await paid_and_cancelled(here)
    found = await until_state(here, "done")
    assert (found["method"], found["attempts"]) == ("reversal", 1)
    assert await purse(here) == FULL_PURSE
    assert (await booking(here))["payment_status"] == "refunded"
    told = await here.phone(AMINA).expect("KES 2,500 for BK-")
    assert "has been sent back to 0712 000 001" in told["text"]
    assert found["provider_code"] in told["text"]


async def test_x47_a_reversal_that_is_refused_becomes_a_payment_to_the_phone(here: Town) -> None:
    await here.fault("daraja", "reversal_refused")
    await paid_and_cancelled(here)
    found = await until_state(here, "done")
    assert (found["method"], found["attempts"]) == ("b2c", 2)
    assert await purse(here) == FULL_PURSE
    kinds = await here.sql("SELECT kind, state, result_code FROM mpesa_requests ORDER BY id")
    assert [(one["kind"], one["result_code"]) for one in kinds] == [
        ("reversal", "2028"), ("b2c", "0"),
    ]  # fmt: skip


async def test_x47_refused_twice_it_is_an_admins_and_paid_out_by_hand(here: Town) -> None:
    admin = await an_admin(here)
    for name in ("reversal_refused", "b2c_unregistered"):
        await here.fault("daraja", name)
    await paid_and_cancelled(here)
    await until_state(here, "failed")
    assert await purse(here) == FULL_PURSE - 2_500
    await here.phone(AMINA).expect("sends it to you by hand")
    await admin.expect("To be paid out by hand: KES 2,500")
    await admin.tap("Money to send back")
    await admin.tap("^KES 2,500 · Amina")
    await admin.expect("Refused: it has to be paid out by hand")
    await admin.tap("I have paid it out")
    await admin.send("UKL7654321 Confirmed. Ksh2,500.00 sent to AMINA NJERI 0712000001 on 21/11/26")
    await admin.expect("It has been paid out by hand")
    found = await refund(here)
    assert (found["state"], found["method"], found["provider_code"]) == (
        "done", "hand", "UKL7654321",
    )  # fmt: skip
    assert found["done_by_id"] is not None
    await here.phone(AMINA).expect("M-Pesa receipt: UKL7654321")


async def test_x47_without_a_receipt_or_a_way_it_is_credit_if_an_admin_says_so(here: Town) -> None:
    admin = await an_admin(here)
    await here.fault("daraja", "reversal_credential_locked")
    await paid_and_cancelled(here)
    await until_state(here, "failed")
    await open_the_refund(admin)
    await admin.tap("Make it credit instead")
    await admin.expect("They are told")
    await admin.tap("^Make it credit$")
    await admin.expect("It stays here")
    assert (await refund(here))["state"] == "withdrawn"
    await here.phone(AMINA).expect("is kept for you instead")


async def test_x47_a_credit_goes_back_when_its_client_wants_it(here: Town) -> None:
    admin = await an_admin(here)
    await here.fault("daraja", "reversal_credential_locked")
    await paid_and_cancelled(here)
    await until_state(here, "failed")
    client = here.phone(AMINA)
    await open_the_refund(admin)
    await admin.tap("Make it credit instead")
    await admin.tap("^Make it credit$")
    await client.expect("is kept for you instead")
    await client.tap("My money")
    await client.expect("KES 2,500 is kept for you")
    await client.tap("Send it back")
    await client.expect("KES 2,500 goes to 0712 000 001")
    await client.tap("Send KES 2,500 back")
    await client.expect("is on its way back")
    await until_state(here, "done", "withdrawn")
    assert await purse(here) == FULL_PURSE


@pytest.mark.parametrize("fault", ["reversal_lost_result", "reversal_timeout_done"])
async def test_x48_a_lost_result_is_looked_up_and_never_asked_again(
    here: Town, fault: str, log: list[MutableMapping[str, Any]]
) -> None:
    await here.fault("daraja", fault)
    await paid_and_cancelled(here)
    found = await until_state(here, "done", seconds=20)
    assert await purse(here) == FULL_PURSE
    assert (found["method"], found["attempts"]) == ("reversal", 1)
    asked = await here.sql("SELECT kind FROM mpesa_requests WHERE kind <> 'status'")
    assert [one["kind"] for one in asked] == ["reversal"]
    assert [text for text in await texts(here) if "has been sent back" in text]
    assert "refund_unclear" not in alarms(log)


async def test_x48_a_payout_whose_answer_is_lost_is_paid_once(here: Town) -> None:
    for name in ("reversal_refused", "b2c_lost_answer", "b2c_lost_result"):
        await here.fault("daraja", name)
    await paid_and_cancelled(here)
    await until_state(here, "done", seconds=30)
    assert await purse(here) == FULL_PURSE


async def test_x48_after_two_days_a_person_says_that_it_was_sent(here: Town) -> None:
    """Its answer and its result are lost, so it has no name that could be looked up."""
    admin = await an_admin(here)
    for name in ("reversal_lost_answer", "reversal_lost_result"):
        await here.fault("daraja", name)
    await paid_and_cancelled(here)
    await until_state(here, "unknown", seconds=20)
    for _ in range(4):
        await dues_ticked(here, 13 * 3600)
    await admin.expect("Did KES 2,500 go back?")
    await here.phone(AMINA).expect("takes longer to go back")
    await open_the_refund(admin)
    await admin.expect("Nobody knows whether it was sent")
    await admin.tap("^It was sent$")
    await admin.tap("There is no code")
    await admin.expect("It has been sent")
    await ticked(here)
    assert await purse(here) == FULL_PURSE
    assert len([t for t in await texts(here) if "has been sent back" in t]) == 1


async def test_x48_sent_again_it_still_arrives_once(here: Town) -> None:
    admin = await an_admin(here)
    for name in ("reversal_lost_answer", "reversal_lost_result"):
        await here.fault("daraja", name)
    await paid_and_cancelled(here)
    for _ in range(5):
        await dues_ticked(here, 13 * 3600)
    await admin.expect("Did KES 2,500 go back?")
    await open_the_refund(admin)
    await admin.tap("It was not sent: send again")
    await until_state(here, "done")
    assert await purse(here) == FULL_PURSE
