"""Another time: proposed, agreed, moved to; no session twice and none lost (B5, B9, X2, X10)."""

import asyncio

import pytest

from models.changes import Owed
from models.database import row
from models.moves import Actor
from models.values import Money, PaymentStatus
from models.views import BookingView
from services import bookings, changes, ledger
from services.booking_views import view
from services.errors import NotYours, Outdated
from services.holds import Taken
from tests.people import NOW, Practice, hold, hours
from tests.services.booking_steps import (
    requested,
    seen,
)
from tests.services.change_steps import (
    NOTHING,
    PRICE,
    accept,
    approved,
    cancel,
    live,
    move,
    paid,
    propose,
)

pytestmark = pytest.mark.usefixtures("db")

CLIENT, STAFF = Actor.CLIENT, Actor.PSYCHOLOGIST


async def test_b5_agreeing_to_another_time_approves_the_request_there(here: Practice) -> None:
    asked = await requested(here)
    held = await propose(asked, here.brian, STAFF, hours(80))
    moved = await accept(held, here.amina, hours(1))
    assert moved.view.public_id == asked.public_id
    assert (moved.view.status, moved.view.starts_at) == ("approved", hours(80))
    assert moved.view.payment_due_at == hours(25)
    assert moved.before.starts_at == hours(48)
    assert await live() == 1
    assert await row("SELECT approved_by_id FROM bookings") == {"approved_by_id": here.brian}


async def test_b5_any_number_of_rounds(here: Practice) -> None:
    asked = await requested(here, 96)
    sides = [(here.brian, STAFF), (here.amina, CLIENT)]
    held = asked
    for number in range(6):
        who, actor = sides[number % 2]
        held = await propose(await view(asked.id), who, actor, hours(100 + 2 * number))
        assert await live() == 2
    moved = await accept(held, here.brian)
    assert (moved.view.status, moved.view.starts_at) == ("approved", hours(110))
    assert await row("SELECT approved_by_id FROM bookings") == {"approved_by_id": here.brian}


async def test_b9_a_paid_session_moves_with_all_that_belongs_to_it(here: Practice) -> None:
    old = await paid(here)
    held = await propose(old, here.brian, STAFF, hours(72.5))  # over its own old time
    assert (await seen(old)).version == old.version
    new = (await accept(held, here.amina)).view
    assert (new.status, new.payment_status, new.starts_at) == ("confirmed", "paid", hours(72.5))
    assert (new.price, new.meeting_link) == (old.price, old.meeting_link)
    assert (new.calendar_uid, new.calendar_sequence) == (old.public_id, old.calendar_sequence + 1)
    assert new.rescheduled_from_id == old.id
    assert new.reference not in {None, old.reference}
    before = await seen(old)
    assert before.status == "cancelled"
    kept = await row("SELECT cancellation_reason FROM bookings WHERE id = $1", old.id)
    assert kept == {"cancellation_reason": "moved"}, "a code of ours"
    assert (before.moved_to, before.payment_status) == (hours(72.5), PaymentStatus.PENDING)
    assert await ledger.paid_for(old.id) == NOTHING
    assert await ledger.paid_for(new.id) == PRICE
    again = (await move(new, here.amina, hours(90))).view
    assert (again.calendar_uid, again.calendar_sequence) == (old.public_id, 2)
    assert await ledger.paid_for(again.id) == PRICE
    assert await live() == 1


async def test_b9_a_moved_session_is_paid_or_refunded_like_any_other(here: Practice) -> None:
    new = (await move(await paid(here), here.amina, hours(90))).view
    ended = await cancel(new, here.amina, CLIENT)
    assert ended.refund == Owed(PRICE, NOTHING)
    unpaid = (await move(await approved(here, 60), here.amina, hours(61))).view
    assert (unpaid.status, unpaid.payment_status) == ("approved", "pending")
    assert unpaid.payment_due_at == hours(24)
    assert await bookings.confirm(unpaid.id, None, NOW)


async def test_x10_an_old_reschedule_button_used_twice(here: Practice) -> None:
    old = await paid(here)
    moves = [move(old, here.amina, hours(90 + 2 * number)) for number in range(4)]
    results = await asyncio.gather(*moves, return_exceptions=True)
    assert sum(isinstance(one, changes.Moved) for one in results) == 1
    assert sum(isinstance(one, Outdated) for one in results) == 3
    with pytest.raises(Outdated):
        await move(old, here.amina, hours(120))
    assert await live() == 1


async def test_x10_an_old_reschedule_button_after_a_cancel_revives_nothing(here: Practice) -> None:
    old = await paid(here)
    held = await propose(old, here.brian, STAFF, hours(90))
    await cancel(old, here.amina, CLIENT)
    for dead in (move(old, here.amina, hours(100)), propose(old, here.brian, STAFF, hours(100))):
        with pytest.raises(Outdated):
            await dead
    with pytest.raises((Outdated, NotYours)):
        await accept(held, here.amina)
    assert await live() == 0


async def test_x2_two_requests_with_one_proposed_time(here: Practice) -> None:
    """The constraint keeps the time for one of them, whatever is tapped at once."""
    first, second = await requested(here, 48), await requested(here, 50)
    results = await asyncio.gather(
        propose(first, here.brian, STAFF, hours(80)),
        propose(second, here.brian, STAFF, hours(80.5)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, BookingView) for one in results) == 1
    gone = next(one for one in results if isinstance(one, changes.SlotGone))
    assert len(gone.nearest) == 3
    assert await live() == 3


async def test_b9_if_the_new_time_is_gone_nothing_has_changed(here: Practice) -> None:
    old = await paid(here)
    assert isinstance(await hold(here, here.chidi, hours(90)), BookingView)
    with pytest.raises(changes.SlotGone):
        await move(old, here.amina, hours(90.5))
    assert await seen(old) == old
    kept = await propose(old, here.brian, STAFF, hours(100))
    with pytest.raises(changes.SlotGone):
        await propose(old, here.brian, STAFF, hours(90.5))
    assert await seen(kept) == kept


async def test_a_stranger_and_a_move_want_the_same_time_at_once(here: Practice) -> None:
    old = await paid(here)
    held, moved = await asyncio.gather(
        hold(here, here.chidi, hours(90)), move(old, here.amina, hours(90)), return_exceptions=True
    )
    assert isinstance(held, Taken) is isinstance(moved, changes.Moved)
    assert await live() == (1 if isinstance(held, Taken) else 2)


async def test_a_proposed_time_is_nobody_elses(here: Practice) -> None:
    await propose(await paid(here), here.brian, STAFF, hours(90))
    assert isinstance(await hold(here, here.chidi, hours(90)), Taken)
    assert isinstance(await hold(here, here.amina, hours(120)), BookingView)
    assert await live() == 3  # her new hold lets no proposal go


@pytest.mark.parametrize("_number", range(3))
async def test_accepting_and_cancelling_at_once_have_one_winner(
    here: Practice, _number: int
) -> None:
    old = await paid(here)
    held = await propose(old, here.brian, STAFF, hours(80))
    moved, ended = await asyncio.gather(
        accept(held, here.amina), cancel(old, here.brian, STAFF), return_exceptions=True
    )
    is_moved = isinstance(moved, changes.Moved)
    assert is_moved is not isinstance(ended, changes.Cancelled)
    assert await ledger.paid_for(held.id) == (PRICE if is_moved else NOTHING)
    owed = await ledger.balance(ledger.refund_account(here.amina))
    assert owed == (NOTHING if is_moved else Money(-PRICE.minor))
    assert await live() == (1 if is_moved else 0)


async def test_two_proposals_at_once_are_one(here: Practice) -> None:
    old = await paid(here)
    await asyncio.gather(
        propose(old, here.brian, STAFF, hours(90)),
        propose(old, here.amina, CLIENT, hours(100)),
        return_exceptions=True,
    )
    assert await live() == 2


async def test_x60_accepting_twice_is_once(here: Practice) -> None:
    held = await propose(await paid(here), here.brian, STAFF, hours(90))
    results = await asyncio.gather(
        *(accept(held, here.amina) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, changes.Moved) for one in results) == 1
    assert await live() == 1


async def test_x63_only_the_other_side_answers(here: Practice) -> None:
    asked = await requested(here, 96)
    held = await propose(asked, here.brian, STAFF, hours(120))
    for who in (here.brian, here.chidi):
        with pytest.raises(NotYours):
            await accept(held, who)
    with pytest.raises(NotYours):
        await propose(asked, here.chidi, CLIENT, hours(130))
    counter = await propose(await view(asked.id), here.amina, CLIENT, hours(140))
    with pytest.raises(NotYours):
        await accept(counter, here.amina)
    with pytest.raises((Outdated, NotYours)):
        await accept(held, here.amina)
