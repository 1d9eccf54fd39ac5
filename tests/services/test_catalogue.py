"""Services: their owner's alone, and never a change to what is booked (S1, X63)."""

import pytest

from models.database import row
from models.values import Money, Purpose, SessionFormat
from models.views import BookingView
from services import booking_views, bookings, catalogue
from services.catalogue import Field, NoSuchService
from services.profiles import NoProfile
from tests.people import NOW, POLICY, Practice, hold, hours
from tests.services.joining import SESSION, finished

pytestmark = pytest.mark.usefixtures("db")


async def test_s1_what_was_added_is_read_back(here: Practice) -> None:
    made = await catalogue.add(here.brian, SESSION)
    service = await catalogue.one(here.brian, made)
    assert (service.title, service.minutes, service.price) == (
        "Individual session", 50, Money(350_000),
    )  # fmt: skip
    assert service.is_active
    assert service.needs_approval
    assert len(await catalogue.mine(here.brian)) == 2


async def test_s1_later_prices_and_lengths_leave_bookings_as_they_are(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    asked = await bookings.request(held.id, here.amina, POLICY, NOW)
    assert asked is not None
    changes: tuple[tuple[Field, int | str | bool], ...] = (
        (Field.PRICE, 999_900), (Field.MINUTES, 90), (Field.MEDIUM, "phone"),
        (Field.IS_ACTIVE, False),
    )  # fmt: skip
    for field, value in changes:
        await catalogue.change(here.brian, here.service, field, value)
    await catalogue.change_format(here.brian, here.service, SessionFormat.COUPLES)
    now = await booking_views.one(asked.public_id)
    assert now == asked
    assert asked.price == Money(250_000)


async def test_s1_a_hold_takes_the_price_of_that_moment_to_the_end(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    await catalogue.change(here.brian, here.service, Field.PRICE, 999_900)
    asked = await bookings.request(held.id, here.amina, POLICY, NOW)
    assert asked is not None
    assert asked.price == held.price == Money(250_000)
    later = await hold(here, here.chidi, hours(60))
    assert isinstance(later, BookingView)
    assert later.price == Money(999_900)


async def test_x63_a_service_is_changed_by_its_owner_alone(here: Practice) -> None:
    zawadi = (await finished()).person_id
    before = await row("SELECT * FROM services WHERE id = $1", here.service)
    for stranger in (zawadi, here.amina):
        with pytest.raises(NoSuchService):
            await catalogue.change(stranger, here.service, Field.PRICE, 1)
        with pytest.raises(NoSuchService):
            await catalogue.change_format(stranger, here.service, SessionFormat.GROUP)
        with pytest.raises(NoSuchService):
            await catalogue.keep_for_emergencies(stranger, here.service, Purpose.EMERGENCY)
    with pytest.raises(NoSuchService):
        await catalogue.one(zawadi, here.service)
    with pytest.raises(NoProfile):
        await catalogue.add(here.amina, SESSION)
    with pytest.raises(NoProfile):
        await catalogue.mine(here.amina)
    assert await row("SELECT * FROM services WHERE id = $1", here.service) == before


async def test_s1_groups_have_places_and_all_else_is_for_one(here: Practice) -> None:
    await catalogue.change_format(here.brian, here.service, SessionFormat.GROUP)
    assert (await catalogue.one(here.brian, here.service)).capacity == catalogue.USUAL_GROUP
    await catalogue.change(here.brian, here.service, Field.CAPACITY, 12)
    await catalogue.change_format(here.brian, here.service, SessionFormat.GROUP)
    assert (await catalogue.one(here.brian, here.service)).capacity == 12
    assert not (await catalogue.one(here.brian, here.service)).is_offered
    await catalogue.change_format(here.brian, here.service, SessionFormat.FAMILY)
    assert (await catalogue.one(here.brian, here.service)).capacity == 1


async def test_s2_emergency_is_switched_on_and_off(here: Practice) -> None:
    for purpose in (Purpose.EMERGENCY, None):
        await catalogue.keep_for_emergencies(here.brian, here.service, purpose)
        service = await catalogue.one(here.brian, here.service)
        assert service.is_emergency == (purpose is Purpose.EMERGENCY)
