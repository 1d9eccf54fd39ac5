"""Roles: given and taken by admins, never the last one's, never one's own (P1)."""

import asyncio
import contextlib
from uuid import UUID, uuid4

import pytest

from models.database import row, rows
from models.values import Role
from services import access, people, roles
from services.errors import NotYours, Refused
from services.transaction import transaction
from tests.people import NOW, Practice, hours, person, practice
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    found = await practice()
    await people.grant(found.brian, Role.PSYCHOLOGIST, NOW)
    return found


async def admins() -> set[int]:
    found = await rows("SELECT person_id FROM role_grants WHERE role = 'admin'")
    return {r["person_id"] for r in found}


async def public(person_id: int) -> UUID:
    found = await row("SELECT public_id FROM people WHERE id = $1", person_id)
    assert found is not None
    return UUID(str(found["public_id"]))


async def test_an_admin_is_made_and_unmade(here: Practice) -> None:
    grace = await person("Grace", 4)
    for one in (grace, here.amina):
        await roles.give(one, Role.ADMIN, NOW)
        await roles.give(one, Role.ADMIN, NOW)
    await roles.take_admin(here.amina, grace)
    assert await admins() == {grace}
    with pytest.raises(roles.LastAdmin):
        await roles.take_admin(here.amina, grace)


async def test_never_ones_own_and_never_by_who_is_none(here: Practice) -> None:
    grace = await person("Grace", 4)
    await roles.give(grace, Role.ADMIN, NOW)
    await roles.give(here.amina, Role.ADMIN, NOW)
    with pytest.raises(roles.OwnRole):
        await roles.take_admin(grace, grace)
    with pytest.raises(NotYours):
        await roles.take_admin(grace, here.chidi)
    with pytest.raises(roles.RoleOutdated):
        await roles.take_admin(here.brian, grace)
    assert await admins() == {grace, here.amina}


async def test_two_admins_who_take_it_from_each_other_leave_one(here: Practice) -> None:
    """Twenty times at once: without the lock on all admins' rows both would go, sometimes."""
    grace = await person("Grace", 4)

    async def take(whose: int, by: int) -> bool:
        async with transaction():
            try:
                await roles.take_admin(whose, by)
            except (NotYours, roles.LastAdmin):
                return False
            # The other one's statement begins while this transaction is still open.
            await asyncio.sleep(0.01)
            return True

    for _ in range(20):
        for one in (grace, here.amina):
            await people.grant(one, Role.ADMIN, NOW)
        won = await asyncio.gather(take(grace, here.amina), take(here.amina, grace))
        assert sorted(won) == [False, True]
        assert len(await admins()) == 1


async def test_many_admins_at_once_leave_one() -> None:
    crowd = [await person(f"A{n}", 100 + n) for n in range(6)]
    for one in crowd:
        await people.grant(one, Role.ADMIN, NOW)

    async def take(whose: int, by: int) -> None:
        async with transaction():
            with contextlib.suppress(Refused):
                await roles.take_admin(whose, by)

    await asyncio.gather(*(take(a, b) for a in crowd for b in crowd if a != b))
    assert len(await admins()) == 1


async def test_a_psychologists_role_is_taken_once_and_their_sessions_stay(here: Practice) -> None:
    grace = await person("Grace", 4)
    await people.grant(grace, Role.ADMIN, NOW)
    ahead = await book(here, 48, "confirmed")
    await book(here, 72, "cancelled", cancelled_at=NOW)
    await book(here, -48, "completed")

    async def take() -> int | None:
        async with transaction():
            try:
                return len(await roles.take_psychologist(here.brian, grace, NOW))
            except roles.RoleOutdated:
                return None

    assert sorted(await asyncio.gather(take(), take()), key=str) == [1, None]
    profile = await row("SELECT paused_at FROM psychologists WHERE id = $1", here.psychologist)
    assert profile is not None
    assert profile["paused_at"] == NOW
    assert not await access.holds_role(here.brian, Role.PSYCHOLOGIST)
    kept = await row("SELECT status FROM bookings WHERE id = $1", ahead)
    assert kept is not None
    assert kept["status"] == "confirmed"


async def test_only_an_admin_takes_a_psychologists_role(here: Practice) -> None:
    with pytest.raises(roles.RoleOutdated):
        await roles.take_psychologist(here.brian, here.chidi, NOW)
    assert await access.holds_role(here.brian, Role.PSYCHOLOGIST)


async def test_a_psychologist_comes_back_but_a_client_becomes_none(here: Practice) -> None:
    grace = await person("Grace", 4)
    await people.grant(grace, Role.ADMIN, NOW)
    await roles.take_psychologist(here.brian, grace, NOW)
    await roles.give(here.brian, Role.PSYCHOLOGIST, hours(1))
    profile = await row("SELECT paused_at FROM psychologists WHERE id = $1", here.psychologist)
    assert profile is not None
    assert profile["paused_at"] is None
    with pytest.raises(roles.NeverApproved):
        await roles.give(here.chidi, Role.PSYCHOLOGIST, NOW)
    assert not await access.holds_role(here.chidi, Role.PSYCHOLOGIST)


async def test_people_are_found_by_name_and_shown_with_their_roles(here: Practice) -> None:
    grace = await person("Grace 100%", 4)
    await people.grant(grace, Role.ADMIN, NOW)
    staff, more = await roles.find("", 0, grace)
    assert [(one.name, one.is_me) for one in staff] == [("Brian", False), ("Grace 100%", True)]
    assert not more
    assert [one.name for one in (await roles.find("0%", 0, grace))[0]] == ["Grace 100%"]
    assert [one.name for one in (await roles.find("AMI", 0, grace))[0]] == ["Amina"]
    assert (await roles.find("%", 0, here.amina))[0][0].name == "Grace 100%"
    for number in range(6):
        await person(f"Zed {number}", 50 + number)
    first, more = await roles.find("zed", 0, grace)
    second, last = await roles.find("zed", 1, grace)
    assert (len(first), more, len(second), last) == (5, True, 1, False)
    assert (await roles.one(await public(here.brian), grace)).has_profile
    with pytest.raises(roles.NobodyThere):
        await roles.one(uuid4(), grace)
