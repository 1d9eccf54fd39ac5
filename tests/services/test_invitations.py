"""Invitations: one use, seven days, and nothing in the database that opens the door (P3)."""

import asyncio
import re
from datetime import timedelta

import pytest

from models.database import row
from models.values import Role
from services import invitations
from services.invitations import InvitationOwn, InvitationSpent
from services.transaction import transaction
from tests.people import NOW, Practice, person

pytestmark = pytest.mark.usefixtures("db")


async def _made(here: Practice) -> str:
    return await invitations.make(Role.PSYCHOLOGIST, "Zawadi", here.brian, NOW)


async def _use(token: str, who: int) -> str | InvitationSpent:
    async with transaction():
        try:
            return await invitations.use(token, who, NOW)
        except InvitationSpent as spent:
            return spent


async def test_p3_the_link_fits_a_start_payload_and_only_its_hash_is_kept(here: Practice) -> None:
    token = await _made(here)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", invitations.LINK + token)
    kept = await row("SELECT * FROM invitations")
    assert kept is not None
    assert token not in str(kept)


async def test_p3_an_invitation_is_used_once_and_again_only_by_the_same_person(
    here: Practice,
) -> None:
    token = await _made(here)
    assert await invitations.use(token, here.chidi, NOW) == "Zawadi"
    assert await invitations.use(token, here.chidi, NOW + timedelta(days=30)) == "Zawadi"
    with pytest.raises(InvitationSpent):
        await invitations.use(token, here.amina, NOW)
    assert await row("SELECT used_by_id, used_at FROM invitations") == {
        "used_by_id": here.chidi,
        "used_at": NOW,
    }


async def test_p3_one_link_opened_by_many_at_once_lets_one_in(here: Practice) -> None:
    token = await _made(here)
    crowd = [await person(f"Guest {n}", 1000 + n) for n in range(10)]
    results = await asyncio.gather(*(_use(token, who) for who in crowd))
    assert results.count("Zawadi") == 1
    assert sum(isinstance(result, InvitationSpent) for result in results) == 9


async def test_p3_an_invitation_lapses_after_seven_days(here: Practice) -> None:
    token = await _made(here)
    with pytest.raises(InvitationSpent):
        await invitations.use(token, here.chidi, NOW + timedelta(days=7))
    assert await invitations.use(token, here.chidi, NOW + timedelta(days=7, seconds=-1))


@pytest.mark.parametrize("token", ["", "x", "'; --", "ä" * 70])
async def test_x63_a_guessed_link_opens_nothing(here: Practice, token: str) -> None:
    await _made(here)
    with pytest.raises(InvitationSpent):
        await invitations.use(token, here.chidi, NOW)


async def test_p3_who_made_a_link_does_not_use_it_up(here: Practice) -> None:
    token = await _made(here)
    with pytest.raises(InvitationOwn):
        await invitations.use(token, here.brian, NOW)
    assert await invitations.use(token, here.chidi, NOW) == "Zawadi"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.CLIENT])
async def test_p1_no_other_role_is_given_by_a_link(here: Practice, role: Role) -> None:
    with pytest.raises(ValueError, match="psychologists are invited"):
        await invitations.make(role, "Zawadi", here.brian, NOW)
