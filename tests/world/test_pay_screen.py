"""The screen on which a client pays: what has come in, one's own credit, and every other way."""

import asyncio
from typing import Any

import pytest

from tests.town import Town
from tests.world.paying import PIN_STEP, booking, labels, payment, settled, until_she_may_pay
from tests.world.test_paybill import confirm, notice, owed, reference
from tests.world.test_payments import ANOTHER

pytestmark = pytest.mark.usefixtures("books")


async def with_credit(here: Town, shillings: int) -> dict[str, Any]:
    """Amina has paid that much too much for one session, and looks at the bill of the next."""
    await until_she_may_pay(here)
    await confirm(here, notice(await reference(here), f"{2500 + shillings}.00"))
    amina = here.phone("amina")
    await amina.expect("Your session is confirmed")
    await settled(here)
    assert await owed(here, "credit:%") == shillings * 100
    await amina.mark()
    await here.play(ANOTHER)
    message, _ = await amina.find("Pay with my")
    return message


async def test_m4_credit_that_is_enough_confirms_without_a_prompt(here: Town) -> None:
    message = await with_credit(here, 5000)
    assert labels(message)[0] == "Pay with my KES 4,200"
    amina = here.phone("amina")
    await amina.mark()
    _, button = await amina.find("Pay with my")
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(amina.post("tap", tap) for _ in range(3)))
    await amina.expect("KES 4,200 from your credit")
    await amina.expect("Your session is confirmed")
    await settled(here)
    assert await owed(here, "credit:%") == 80_000
    assert await here.sql("SELECT id FROM payments") == []
    assert (await booking(here))["payment_status"] == "paid"


async def test_m4_credit_pays_a_part_and_the_prompt_asks_for_the_rest(here: Town) -> None:
    message = await with_credit(here, 1500)
    amina = here.phone("amina")
    assert "You have KES 1,500 of your own" in message["text"]
    await amina.mark()
    await amina.send("0712000001")
    await amina.expect("I send the M-Pesa request")
    await amina.tap("Pay with my")
    shown = await amina.expect("KES 1,500 of KES 4,200 has come in")
    assert labels(shown)[0] == "Pay KES 2,700 now"
    assert (await booking(here))["payment_status"] == "partly_paid"
    await amina.mark()
    await amina.tap("KES 2,700 now$")
    await amina.expect("Look at your phone")
    assert (await payment(here))["amount_minor"] == 270_000
    await here.play((PIN_STEP,))
    await settled(here)
    assert await owed(here, "credit:%") == 0


async def test_m2_by_paybill_from_the_screen_to_the_confirmed_session(here: Town) -> None:
    """In two parts, as they come; the screen says what is missing."""
    await until_she_may_pay(here)
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("^By Paybill$")
    shown = await amina.expect("Business number: 174379")
    account = await reference(here)
    copies = [button.get("copy") for row in shown["keyboard"] for button in row]
    assert copies[:2] == ["174379", account]
    await confirm(here, notice(account, "1000.00"))
    await amina.expect("KES 1,000 has come in")
    await amina.tap("^Pay the other KES 1,500$")
    await amina.expect("KES 1,000 of KES 2,500 has come in")
    await confirm(here, notice(account, "1500.00", TransID="UKL7654321"))
    await amina.expect("Your session is confirmed")
