"""Any psychologist: whoever is free, chosen fairly; the last one goes to one client (X4)."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from models.calendar import Unavailable
from models.database import count, row, rows
from models.values import Medium, Money, Purpose, SessionFormat
from models.views import BookingView, KindCard, SessionKind
from services import any_psychologist, bookings
from services.errors import NotOffered
from services.holds import Taken
from services.transaction import transaction
from tests.people import NOW, POLICY, Practice, hours, person, psychologist, service
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")

KIND = SessionKind(SessionFormat.INDIVIDUAL, Medium.VIDEO, 50)


@dataclass(frozen=True, slots=True)
class Colleague:
    person: int
    id: int
    service: int


async def _colleague(number: int, *, price_minor: int = 250_000) -> Colleague:
    """One more psychologist, approved so many hours after the first."""
    somebody = await person(f"Psychologist {number}", 100 + number)
    profile = await psychologist(somebody, f"p{number}")
    await count("UPDATE psychologists SET approved_at = $2 WHERE id = $1", profile, hours(number))
    return Colleague(somebody, profile, await service(profile, price_minor=price_minor))


async def _clients(several: int) -> list[int]:
    return [await person(f"Client {number}", 1000 + number) for number in range(several)]


async def _hold(
    client: int, at: float = 48, *, among: tuple[int, ...] = (), now: datetime = NOW
) -> BookingView | Taken:
    async with transaction():
        return await any_psychologist.hold(client, KIND, among, hours(at), POLICY, now)


def _as(colleague: Colleague, client: int) -> Practice:
    return Practice(client, client, colleague.person, colleague.id, colleague.service)


async def _booked(colleague: Colleague, client: int, *at: float) -> None:
    for each in at:
        await book(_as(colleague, client), each, "confirmed")


@pytest.mark.parametrize("clients", [2, 12])
async def test_x4_one_free_psychologist_left_has_one_winner(clients: int) -> None:
    busy, free = [await _colleague(number) for number in range(2)]
    people = await _clients(clients)
    await _booked(busy, people[0], 48)
    results = await asyncio.gather(*map(_hold, people))
    winners = [result for result in results if isinstance(result, BookingView)]
    assert [winner.psychologist_id for winner in winners] == [free.id]
    for loser in results:
        if isinstance(loser, Taken):
            assert loser.reason in {Unavailable.BOOKED, Unavailable.HELD}
            assert len(loser.nearest) == 3
    assert await row("SELECT count(*) AS n FROM bookings WHERE status = 'held'") == {"n": 1}


async def test_x4_as_many_win_as_there_are_psychologists() -> None:
    """Who loses the race for the first in order goes on to the next."""
    colleagues = [await _colleague(number) for number in range(3)]
    results = await asyncio.gather(*map(_hold, await _clients(8)))
    winners = [result.psychologist_id for result in results if isinstance(result, BookingView)]
    assert sorted(winners) == sorted(colleague.id for colleague in colleagues)


async def test_x4_a_loser_is_offered_times_of_all_psychologists() -> None:
    """One is free just before, the other just after: the nearest of both are offered."""
    first, second = [await _colleague(number) for number in range(2)]
    (client,) = await _clients(1)
    await book(_as(first, client), 47, "confirmed", occupied_until=hours(70))
    await book(_as(second, client), 30, "confirmed", occupied_until=hours(48.5))
    told = await _hold(client)
    assert isinstance(told, Taken)
    assert [slot.starts_at for slot in told.nearest] == [
        hours(48.5), hours(48.5) + timedelta(minutes=5), hours(48.5) + timedelta(minutes=10)
    ]  # fmt: skip


async def test_the_one_with_the_fewest_sessions_that_week_is_chosen() -> None:
    first, second = [await _colleague(number) for number in range(2)]
    (client,) = await _clients(1)
    await _booked(first, client, 30, 32)
    await _booked(second, client, 30)
    await _booked(second, client, 24 * 7 + 30, 24 * 7 + 32, 24 * 7 + 34)  # another week
    held = await _hold(client)
    assert isinstance(held, BookingView)
    assert held.psychologist_id == second.id


async def test_of_equals_the_earliest_approved_is_chosen() -> None:
    later, earlier = await _colleague(5), await _colleague(1)
    (client,) = await _clients(1)
    held = await _hold(client)
    assert isinstance(held, BookingView)
    assert held.psychologist_id == earlier.id
    assert held.psychologist_id != later.id


async def test_the_exact_price_is_the_chosen_psychologists() -> None:
    dear, cheap = await _colleague(0, price_minor=400_000), await _colleague(1)
    (client,) = await _clients(1)
    assert await any_psychologist.kinds() == (KindCard(KIND, Money(250_000)),)
    held = await _hold(client)
    assert isinstance(held, BookingView)
    assert (held.psychologist_id, held.price) == (dear.id, Money(400_000))
    within = await _hold(client, among=(cheap.id,))
    assert isinstance(within, BookingView)
    assert (within.psychologist_id, within.price) == (cheap.id, Money(250_000))


@pytest.mark.parametrize(
    "hidden",
    [
        "UPDATE psychologists SET paused_at = now()",
        "UPDATE psychologists SET approved_at = NULL",
        "UPDATE services SET is_active = false",
        "UPDATE services SET capacity = 8",
        "UPDATE services SET purpose = 'emergency'",
    ],
)
async def test_what_cannot_be_booked_is_never_chosen(hidden: str) -> None:
    await _colleague(0)
    (client,) = await _clients(1)
    await count(hidden)
    assert await any_psychologist.kinds() == ()
    with pytest.raises(NotOffered):
        await any_psychologist.open_services(KIND, (), NOW)
    with pytest.raises(NotOffered):
        await _hold(client)


async def test_x5_an_expired_hold_with_any_is_bookable_and_its_owner_refused() -> None:
    colleague = await _colleague(0)
    slow, quick = await _clients(2)
    held = await _hold(slow)
    assert isinstance(held, BookingView)
    assert isinstance(await _hold(quick), Taken)
    later = NOW + timedelta(minutes=POLICY.hold_minutes)
    won = await _hold(quick, now=later)
    assert isinstance(won, BookingView)
    async with transaction():
        assert await bookings.request(held.id, slow, POLICY, later) is None
    assert await rows("SELECT client_id FROM bookings WHERE psychologist_id = $1",
                      colleague.id) == [{"client_id": quick}]  # fmt: skip


async def test_x6_away_and_back_again_with_any() -> None:
    """One's own hold is no obstacle, and never left behind."""
    await _colleague(0)
    (client,) = await _clients(1)
    for at in (48, 72, 48, 48):
        assert isinstance(await _hold(client, at), BookingView)
        assert await row("SELECT count(*) AS n FROM bookings") == {"n": 1}


async def test_x6_a_time_that_is_gone_leaves_no_hold_behind() -> None:
    colleague = await _colleague(0)
    client, other = await _clients(2)
    await _booked(colleague, other, 72)
    assert isinstance(await _hold(client, 48), BookingView)
    assert isinstance(await _hold(client, 72), Taken)
    assert await row("SELECT count(*) AS n FROM bookings WHERE status = 'held'") == {"n": 0}


async def test_x1_the_last_place_of_a_day_is_counted_with_any_too() -> None:
    colleagues = [await _colleague(number) for number in range(2)]
    await count("UPDATE psychologists SET max_per_day = 1")
    clients = await _clients(6)
    results = await asyncio.gather(
        *(_hold(client, 26 + number) for number, client in enumerate(clients))
    )
    winners = [result.psychologist_id for result in results if isinstance(result, BookingView)]
    assert sorted(winners) == sorted(colleague.id for colleague in colleagues)


async def test_s2_the_purpose_is_the_chosen_psychologists_own() -> None:
    first, second = [await _colleague(number) for number in range(2)]
    (client,) = await _clients(1)
    await book(_as(first, client), -48, "completed", starts_at=hours(-48))
    known, new = await _hold(client, among=(first.id,)), await _hold(client, among=(second.id,))
    assert isinstance(known, BookingView)
    assert isinstance(new, BookingView)
    assert (known.purpose, new.purpose) == (Purpose.FOLLOW_UP, Purpose.INITIAL)
