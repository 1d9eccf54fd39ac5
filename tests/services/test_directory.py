"""Cards and free days as clients see them: who shows, what from, and whose date it is."""

from datetime import UTC, datetime

import pytest

from models.database import count
from models.values import Money
from models.views import BookingView
from services import directory
from services.errors import NotOffered
from tests.months import free_month
from tests.people import NOW, Practice, hold, hours, person, psychologist, service

pytestmark = pytest.mark.usefixtures("db")


async def test_a_card_says_what_a_client_asks_first(here: Practice) -> None:
    await service(here.psychologist, minutes=30, price_minor=150_000)
    (card,) = await directory.cards(NOW)
    assert min(offered.price for offered in card.services) == Money(150_000)
    assert card.next_free == hours(24)


@pytest.mark.parametrize(
    "hidden",
    [
        "UPDATE psychologists SET paused_at = now()",
        "UPDATE psychologists SET approved_at = NULL",
        "UPDATE services SET is_active = false",
        "UPDATE services SET capacity = 8",
    ],
)
async def test_who_takes_no_bookings_never_shows(here: Practice, hidden: str) -> None:
    await count(hidden)
    assert await directory.cards(NOW) == ()
    for key in (here.psychologist, "brian", "Brian"):
        assert await directory.find(key, NOW) is None
    with pytest.raises(NotOffered):
        await free_month(here.psychologist, here.service, None, "Africa/Nairobi", NOW)


@pytest.mark.usefixtures("here")
async def test_who_is_free_the_soonest_comes_first() -> None:
    soon = await psychologist(await person("Zuri", 9), "zuri")
    await service(soon)
    await count("UPDATE psychologists SET notice_minutes = 60 WHERE id = $1", soon)
    assert [card.slug for card in await directory.cards(NOW)] == ["zuri", "brian"]


async def test_the_next_free_time_is_no_emergency_hour(here: Practice) -> None:
    urgent = await service(here.psychologist, minutes=5)
    await count("UPDATE services SET purpose = 'emergency' WHERE id = $1", urgent)
    await count("UPDATE availability_windows SET purpose = 'emergency' WHERE day_of_week <> 5")
    (card,) = await directory.cards(NOW)
    assert card.next_free == datetime(2026, 9, 10, 21, tzinfo=UTC)  # Friday 00:00 in Nairobi


@pytest.mark.parametrize(
    ("timezone", "shown"),
    [
        ("Africa/Nairobi", "2026-09-15"),
        ("America/New_York", "2026-09-14"),
        ("Pacific/Auckland", "2026-09-15"),
    ],
)
async def test_x22_the_date_shown_is_the_date_booked(
    here: Practice, timezone: str, shown: str
) -> None:
    """Tuesday 00:00 to 01:00 in Nairobi is still Monday in New York."""
    await count("UPDATE availability_windows SET end_time = '01:00'")
    await count("DELETE FROM availability_windows WHERE day_of_week <> 2")
    month = await free_month(
        here.psychologist, here.service, datetime(2026, 9, 1, tzinfo=UTC).date(), timezone, NOW
    )
    day = datetime.fromisoformat(shown).date()
    assert day in month.free
    found, clock_times = await directory.free_times(
        here.psychologist, here.service, day, timezone, NOW
    )
    assert len(found) == len(clock_times) == month.free[day]
    for slot in found:
        held = await hold(here, here.amina, slot.starts_at)
        assert isinstance(held, BookingView)
        assert datetime(2026, 9, 14, 21, tzinfo=UTC) <= held.starts_at
        assert held.ends_at <= datetime(2026, 9, 14, 22, tzinfo=UTC)
