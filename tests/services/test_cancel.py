"""Cancelling: who may, until when, and what becomes of the money (B8, X24, X47)."""

import asyncio
from datetime import datetime, timedelta

import pytest

from models.changes import Hindrance, Owed, free_until
from models.moves import Actor
from models.values import BookingStatus, Money, PaymentStatus
from models.views import BookingView
from services import bookings, changes, ledger, waivers
from services import refunds as refund_service
from services.booking_views import view
from services.errors import NotYours, Outdated
from services.transaction import transaction
from tests.people import NOW, Practice, hold, hours
from tests.services.booking_steps import SECOND, confirm, lapse_all, requested, seen
from tests.services.change_steps import (
    NOTHING,
    PRICE,
    approved,
    ask_waiver,
    cancel,
    live,
    paid,
    propose,
    refunds,
)

pytestmark = pytest.mark.usefixtures("db")

CLIENT, STAFF = Actor.CLIENT, Actor.PSYCHOLOGIST
TOMORROW = hours(24)


@pytest.mark.parametrize(
    ("before", "late"), [(timedelta(hours=24), False), (timedelta(hours=24) - SECOND, True)]
)
async def test_x24_the_last_instant_of_the_notice_is_in_time(
    here: Practice, before: timedelta, late: bool
) -> None:
    booking = await paid(here)
    now = booking.starts_at - before
    shown = await changes.outcome(booking, CLIENT, now)
    money = (NOTHING, PRICE) if late else (PRICE, NOTHING)
    assert (shown.late, shown.refund, shown.kept) == (late, *money)
    assert (now <= free_until(booking)) is not late
    ended = await cancel(booking, here.amina, CLIENT, now)
    assert ended.view.status == ("late_cancelled" if late else "cancelled")
    assert ended.refund == (None if late else Owed(PRICE, NOTHING))
    assert await refunds() == ([] if late else [(booking.id, PRICE.minor)])


@pytest.mark.parametrize("now", [NOW, hours(71.9)])
async def test_b8_the_psychologist_cancels_any_time_with_all_the_money_back(
    here: Practice, now: datetime
) -> None:
    booking = await paid(here)
    ended = await cancel(booking, here.brian, STAFF, now)
    assert (ended.view.status, ended.view.payment_status) == ("cancelled", "refund_due")
    assert ended.view.calendar_sequence == booking.calendar_sequence + 1
    assert await ledger.balance(ledger.booking_account(booking.id)) == NOTHING
    assert await ledger.balance(ledger.refund_account(here.amina)) == Money(-PRICE.minor)
    assert isinstance(await hold(here, here.chidi, hours(72), now=NOW), BookingView)


async def test_nobody_cancels_after_the_start(here: Practice) -> None:
    booking = await paid(here)
    for who, actor in ((here.amina, CLIENT), (here.brian, STAFF)):
        shown = await changes.outcome(booking, actor, booking.starts_at)
        assert shown.hindrance is Hindrance.OVER
        with pytest.raises(Outdated):
            await cancel(booking, who, actor, booking.starts_at)
    assert (await seen(booking)).status is BookingStatus.CONFIRMED


async def test_x47_cancelling_what_is_not_paid_moves_no_money(here: Practice) -> None:
    pending, unpaid = await requested(here, 48), await approved(here, 60)
    for booking in (pending, unpaid):
        ended = await cancel(booking, here.amina, CLIENT, TOMORROW - SECOND)
        assert (ended.view.status, ended.refund) == ("cancelled", None)
        assert ended.view.payment_status is PaymentStatus.PENDING
    assert await refunds() == []
    assert await lapse_all(hours(100)) == []


async def test_x47_one_refund_however_often_it_is_asked_for(here: Practice) -> None:
    booking = await paid(here)
    await cancel(booking, here.brian, STAFF)

    async def again() -> bool:
        async with transaction():
            owed = await refund_service.due(booking, PRICE, "again", None, NOW)
            return owed is not None

    assert await asyncio.gather(*(again() for _ in range(5))) == [False] * 5
    assert await refunds() == [(booking.id, PRICE.minor)]
    assert await ledger.balance(ledger.refund_account(here.amina)) == Money(-PRICE.minor)


async def test_x60_two_cancels_at_once_are_one(here: Practice) -> None:
    booking = await paid(here)
    results = await asyncio.gather(
        *(cancel(booking, here.amina, CLIENT) for _ in range(3)),
        *(cancel(booking, here.brian, STAFF) for _ in range(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, changes.Cancelled) for one in results) == 1
    assert sum(isinstance(one, Outdated) for one in results) == 5
    assert await refunds() == [(booking.id, PRICE.minor)]


async def test_x63_a_stranger_cancels_nothing_and_a_client_is_no_psychologist(
    here: Practice,
) -> None:
    booking = await paid(here)
    for who, actor in ((here.chidi, CLIENT), (here.amina, STAFF), (here.brian, CLIENT),
                       (here.brian, Actor.ADMIN)):  # fmt: skip
        with pytest.raises(NotYours):
            await cancel(booking, who, actor)
    assert await seen(booking) == booking


async def test_b8_terms_that_changed_are_shown_again_before_anything_happens(
    here: Practice,
) -> None:
    booking = await paid(here)
    shown = await changes.outcome(booking, CLIENT, free_until(booking))
    with pytest.raises(changes.TermsChanged) as refusal:
        await cancel(booking, here.amina, CLIENT, free_until(booking) + SECOND, expected=shown)
    assert (refusal.value.outcome.late, refusal.value.outcome.kept) == (True, PRICE)
    assert await seen(booking) == booking


async def test_a_prompt_on_a_phone_makes_a_cancel_wait(here: Practice) -> None:
    booking = await approved(here)
    await bookings.mark_payment(booking.id, PaymentStatus.PROCESSING, NOW)
    asking = await view(booking.id)
    shown = await changes.outcome(asking, CLIENT, NOW)
    assert shown.hindrance is Hindrance.PROMPT_LIVE
    for who, actor in ((here.amina, CLIENT), (here.brian, STAFF)):
        with pytest.raises(changes.NotNow):
            await cancel(asking, who, actor)
    with pytest.raises(changes.NotNow):
        await propose(asking, here.brian, STAFF, hours(80))


async def test_a_payment_and_a_cancel_at_once_have_one_winner(here: Practice) -> None:
    booking = await approved(here)
    ended, is_confirmed = await asyncio.gather(
        cancel(booking, here.brian, STAFF), confirm(booking), return_exceptions=True
    )
    assert isinstance(ended, changes.Cancelled) is not is_confirmed


async def test_x10_a_button_of_another_version_cancels_nothing(here: Practice) -> None:
    booking = await paid(here)
    with pytest.raises(Outdated):
        await cancel(booking, here.amina, CLIENT, version=booking.version - 1)
    assert await seen(booking) == booking


async def test_a_cancel_lets_a_proposed_time_go(here: Practice) -> None:
    booking = await paid(here)
    await propose(booking, here.brian, STAFF, hours(80))
    await cancel(booking, here.amina, CLIENT)
    assert await live() == 0


# Late, and asking for mercy


async def test_b8_a_waiver_is_asked_once_and_decided_once(here: Practice) -> None:
    booking = await paid(here)
    with pytest.raises(changes.TermsChanged):
        await ask_waiver(booking, here.amina, free_until(booking))
    asked = await ask_waiver(booking, here.amina, hours(60))
    assert (asked.status, asked.version) == (booking.status, booking.version)
    with pytest.raises(Outdated):
        await ask_waiver(booking, here.amina, hours(61))
    results = await asyncio.gather(
        *(_waive(booking, here.brian) for _ in range(2)),
        *(_keep(booking, here.brian) for _ in range(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Outdated) for one in results) == 3
    waived = [one for one in results if isinstance(one, changes.Cancelled)]
    assert await refunds() == ([(booking.id, PRICE.minor)] if waived else [])
    assert (await seen(booking)).status == ("cancelled" if waived else "confirmed")


async def test_b8_the_rule_can_be_kept_and_the_client_still_chooses(here: Practice) -> None:
    booking = await paid(here)
    await ask_waiver(booking, here.amina, hours(60))
    with pytest.raises(NotYours):
        await _keep(booking, here.chidi)
    await _keep(booking, here.brian)
    for again in (_waive(booking, here.brian), ask_waiver(booking, here.amina, hours(62))):
        with pytest.raises(Outdated):
            await again
    ended = await cancel(booking, here.amina, CLIENT, hours(63))
    assert (ended.view.status, ended.view.payment_status) == ("late_cancelled", "paid")


async def _waive(booking: BookingView, by: int) -> changes.Cancelled:
    async with transaction():
        return await waivers.waive(booking.public_id, booking.version, by, STAFF, hours(61))


async def _keep(booking: BookingView, by: int) -> BookingView:
    async with transaction():
        return await waivers.keep_rule(booking.public_id, booking.version, by, STAFF, hours(61))
