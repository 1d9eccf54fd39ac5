"""Paying by card: one link, events that are only hints, and what Paystack says when asked (X50)."""

from typing import Any

import pytest

from bot.story.steps import AMINA, BRIAN, Step
from tests.town import Town
from tests.world.paying import (
    APPROVED,
    booking,
    payment,
)

pytestmark = pytest.mark.usefixtures("books")

CARD = Step(AMINA, "tap", "Pay by card", ((AMINA, "Pay KES 2,500 by card"),))
PAID = ((AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))


async def until_the_link(here: Town) -> dict[str, Any]:
    """Amina has her link on the screen."""
    await here.play(
        (*APPROVED, Step(AMINA, "tap", "Pay · ", ((AMINA, "Which M-Pesa number"),)), CARD)
    )
    await here.phone(AMINA).expect("The button opens a secure page")
    return await payment(here)


async def test_x50_paid_by_card(here: Town) -> None:
    of = await until_the_link(here)
    assert (of["provider"], of["phone"], of["status"]) == ("paystack", None, "prompted")
    await here.play((Step(AMINA, "card", "success", PAID),))
    of, booked = await payment(here), await booking(here)
    assert (of["status"], booked["status"], booked["payment_status"]) == (
        "paid",
        "confirmed",
        "paid",
    )
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["provider"], money["source"]) == ("paystack", "paystack")
    assert (money["code"], money["amount_minor"]) == (of["callback_token"], 250_000)
