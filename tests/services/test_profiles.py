"""Profiles: a slug of one's own, what must be there, pausing; bookable when approved only (P3)."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import row, rows
from models.profile_views import SLUG, Part, ProfileState
from models.values import BookingStatus, Role
from models.views import BookingView
from services import (
    applications,
    availability,
    bookings,
    catalogue,
    directory,
    holds,
    people,
    profiles,
    roles,
)
from services.catalogue import Field as ServiceField
from services.errors import NotYours
from services.profiles import Field, NoProfile, NotOpen, SlugTaken, TooManyWords, Words
from services.transaction import transaction
from tests.months import free_month
from tests.people import NOW, POLICY, Practice, hold, hours, person
from tests.services.joining import admin, again, finished, waiting

pytestmark = pytest.mark.usefixtures("db")


async def _make(name: str, telegram_id: int) -> str:
    who = await person(name, telegram_id)
    async with transaction():
        return (await profiles.make(who, name)).slug


async def test_p3_a_slug_comes_from_the_name_and_is_nobody_elses(here: Practice) -> None:
    made = [await _make("Dr. Zawadi Mutua", 50 + n) for n in range(4)]
    assert made == ["zawadi", "zawadi-mutua", "zawadi-mutua-2", "zawadi-mutua-3"]
    assert await _make("Brian", 60) == "brian-2"
    assert await _make("Zoë Nyambura", 61) == "zoe"


@pytest.mark.parametrize("name", ["李", "🌸", "x", "7", "Dr", "-"])
async def test_p3_a_name_that_no_link_can_carry_gets_one_all_the_same(
    here: Practice, name: str
) -> None:
    assert (await _make(name, 50)).startswith("psychologist")


@given(st.text(max_size=140))
def test_p3_every_name_leads_to_slugs_that_a_link_can_carry(name: str) -> None:
    assert all(SLUG.fullmatch(slug) for slug in profiles._slugs(name))


async def test_p3_many_of_one_name_at_once_get_different_slugs(here: Practice) -> None:
    made = await asyncio.gather(*(_make("Zawadi", 50 + n) for n in range(12)))
    assert len(set(made)) == 12


async def test_p3_joining_twice_at_once_makes_one_profile_with_one_week(here: Practice) -> None:
    async def join() -> int:
        async with transaction():
            return (await profiles.make(here.chidi, "Chidi")).id

    assert len(set(await asyncio.gather(*(join() for _ in range(6))))) == 1
    windows = await rows(
        """SELECT day_of_week, start_time, end_time FROM availability_windows AS w
           JOIN psychologists AS p ON p.id = w.psychologist_id WHERE person_id = $1
           ORDER BY day_of_week""",
        here.chidi,
    )
    assert [w["day_of_week"] for w in windows] == [1, 2, 3, 4, 5]
    assert {(w["start_time"], w["end_time"]) for w in windows} == {("09:00", "17:00")}


async def test_p3_what_is_missing_can_not_be_sent(here: Practice) -> None:
    await profiles.make(here.chidi, "Chidi")
    assert set((await again(here.chidi)).missing) == set(Part)
    assert not await profiles.submit(here.chidi, NOW)
    done = await finished()
    assert done.missing == ()
    for field in (Field.TITLE, Field.BIO):
        await profiles.change(done.person_id, field, "")
        assert not await profiles.submit(done.person_id, NOW)
        await profiles.change(done.person_id, field, "Something")
    await catalogue.change(done.person_id, done.services[0].id, ServiceField.IS_ACTIVE, False)
    assert not await profiles.submit(done.person_id, NOW)
    assert (await again(done.person_id)).missing == (Part.SERVICES,)


async def test_p3_it_is_sent_once_however_often_pressed(here: Practice) -> None:
    profile = await finished()
    async with transaction():
        assert await profiles.submit(profile.person_id, NOW)
    assert not await profiles.submit(profile.person_id, NOW + timedelta(seconds=1))
    assert (await again(profile.person_id)).submitted_at == NOW


async def test_p3_nobody_unapproved_is_bookable_by_any_door(here: Practice) -> None:
    for profile in (await finished(), await waiting("Juma", 91)):
        service = profile.services[0].id
        assert await directory.find(profile.id, NOW) is None
        assert await directory.find(profile.slug, NOW) is None
        assert await directory.find(profile.name, NOW) is None
        with pytest.raises(NotYours):
            await availability.calendar(profile.id, NOW)
        with pytest.raises(NotYours):
            await free_month(profile.id, service, None, "Africa/Nairobi", NOW)
        with pytest.raises(NotYours):
            await holds.hold(here.amina, profile.id, service, hours(51), POLICY, NOW)
    assert {card.id for card in await directory.cards(NOW)} == {here.psychologist}


async def test_p3_approved_and_ordinary_hours_are_bookable(here: Practice) -> None:
    profile, grace = await waiting(), await admin("Grace", 92)
    await applications.approve(grace, profile.public_id, profile.version, NOW)
    card = await directory.find(profile.slug, NOW)
    assert card is not None
    assert card.next_free == hours(24)  # Tuesday 9:00 in Nairobi, the notice being a day
    held = await holds.hold(here.amina, card.id, card.services[0].id, hours(24), POLICY, NOW)
    assert isinstance(held, BookingView)


async def test_pausing_stops_new_bookings_and_leaves_those_that_are_there(here: Practice) -> None:
    held = await hold(here, here.amina, hours(48))
    assert isinstance(held, BookingView)
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await profiles.pause(here.brian, NOW)
    assert (await again(here.brian)).state is ProfileState.PAUSED
    assert await directory.cards(NOW) == ()
    assert await directory.find("brian", NOW) is None
    with pytest.raises(NotYours):
        await holds.hold(here.chidi, here.psychologist, here.service, hours(60), POLICY, NOW)
    asked = await bookings.request(held.id, here.amina, POLICY, NOW)
    assert asked is not None
    agreed = await bookings.approve(asked.public_id, asked.version, here.brian, POLICY, NOW)
    assert agreed.status is BookingStatus.APPROVED
    await profiles.pause(here.brian, None)
    assert await directory.find("brian", NOW) is not None


async def test_p1_who_lost_the_role_opens_nothing_not_even_in_that_moment(here: Practice) -> None:
    grace = await admin("Grace", 92)

    async def lose() -> None:
        async with transaction():
            await roles.take_psychologist(here.brian, grace, NOW)

    async def resume() -> None:
        async with transaction():
            with contextlib.suppress(NotOpen):
                await profiles.pause(here.brian, None)

    for _ in range(20):
        await roles.give(here.brian, Role.PSYCHOLOGIST, NOW)
        await asyncio.gather(lose(), resume())
        assert (await again(here.brian)).state is ProfileState.ENDED
        assert await directory.find("brian", NOW) is None


async def test_pausing_again_keeps_since_when(here: Practice) -> None:
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await profiles.pause(here.brian, NOW)
    await profiles.pause(here.brian, hours(5))
    assert (await again(here.brian)).paused_at == NOW


async def test_words_come_and_go_and_no_more_than_eight(here: Practice) -> None:
    profile = await finished()
    who = profile.person_id
    await profiles.add_words(who, Words.SPECIALTIES, ("grief", "Sleep", "SLEEP", "  "))
    assert (await again(who)).specialties == ("Grief", "Sleep")
    await profiles.toggle_word(who, Words.SPECIALTIES, "Grief")
    assert (await again(who)).specialties == ("Sleep",)
    with pytest.raises(TooManyWords):
        await profiles.add_words(who, Words.SPECIALTIES, tuple("abcdefgh"))
    assert (await again(who)).specialties == ("Sleep",)


async def test_x63_only_the_owner_changes_a_profile(here: Practice) -> None:
    """Nothing names whose profile it is but who asks: a stranger has none to change."""
    for stranger in (here.amina, here.chidi):
        with pytest.raises(NoProfile):
            await profiles.change(stranger, Field.BIO, "Mine now")
        with pytest.raises(NoProfile):
            await profiles.toggle_word(stranger, Words.LANGUAGES, "English")
        with pytest.raises(NotOpen):
            await profiles.pause(stranger, NOW)
        with pytest.raises(NoProfile):
            await profiles.change_slug(stranger, "mine")
        assert not await profiles.submit(stranger, NOW)
    assert await row("SELECT bio FROM psychologists") == {"bio": ""}


@pytest.mark.parametrize("slug", ["brian", "b", "Zawadi", "9lives", "a b", "a_b", "-ab", "ab-", ""])
async def test_a_slug_that_is_taken_or_no_slug_is_refused(here: Practice, slug: str) -> None:
    profile = await finished()
    with pytest.raises(SlugTaken):
        await profiles.change_slug(profile.person_id, slug)
    assert (await again(profile.person_id)).slug == "zawadi"


async def test_of_two_who_want_one_slug_at_once_one_gets_it(here: Practice) -> None:
    wanting = [await finished(f"Person {n}", 90 + n) for n in range(6)]

    async def want(person_id: int) -> bool:
        try:
            async with transaction():
                await profiles.change_slug(person_id, "hope")
        except SlugTaken:
            return False
        return True

    assert sum(await asyncio.gather(*(want(p.person_id) for p in wanting))) == 1
