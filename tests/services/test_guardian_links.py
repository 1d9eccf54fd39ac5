"""A guardian's link: one guardian, three days, never the client, and only a hash is kept (I4)."""

import asyncio
import re
from datetime import timedelta

import pytest

from models.consent_views import Ward
from models.database import row, rows
from services import consents, guardian_links
from services.guardian_links import LinkOwn, LinkSpent, NotOfAge
from services.transaction import transaction
from tests.people import NOW, Practice, person

pytestmark = pytest.mark.usefixtures("db")
LAST = NOW + timedelta(days=3, seconds=-1)


@pytest.fixture(autouse=True)
async def _under_18(here: Practice) -> None:
    await consents.say_age(here.amina, NOW, is_minor=True)


async def _use(token: str, who: int) -> Ward | LinkSpent:
    async with transaction():
        try:
            return await guardian_links.use(token, who, NOW)
        except LinkSpent as spent:
            return spent


async def test_i4_the_link_fits_a_start_payload_and_only_its_hash_is_kept(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", guardian_links.LINK + token)
    assert token not in str(await row("SELECT * FROM guardian_links"))


async def test_i4_one_link_opened_by_many_at_once_lets_one_in(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    crowd = [await person(f"Guest {n}", 1000 + n) for n in range(10)]
    results = await asyncio.gather(*(_use(token, who) for who in crowd))
    assert sum(isinstance(result, Ward) for result in results) == 1
    assert sum(isinstance(result, LinkSpent) for result in results) == 9


async def test_i4_the_guardian_sees_a_first_name_and_may_come_back(here: Practice) -> None:
    await rows("UPDATE people SET name = 'Amina Njeri' WHERE id = $1 RETURNING id", here.amina)
    token = await guardian_links.make(here.amina, NOW)
    ward = await guardian_links.use(token, here.chidi, NOW)
    assert (ward.first_name, ward.client_id) == ("Amina", here.amina)
    assert await guardian_links.use(token, here.chidi, LAST) == ward
    assert await guardian_links.ward_of(ward.link_id, here.chidi, LAST) == ward


async def test_i4_it_lapses_after_three_days_also_for_who_opened_it(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    ward = await guardian_links.use(token, here.chidi, LAST)
    later = LAST + timedelta(seconds=1)
    for again in (
        guardian_links.use(token, here.chidi, later),
        guardian_links.ward_of(ward.link_id, here.chidi, later),
    ):
        with pytest.raises(LinkSpent):
            await again


async def test_i4_the_client_themself_is_refused_and_uses_nothing_up(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    with pytest.raises(LinkOwn):
        await guardian_links.use(token, here.amina, NOW)
    assert (await guardian_links.use(token, here.chidi, NOW)).first_name == "Amina"


async def test_i4_who_is_under_18_agrees_for_nobody(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    await consents.say_age(here.chidi, NOW, is_minor=True)
    with pytest.raises(NotOfAge):
        await guardian_links.use(token, here.chidi, NOW)
    assert (await guardian_links.use(token, here.brian, NOW)).first_name == "Amina"


async def test_i4_a_new_link_makes_the_one_before_void_but_not_an_opened_one(
    here: Practice,
) -> None:
    lost = await guardian_links.make(here.amina, NOW)
    opened = await guardian_links.make(here.amina, NOW)
    ward = await guardian_links.use(opened, here.chidi, NOW)
    fresh = await guardian_links.make(here.amina, NOW)
    with pytest.raises(LinkSpent):
        await guardian_links.use(lost, here.brian, NOW)
    assert await guardian_links.ward_of(ward.link_id, here.chidi, NOW) == ward
    assert (await guardian_links.use(fresh, here.brian, NOW)).first_name == "Amina"


async def test_i4_once_the_client_is_of_age_nobody_agrees_for_them(here: Practice) -> None:
    token = await guardian_links.make(here.amina, NOW)
    ward = await guardian_links.use(token, here.chidi, NOW)
    await row("UPDATE people SET is_minor = false WHERE id = $1 RETURNING id", here.amina)
    with pytest.raises(LinkSpent):
        await guardian_links.use(token, here.chidi, NOW)
    with pytest.raises(LinkSpent):
        await guardian_links.ward_of(ward.link_id, here.chidi, NOW)


@pytest.mark.parametrize("token", ["", "x", "'; --", "ä" * 70])
async def test_x63_a_guessed_link_opens_nothing(here: Practice, token: str) -> None:
    ward = await guardian_links.use(await guardian_links.make(here.amina, NOW), here.chidi, NOW)
    with pytest.raises(LinkSpent):
        await guardian_links.use(token, here.chidi, NOW)
    with pytest.raises(LinkSpent):
        await guardian_links.ward_of(ward.link_id, here.brian, NOW)
