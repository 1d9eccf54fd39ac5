"""What a payer reads and can do next, for each way in which a payment ends (X41, X43, X46)."""

import asyncio

import pytest

from bot.story import DECLINED
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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, "wasn't enough money"),
        (17, "within two minutes"),
        (26, "very busy"),
        (1001, "still open on your phone"),
        (1019, "ran out of time"),
        (1025, "couldn't show the request"),
        (1032, "so nothing was paid"),
        (1037, "couldn't reach your phone"),
        (2001, "PIN wasn't right"),
    ],
)
async def test_x43_each_result_has_its_words_and_a_way_on(
    here: Town, code: int, words: str
) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    amina = here.phone("amina")
    await call_back(here, of["callback_token"], callback(of, code=code))
    message = await amina.expect(words)
    labels = [button["text"] for row in message["keyboard"] for button in row]
    assert labels == ["Pay again", "Use another number", "Later"]
    assert (await payment(here))["result_code"] == str(code)
    assert (await booking(here))["payment_status"] == "failed"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html_503", "please don't pay twice"),
        ("system_busy", "please don't pay twice"),
        ("locked", "still open on your phone"),
        ("oauth_empty_400", "not right on our side"),
    ],
)
async def test_x43_a_push_that_is_not_accepted(here: Town, fault: str, words: str) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", fault)
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    await amina.expect(words)
    assert (await payment(here))["status"] in {"unknown", "failed"}


async def test_an_ended_token_is_renewed_once_and_nobody_notices(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "token_expired")
    await here.play((PAY_STEP, PIN_STEP))
    assert len(await here.sql("SELECT id FROM payments")) == 1


async def test_x46_two_taps_on_pay_are_one_prompt(here: Town) -> None:
    await until_she_may_pay(here)
    amina = here.phone("amina")
    message, button = await amina.find("now$")
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(amina.post("tap", tap) for _ in range(4)))
    await amina.expect("Look at your phone")
    await settled(here)
    assert len((await amina.state())["prompts"]) == 1
    assert len(await here.sql("SELECT id FROM payments")) == 1
    await here.play((PIN_STEP,))
    await books_agree(here)


async def test_x46_paying_twice_from_two_old_messages_is_refused(here: Town) -> None:
    await until_the_prompt(here)
    amina = here.phone("amina")
    await amina.send("/sessions")
    await amina.expect("Your sessions")
    await amina.mark()
    await amina.tap("Pay · ")
    await amina.expect("hasn't told us the result yet")
    assert len((await amina.state())["prompts"]) == 1


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
    await books_agree(here)


async def test_x41_late_money_revives_a_lapsed_booking_whose_slot_is_free(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    await _let_it_lapse(here, of)
    await call_back(here, of["callback_token"], callback(of))
    await here.phone("amina").expect("Your session is confirmed")
    assert (await booking(here))["status"] == "confirmed"
    await books_agree(here)


async def test_x41_late_money_for_a_slot_that_is_gone_is_kept_for_the_payer(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    await _let_it_lapse(here, of)
    await here.sql(
        """INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id,
               status, version, purpose, format, medium, starts_at, ends_at, occupied_from,
               occupied_until, group_key, duration_minutes, price_minor, currency,
               cancel_notice_minutes, payment_status, held_since, calendar_sequence, created_at,
               changed_at)
           SELECT gen_random_uuid(), 'BK-OTHER', client_id, psychologist_id, service_id, 'pending',
               1, purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until,
               gen_random_uuid(), duration_minutes, price_minor, currency, cancel_notice_minutes,
               'pending', held_since, 0, created_at, changed_at FROM bookings LIMIT 1"""
    )
    await call_back(here, of["callback_token"], callback(of))
    await here.phone("amina").expect("The money is kept for you")
    assert (await outcomes(here))[-1] == "paid: credit"
    await books_agree(here)


async def _let_it_lapse(here: Town, of: dict[str, str]) -> None:
    await call_back(here, of["callback_token"], callback(of, code=1032))
    await here.phone("amina").expect("so nothing was paid")
    for _ in range(40):
        if (await booking(here))["status"] == "expired":
            return
        await here.move_clock(3600)
        assert here.program is not None
        await here.program.loops.run_all()
    raise AssertionError("it never lapsed")


async def test_m4_money_that_comes_twice_is_kept_as_credit(here: Town) -> None:
    """The first prompt fails, the second is paid, and then the first turns out to be paid too."""
    await until_the_prompt(here)
    first = await payment(here)
    await call_back(here, first["callback_token"], callback(first, code=1032))
    amina = here.phone("amina")
    await amina.expect("so nothing was paid")
    await here.move_clock(130)
    await amina.tap("Pay again")
    await here.play((PIN_STEP,))
    await call_back(here, first["callback_token"], callback(first, receipt="UKL7654321"))
    await amina.expect("a second time")
    assert (await booking(here))["status"] == "confirmed"
    credit = await here.sql("SELECT amount_minor FROM ledger_entries WHERE account LIKE 'credit:%'")
    assert credit == [{"amount_minor": -250_000}]
    await books_agree(here)


async def test_a_receipt_of_another_payment_is_refused(here: Town) -> None:
    await until_the_prompt(here)
    first = await payment(here)
    await call_back(here, first["callback_token"], callback(first, code=1032))
    amina = here.phone("amina")
    await amina.expect("so nothing was paid")
    await here.move_clock(130)
    await amina.tap("Pay again")
    await amina.expect("Look at your phone")
    second = await payment(here)
    await call_back(here, second["callback_token"], callback(second))
    await amina.expect("Your session is confirmed")
    await call_back(here, first["callback_token"], callback(first))
    await settled(here)
    assert (await outcomes(here))[-1] == "refused: receipt of another payment"
    await books_agree(here)


async def test_an_amount_that_is_not_whole_shillings_is_never_pushed(here: Town) -> None:
    await here.sql("UPDATE services SET price_minor = 250050")
    await here.play(DECLINED[:5])
    amina = here.phone("amina")
    await amina.tap("Send request")
    await here.phone("brian").tap("Approve")
    await amina.tap("Pay · ")
    await amina.send("0712000001")
    await amina.tap("now$")
    await amina.expect("can only take whole shillings")
    assert await here.sql("SELECT id FROM payments") == []
    assert any("KES 2,500.50" in text for text in await texts(here))
