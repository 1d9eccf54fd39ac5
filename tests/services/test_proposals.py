"""Until when a proposal stands, what waits for it, and who may still move what (B5, X5, X24)."""

from datetime import datetime

import pytest

from models.database import rows
from models.moves import Actor
from models.values import BookingStatus, PaymentStatus
from models.views import BookingView
from services import bookings, changes, holds, ledger, sessions
from services.booking_views import view
from services.bookings import LEAST_TIME_TO_PAY
from services.errors import NotYours, Outdated
from services.transaction import transaction
from tests.people import NOW, POLICY, Practice, hold, hours
from tests.services.booking_steps import (
    MINUTE,
    SECOND,
    approve,
    decline,
    lapse_all,
    requested,
    seen,
)
from tests.services.change_steps import (
    PRICE,
    accept,
    approved,
    lapse_proposals,
    live,
    move,
    paid,
    propose,
    refuse,
)

pytestmark = pytest.mark.usefixtures("db")

CLIENT, STAFF = Actor.CLIENT, Actor.PSYCHOLOGIST


async def test_b5_a_request_outlasts_the_proposal_that_is_made_for_it(here: Practice) -> None:
    asked = await requested(here, 96)
    assert asked.answer_due_at is not None
    held = await propose(asked, here.brian, STAFF, hours(140), hours(47))
    waiting = await seen(asked)
    assert held.held_until is not None
    assert waiting.answer_due_at is not None
    assert held.held_until == hours(71.5)
    assert waiting.answer_due_at > held.held_until
    assert await lapse_all(held.held_until) == []
    with pytest.raises(Outdated):
        await accept(held, here.amina, held.held_until)
    assert await lapse_proposals(held.held_until - SECOND) == []
    assert await lapse_proposals(held.held_until) == [asked.id]
    assert await lapse_proposals(held.held_until) == []
    assert (await seen(asked)).status is BookingStatus.PENDING
    assert (await approve(waiting, here.brian, now=hours(72))).starts_at == hours(96)


async def test_b6_a_booking_to_be_paid_outlasts_it_too(here: Practice) -> None:
    booking = await approved(here, 96)
    held = await propose(booking, here.brian, STAFF, hours(140), hours(23))
    waiting = await seen(booking)
    assert held.held_until is not None
    assert waiting.payment_due_at is not None
    assert waiting.payment_due_at > held.held_until
    assert waiting.version == booking.version


async def test_x5_expiry_is_judged_by_whoever_reads(here: Practice) -> None:
    old = await paid(here, 96)
    held = await propose(old, here.brian, STAFF, hours(90))
    assert held.held_until is not None
    assert await holds.drop_expired_holds(held.held_until - SECOND) == 0
    other = await hold(here, here.chidi, hours(90), now=held.held_until)
    assert isinstance(other, BookingView)
    assert await lapse_proposals(held.held_until) == [old.id]
    assert await seen(old) == await view(old.id)


async def test_refusing_leaves_it_as_it_was(here: Practice) -> None:
    old = await paid(here)
    held = await propose(old, here.brian, STAFF, hours(90))
    with pytest.raises(NotYours):
        await refuse(held, here.brian)
    await refuse(held, here.amina)
    assert (await seen(old)).version == old.version
    assert await live() == 1
    assert await lapse_proposals(hours(100)) == []


@pytest.mark.parametrize("end", ["approve", "decline", "lapse"])
async def test_what_answers_or_ends_a_request_lets_its_proposed_time_go(
    here: Practice, end: str
) -> None:
    asked = await requested(here, 96)
    await propose(asked, here.brian, STAFF, hours(120))
    waiting = await view(asked.id)
    assert waiting.answer_due_at is not None
    if end == "approve":
        await approve(waiting, here.brian)
    elif end == "decline":
        await decline(waiting, here.brian)
    else:
        assert await lapse_all(waiting.answer_due_at)
    assert await live() == (1 if end == "approve" else 0)
    assert await lapse_proposals(hours(1000)) == []


@pytest.mark.parametrize(("off", "in_time"), [(0 * SECOND, True), (SECOND, False)])
async def test_x24_a_client_moves_until_the_last_instant(
    here: Practice, off: object, in_time: bool
) -> None:
    old = await paid(here)
    now = hours(48) + off  # type: ignore[operator]
    if in_time:
        assert (await move(old, here.amina, hours(96), now)).view.starts_at == hours(96)
        return
    with pytest.raises(changes.TermsChanged):
        await move(old, here.amina, hours(96), now)
    held = await propose(old, here.amina, CLIENT, hours(96), now)
    new = (await accept(held, here.brian, now + MINUTE)).view
    assert (new.status, await ledger.paid_for(new.id)) == ("confirmed", PRICE)


async def test_a_client_moves_a_request_and_it_waits_anew(here: Practice) -> None:
    asked = await requested(here, 48)
    moved = (await move(asked, here.amina, hours(48.5), hours(10))).view
    assert (moved.public_id, moved.status) == (asked.public_id, BookingStatus.PENDING)
    assert (moved.starts_at, moved.answer_due_at) == (hours(48.5), hours(29.25))
    with pytest.raises(Outdated):
        await approve(asked, here.brian, now=hours(11))
    assert (await approve(moved, here.brian, now=hours(11))).starts_at == hours(48.5)


async def test_notice_binds_the_client_only(here: Practice) -> None:
    old = await paid(here, 96)
    soon: datetime = hours(3)
    with pytest.raises(changes.SlotGone):
        await move(old, here.amina, soon)
    held = await propose(old, here.brian, STAFF, soon)
    assert held.held_until == hours(1.5)
    assert POLICY.approval_hours > 1


async def test_a_prompt_on_a_phone_makes_an_agreement_wait(here: Practice) -> None:
    booking = await approved(here, 96)
    held = await propose(booking, here.brian, STAFF, hours(120))
    await bookings.mark_payment(booking.id, PaymentStatus.PROCESSING, NOW)
    with pytest.raises(changes.NotNow):
        await accept(held, here.amina)
    await bookings.mark_payment(booking.id, PaymentStatus.FAILED, NOW)
    assert (await accept(held, here.amina)).view.status is BookingStatus.APPROVED


async def test_b5_nothing_is_to_be_paid_after_the_start(here: Practice) -> None:
    """A proposal a quarter of an hour before a session that isn't paid, refused at its end."""
    soon = await approved(here, 30)
    until = hours(29.95)
    await rows("UPDATE bookings SET payment_due_at = $2 WHERE id = $1 RETURNING id", soon.id, until)
    held = await propose(soon, here.brian, STAFF, hours(40), hours(29.9))
    assert (await view(soon.id)).payment_due_at == soon.starts_at
    moved = await accept(held, here.amina, hours(29.92))
    assert moved.view.payment_due_at == hours(29.92) + LEAST_TIME_TO_PAY


async def test_r3_a_session_that_begins_lets_the_proposed_time_go(here: Practice) -> None:
    booking = await paid(here, 30)
    held = await propose(booking, here.brian, STAFF, hours(40), hours(29.6))
    async with transaction():
        await sessions.start(booking.public_id, booking.version, here.brian, hours(29.8))
    assert await rows("SELECT id FROM bookings WHERE id = $1", held.id) == []
    assert await lapse_proposals(hours(31)) == []
