"""A psychologist's weekly hours and rules as they are kept (A1, A3)."""

import asyncio

import pytest

from models.database import count, row
from models.opening_views import Rule
from models.values import Role
from services import opening_rules, people
from services.errors import Refused
from services.opening_rules import NoHoursOfYourOwn, RuleOutOfRange, TooManyHours
from services.transaction import transaction
from tests.people import NOW, Practice, person, psychologist
from tests.services.opening_steps import add, at, brians, rule, week

MONDAY, TUESDAY, FRIDAY = 1, 2, 5


async def test_x63_only_a_psychologist_with_the_role_has_hours(here: Practice) -> None:
    """A profile without the role, the role without a profile, a client, an admin: none of them."""
    grace = await person("Grace", 4)
    async with transaction():
        await people.grant(grace, Role.ADMIN, NOW)
        await people.grant(here.chidi, Role.PSYCHOLOGIST, NOW)
        for somebody in (here.amina, here.brian, here.chidi, grace, 999):
            with pytest.raises(NoHoursOfYourOwn):
                await opening_rules.profile(somebody)
        await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
        assert (await opening_rules.profile(here.brian)).psychologist_id == here.psychologist


async def test_hours_that_overlap_or_touch_are_one_window(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, MONDAY, at((9, 12), (14, 17)))
    await add(mine, MONDAY, at((11, 13)))
    assert await week(mine, MONDAY) == ["09:00–13:00", "14:00–17:00"]
    await add(mine, MONDAY, at((13, 14)))
    assert await week(mine, MONDAY) == ["09:00–17:00"]
    await add(mine, MONDAY, at((20, 24)))
    assert await week(mine, MONDAY) == ["09:00–17:00", "20:00–24:00"]
    assert await week(mine, TUESDAY) == []


async def test_emergency_hours_stand_beside_the_usual_ones(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, MONDAY, at((9, 12)))
    await add(mine, MONDAY, at((11, 14)), emergency=True)
    assert await week(mine, MONDAY) == ["09:00–12:00", "11:00–14:00 emergency"]


async def test_hours_that_are_off_are_replaced_only_by_hours_that_meet_them(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, MONDAY, at((9, 12), (14, 17)))
    async with transaction():
        for window in (await opening_rules.week(mine)).on(MONDAY):
            await opening_rules.switch(mine, window.id, on=False)
    assert await week(mine, MONDAY) == ["09:00–12:00 off", "14:00–17:00 off"]
    await add(mine, MONDAY, at((12, 14)))
    assert await week(mine, MONDAY) == ["09:00–12:00 off", "12:00–14:00", "14:00–17:00 off"]
    await add(mine, MONDAY, at((11, 12)))
    assert await week(mine, MONDAY) == ["11:00–14:00", "14:00–17:00 off"]
    async with transaction():
        off = (await opening_rules.week(mine)).on(MONDAY)[1]
        await opening_rules.switch(mine, off.id, on=True)
    assert await week(mine, MONDAY) == ["11:00–17:00"]


async def test_a_fifth_time_a_day_is_refused_and_joining_ones_are_not(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, MONDAY, at((6, 7), (8, 9), (10, 11), (12, 13)))
    with pytest.raises(TooManyHours):
        await add(mine, MONDAY, at((20, 21)))
    with pytest.raises(TooManyHours):
        await add(mine, MONDAY, at((20, 21)), emergency=True)
    await add(mine, MONDAY, at((7, 12)))
    assert await week(mine, MONDAY) == ["06:00–13:00"]


async def test_a_day_is_copied_exactly_and_cleared(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, MONDAY, at((9, 12)))
    await add(mine, MONDAY, at((18, 20)), emergency=True)
    await add(mine, FRIDAY, at((1, 2)))
    async with transaction():
        await opening_rules.copy(mine, MONDAY, [TUESDAY, FRIDAY, MONDAY])
    expected = ["09:00–12:00", "18:00–20:00 emergency"]
    assert [await week(mine, day) for day in (MONDAY, TUESDAY, FRIDAY)] == [expected] * 3
    async with transaction():
        await opening_rules.clear(mine, TUESDAY)
    assert [await week(mine, day) for day in (MONDAY, TUESDAY)] == [expected, []]


async def test_x63_somebody_elses_window_stays(here: Practice) -> None:
    mine = await brians(here)
    other = await psychologist(await person("Wanjiku", 5), "wanjiku")
    found = await row("SELECT id FROM availability_windows WHERE psychologist_id = $1", other)
    assert found is not None
    async with transaction():
        assert not await opening_rules.remove(mine, found["id"])
        await opening_rules.switch(mine, found["id"], on=False)
        await opening_rules.switch(mine, found["id"], on=True)
        await opening_rules.clear(mine, 0)
    assert await count("SELECT 1 FROM availability_windows WHERE is_active") == 7


@pytest.mark.parametrize(
    ("which", "least", "most"),
    [
        (Rule.STEP, 5, 240),
        (Rule.BEFORE, 0, 240),
        (Rule.AFTER, 0, 240),
        (Rule.NOTICE, 0, 20160),
        (Rule.HORIZON, 1, 365),
        (Rule.PER_DAY, 1, 50),
        (Rule.PER_WEEK, 1, 200),
    ],
)
async def test_rules_keep_what_makes_sense(
    here: Practice, which: Rule, least: int, most: int
) -> None:
    mine = await brians(here)
    for value in (least, most):
        await rule(mine, which, value)
    for nonsense in (least - 1, most + 1, 10**9):
        with pytest.raises(RuleOutOfRange):
            await rule(mine, which, nonsense)
    if which in {Rule.PER_DAY, Rule.PER_WEEK}:
        await rule(mine, which, None)
    else:
        with pytest.raises(Refused):
            await rule(mine, which, None)


async def test_two_devices_adding_hours_at_once_leave_no_overlap(here: Practice) -> None:
    mine = await brians(here)
    await asyncio.gather(*(add(mine, MONDAY, at((8 + n, 10 + n))) for n in range(6)))
    assert await week(mine, MONDAY) == ["08:00–15:00"]
