"""Sessions arranged by staff: whose, when, decided by the constraint, to be paid or free (B10)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.calendar import Unavailable
from models.database import row, rows
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus, Purpose, Role
from models.views import BookingView
from services import (
    arranged,
    bookings,
    client_prompts,
    move_times,
    own_clients,
    payments,
    people,
)
from services.arranged import ClientBusy, TimeHeld, instant_start
from services.booking_views import view
from services.client_prompts import HasChat, NoPhone
from services.errors import NotYours, Refused
from services.holds import Taken
from services.policy import Policy
from services.sessions import NotNow
from services.transaction import transaction
from tests.people import NOW, POLICY, Practice, hold, hours, person, psychologist, service
from tests.rows import book, insert

LINK = "https://meet.jit.si/x"
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ours(here: Practice) -> Practice:
    """Amina has been with Brian before, and has a chat."""
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await book(here, -48, "completed")
    await insert("chats", {"telegram_chat_id": 1, "person_id": here.amina})
    return here


async def public(person_id: int) -> UUID:
    found = await row("SELECT public_id FROM people WHERE id = $1", person_id)
    assert found is not None
    return UUID(str(found["public_id"]))


async def now_with(
    here: Practice, whom: int | None = None, *, charge: bool = False, by: int | None = None,
    service_id: int | None = None,
) -> BookingView:  # fmt: skip
    async with transaction():
        return await arranged.instant(
            await public(whom or here.amina), service_id or here.service, by or here.brian, LINK,
            POLICY, NOW, charge=charge,
        )  # fmt: skip


async def book_for(
    here: Practice, at: float = 48, *, whom: int | None = None, by: int | None = None,
    policy: Policy = POLICY, service_id: int | None = None,
) -> BookingView | Taken:  # fmt: skip
    async with transaction():
        return await arranged.book_for(
            await public(whom or here.amina), service_id or here.service, hours(at),
            by or here.brian, LINK, policy, NOW,
        )  # fmt: skip


async def test_b10_without_a_charge_it_is_confirmed_at_once(ours: Practice) -> None:
    made = await now_with(ours)
    assert (made.status, made.payment_status) == (S.CONFIRMED, PaymentStatus.PAID)
    assert (made.price, made.meeting_link) == (Money(0), LINK)
    assert made.reference is not None
    assert 2 * MINUTE <= made.starts_at - NOW < 7 * MINUTE
    history = await rows("SELECT from_status, to_status, actor_id FROM booking_moves ORDER BY id")
    last = history[-1]
    assert tuple(last.values()) == ("held", "confirmed", ours.brian)


async def test_b10_with_a_charge_it_is_to_be_paid_by_its_start(ours: Practice) -> None:
    made = await now_with(ours, charge=True)
    assert (made.status, made.payment_due_at) == (S.APPROVED, made.starts_at)
    assert made.price == Money(250_000)
    assert made.starts_at - NOW >= 10 * MINUTE
    async with transaction():
        assert await bookings.confirm(made.id, LINK, made.starts_at - MINUTE)
    assert (await view(made.id)).meeting_link == LINK


async def test_unpaid_it_lapses_at_its_start(ours: Practice) -> None:
    made = await now_with(ours, charge=True)
    assert await bookings.lapse_one(made.starts_at - MINUTE) is None
    lapsed = await bookings.lapse_one(made.starts_at)
    assert lapsed is not None
    assert lapsed.unpaid


@pytest.mark.parametrize("second", [0, 1, 59, 179, 180, 181, 299])
def test_it_starts_on_the_next_five_minutes(second: int) -> None:
    at = NOW + timedelta(seconds=second)
    for charge, least in ((False, 2), (True, 10)):
        starts = instant_start(at, charge=charge)
        assert starts.minute % 5 == 0
        assert starts.second == 0
        assert least * MINUTE <= starts - at < (least + 5) * MINUTE


async def test_h1_what_is_in_the_way_is_named(ours: Practice) -> None:
    there = await book(ours, 0.3, "confirmed", client_id=ours.chidi)
    with pytest.raises(NotNow) as refused:
        await now_with(ours)
    assert (refused.value.key, refused.value.booking.id) == ("instant_busy", there)


async def test_somebodys_live_hold_is_respected_and_not_named(ours: Practice) -> None:
    await book(ours, 0.1, "held", client_id=ours.chidi, held_until=NOW + MINUTE)
    with pytest.raises(TimeHeld):
        await now_with(ours)


async def test_x5_an_expired_hold_is_no_obstacle(ours: Practice) -> None:
    await book(ours, 0.1, "held", client_id=ours.chidi, held_until=NOW)
    assert (await now_with(ours)).status is S.CONFIRMED


async def test_a_client_who_is_elsewhere_is_left_in_peace(ours: Practice) -> None:
    colleague = await person("Wanjiku", 9)
    profile = await psychologist(colleague, "wanjiku")
    await book(ours, 0.1, "confirmed", psychologist_id=profile, service_id=await service(profile))
    with pytest.raises(ClientBusy):
        await now_with(ours)


async def test_x1_two_at_once_make_one_session(ours: Practice) -> None:
    results = await asyncio.gather(*(now_with(ours) for _ in range(4)), return_exceptions=True)
    assert [type(r) for r in results].count(BookingView) == 1
    assert all(isinstance(result, BookingView | Refused) for result in results), results


async def test_x63_only_ones_own_clients_and_services(ours: Practice) -> None:
    colleague = await person("Wanjiku", 9)
    profile = await psychologist(colleague, "wanjiku")
    theirs = await service(profile)
    await people.grant(colleague, Role.PSYCHOLOGIST, NOW)
    wrong: tuple[dict[str, Any], ...] = (
        {"whom": ours.chidi}, {"by": colleague}, {"by": ours.amina}, {"service_id": theirs},
        {"service_id": 10**9}, {"whom": ours.brian},
    )  # fmt: skip
    for case in wrong:
        with pytest.raises(NotYours):
            await now_with(ours, **case)
        with pytest.raises(NotYours):
            await book_for(ours, **case)
    with pytest.raises(NotYours):
        await own_clients.own_client(uuid4(), ours.brian)


async def test_s2_an_emergency_is_booked_in_the_hours_that_are_open_for_it(ours: Practice) -> None:
    """What staff are shown and what they get: tonight, and not in the ordinary hours."""
    await rows(
        """INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time,
               is_active, purpose) VALUES ($1, 1, '18:00', '20:00', true, 'emergency')
           RETURNING id""",
        ours.psychologist,
    )
    await rows("UPDATE services SET purpose = 'emergency' WHERE id = $1 RETURNING id", ours.service)
    assert isinstance(await book_for(ours, 48), Taken)
    tonight = await book_for(ours, 10)
    assert isinstance(tonight, BookingView)
    assert tonight.purpose is Purpose.EMERGENCY
    near = [slot.starts_at for slot in await move_times.others(tonight, NOW)]
    assert near == [hours(9) + timedelta(minutes=late) for late in (0, 5, 10)]
    to_move = await move_times.judged(tonight, Actor.CLIENT, NOW)
    assert {slot.starts_at.weekday() for slot in to_move.nearest(tonight, hours(48), NOW)} == {0}


async def test_who_has_blocked_the_bot_is_called_instead(ours: Practice) -> None:
    await rows("UPDATE people SET unreachable_since = $1 WHERE id = $2 RETURNING id", NOW,
               ours.amina)  # fmt: skip
    assert (await own_clients.own(ours.brian, 0)) == ((), False)
    with pytest.raises(arranged.NotReached):
        await now_with(ours)
    await rows("UPDATE people SET phone = '+254712000001' WHERE id = $1 RETURNING id", ours.amina)
    made = await book_for(ours)
    assert isinstance(made, BookingView)
    assert (await client_prompts.ask(made, NOW)).phone == "+254712000001"


async def test_a_request_alone_makes_nobody_ones_client(ours: Practice) -> None:
    await book(ours, 72, "pending", client_id=ours.chidi)
    with pytest.raises(NotYours):
        await now_with(ours, ours.chidi)


async def test_an_admin_books_for_anybody_but_holds_no_session(ours: Practice) -> None:
    admin = await person("Faith", 8)
    await people.grant(admin, Role.ADMIN, NOW)
    made = await book_for(ours, whom=ours.chidi, by=admin)
    assert isinstance(made, BookingView)
    assert made.client_id == ours.chidi
    with pytest.raises(NotYours):
        await now_with(ours, ours.chidi, by=admin)


async def test_b6_a_session_that_staff_book_is_approved_and_to_be_paid(ours: Practice) -> None:
    made = await book_for(ours)
    assert isinstance(made, BookingView)
    assert (made.status, made.payment_due_at) == (S.APPROVED, NOW + timedelta(hours=24))
    soon = await book_for(ours, 24)
    assert isinstance(soon, BookingView)
    assert soon.payment_due_at == hours(22)
    assert soon.answer_due_at is None


async def test_without_a_price_there_is_nothing_to_pay(ours: Practice) -> None:
    free = await service(ours.psychologist, price_minor=0)
    made = await book_for(ours, service_id=free)
    assert isinstance(made, BookingView)
    assert (made.status, made.meeting_link) == (S.CONFIRMED, LINK)
    charged = await now_with(ours, charge=True, service_id=free)
    assert charged.status is S.CONFIRMED


async def test_a5_what_is_not_free_is_not_booked(ours: Practice) -> None:
    await book(ours, 48, "confirmed", client_id=ours.chidi)
    for at, reason in ((48, Unavailable.BOOKED), (3, Unavailable.TOO_SOON)):
        taken = await book_for(ours, at)
        assert isinstance(taken, Taken)
        assert taken.reason is reason
        assert len(taken.nearest) == 3


async def test_x1_a_booking_for_a_client_races_with_a_client(ours: Practice) -> None:
    results = await asyncio.gather(
        book_for(ours), hold(ours, ours.chidi, hours(48)), book_for(ours), return_exceptions=True
    )
    assert [type(result) for result in results].count(BookingView) == 1, results
    assert all(isinstance(r, BookingView | Taken | ClientBusy) for r in results), results


async def test_a_client_keeps_the_time_that_they_are_just_choosing(ours: Practice) -> None:
    held = await hold(ours, ours.amina, hours(72))
    assert isinstance(held, BookingView)
    await book_for(ours)
    assert (await view(held.id)).status is S.HELD


async def test_ones_clients_come_in_pages_the_last_seen_first(ours: Practice) -> None:
    for number in range(8):
        somebody = await person(f"Client {number}", 100 + number)
        await insert("chats", {"telegram_chat_id": 100 + number, "person_id": somebody})
        await book(ours, -100 - number, "completed", client_id=somebody)
    await book(ours, -2, "completed", client_id=ours.chidi)
    first, more = await own_clients.own(ours.brian, 0)
    second, no_more = await own_clients.own(ours.brian, 1)
    names = [client.name for client in (*first, *second)]
    assert names == ["Amina", *(f"Client {n}" for n in range(8))]
    assert (more, no_more) == (True, False)
    with pytest.raises(NotYours):
        await own_clients.own(ours.amina, 0)


async def test_p2_a_client_without_a_chat_is_asked_on_their_phone(ours: Practice) -> None:
    await insert("caseload_entries", {
        "person_id": ours.brian, "client_id": ours.chidi, "added_at": NOW,
    })  # fmt: skip
    made = await book_for(ours, whom=ours.chidi)
    assert isinstance(made, BookingView)
    with pytest.raises(NoPhone):
        await client_prompts.ask(made, NOW)
    await rows("UPDATE people SET phone = '+254712000009' WHERE id = $1 RETURNING id", ours.chidi)
    asked = await client_prompts.ask(made, NOW)
    assert (asked.phone, asked.amount) == ("+254712000009", Money(250_000))
    with pytest.raises(payments.PaymentRunning):
        await client_prompts.ask(await view(made.id), NOW)


async def test_x63_nobody_is_asked_on_their_phone_who_has_a_chat(ours: Practice) -> None:
    await rows("UPDATE people SET phone = '+254712000001' WHERE id = $1 RETURNING id", ours.amina)
    made = await book_for(ours)
    assert isinstance(made, BookingView)
    with pytest.raises(HasChat):
        await client_prompts.ask(made, NOW)
    for somebody in (ours.amina, ours.chidi):
        with pytest.raises(NotYours):
            await client_prompts.booking_for_staff(made.public_id, somebody)
