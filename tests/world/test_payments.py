"""One payment at a time: taps, devices, bookings, phones, and what the logs say (X41, X46, X70)."""

import asyncio
import logging
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.booking import BOOKING, DECLINED
from bot.story.steps import AMINA
from handlers import pushes
from tests.town import Town
from tests.world.paying import (
    AGAIN,
    PIN_STEP,
    alarms,
    booking,
    call_back,
    callback,
    dues_ticked,
    labels,
    outcomes,
    payment,
    settled,
    texts,
    until_she_may_pay,
    until_the_prompt,
)

pytestmark = pytest.mark.usefixtures("books")

#: A second booking by Amina, approved, up to the question which number pays.
ANOTHER = (*DECLINED[:6], BOOKING[7], BOOKING[8])


async def _prompts(here: Town) -> int:
    return len((await here.phone(AMINA).state())["prompts"])


async def test_x46_two_taps_on_pay_are_one_prompt(here: Town) -> None:
    await until_she_may_pay(here)
    amina = here.phone("amina")
    message, button = await amina.find("now$")
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(amina.post("tap", tap) for _ in range(4)))
    await amina.expect("Look at your phone")
    await settled(here)
    assert await _prompts(here) == 1
    assert len(await here.sql("SELECT id FROM payments")) == 1
    await here.play((PIN_STEP,))


async def test_x46_paying_twice_from_two_old_messages_is_refused(here: Town) -> None:
    await until_the_prompt(here)
    amina = here.phone("amina")
    await amina.send("/sessions")
    await amina.expect("Your sessions")
    await amina.mark()
    await amina.tap("^Pay$")
    await amina.expect("hasn't told us the result yet")
    assert await _prompts(here) == 1


async def test_x46_a_second_device_shows_an_older_screen(here: Town) -> None:
    """Its "Pay now" belongs to a number that the first device has since changed."""
    await until_she_may_pay(here)
    amina = here.phone("amina")
    message, button = await amina.find("now$")
    old = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await amina.tap("Use another number")
    await amina.expect("Which M-Pesa number")
    await amina.post("tap", old)
    await settled(here)
    assert await here.sql("SELECT id FROM payments") == []
    await amina.expect("Which M-Pesa number")


async def test_x46_two_bookings_on_one_phone_are_asked_one_after_the_other(here: Town) -> None:
    await until_the_prompt(here)
    await here.play(ANOTHER)
    amina = here.phone("amina")
    await amina.send("0712000001")
    await amina.mark()
    await amina.tap("KES 4,200 now$")
    busy = await amina.expect("just being asked for another payment")
    assert labels(busy) == AGAIN
    assert await _prompts(here) == 1
    await amina.mark()
    await amina.enter_pin()
    await amina.expect("Your session is confirmed")
    await settled(here)
    states = "SELECT status FROM bookings ORDER BY id"
    assert [row["status"] for row in await here.sql(states)] == ["confirmed", "approved"]
    await amina.mark()
    await amina.tap("Pay again")
    assert labels(await amina.expect("You can ask again in")) == AGAIN
    await here.move_clock(61)
    await amina.tap("Pay again")
    await here.play((PIN_STEP,))
    assert [row["status"] for row in await here.sql(states)] == ["confirmed"] * 2


async def test_x46_a_prompt_that_was_left_is_not_a_payment(here: Town) -> None:
    await until_the_prompt(here)
    amina = here.phone("amina")
    await amina.mark()
    await here.move_clock(90)
    await amina.expect("couldn't reach your phone")
    assert (await booking(here))["status"] == "approved"
    await here.move_clock(130)
    await amina.tap("Pay again")
    await here.play((PIN_STEP,))


async def test_x46_the_same_slot_again_after_an_abandoned_prompt_must_be_paid(here: Town) -> None:
    """The old prompt's late money is kept as credit, and confirms nobody's new booking (X41)."""
    await until_the_prompt(here)
    old, left = await payment(here), await booking(here)
    amina = here.phone("amina")
    await amina.mark()
    await here.move_clock(90)
    await amina.expect("couldn't reach your phone")
    await here.sql("UPDATE bookings SET payment_due_at = approved_at")
    await dues_ticked(here, 0)
    await amina.expect("has not been paid")
    await _book_the_same_slot(here, left)
    await call_back(here, old["callback_token"], callback(old))
    await amina.expect("the money is kept for you")
    assert "paid: credit" in await outcomes(here)
    assert (await booking(here))["status"] == "approved"
    await here.move_clock(130)
    for label in ("Pay · ", "now$"):
        await amina.tap(label)
    await here.play((PIN_STEP,))


async def _book_the_same_slot(here: Town, before: dict[str, Any]) -> None:
    """With the very row of before, so that only its money could be mistaken."""
    await here.play(BOOKING[1:8])
    now = await booking(here)
    assert now["id"] != before["id"]
    await here.sql(
        """UPDATE bookings SET starts_at = $2, ends_at = $3, occupied_from = $4,
               occupied_until = $5 WHERE id = $1""",
        now["id"], *(before[k] for k in ("starts_at", "ends_at", "occupied_from",
                                         "occupied_until")),
    )  # fmt: skip


async def test_x41_failed_first_and_paid_after_all(here: Town) -> None:
    """Late truth wins, and a later failure doesn't undo it."""
    await until_the_prompt(here)
    of = await payment(here)
    amina = here.phone("amina")
    await call_back(here, of["callback_token"], callback(of, code=1032))
    await amina.expect("so nothing was paid")
    await call_back(here, of["callback_token"], callback(of))
    await amina.expect("Your session is confirmed")
    await call_back(here, of["callback_token"], callback(of, code=1037))
    await settled(here)
    assert await outcomes(here) == ["failed: 1032", "paid", "known already"]
    assert (await payment(here))["status"] == "paid"
    assert (await booking(here))["payment_status"] == "paid"


async def test_a_push_that_waited_too_long_is_not_sent_any_more(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sent it for hours: a prompt out of the blue would frighten, or be paid too late."""
    await until_she_may_pay(here)
    amina = here.phone("amina")
    with monkeypatch.context() as nobody_sends:
        nobody_sends.setattr(pushes, "SIDE_BY_SIDE", 0)
        await amina.tap("now$")
        await amina.expect("Sending the request")
        await settled(here)
        await here.move_clock(3600)
    await dues_ticked(here, 0)
    message = await amina.expect("nothing was paid")
    assert labels(message)[:2] == ["Pay again", "Try another way"]
    assert await _prompts(here) == 0
    await amina.tap("Pay again")
    await here.play((PIN_STEP,))


async def test_an_amount_that_is_not_whole_shillings_is_never_pushed(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await here.sql("UPDATE services SET price_minor = 150050")
    await until_she_may_pay(here)
    amina = here.phone("amina")
    await amina.tap("now$")
    await amina.expect("can only take whole shillings")
    assert await here.sql("SELECT id FROM payments") == []
    assert any("KES 1,500.50" in text for text in await texts(here))
    assert alarms(log) == ["price_that_mpesa_cannot_take"]
    assert (await booking(here))["payment_status"] == "pending"


async def test_x70_a_payment_leaves_no_personal_data_in_the_logs(
    here: Town, log: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    """Every way of going wrong, one after the other, and the raw lines before any filter."""
    caplog.set_level(logging.WARNING)
    await until_the_prompt(here)
    of = await payment(here)
    token = of["callback_token"]
    for body in (callback(of, code=7777), callback(of, amount=1), callback(of, receipt=""),
                 callback(of, checkout="ws_CO_254712000001"), b'{"p": 254712000001}'):  # fmt: skip
        await call_back(here, token, body)
    await call_back(here, "254712000001", callback(of))
    await call_back(here, "0" * 48, callback(of))
    await call_back(here, token, callback(of, code=1032))
    amina = here.phone("amina")
    await amina.expect("so nothing was paid")
    for fault, words in (("html_503", "please don't pay twice"),
                         ("lost_answer", "please don't pay twice"),
                         ("oauth_empty_400", "on our side")):  # fmt: skip
        await dues_ticked(here, 4000)
        await here.sql("DELETE FROM provider_tokens")
        await here.fault("daraja", fault)
        await amina.mark()
        await amina.tap("Pay again")
        await amina.expect(words)
    await call_back(here, token, callback(of))
    await amina.expect("Your session is confirmed")
    written = "\n".join([*map(str, log), *(record.getMessage() for record in caplog.records)])
    assert {"callback_refused", "mpesa_result_needs_a_person"} <= set(alarms(log))
    for secret in ("712000001", "712 000 001", "Amina", token, of["checkout_request_id"],
                   "ws_CO", "UKL1234567", "Ksh"):  # fmt: skip
        assert secret not in written
