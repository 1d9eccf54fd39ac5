"""What money does to a booking, early, late and twice, and what is kept of each (B7, X40, X41)."""

import asyncio
from datetime import datetime, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from models.database import row, rows
from models.values import BookingStatus, Money
from models.views import BookingView
from services import bookings
from services.holds import Taken
from services.transaction import savepoint, transaction
from tests.people import NOW, POLICY, Practice, hold, hours
from tests.services.booking_steps import (
    MINUTE,
    SECOND,
    approve,
    confirm,
    decline,
    lapse_all,
    requested,
    seen,
)

pytestmark = pytest.mark.usefixtures("db")


async def test_b7_paid_is_confirmed_once(here: Practice) -> None:
    asked = await requested(here, needs_approval=False)
    assert await confirm(asked)
    confirmed = await seen(asked)
    assert (confirmed.status, confirmed.payment_status) == ("confirmed", "paid")
    assert (confirmed.payment_due_at, confirmed.meeting_link) == (None, "https://meet.example/a")
    assert not await confirm(asked)
    assert await seen(asked) == confirmed
    assert await lapse_all(hours(100)) == []


async def test_x40_ten_confirmations_at_once_are_one(here: Practice) -> None:
    asked = await requested(here, needs_approval=False)
    assert sorted(await asyncio.gather(*(confirm(asked) for _ in range(10))))[8:] == [False, True]


async def test_what_is_only_asked_for_or_declined_cannot_be_paid(here: Practice) -> None:
    asked = await requested(here)
    assert not await confirm(asked)
    await decline(asked, here.brian)
    assert not await confirm(asked)


async def test_x41_money_after_the_deadline_revives_if_the_time_is_free(here: Practice) -> None:
    asked = await requested(here, needs_approval=False)
    await lapse_all(hours(24))
    expired_hold = await hold(here, here.chidi, hours(48.5), now=hours(24))
    assert isinstance(expired_hold, BookingView)
    assert await confirm(asked, now=hours(24) + POLICY.hold_minutes * MINUTE)
    assert isinstance(await hold(here, here.chidi, hours(48), now=hours(24.5)), Taken)


async def test_x41_money_after_the_deadline_never_takes_somebody_elses_time(
    here: Practice,
) -> None:
    asked = await requested(here, needs_approval=False)
    await lapse_all(hours(24))
    assert isinstance(await hold(here, here.chidi, hours(48.5), now=hours(24)), BookingView)
    async with transaction():
        with pytest.raises(IntegrityError, match="bookings_no_overlap"):
            async with savepoint():
                await bookings.confirm(asked.id, None, hours(24))
        assert (await seen(asked)).status is BookingStatus.EXPIRED


async def test_x41_money_after_the_start_confirms_nothing(here: Practice) -> None:
    asked = await requested(here, needs_approval=False)
    assert not await confirm(asked, now=hours(48))
    assert await confirm(asked, now=hours(48) - SECOND)


# What is written down


async def test_b7_the_price_and_the_rules_are_those_of_the_day(here: Practice) -> None:
    asked = await requested(here)
    await rows("UPDATE services SET price_minor = 1, duration_minutes = 5 RETURNING id")
    await rows("UPDATE psychologists SET buffer_after_minutes = 60 RETURNING id")
    approved = await approve(asked, here.brian)
    assert (approved.price, approved.minutes) == (Money(250_000), 50)
    assert approved.cancel_notice_minutes == 24 * 60
    assert isinstance(await hold(here, here.chidi, hours(50)), BookingView)


async def test_references_count_up_and_carry_the_practices_year(here: Practice) -> None:
    new_year = datetime.fromisoformat("2026-12-31T21:30:00+00:00")  # 00:30 in Nairobi
    first = await requested(here)
    second = await requested(here, (new_year - NOW) / timedelta(hours=1) + 48, now=new_year)
    assert (first.reference, second.reference) == ("BK-2026-000001", "BK-2027-000002")


async def test_b4_the_history_says_who_moved_it_and_when(here: Practice) -> None:
    asked = await requested(here)
    approved = await approve(asked, here.brian, now=hours(1))
    assert await confirm(approved, now=hours(2))
    history = await rows(
        """SELECT from_status, to_status, version, actor_id, moved_at FROM booking_moves
           WHERE booking_id = $1 ORDER BY id""",
        asked.id,
    )
    assert [tuple(move.values()) for move in history] == [
        ("held", "pending", 2, here.amina, NOW),
        ("pending", "approved", 3, here.brian, hours(1)),
        ("approved", "confirmed", 4, None, hours(2)),
    ]
    assert await row("SELECT approved_by_id FROM bookings") == {"approved_by_id": here.brian}


async def test_a_request_takes_no_longer_hold_than_it_had(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    assert held.held_until == NOW + POLICY.hold_minutes * MINUTE
    async with transaction():
        assert await bookings.request(held.id, here.amina, POLICY, held.held_until) is None
        assert await bookings.request(held.id, here.amina, POLICY, held.held_until - SECOND)
    assert await row("SELECT count(*) AS n FROM bookings") == {"n": 1}
