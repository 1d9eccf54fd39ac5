"""What a payer reads and can do next, for each way in which a payment ends (X41, X43, M4)."""

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
    labels,
    outcomes,
    payment,
    settled,
    until_she_may_pay,
    until_the_prompt,
)

pytestmark = pytest.mark.usefixtures("books")

RESULTS = {
    1: "wasn't enough money",
    17: "within two minutes",
    26: "very busy",
    1001: "still open on your phone",
    1019: "ran out of time",
    1025: "couldn't show the request",
    1032: "so nothing was paid",
    1037: "couldn't reach your phone",
    2001: "PIN wasn't right",
}


async def test_x43_each_result_has_its_words_and_a_way_on(here: Town) -> None:
    """One failure after the other, each followed by another try, and then it works."""
    await until_the_prompt(here)
    amina = here.phone("amina")
    for code, words in RESULTS.items():
        of = await payment(here)
        await amina.mark()
        await call_back(here, of["callback_token"], callback(of, code=code))
        ways = labels(await amina.expect(words))
        assert (ways[0], ways[-1]) == ("Pay again", "Later")
        assert (await payment(here))["result_code"] == str(code)
        assert (await booking(here))["payment_status"] == "failed"
        await here.move_clock(190)
        # A day's attempts are counted elsewhere.
        await here.sql("UPDATE payments SET asked_at = asked_at - interval '1 day'")
        await amina.tap("Pay again")
        await amina.expect("Look at your phone")
    await here.play((PIN_STEP,))
    assert len(await here.sql("SELECT id FROM payments")) == len(RESULTS) + 1


async def test_x43_9999_and_1036_are_no_failures(here: Town) -> None:
    """The prompt may be on the phone: she is told to wait, until the money comes."""
    await until_the_prompt(here)
    amina = here.phone("amina")
    of = await payment(here)
    for code in (9999, 1036):
        await amina.mark()
        await call_back(here, of["callback_token"], callback(of, code=code))
        await settled(here)
        assert (await payment(here))["result_code"] == str(code)
    message = await amina.find("Has it arrived")
    assert "don't pay again for now" in message[0]["text"]
    assert await outcomes(here) == ["pending: 9999", "pending: 1036"]
    await here.play((PIN_STEP,))


@pytest.mark.parametrize(
    ("fault", "words", "status"),
    [
        ("html_503", "please don't pay twice", "unknown"),
        ("system_busy", "please don't pay twice", "unknown"),
        ("spike", "please don't pay twice", "unknown"),
        ("locked", "still open on your phone", "failed"),
    ],
)
async def test_x43_a_push_that_is_not_accepted(
    here: Town, log: list[MutableMapping[str, Any]], fault: str, words: str, status: str
) -> None:
    """What was refused in writing may be tried at once; what is unclear, when it has passed."""
    await until_she_may_pay(here)
    await here.fault("daraja", fault)
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    await amina.expect(words)
    assert (await payment(here))["status"] == status
    assert alarms(log) == []
    if status == "unknown":
        await here.move_clock(310)
        await amina.expect("M-Pesa hasn't answered us")
    await amina.tap("Pay again")
    await here.play((PIN_STEP,))


@pytest.mark.parametrize(
    ("fault", "words", "ways"),
    [
        ("no_iccid", "can't pay by M-Pesa",
         ["Use another number", "Pay by card", "By Paybill", "Later"]),
        ("oauth_empty_400", "not right on our side",
         ["Try another way", "Pay by card", "I have paid", "Later"]),
    ],
)  # fmt: skip
async def test_x43_what_would_be_refused_again_is_not_offered_again(
    here: Town, log: list[MutableMapping[str, Any]], fault: str, words: str, ways: list[str]
) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", fault)
    amina = here.phone("amina")
    await amina.mark()
    await amina.tap("now$")
    assert labels(await amina.expect(words)) == ways
    assert (await payment(here))["status"] == "failed"
    assert alarms(log) == (["push_refused"] if "our side" in words else [])


async def test_an_ended_token_is_renewed_once_and_nobody_notices(here: Town) -> None:
    await until_she_may_pay(here)
    await here.fault("daraja", "token_expired")
    await here.play((PAY_STEP, PIN_STEP))
    assert len(await here.sql("SELECT id FROM payments")) == 1
    requests = (await here.get("/sim/stats"))["daraja"]["requests"]
    assert (requests["oauth"], requests["push"]) == (2, 2)


async def test_x41_late_money_revives_a_lapsed_booking_whose_slot_is_free(here: Town) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    await _let_it_lapse(here, of)
    await call_back(here, of["callback_token"], callback(of))
    await here.phone("amina").expect("Your session is confirmed")
    assert (await booking(here))["status"] == "confirmed"


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
    await here.phone("amina").expect("the money is kept for you")
    assert "paid: credit" in await outcomes(here)


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
    await amina.expect("We have received another")
    assert (await booking(here))["status"] == "confirmed"
    credit = await here.sql("SELECT amount_minor FROM ledger_entries WHERE account LIKE 'credit:%'")
    assert credit == [{"amount_minor": -250_000}]


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
    assert "refused: receipt of another payment" in await outcomes(here)
