"""Alerts: one for what belongs together, one who takes it, one reminder (I6)."""

import asyncio
from datetime import timedelta

import pytest

from models.database import rows
from models.values import Role
from services import danger, people, roles
from services.transaction import transaction
from tests.people import NOW, Practice, person
from tests.services.change_steps import approved

pytestmark = pytest.mark.usefixtures("db")
RULE = "english.life.suicide"


async def noticed(person_id: int, minutes: float = 0) -> danger.Noticed:
    async with transaction():
        return await danger.notice(person_id, "chat", RULE, NOW + timedelta(minutes=minutes))


async def test_i6_what_comes_within_half_an_hour_is_one_alert(here: Practice) -> None:
    first, second = await noticed(here.amina), await noticed(here.amina, 29)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.alert.id == second.alert.id
    later = await noticed(here.amina, 31)
    assert later.is_new
    assert (await noticed(here.chidi, 1)).is_new


async def test_i6_two_channels_at_once_make_one_alert(here: Practice) -> None:
    found = await asyncio.gather(*(noticed(here.amina) for _ in range(4)))
    assert sorted(one.is_new for one in found) == [False, False, False, True]
    assert len(await rows("SELECT 1 FROM danger_alerts")) == 1


async def test_i6_of_those_who_take_it_at_once_one_has_it(here: Practice) -> None:
    alert = (await noticed(here.amina)).alert

    async def take(person_id: int) -> bool:
        async with transaction():
            try:
                await danger.take(alert, person_id, NOW)
            except danger.AlreadyTaken:
                return False
            return True

    assert sorted(await asyncio.gather(take(here.brian), take(here.chidi))) == [False, True]
    taken = await danger.present(alert)
    assert await take(int(taken.taken_by_id or 0))
    assert taken.version == alert.version + 1


async def test_i6_an_alert_that_nobody_takes_comes_up_once(here: Practice) -> None:
    await noticed(here.amina)
    taken = (await noticed(here.chidi)).alert
    async with transaction():
        await danger.take(taken, here.brian, NOW)
    assert await danger.overdue(NOW + timedelta(minutes=9)) == ()
    found = await danger.overdue(NOW + timedelta(minutes=10))
    assert [one.person_id for one in found] == [here.amina]
    assert await danger.overdue(NOW + timedelta(hours=9)) == ()


async def test_i6_on_call_are_those_of_the_settings_else_the_admins(here: Practice) -> None:
    grace = await person("Grace", 77)
    await people.grant(grace, Role.ADMIN, NOW)
    assert await danger.on_call({3}) == (here.brian,)
    assert await danger.on_call(()) == (grace,)


async def test_i6_whoever_blocked_us_or_never_wrote_is_not_reached(here: Practice) -> None:
    await people.meet(3, 3, "Brian", "Africa/Nairobi", NOW)
    assert await danger.reached((here.brian, here.chidi)) == (here.brian,)
    await people.unreachable(3, NOW)
    assert await danger.reached((here.brian,)) == ()


async def test_i6_the_nearest_session_says_whose_client_they_are(here: Practice) -> None:
    assert (await noticed(here.amina)).alert.own_psychologist is None
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    booking = await approved(here)
    found = (await noticed(here.amina)).alert
    assert (found.own_psychologist, found.reference) == (here.brian, booking.reference)


async def test_x63_i6_a_former_psychologist_hears_nothing_of_former_clients(here: Practice) -> None:
    await approved(here)
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    assert (await noticed(here.amina)).alert.own_psychologist == here.brian
    await people.grant(here.chidi, Role.ADMIN, NOW)
    await roles.take_psychologist(here.brian, here.chidi, NOW)
    assert (await noticed(here.amina, 31)).alert.own_psychologist is None
