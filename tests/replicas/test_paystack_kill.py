"""kill -9 between any two steps with Paystack: paid once, told once, sent back once (M7)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.story.steps import AMINA, BRIAN, Step
from tests.books import books_agree
from tests.replicas.stops import Stop, killed_before
from tests.town import HURRIED, Town, town
from tests.world.carding import ASKED_FOR_PHONE, OPEN, asked, pay_and_stay
from tests.world.paying import APPROVED, texts, until_she_may_pay
from tests.world.refunding import CANCEL, refunds

#: Steps of a payment; the process dies before they are written down.
CLAIMED = Stop("payments", "OLD.status = 'waiting' AND NEW.status = 'submitting'")
ANSWERED = Stop("payments", "OLD.status = 'submitting' AND NEW.status = 'prompted'")
READ = Stop("inbox", "OLD.source = 'paystack' AND OLD.state <> 'done' AND NEW.state = 'done'")
ASKED = Stop("payments", "NEW.queries > OLD.queries")
CAME = Stop("money_in", "NEW.amount_minor > 0", "INSERT")
#: And of a refund.
SENDING = Stop("refunds", "OLD.state = 'due' AND NEW.state = 'sending'")
REFUSED = Stop("refunds", "OLD.state = 'sending' AND NEW.state IN ('due', 'unknown')")
ACCEPTED = Stop("refunds", "OLD.state = 'sending' AND NEW.state = 'accepted'")
DONE = Stop("refunds", "NEW.state = 'done'")
#: Seconds of the clock at a time: less than a request lives; past a lost answer.
SOON, A_WHILE = 10, 150


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        await found.post("/sim/telegram/limits", {"retry_base": 0.1})
        yield found


async def test_x50_killed_at_every_step_a_card_pays_once_and_is_refunded_once(here: Town) -> None:
    amina = here.phone(AMINA)
    process = await here.start_process()
    await here.phone(BRIAN).expect("Requests wait under /pending")
    await here.play((*APPROVED, ASKED_FOR_PHONE))
    await amina.mark()

    process = await killed_before(here, process, CLAIMED, lambda: amina.tap("Pay by card"))
    assert await _at_paystack(here, "transactions") == []
    process = await killed_before(here, process, ANSWERED, _nothing, pace=SOON)
    assert [one["status"] for one in await _at_paystack(here, "transactions")] == ["abandoned"]
    await _until(here, lambda: _payments(here, "prompted"), SOON)
    await amina.expect(OPEN)

    process = await killed_before(here, process, READ, lambda: pay_and_stay(here))
    process = await killed_before(here, process, ASKED, _nothing, pace=SOON)
    process = await killed_before(here, process, CAME, _nothing, pace=SOON)
    await _confirmed_once(here)

    await here.play(CANCEL[:1])
    process = await killed_before(
        here, process, SENDING, lambda: amina.tap("^Cancel it, get KES 2,500 back")
    )
    await here.fault("paystack", "error_500", method="refund")
    process = await killed_before(here, process, REFUSED, _nothing, pace=SOON)
    assert await _at_paystack(here, "refunds") == []
    process = await killed_before(here, process, ACCEPTED, _nothing, pace=A_WHILE)
    assert len(await _at_paystack(here, "refunds")) == 1
    await killed_before(here, process, DONE, _nothing, pace=A_WHILE)
    await _refunded_once(here)


async def test_x50_killed_at_every_step_m_pesa_through_paystack_pays_once(here: Town) -> None:
    amina = here.phone(AMINA)
    process = await here.start_process()
    await here.phone(BRIAN).expect("Requests wait under /pending")
    await until_she_may_pay(here)
    await here.fault("daraja", "oauth_html_503")
    await here.play((Step(AMINA, "tap", "now$", ((AMINA, "very busy"),)),))

    process = await killed_before(here, process, CLAIMED, lambda: amina.tap("Try another way"))
    assert await asked(here, "/charge") == []
    process = await killed_before(here, process, ANSWERED, _nothing, pace=SOON)
    process = await killed_before(here, process, CAME, amina.enter_pin, pace=SOON)
    await _confirmed_once(here)
    assert len(await asked(here, "/charge")) == 1
    assert (await amina.state())["balance"] == 20_000 - 2_500


async def _nothing() -> None:
    """It happens by itself."""


async def _confirmed_once(here: Town) -> None:
    await _until(here, lambda: _payments(here, "paid"), SOON)
    await here.phone(AMINA).expect("Your session is confirmed")
    await here.phone(BRIAN).expect("Confirmed and paid")
    paid = await _at_paystack(here, "transactions")
    assert [one["status"] for one in paid if one["status"] != "abandoned"] == ["success"]
    money = await here.sql("SELECT amount_minor, person_id IS NULL AS stray FROM money_in")
    assert money == [{"amount_minor": 250_000, "stray": False}]
    booked = await here.sql("SELECT status, payment_status FROM bookings")
    assert booked == [{"status": "confirmed", "payment_status": "paid"}]
    await _told_once(here, AMINA, "Your session is confirmed")
    await _told_once(here, BRIAN, "Confirmed and paid")
    assert await here.sql("SELECT id FROM inbox WHERE state <> 'done'") == []
    await books_agree(here.sql)


async def _refunded_once(here: Town) -> None:
    async def is_done() -> bool:
        return [one["state"] for one in await refunds(here)] == ["done"]

    await _until(here, is_done, A_WHILE)
    await here.phone(AMINA).expect("has been sent back the way you paid it")
    sent = await _at_paystack(here, "refunds")
    assert [(one["amount"], one["status"]) for one in sent] == [(250_000, "processed")]
    # What would be sent a second time would be sent by now.
    for _ in range(5):
        await here.move_clock(A_WHILE)
        await asyncio.sleep(0.1)
    posted = [call for call in await asked(here, "/refund") if call["method"] == "POST"]
    assert [call["status"] for call in posted] == [500, 200]
    await _told_once(here, AMINA, "has been sent back")
    await _told_once(here, AMINA, "Your session is confirmed")
    await books_agree(here.sql)


async def _told_once(here: Town, who: str, words: str) -> None:
    assert len([text for text in await texts(here, who) if words in text]) == 1


async def _payments(here: Town, status: str) -> bool:
    found = await here.sql("SELECT status FROM payments")
    return [one["status"] for one in found if one["status"] != "failed"] == [status]


async def _at_paystack(here: Town, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await here.get("/sim/paystack"))[what]
    return found


async def _until(here: Town, so: Callable[[], Awaitable[bool]], pace: float) -> None:
    for _ in range(200):
        if await so():
            return
        await here.move_clock(pace)
        await asyncio.sleep(0.1)
    found = await here.sql("SELECT provider, status, result_code FROM payments")
    raise AssertionError(f"it never came to that: {found}, {await refunds(here)}")
