"""The ways back that are not M-Pesa's reversal: Paystack's, a part of a sum, a person's hand."""

from collections.abc import AsyncIterator

import pytest

from bot.story.steps import AMINA, Step
from tests.town import HURRIED, Town, open_town
from tests.world.paying import APPROVED, booking, dues_ticked, settled, texts
from tests.world.refunding import (
    CANCEL,
    FULL_PURSE,
    an_admin,
    paid_and_cancelled,
    purse,
    refund,
    refunds,
    ticked,
    until_state,
)

CARD = (
    Step(AMINA, "tap", "Pay · ", ((AMINA, "Which M-Pesa number"),)),
    Step(AMINA, "tap", "Pay by card", ((AMINA, "The button opens a secure page"),)),
    Step(AMINA, "card", "success", ((AMINA, "Your session is confirmed"),)),
)


@pytest.fixture
async def without_operator(database_url: str) -> AsyncIterator[Town]:
    """A practice whose settings name nobody who may send money back by M-Pesa."""
    nobody = {"DARAJA_INITIATOR": "", "DARAJA_INITIATOR_PASSWORD": "", "DARAJA_CERTIFICATE": ""}
    async with open_town(database_url, **HURRIED, **nobody) as town:
        yield town


@pytest.mark.usefixtures("books")
async def test_x47_a_card_payment_goes_back_through_paystack(here: Town) -> None:
    await here.play((*APPROVED, *CARD, *CANCEL))
    await until_state(here, "done", seconds=60)
    found = await refund(here)
    assert (found["method"], found["attempts"]) == ("paystack", 1)
    assert (await booking(here))["payment_status"] == "refunded"
    await here.phone(AMINA).expect("has been sent back the way you paid it")


@pytest.mark.usefixtures("books")
async def test_x48_a_lost_answer_of_paystack_is_looked_up_on_its_list(here: Town) -> None:
    await here.play((*APPROVED, *CARD))
    await here.fault("paystack", "lost_answer", method="refund")
    await here.play(CANCEL)
    await until_state(here, "done", seconds=60)
    assert (await refund(here))["attempts"] == 1


@pytest.mark.usefixtures("books")
async def test_x47_what_paystack_refuses_is_paid_by_hand(here: Town) -> None:
    admin = await an_admin(here)
    await here.play((*APPROVED, *CARD))
    await here.fault("paystack", "refund_fails")
    await here.play(CANCEL)
    await until_state(here, "failed", seconds=60)
    await admin.expect("To be paid out by hand")


@pytest.mark.usefixtures("books")
async def test_x48_paystack_wants_a_bank_account_and_an_admin_is_told_once(here: Town) -> None:
    admin = await an_admin(here)
    await here.play((*APPROVED, *CARD))
    await here.fault("paystack", "refund_needs_attention")
    await here.play(CANCEL)
    await until_state(here, "unknown", seconds=60)
    await dues_ticked(here, 600)
    await admin.expect("Paystack can't send KES 2,500 back yet")
    assert (await refund(here))["note"] == "needs_attention"
    assert len([t for t in await texts(here, "grace") if "Paystack can't" in t]) == 1


@pytest.mark.usefixtures("books")
async def test_x47_cancelling_what_nobody_paid_moves_no_money(here: Town) -> None:
    await here.play(APPROVED)
    amina = here.phone(AMINA)
    await amina.send("/sessions")
    await amina.tap("· Brian Otieno")
    await amina.tap("^Cancel it…")
    await amina.expect("Nothing has been paid")
    await amina.tap("^Cancel it$")
    await amina.expect("There is nothing to give back")
    await ticked(here)
    assert await refunds(here) == []
    assert await here.sql("SELECT id FROM ledger_entries") == []


async def test_x47_without_an_operator_money_goes_back_by_hand(without_operator: Town) -> None:
    here = without_operator
    admin = await an_admin(here)
    await paid_and_cancelled(here)
    await ticked(here)
    found = await refund(here)
    assert (found["state"], found["method"], found["attempts"]) == ("due", "hand", None)
    await admin.expect("To be paid out by hand")
    await here.phone(AMINA).expect("sends it to you by hand")
    await dues_ticked(here, 3600)
    await settled(here)
    assert await purse(here) == FULL_PURSE - 2_500
