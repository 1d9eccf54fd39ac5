"""Requests and answers: who may, until when, and who wins (B4 to B7)."""

import asyncio
from uuid import uuid4

import pytest

from models.database import rows
from models.moves import Actor
from models.values import BookingStatus, PaymentStatus
from models.views import BookingView
from services import bookings
from services.access import access_booking
from services.bookings import LEAST_TIME_TO_PAY
from services.errors import NotYours, Outdated
from tests.people import NOW, POLICY, Practice, hold, hours, person, psychologist
from tests.services.booking_steps import (
    SECOND,
    approve,
    confirm,
    decline,
    lapse_all,
    requested,
    seen,
)

pytestmark = pytest.mark.usefixtures("db")


async def test_x63_only_its_psychologist_may_answer(here: Practice) -> None:
    other = await person("Dana", 9)
    await psychologist(other, "dana")
    asked = await requested(here)
    for somebody in (here.chidi, here.amina, other, 10**9):
        with pytest.raises(NotYours):
            await approve(asked, somebody)
        with pytest.raises(NotYours):
            await decline(asked, somebody)
    assert await seen(asked) == asked
    assert (await approve(asked, here.brian)).status is BookingStatus.APPROVED


async def test_x63_a_guessed_id_is_nobodys(here: Practice) -> None:
    with pytest.raises(NotYours):
        await bookings.approve(uuid4(), 1, here.brian, POLICY, NOW)
    with pytest.raises(NotYours):
        await access_booking(uuid4(), here.amina)


async def test_x63_a_booking_is_seen_by_its_two_people(here: Practice) -> None:
    asked = await requested(here)
    assert (await access_booking(asked.public_id, here.amina)).booking == asked
    assert (await access_booking(asked.public_id, here.brian)).actors == {Actor.PSYCHOLOGIST}
    with pytest.raises(NotYours):
        await access_booking(asked.public_id, here.chidi)


@pytest.mark.parametrize("off", [-1, 1])
async def test_x60_a_button_of_another_version_is_outdated(here: Practice, off: int) -> None:
    asked = await requested(here)
    with pytest.raises(Outdated):
        await approve(asked, here.brian, version=asked.version + off)
    with pytest.raises(NotYours):
        await approve(asked, here.chidi, version=asked.version + off)
    assert await seen(asked) == asked


async def test_x10_an_answered_request_is_not_answered_again(here: Practice) -> None:
    asked = await requested(here)
    declined = await decline(asked, here.brian)
    assert declined.status is BookingStatus.DECLINED
    for version in (asked.version, declined.version):
        with pytest.raises(Outdated):
            await approve(asked, here.brian, version=version)
    assert isinstance(await hold(here, here.chidi, hours(48)), BookingView)


async def test_approving_and_declining_at_once_have_one_winner(here: Practice) -> None:
    asked = await requested(here)
    results = await asyncio.gather(
        approve(asked, here.brian), decline(asked, here.brian), return_exceptions=True
    )
    assert sum(isinstance(one, BookingView) for one in results) == 1
    assert sum(isinstance(one, Outdated) for one in results) == 1


# Until when


@pytest.mark.parametrize(("at", "answer_in"), [(30, 15), (48, 24), (90, 45), (96, 48), (200, 48)])
async def test_b5_the_answer_is_due_half_way_to_the_start_and_in_two_days_at_most(
    here: Practice, at: int, answer_in: float
) -> None:
    asked = await requested(here, at)
    assert (asked.answer_due_at, asked.payment_due_at) == (hours(answer_in), None)
    assert asked.held_until is None


@pytest.mark.parametrize("at", [48, 200])
async def test_b5_an_answer_on_the_last_second_counts_and_on_the_next_does_not(
    here: Practice, at: int
) -> None:
    late, in_time = await requested(here, at), await requested(here, at + 1)
    assert late.answer_due_at is not None
    assert in_time.answer_due_at is not None
    with pytest.raises(Outdated):
        await approve(late, here.brian, now=late.answer_due_at)
    approved = await approve(in_time, here.brian, now=in_time.answer_due_at - SECOND)
    assert approved.answer_due_at is None


@pytest.mark.parametrize(
    ("at", "approved_at", "due_at"),
    [(72, 0, 24), (72, 30, 54), (26, 12, 24), (25, 12, 23), (26, 0, 24), (24, 11, 22)],
)
async def test_b6_the_payment_is_due_in_a_day_and_two_hours_before_the_start_at_most(
    here: Practice, at: int, approved_at: int, due_at: int
) -> None:
    asked = await requested(here, at)
    approved = await approve(asked, here.brian, now=hours(approved_at))
    assert approved.payment_due_at == hours(due_at)


async def test_b6_a_late_approval_leaves_time_to_pay(here: Practice) -> None:
    await rows("UPDATE psychologists SET notice_minutes = 0 RETURNING id")
    asked = await requested(here, 1)
    approved = await approve(asked, here.brian, now=hours(0.25))
    assert approved.payment_due_at == hours(0.25) + LEAST_TIME_TO_PAY
    at_once = await requested(here, 2, needs_approval=False)
    assert at_once.payment_due_at == NOW + LEAST_TIME_TO_PAY


async def test_b6_nothing_is_to_be_paid_after_the_start(here: Practice) -> None:
    """Such money could confirm nothing any more."""
    await rows("UPDATE psychologists SET notice_minutes = 0 RETURNING id")
    approved = await approve(await requested(here, 0.5), here.brian, now=hours(0.2))
    assert approved.payment_due_at == hours(0.2) + LEAST_TIME_TO_PAY
    later = await approve(await requested(here, 2.5, now=hours(2.2)), here.brian, now=hours(2.3))
    assert later.payment_due_at == later.starts_at
    at_once = await requested(here, 4, needs_approval=False, now=hours(3.9))
    assert at_once.payment_due_at == at_once.starts_at


async def test_s1_a_service_without_approval_is_approved_at_once(here: Practice) -> None:
    asked = await requested(here, 72, needs_approval=False)
    assert asked.status is BookingStatus.APPROVED
    assert (asked.answer_due_at, asked.payment_due_at) == (None, hours(24))
    assert await confirm(asked)


# What lapses


async def test_b5_an_unanswered_request_lapses_and_frees_its_time(here: Practice) -> None:
    asked = await requested(here)
    assert asked.answer_due_at is not None
    assert await lapse_all(asked.answer_due_at - SECOND) == []
    assert await lapse_all(asked.answer_due_at) == [bookings.Lapsed(asked.id, unpaid=False)]
    assert (await seen(asked)).status is BookingStatus.EXPIRED
    assert isinstance(await hold(here, here.chidi, hours(48), now=hours(24)), BookingView)
    assert not await confirm(asked)  # it was never approved, so no money can be for it


async def test_b6_an_unpaid_booking_lapses_but_not_while_a_prompt_is_on_a_phone(
    here: Practice,
) -> None:
    asked = await requested(here, needs_approval=False)
    await bookings.mark_payment(asked.id, PaymentStatus.PROCESSING, NOW)
    assert (await seen(asked)).version == asked.version
    assert await lapse_all(hours(48) - SECOND) == []
    await bookings.mark_payment(asked.id, PaymentStatus.FAILED, NOW)
    assert await lapse_all(hours(24) - SECOND) == []
    assert await lapse_all(hours(24)) == [bookings.Lapsed(asked.id, unpaid=True)]


async def test_b6_a_prompt_without_an_end_holds_the_time_until_the_start_at_most(
    here: Practice,
) -> None:
    asked = await requested(here, needs_approval=False)
    await bookings.mark_payment(asked.id, PaymentStatus.PROCESSING, NOW)
    assert await lapse_all(hours(48)) == [bookings.Lapsed(asked.id, unpaid=True)]


async def test_x31_many_that_lapse_are_lapsed_once_by_two_replicas(here: Practice) -> None:
    asked = [await requested(here, 48 + 2 * number) for number in range(10)]
    both = await asyncio.gather(lapse_all(hours(47)), lapse_all(hours(47)))
    lapsed = [one.booking_id for some in both for one in some]
    assert sorted(lapsed) == sorted(one.id for one in asked)


async def test_an_answer_and_the_clock_at_once_have_one_winner(here: Practice) -> None:
    """A replica whose clock runs a little behind approves what the other one ends."""
    asked = await requested(here)
    assert asked.answer_due_at is not None
    answered, lapsed = await asyncio.gather(
        approve(asked, here.brian, now=asked.answer_due_at - SECOND),
        bookings.lapse_one(asked.answer_due_at),
        return_exceptions=True,
    )
    approved = isinstance(answered, BookingView)
    assert approved or isinstance(answered, Outdated)
    assert approved == (lapsed is None)


# Paid
