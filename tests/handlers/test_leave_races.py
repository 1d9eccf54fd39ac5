"""Leave that is decided while bookings move: what was seen is done, or it is shown again."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from conversations.work import leave as work
from models.database import count, rows
from models.date_changes import DateChange, Decision
from models.moves import Actor
from models.values import BookingStatus, PaymentStatus
from models.views import BookingView
from services import bookings, changes
from services.errors import Outdated
from services.transaction import transaction
from tests.handlers.leave_desk import THURSDAY, Desk, exceptions
from tests.people import NOW, POLICY, hold, hours
from tests.rows import insert
from tests.services.booking_steps import approve, requested, seen
from tests.services.change_steps import approved, cancel, paid, refunds

CHANGES_MEANWHILE = ("booked", "cancelled", "approved", "paid", "payment begun")


@pytest.mark.parametrize("meanwhile", CHANGES_MEANWHILE)
@pytest.mark.parametrize("decision", Decision)
async def test_a2_what_changed_since_the_preview_is_shown_again(
    desk: Desk, meanwhile: str, decision: Decision
) -> None:
    here = desk.here
    waiting, unpaid = await requested(here, 72), await approved(here, 74)
    looked = await desk.look()
    match meanwhile:
        case "booked":
            await requested(here, 76)
        case "cancelled":
            await cancel(waiting, here.amina, Actor.CLIENT)
        case "approved":
            await approve(waiting, here.brian)
        case "paid":
            async with transaction():
                assert await bookings.confirm(unpaid.id, None, NOW)
        case _:
            await bookings.mark_payment(unpaid.id, PaymentStatus.PROCESSING, NOW)
    before = await rows("SELECT id, status, version FROM bookings ORDER BY id")
    again = await desk.decide(decision, looked)
    assert isinstance(again, work.Foreseen)
    assert again.again
    assert again.leave.fingerprint != looked.leave.fingerprint
    assert await rows("SELECT id, status, version FROM bookings ORDER BY id") == before
    assert (await exceptions(), desk.amina_heard()) == (0, [])
    assert isinstance(await desk.decide(decision, again), work.DatesChanged)
    assert await exceptions() == 1


@pytest.mark.parametrize("decision", Decision)
async def test_x60_two_devices_decide_at_once_with_one_effect(
    desk: Desk, decision: Decision
) -> None:
    for number in range(3):
        await paid(desk.here, 72 + number * 2)
    looked = await desk.look()
    done = await asyncio.gather(desk.decide(decision, looked), desk.decide(decision, looked))
    assert sum(isinstance(each, work.DatesChanged) for each in done) == (
        2 if decision is Decision.KEEP else 1
    )
    assert len(desk.amina_heard()) == (0 if decision is Decision.KEEP else 3)
    assert await exceptions() == 1
    assert len(await refunds()) == (3 if decision is Decision.CANCEL else 0)
    held = await rows("SELECT id FROM bookings WHERE status = 'held'")
    assert len(held) == (3 if decision is Decision.MOVE else 0)


async def test_a2_a_client_who_cancels_in_the_same_moment_is_cancelled_once(desk: Desk) -> None:
    """Either the client was first and Brian looks again, or Brian was first and the client is."""
    for turn in range(6):
        day = THURSDAY + timedelta(days=turn)
        ready = await paid(desk.here, 72 + 24 * turn)
        looked = await desk.look((DateChange(day, day, opens=False),))
        done, refused = await asyncio.gather(
            desk.decide(Decision.CANCEL, looked),
            cancel(ready, desk.here.amina, Actor.CLIENT),
            return_exceptions=True,
        )
        assert isinstance(done, work.Foreseen) != isinstance(refused, Outdated)
        assert len(await refunds()) == turn + 1
        assert (await seen(ready)).status is BookingStatus.CANCELLED


async def test_a2_no_request_comes_of_a_hold_that_races_with_the_closing_of_its_day(
    desk: Desk,
) -> None:
    """Most holds are let go or refused; one that neither side could see ends when it is used."""
    here = desk.here
    for turn in range(8):
        day = THURSDAY + timedelta(days=turn)
        change = (DateChange(day, day, opens=False),)
        looked = await desk.look(change)
        holds = [hold(here, client, hours(72 + 24 * turn + n))
                 for n, client in enumerate((here.amina, here.chidi))]  # fmt: skip
        _, *held = await asyncio.gather(desk.decide(Decision.KEEP, looked), *holds)
        for each in held:
            if isinstance(each, BookingView):
                async with transaction():
                    asked = await bookings.request(each.id, each.client_id, POLICY, NOW)
                assert asked is None


async def test_a2_a_hold_that_nobody_could_see_becomes_no_request(desk: Desk) -> None:
    """Taken in the moment in which the day was closed: it ends like one that has run out."""
    here = desk.here
    held = await hold(here, here.chidi, hours(75))
    assert isinstance(held, BookingView)
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": THURSDAY, "last_date": THURSDAY,
        "is_available": False, "reason": "",
    })  # fmt: skip
    async with transaction():
        assert await bookings.request(held.id, here.chidi, POLICY, NOW) is None
    await count("UPDATE availability_exceptions SET first_date = first_date + 1, last_date = $1",
                THURSDAY + timedelta(days=9))  # fmt: skip
    async with transaction():
        assert await bookings.request(held.id, here.chidi, POLICY, NOW) is not None


async def test_a2_what_is_refused_halfway_has_neither_happened_nor_been_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of three can't be cancelled after all: none is, and nobody hears of it."""
    for number in range(3):
        await paid(desk.here, 72 + number * 2)
    looked, done = await desk.look(), 0
    really = changes.cancel

    async def third_time(*args: Any) -> Any:
        nonlocal done
        done += 1
        if done == 3:
            raise Outdated("gone")
        return await really(*args)

    monkeypatch.setattr(changes, "cancel", third_time)
    refused = await desk.decide(Decision.CANCEL, looked)
    assert isinstance(refused, work.Foreseen)
    assert refused.again
    assert (await exceptions(), await refunds(), desk.amina_heard()) == (0, [], [])
    found = await rows("SELECT DISTINCT status FROM bookings")
    assert [each["status"] for each in found] == ["confirmed"]
