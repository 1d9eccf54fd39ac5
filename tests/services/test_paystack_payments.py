"""Attempts through Paystack as rows: one link, what takes its place, and who is asked when (M7)."""

from datetime import timedelta

import pytest

from models.database import count, row, rows
from models.values import Money, MoneySource, Provider
from services import ledger, money_in, paystack_ladder, paystack_payments
from services.booking_views import view
from services.gateways.paystack_values import REFERENCE
from services.money_in import Arrived
from services.payments import NotDue, PaymentRunning, lock
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.rows import book

PHONE = "+254712000001"


async def approved(here: Practice) -> int:
    return await book(here, 48, "approved", payment_due_at=NOW + timedelta(hours=24))


async def link(booking_id: int) -> int:
    async with transaction():
        return (await paystack_payments.ask_for_link(await view(booking_id), NOW)).id


async def statuses() -> list[tuple[str, str | None, bool]]:
    found = await rows("SELECT status, result_code, next_query_at FROM payments ORDER BY id")
    return [(r["status"], r["result_code"], r["next_query_at"] is not None) for r in found]


async def part_paid(here: Practice, booking_id: int, minor: int) -> None:
    async with transaction():
        arrived = Arrived(Provider.MPESA, "UKL1234567", Money(minor), MoneySource.C2B)
        known = await money_in.record(arrived, NOW)
        assert known is not None
        account = ledger.booking_account(booking_id)
        await money_in.allocate(known, here.amina, booking_id, account, NOW)


def test_references_are_random_and_fit_everywhere() -> None:
    made = {paystack_payments.new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(REFERENCE.fullmatch(one) and len(one) == 16 for one in made)


async def test_x50_asking_twice_is_one_link(here: Practice) -> None:
    booking = await approved(here)
    assert await link(booking) == await link(booking)


async def test_another_amount_takes_its_place_and_the_old_one_is_still_asked_about(
    here: Practice,
) -> None:
    booking = await approved(here)
    first = await link(booking)
    await paystack_ladder.claim_openings(NOW)
    async with transaction():
        assert await paystack_payments.opened(await lock(first), "https://x.example/1", NOW)
    await part_paid(here, booking, 100_000)
    second = await link(booking)
    found = await row("SELECT amount_minor FROM payments WHERE id = $1", second)
    price = (await view(booking)).price.minor
    assert found is not None
    assert found["amount_minor"] == price - 100_000
    assert await statuses() == [("failed", "SUPERSEDED", True), ("waiting", None, False)]
    later = await paystack_ladder.claim_questions(NOW + timedelta(minutes=1))
    assert [question.payment_id for question in later] == [first]


async def test_nothing_is_asked_for_what_is_paid_or_over(here: Practice) -> None:
    booking = await approved(here)
    await part_paid(here, booking, (await view(booking)).price.minor)
    with pytest.raises(NotDue):
        await link(booking)
    await count("UPDATE bookings SET payment_due_at = $1", NOW)
    with pytest.raises(NotDue):
        await link(booking)


async def test_a_prompt_and_a_link_may_be_live_together_two_prompts_not(here: Practice) -> None:
    booking = await approved(here)
    await link(booking)
    async with transaction():
        await paystack_payments.ask_by_mpesa(await view(booking), PHONE, NOW)
    with pytest.raises(PaymentRunning):
        async with transaction():
            await paystack_payments.ask_by_mpesa(await view(booking), PHONE, NOW)


async def test_an_attempt_is_begun_by_one_process_once(here: Practice) -> None:
    await link(await approved(here))
    (opening,) = await paystack_ladder.claim_openings(NOW)
    assert (opening.provider, opening.phone) == (Provider.PAYSTACK, None)
    assert opening.reference not in repr(opening)
    assert await paystack_ladder.claim_openings(NOW) == []
    assert await paystack_ladder.claim_questions(NOW) == []
    minute = NOW + paystack_ladder.ANSWER_WITHIN
    assert len(await paystack_ladder.claim_questions(minute)) == 1


async def test_questions_come_sooner_first_and_then_every_hour(here: Practice) -> None:
    first = await link(await approved(here))
    await paystack_ladder.claim_openings(NOW)
    async with transaction():
        await paystack_payments.opened(await lock(first), "https://x.example/1", NOW)
    asked, last = [], NOW
    for minute in range(5 * 60):
        now = NOW + timedelta(minutes=minute)
        if await paystack_ladder.claim_questions(now):
            asked.append(round((now - last).total_seconds() / 60))
            last = now
    assert asked[:6] == sorted(asked[:6])
    assert asked[-1] == 60


async def test_beginning_anew_has_an_end(here: Practice) -> None:
    payment = await link(await approved(here))
    now, begun = NOW, True
    for _ in range(paystack_payments.MOST_TRIES + 2):
        await paystack_ladder.claim_openings(now)
        async with transaction():
            await paystack_payments.answer_lost(await lock(payment), now)
        now += timedelta(hours=1)
        await paystack_ladder.claim_questions(now)
        async with transaction():
            begun = await paystack_payments.begin_again(await lock(payment))
    assert not begun


async def test_money_makes_an_end_to_asking(here: Practice) -> None:
    payment = await link(await approved(here))
    reference = (await row("SELECT callback_token AS name FROM payments"))["name"]  # type: ignore[index]
    await count("UPDATE payments SET status = 'paid', next_query_at = NULL")
    assert not await paystack_payments.ask_now(reference, NOW)
    async with transaction():
        held = await lock(payment)
        assert not await paystack_payments.ended(held, "LOST", "", NOW)
        assert not await paystack_payments.opened(held, "https://x.example/1", NOW)
    assert await statuses() == [("paid", None, False)]
