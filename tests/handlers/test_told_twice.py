"""The same money told of by several, under a mistyped account: it counts once (X45)."""

import pytest

from conversations.work.unallocated import (
    Goal,
    GoalKind,
)
from handlers.settle import Report, money_came
from handlers.sitting import Sitting
from models.database import rows
from models.unallocated_views import EffectKind
from models.values import Money, MoneySource
from models.views import BookingView
from services import ledger, payments, refunds
from services.booking_views import view
from services.transaction import transaction
from tests.books import books_agree
from tests.handlers.giving_steps import CODE, an_admin, came, gives, sql, to
from tests.handlers.test_changes import here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours
from tests.rows import pay
from tests.services.booking_steps import lapse_all, seen
from tests.services.change_steps import PRICE, approved

__all__ = ["here"]


async def says_paid(payment_id: int, receipt: str | None) -> str:
    """M-Pesa about a prompt of ours: its callback, or without a receipt a query."""
    async with transaction():
        held = await payments.lock(payment_id)
        source = MoneySource.CALLBACK if receipt else MoneySource.QUERY
        report = Report(receipt, PRICE.minor, source)
        sitting = Sitting(SETTINGS, NOW, f"said{payment_id}{receipt}")
        return await money_came(sitting, held, held.client_id, report)


async def prompted(booking: BookingView) -> int:
    return await pay(booking.id, "prompted", amount_minor=PRICE.minor, phone="+254712000001",
                     checkout_request_id="ws_CO_1", next_query_at=NOW)  # fmt: skip


ORDERS = [
    ["notice", "query", "callback"], ["query", "notice", "callback"],
    ["notice", "gives", "query", "callback"], ["notice", "query", "gives", "callback"],
    ["query", "notice", "gives", "callback"], ["notice", "query", "callback", "notice"],
    ["notice", "gives", "callback", "query"],
]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS, ids=["-".join(order) for order in ORDERS])
async def test_x45_a_prompts_money_under_a_mistyped_account_counts_once(
    here: Practice, order: list[str]
) -> None:
    """Whether an admin allocates it meanwhile or not, and whatever tells of it first."""
    grace, booking = await an_admin(), await approved(here)
    payment_id = await prompted(booking)
    for step in order:
        match step:
            case "notice":
                await came()
            case "gives":
                await gives(grace, to(booking))
            case "query":
                await says_paid(payment_id, None)
            case _:
                await says_paid(payment_id, CODE)
        await books_agree(sql)
    assert await sql("SELECT code, amount_minor FROM money_in") == [
        {"code": CODE, "amount_minor": PRICE.minor}
    ]
    assert (await seen(booking)).status == "confirmed"
    assert await ledger.owed(ledger.credit_account(here.amina)) == Money(0)
    assert await ledger.owed(ledger.UNALLOCATED) == Money(0)


async def test_x45_what_goes_back_is_not_given_when_its_callback_comes(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    payment_id = await prompted(booking)
    await rows("UPDATE bookings SET payment_status = 'processing' RETURNING id")
    await came()
    await gives(grace, Goal(GoalKind.BACK))
    assert await says_paid(payment_id, CODE) == "known already"
    await books_agree(sql)
    stands = await view(booking.id)
    assert (stands.status, stands.payment_status) == ("approved", "failed")


async def test_x41_found_late_for_a_booking_that_lapsed(here: Practice) -> None:
    grace, booking = await an_admin(), await approved(here)
    await came()
    await lapse_all(hours(30))
    given, _ = await gives(grace, to(booking))
    assert given.effect.kind is EffectKind.CONFIRMS


async def test_x45_the_refund_of_a_duplicate_leaves_the_booking_paid(here: Practice) -> None:
    booking = await approved(here)
    await came(booking_id=booking.id)
    assert await came(booking_id=booking.id, code="UKL7654321") == "paid: credit"
    async with transaction():
        assert await refunds.of_credit(here.amina, here.amina, NOW) == PRICE
    found = await sql("""SELECT code FROM refunds JOIN money_in ON money_in.id = money_in_id""")
    assert found == [{"code": "UKL7654321"}]
    assert (await seen(booking)).payment_status == "paid"
    assert await ledger.paid_for(booking.id) == PRICE
    await books_agree(sql)
