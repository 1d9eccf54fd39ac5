"""Requests and answers: who may, until when, and who wins (B4 to B7)."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from models.database import row, rows
from models.values import BookingStatus, Money, PaymentStatus
from models.views import BookingView
from services import bookings
from services.bookings import LEAST_TIME_TO_PAY
from services.errors import NotYours, Outdated
from services.holds import Taken
from services.transaction import savepoint, transaction
from tests.people import NOW, POLICY, Practice, hold, hours, person, practice, psychologist, service

pytestmark = pytest.mark.usefixtures("db")

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


async def requested(
    here: Practice, at: float = 48, *, needs_approval: bool = True, now: datetime = NOW
) -> BookingView:
    """Amina's request for a session so many hours from NOW."""
    offered = await service(here.psychologist, needs_approval=needs_approval)
    held = await hold(here, here.amina, hours(at), service_id=offered, now=now)
    assert isinstance(held, BookingView)
    async with transaction():
        asked = await bookings.request(held.id, here.amina, POLICY, now)
    assert asked is not None
    return asked


async def approve(
    asked: BookingView, by: int, *, version: int | None = None, now: datetime = NOW
) -> BookingView:
    async with transaction():
        return await bookings.approve(
            asked.public_id, asked.version if version is None else version, by, POLICY, now
        )


async def decline(asked: BookingView, by: int, *, now: datetime = NOW) -> BookingView:
    async with transaction():
        return await bookings.decline(asked.public_id, asked.version, by, "On leave", now)


async def confirm(asked: BookingView, *, now: datetime = NOW) -> bool:
    async with transaction():
        return await bookings.confirm(asked.id, "https://meet.example/a", now)


async def lapse_all(now: datetime) -> list[bookings.Lapsed]:
    lapsed = []
    while (one := await bookings.lapse_one(now)) is not None:
        lapsed.append(one)
    return lapsed


async def seen(asked: BookingView) -> BookingView:
    return await bookings.look_up(asked.public_id, asked.client_id)


# Whose it is (X63)


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
        await bookings.look_up(uuid4(), here.amina)


async def test_x63_a_booking_is_seen_by_its_two_people(here: Practice) -> None:
    asked = await requested(here)
    assert await bookings.look_up(asked.public_id, here.amina) == asked
    assert await bookings.look_up(asked.public_id, here.brian) == asked
    with pytest.raises(NotYours):
        await bookings.look_up(asked.public_id, here.chidi)


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
    assert (declined.status, declined.decline_reason) == (BookingStatus.DECLINED, "On leave")
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
