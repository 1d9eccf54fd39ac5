"""Money that comes after its booking has moved, ended, or lost its time (X41, B9)."""

import pytest

from handlers.settle import Report, money_came
from handlers.sitting import Sitting
from models.values import Money, MoneySource
from models.views import BookingView
from services import ledger, payments
from services.booking_views import view
from services.transaction import transaction
from tests.handlers.test_changes import AMINA, CLIENT, STAFF, Said, here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours
from tests.rows import insert, pay
from tests.services.booking_steps import lapse_all, seen
from tests.services.change_steps import PRICE, accept, approved, cancel, move, propose, refunds

__all__ = ["here"]


async def asked(booking: BookingView) -> int:
    """A prompt that was given up: nobody could tell what had become of it."""
    return await pay(booking.id, "failed", amount_minor=PRICE.minor, phone="+254712000001")


async def comes(payment_id: int, now: object = NOW) -> Said:
    """M-Pesa says after all that it was paid."""
    async with transaction():
        held = await payments.lock(payment_id)
        sitting = Sitting(SETTINGS, now, f"late{payment_id}{now}")  # type: ignore[arg-type]
        report = Report(f"UKL{payment_id}", PRICE.minor, MoneySource.CALLBACK)
        await money_came(sitting, held, held.client_id, report)
    return Said(sitting.letters)


async def credit(here: Practice) -> Money:
    return Money(-(await ledger.balance(ledger.credit_account(here.amina))).minor)


async def test_x41_money_for_a_booking_that_has_moved_pays_where_it_is_now(here: Practice) -> None:
    first = await approved(here)
    payment_id = await asked(first)
    second = (await move(first, here.amina, hours(80))).view
    held = await propose(second, here.brian, STAFF, hours(90))
    third = (await accept(held, here.amina)).view
    said = await comes(payment_id)
    assert "confirmed" in said.texts(AMINA)
    stands = await seen(third)
    assert (stands.status, stands.payment_status) == ("confirmed", "paid")
    assert await ledger.paid_for(third.id) == PRICE
    assert await credit(here) == Money(0)
    await cancel(stands, here.amina, CLIENT)
    assert await refunds() == [(third.id, PRICE.minor)]
    assert await ledger.paid_for(third.id) == Money(0)


async def test_x41_money_for_what_was_moved_and_cancelled_is_the_clients(here: Practice) -> None:
    first = await approved(here)
    payment_id = await asked(first)
    second = (await move(first, here.amina, hours(80))).view
    await cancel(second, here.amina, CLIENT)
    said = await comes(payment_id)
    assert "confirmed" not in said.texts(AMINA)
    assert (await view(second.id)).status == "cancelled"
    assert await credit(here) == PRICE


async def test_x41_money_for_a_day_that_was_closed_meanwhile_revives_nothing(
    here: Practice,
) -> None:
    """Nobody could book that time any more, so nobody is told to come then."""
    booking = await approved(here)
    payment_id = await asked(booking)
    await lapse_all(hours(30))
    day = booking.starts_at.date()
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": day, "last_date": day,
        "is_available": False, "reason": "",
    })  # fmt: skip
    await comes(payment_id, hours(31))
    assert (await seen(booking)).status == "expired"
    assert await credit(here) == PRICE


async def test_x41_money_in_time_for_a_session_that_leave_left_standing(here: Practice) -> None:
    booking = await approved(here)
    payment_id = await asked(booking)
    day = booking.starts_at.date()
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": day, "last_date": day,
        "is_available": False, "reason": "",
    })  # fmt: skip
    await comes(payment_id)
    assert (await seen(booking)).status == "confirmed"


@pytest.mark.parametrize("late", [False, True])
async def test_x47_the_second_payment_for_one_booking_is_the_clients(
    here: Practice, late: bool
) -> None:
    booking = await approved(here)
    first, second = await asked(booking), await asked(booking)
    await comes(first)
    if late:
        await cancel(await seen(booking), here.amina, CLIENT)
    await comes(second)
    assert await credit(here) == PRICE
    assert sum(amount for _, amount in await refunds()) == (PRICE.minor if late else 0)
