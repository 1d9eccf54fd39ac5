"""Holds: one winner a slot, expiry judged when read, nothing orphaned (X1 to X6, X24)."""

import asyncio
from datetime import timedelta

import pytest

from models.calendar import Unavailable
from models.database import count, row, rows
from models.values import BookingStatus, Purpose
from models.views import BookingView
from services import bookings, holds
from services.booking_views import view
from services.errors import NotOffered, NotYours, Outdated
from services.holds import Taken
from services.transaction import transaction
from tests.people import (
    NOW,
    POLICY,
    Practice,
    hold,
    hours,
    person,
    practice,
    psychologist,
    service,
)
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")


async def _race(here: Practice, clients: int, at: float = 48) -> list[BookingView | Taken]:
    people = [await person(f"Client {n}", int(at * 1000) + n) for n in range(clients)]
    return list(await asyncio.gather(*(hold(here, client, hours(at)) for client in people)))


@pytest.mark.parametrize("clients", [2, 50])
async def test_x1_one_slot_has_one_winner_and_the_others_are_offered_three(
    here: Practice, clients: int
) -> None:
    results = await _race(here, clients)
    winners = [result for result in results if isinstance(result, BookingView)]
    losers = [result for result in results if isinstance(result, Taken)]
    assert len(winners) == 1
    assert len(losers) == clients - 1
    assert all(len(loser.nearest) == 3 for loser in losers)
    assert all(loser.reason in {Unavailable.BOOKED, Unavailable.HELD} for loser in losers)
    assert (await row("SELECT count(*) AS n FROM bookings")) == {"n": 1}


async def test_x1_without_the_constraint_the_slot_is_sold_twice(here: Practice) -> None:
    """The guard taken away: looking first and acting later lets everybody in."""
    await rows("ALTER TABLE bookings DROP CONSTRAINT bookings_no_overlap")
    await rows("ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap EXCLUDE USING gist "
               "(public_id WITH =)")  # fmt: skip
    for slot in range(48, 78, 2):  # a race is not lost every time
        results = await _race(here, 12, slot)
        if sum(isinstance(result, BookingView) for result in results) > 1:
            return
    pytest.fail("nobody was let in twice")


async def test_x2_of_two_overlapping_requests_the_second_never_gets_that_far(
    here: Practice,
) -> None:
    """Both approved within 50 ms: there is only one to approve, and it is approved once."""
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    assert isinstance(await hold(here, here.chidi, hours(48.25)), Taken)
    async with transaction():
        asked = await bookings.request(held.id, here.amina, POLICY, NOW)
    assert asked is not None

    async def approve() -> BookingView:
        async with transaction():
            return await bookings.approve(asked.public_id, asked.version, here.brian, POLICY, NOW)

    both = await asyncio.gather(approve(), approve(), return_exceptions=True)
    assert sum(isinstance(one, BookingView) for one in both) == 1
    assert sum(isinstance(one, Outdated) for one in both) == 1


async def test_x3_other_services_partly_over_each_other(here: Practice) -> None:
    short = await service(here.psychologist, minutes=30)
    assert isinstance(await hold(here, here.amina, hours(52)), BookingView)
    overlapping = await hold(here, here.chidi, hours(52.5), service_id=short)
    assert isinstance(overlapping, Taken)
    touching = await hold(here, here.chidi, hours(52 + 50 / 60), service_id=short)
    assert isinstance(touching, BookingView)


@pytest.mark.parametrize("buffer", [0, 1])
async def test_x3_touching_is_fine_without_a_buffer_and_refused_with_one_minute(
    db: str, buffer: int
) -> None:
    assert db
    there = await practice(buffer=buffer)
    assert isinstance(await hold(there, there.amina, hours(52)), BookingView)
    touching = await hold(there, there.chidi, hours(52 + 50 / 60))
    assert isinstance(touching, Taken if buffer else BookingView)
    if buffer:
        assert isinstance(await hold(there, there.chidi, hours(52 + 55 / 60)), BookingView)


@pytest.mark.parametrize(("minutes", "at"), [(30, 51.75), (90, 51), (30, 52.25), (5, 52.75)])
async def test_x3_other_lengths_at_once_have_one_winner(
    here: Practice, minutes: int, at: float
) -> None:
    """50 minutes from 52:00, and another service that overlaps it in part: the race has one end."""
    other = await service(here.psychologist, minutes=minutes)
    both = await asyncio.gather(
        hold(here, here.amina, hours(52)), hold(here, here.chidi, hours(at), service_id=other)
    )
    assert sum(isinstance(one, BookingView) for one in both) == 1


async def test_x5_an_expired_hold_is_bookable_though_nobody_swept(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    later = NOW + timedelta(minutes=POLICY.hold_minutes)
    assert isinstance(await hold(here, here.chidi, hours(48), now=later), BookingView)
    async with transaction():
        assert await bookings.request(held.id, here.amina, POLICY, later) is None
    assert await row("SELECT client_id FROM bookings") == {"client_id": here.chidi}


async def test_x5_a_hold_lives_ten_minutes_from_each_step_and_forty_in_all(
    here: Practice,
) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    minutes = 0
    while minutes < 60:
        async with transaction():
            kept = await holds.keep_hold(held.id, here.amina, POLICY,
                                         NOW + timedelta(minutes=minutes))  # fmt: skip
        if kept is None:
            break
        minutes += 9
    assert minutes == 45  # the step at 36 minutes still found it, with 4 minutes left


async def test_x5_a_time_kept_for_a_move_survives_the_clients_next_hold(here: Practice) -> None:
    """It is proposed for another booking (B9), and ends by its own clock only."""
    moving = await book(here, 30, "confirmed")
    kept = await book(here, 72, proposal_for_id=moving)
    for at in (48, 50, 72):
        await hold(here, here.amina, hours(at))
    assert await row("SELECT 1 FROM bookings WHERE id = $1", kept) is not None
    assert isinstance(await hold(here, here.chidi, hours(72)), Taken)
    later = NOW + timedelta(minutes=13)
    assert isinstance(await hold(here, here.chidi, hours(72), now=later), BookingView)


async def test_x6_move_away_and_come_back(here: Practice) -> None:
    first = await hold(here, here.amina, hours(48))
    second = await hold(here, here.amina, hours(72))
    again = await hold(here, here.amina, hours(48))
    assert isinstance(first, BookingView)
    assert isinstance(second, BookingView)
    assert isinstance(again, BookingView)
    assert await row("SELECT count(*) AS n FROM bookings") == {"n": 1}


async def test_x6_a_crash_between_hold_and_request_leaves_nothing(here: Practice) -> None:

    async def crash() -> None:
        async with transaction():
            held = await holds.hold(
                here.amina, here.psychologist, here.service, hours(48), POLICY, NOW
            )
            assert isinstance(held, BookingView)
            await bookings.request(held.id, here.amina, POLICY, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert isinstance(await hold(here, here.chidi, hours(48)), BookingView)


async def test_x24_the_notice_counts_to_the_second(here: Practice) -> None:
    in_time = await hold(here, here.amina, hours(24), now=NOW)
    assert isinstance(in_time, BookingView)
    late = await hold(here, here.chidi, hours(24), now=NOW + timedelta(seconds=1))
    assert isinstance(late, Taken)
    assert late.reason is Unavailable.TOO_SOON


async def test_x63_a_hold_is_its_owners_alone(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    async with transaction():
        assert await bookings.request(held.id, here.chidi, POLICY, NOW) is None
        assert await holds.keep_hold(held.id, here.chidi, POLICY, NOW) is None
        await holds.release(held.id, here.chidi)
        assert await bookings.request(held.id, here.amina, POLICY, NOW) is not None


async def test_a_hold_is_told_as_it_is_read_back(here: Practice) -> None:
    """It is put together from what is known, without another query."""
    for _ in range(2):  # the second one lets the first one go
        held = await hold(here, here.amina, hours(48))
        assert isinstance(held, BookingView)
        assert held == await view(held.id)
    assert await row("SELECT count(*) AS n FROM bookings") == {"n": 1}


@pytest.mark.parametrize(
    ("status", "at", "purpose"),
    [
        ("completed", -48, Purpose.FOLLOW_UP),
        ("confirmed", 30, Purpose.FOLLOW_UP),
        ("confirmed", 60, Purpose.INITIAL),
        ("pending", 30, Purpose.INITIAL),
        ("cancelled", 30, Purpose.INITIAL),
        ("no_show", -48, Purpose.INITIAL),
    ],
)
async def test_s2_the_first_session_is_initial_and_the_next_follow_up(
    here: Practice, status: str, at: float, purpose: Purpose
) -> None:
    await book(here, at, status)
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    assert held.purpose is purpose
    by_other = await hold(here, here.chidi, hours(52))
    assert isinstance(by_other, BookingView)
    assert by_other.purpose is Purpose.INITIAL


async def test_s2_an_emergency_is_booked_within_the_notice_in_hours_opened_for_it(
    here: Practice,
) -> None:
    urgent = await service(here.psychologist)
    await count("UPDATE services SET purpose = 'emergency' WHERE id = $1", urgent)
    assert isinstance(await hold(here, here.amina, hours(3), service_id=urgent), Taken)
    await count("UPDATE availability_windows SET purpose = 'emergency' WHERE day_of_week = 1")
    held = await hold(here, here.amina, hours(3), service_id=urgent)  # NOW is a Monday
    assert isinstance(held, BookingView)
    assert held.purpose is Purpose.EMERGENCY
    usual = await hold(here, here.chidi, hours(7 * 24 + 3))
    assert isinstance(usual, Taken), "the emergency hours are for emergencies alone"
    assert usual.reason is Unavailable.CLOSED


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE psychologists SET paused_at = now()",
        "UPDATE psychologists SET approved_at = NULL",
        "UPDATE services SET is_active = false",
        "UPDATE services SET capacity = 8",
    ],
)
async def test_what_is_not_offered_cannot_be_held(here: Practice, ended: str) -> None:
    await count(ended)
    with pytest.raises(NotOffered):
        await hold(here, here.amina, hours(48))


async def test_a_service_of_somebody_else_is_refused(here: Practice) -> None:
    other = await psychologist(await person("Dana", 9), "dana")
    with pytest.raises(NotYours):
        await hold(here, here.amina, hours(48), service_id=await service(other))


async def test_a_request_keeps_its_slot_and_its_price(here: Practice) -> None:
    held = await hold(here, here.amina, hours(50))
    assert isinstance(held, BookingView)
    async with transaction():
        asked = await bookings.request(held.id, here.amina, POLICY, NOW)
    assert asked is not None
    assert asked.status is BookingStatus.PENDING
    assert asked.reference == "BK-2026-000001"
    assert asked.answer_due_at == NOW + (hours(50) - NOW) / 2
    await rows("UPDATE services SET price_minor = 1 RETURNING id")
    seen = await row("SELECT price_minor FROM bookings WHERE id = $1", asked.id)
    assert seen == {"price_minor": 250_000}
