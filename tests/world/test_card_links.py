"""A pay link from the tap to its end: two taps, lost answers, lost events, other ways (M7, X50)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.story.steps import AMINA, Step
from tests.town import Town
from tests.world.carding import (
    ASKED_FOR_PHONE,
    OPEN,
    PAID,
    PAYING,
    asked,
    events,
    pay_and_stay,
    until_the_card,
    until_the_link,
)
from tests.world.paying import (
    APPROVED,
    booking,
    dues_ticked,
    labels,
    payment,
    settled,
    texts,
    until_she_may_pay,
)

pytestmark = pytest.mark.usefixtures("books")

INITIALIZE, VERIFY = "/transaction/initialize", "/transaction/verify"


async def _references(here: Town) -> list[str]:
    return [call["body"]["reference"] for call in await asked(here, INITIALIZE)]


async def test_x50_two_taps_are_one_link(here: Town) -> None:
    await here.play((*APPROVED, ASKED_FOR_PHONE))
    amina = here.phone(AMINA)
    message, button = await amina.find("Pay by card")
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(amina.post("tap", tap) for _ in range(4)))
    await amina.expect(OPEN)
    await settled(here)
    first = await amina.link("Pay KES 2,500 on Paystack")
    await amina.tap("Has it arrived")
    await settled(here)
    assert (await amina.link("Pay KES 2,500 on Paystack"))["url"] == first["url"]
    assert len(await here.sql("SELECT id FROM payments")) == 1
    assert len(await asked(here, INITIALIZE)) == 1


async def test_what_paystack_is_told_names_nobody(here: Town) -> None:
    await until_the_link(here)
    (call,) = await asked(here, INITIALIZE)
    (amina,) = await here.sql("SELECT public_id FROM people WHERE name LIKE 'Amina%'")
    assert call["body"]["email"] == f"client-{amina['public_id']}@clients.smiling-steps.example"
    assert call["body"]["callback_url"] == f"{here.environment['PUBLIC_URL']}/pay/done"
    assert set(call["body"]) == {"email", "amount", "currency", "reference", "callback_url",
                                 "channels"}  # fmt: skip
    assert "Amina" not in str(call["body"])


async def test_x50_a_lost_event_is_made_good_by_asking(here: Town) -> None:
    await until_the_link(here)
    await here.fault("paystack", "lost_webhook")
    await pay_and_stay(here)
    await dues_ticked(here, 31)
    await here.phone(AMINA).expect("Your session is confirmed")
    assert await events(here) == []


async def test_the_browser_coming_back_makes_us_ask_at_once(here: Town) -> None:
    of = await until_the_link(here)
    await here.fault("paystack", "lost_webhook")
    paid = await here.phone(AMINA).pay_by_card()
    assert paid["location"].startswith(f"{here.environment['PUBLIC_URL']}/pay/done?")
    assert of["callback_token"] in paid["location"]
    async with here.session.get(paid["location"]) as response:
        words = await response.text()
        assert response.status == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "https://t.me/" in words
    assert of["callback_token"] not in words
    await here.phone(AMINA).expect("Your session is confirmed")


async def test_the_page_after_paying_believes_nobody(here: Town) -> None:
    of = await until_the_link(here)
    for query in (f"?reference={of['callback_token']}", "?reference=x", "", "?reference=<b>'"):
        url = f"{here.environment['PUBLIC_URL']}/pay/done{query}"
        async with here.session.get(url) as response:
            assert response.status == 200
            assert "<b>" not in await response.text()
    await dues_ticked(here, 1)
    assert (await booking(here))["status"] == "approved"


async def test_a_declined_card_may_be_followed_by_another(here: Town) -> None:
    await until_the_link(here)
    amina = here.phone(AMINA)
    assert (await amina.pay_by_card("declined"))["status"] == "failed"
    await dues_ticked(here, 31)
    assert (await payment(here))["status"] == "prompted"
    await here.play((PAYING,))


@pytest.mark.parametrize("fault", ["error_500", "html_502"])
async def test_x50_an_initialize_that_never_arrived_is_repeated_under_the_same_reference(
    here: Town, fault: str
) -> None:
    await here.fault("paystack", fault, method="initialize")
    await until_the_card(here)
    await here.phone(AMINA).expect("few seconds")
    await _until(here, "unknown")
    await dues_ticked(here, 3)
    await dues_ticked(here, 3)
    await here.phone(AMINA).expect(OPEN)
    references = await _references(here)
    assert len(references) == 2
    assert len(set(references)) == 1
    assert len(await asked(here, VERIFY)) == 1
    await here.play((PAYING,))


@pytest.mark.parametrize("fault", ["lost_answer", "error_after"])
async def test_x50_an_initialize_whose_answer_is_lost_gets_a_successor(
    here: Town, fault: str
) -> None:
    """The page is there and nobody has its address: another reference, another page."""
    await here.fault("paystack", fault, method="initialize")
    await until_the_card(here)
    await _until(here, "unknown")
    await dues_ticked(here, 3)
    await dues_ticked(here, 3)
    await here.phone(AMINA).expect(OPEN)
    references = await _references(here)
    assert len(references) == len(set(references)) == 2
    attempts = await here.sql("SELECT status, result_code FROM payments ORDER BY id")
    assert [(one["status"], one["result_code"]) for one in attempts] == [
        ("failed", "LOST"), ("prompted", None),
    ]  # fmt: skip
    await here.play((PAYING,))


async def test_a_no_in_writing_is_told_and_offers_other_ways(here: Town) -> None:
    await here.fault("paystack", "rate_limit", method="initialize")
    await until_the_card(here)
    told = await here.phone(AMINA).expect("Paystack can't be reached")
    assert labels(told) == ["Try again", "Pay by M-Pesa"]
    await here.phone(AMINA).tap("Try again")
    await here.phone(AMINA).expect(OPEN)
    await here.play((PAYING,))


async def test_a_process_that_dies_before_the_answer_leaves_nothing_behind(here: Town) -> None:
    """As if killed between claim and answer: a minute later Paystack is asked what it knows."""
    of = await until_the_link(here)
    await here.sql(
        "UPDATE payments SET status = 'submitting', checkout_url = NULL, queries = 0,"
        " callback_token = 'NEVERSENT2345678', next_query_at = submitted_at + interval '60 seconds'"
    )
    await dues_ticked(here, 61)
    await dues_ticked(here, 3)
    assert (await payment(here))["status"] == "prompted"
    assert (await _references(here)) == [of["callback_token"], "NEVERSENT2345678"]


async def test_paying_on_an_old_link_after_the_other_way_is_credit(here: Town) -> None:
    """Both ways are open at once; the second money is kept for her."""
    await until_the_link(here)
    amina = here.phone(AMINA)
    link = await amina.link("on Paystack")
    await here.play((
        Step(AMINA, "tap", "Pay by M-Pesa", ((AMINA, "Which M-Pesa number"),)),
        Step(AMINA, "send", "0712 000 001", ((AMINA, "I send the M-Pesa request"),)),
        Step(AMINA, "tap", "now$", ((AMINA, "Look at your phone"),)),
        Step(AMINA, "pin", "1234", PAID),
    ))  # fmt: skip
    await amina.post("checkout", {"url": link["url"], "card": "success"})
    await amina.expect("another KES 2,500")
    (credit,) = await here.sql("SELECT -sum(amount_minor)::bigint AS owed FROM ledger_entries"
                               " WHERE account LIKE 'credit:%'")  # fmt: skip
    assert credit["owed"] == 250_000


async def test_a_link_nobody_pays_is_asked_about_until_two_days_after_the_deadline(
    here: Town,
) -> None:
    await until_the_link(here)
    due = (await booking(here))["payment_due_at"]
    assert due is not None
    await dues_ticked(here, timedelta(hours=30).total_seconds())
    await here.phone(AMINA).expect("kept until now")
    assert (await payment(here))["next_query_at"] is not None
    await dues_ticked(here, timedelta(hours=50).total_seconds())
    of = await payment(here)
    assert (of["status"], of["result_code"], of["next_query_at"]) == ("failed", "NONE", None)


# M-Pesa through Paystack, where Daraja fails


async def _daraja_is_down(here: Town) -> dict[str, Any]:
    await until_she_may_pay(here)
    await here.fault("daraja", "oauth_html_503")
    await here.play((Step(AMINA, "tap", "now$", ((AMINA, "M-Pesa"),)),))
    return await here.phone(AMINA).expect("very busy")


async def test_another_way_to_mpesa_when_daraja_fails(here: Town) -> None:
    told = await _daraja_is_down(here)
    assert labels(told) == ["Pay again", "Try another way", "Pay by card", "By Paybill", "Later"]
    await here.play((
        Step(AMINA, "tap", "Try another way", ((AMINA, "Look at your phone"),)),
        Step(AMINA, "pin", "1234", PAID),
    ))  # fmt: skip
    of = await payment(here)
    assert (of["provider"], of["status"]) == ("paystack_mpesa", "paid")
    (money,) = await here.sql("SELECT provider, code FROM money_in")
    assert (money["provider"], money["code"]) == ("paystack_mpesa", of["callback_token"])


async def test_another_way_has_the_same_words_for_a_wrong_pin(here: Town) -> None:
    await _daraja_is_down(here)
    await here.play((
        Step(AMINA, "tap", "Try another way", ((AMINA, "Look at your phone"),)),
        Step(AMINA, "pin", "0000"),
    ))  # fmt: skip
    await dues_ticked(here, 11)
    await here.phone(AMINA).expect("PIN wasn't right")
    assert (await booking(here))["payment_status"] == "failed"


async def _until(here: Town, status: str) -> None:
    for _ in range(200):
        if (await payment(here))["status"] == status:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"still {(await payment(here))['status']}; {(await texts(here))[-2:]}")
