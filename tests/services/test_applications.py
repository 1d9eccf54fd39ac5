"""Applications: admins alone decide, once, and what was decided holds (P1, P3, X63)."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from models.database import count, row
from models.profile_views import ProfileState, ProfileView
from models.values import Role
from services import access, applications, profiles
from services.applications import AdminsOnly, AlreadyDecided
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.services.joining import admin, again, finished, waiting

pytestmark = pytest.mark.usefixtures("db")


async def test_p3_approving_grants_the_role_and_names_who_did_it(here: Practice) -> None:
    profile, grace = await waiting(), await admin("Grace", 95)
    approved = await applications.approve(grace, profile.public_id, profile.version, NOW)
    assert approved.state is ProfileState.APPROVED
    assert approved.approved_by == "Grace"
    assert await access.holds_role(profile.person_id, Role.PSYCHOLOGIST)


async def _decides(who: int, profile: ProfileView, *, yes: bool) -> bool:
    try:
        async with transaction():
            if yes:
                await applications.approve(who, profile.public_id, profile.version, NOW)
            else:
                await applications.decline(who, profile.public_id, profile.version, "No", NOW)
    except AlreadyDecided:
        return False
    return True


@pytest.mark.parametrize("verdicts", [(True, True), (True, False), (False, False)])
async def test_p3_of_two_admins_at_once_one_decides(
    here: Practice, verdicts: tuple[bool, bool]
) -> None:
    deciding = [await admin(f"Admin {n}", 95 + n) for n in range(2)]
    for number in range(6):
        profile = await waiting(f"Person {number}", 200 + number)
        won = await asyncio.gather(
            *(_decides(who, profile, yes=yes) for who, yes in zip(deciding, verdicts, strict=True))
        )
        assert sum(won) == 1
        wanted = ProfileState.APPROVED if verdicts[won.index(True)] else ProfileState.DECLINED
        assert (await again(profile.person_id)).state is wanted
        role = await access.holds_role(profile.person_id, Role.PSYCHOLOGIST)
        assert role == (wanted is ProfileState.APPROVED)


async def test_p3_declined_with_a_reason_it_can_be_changed_and_sent_again(here: Practice) -> None:
    profile, grace = await waiting(), await admin("Grace", 95)
    declined = await applications.decline(grace, profile.public_id, profile.version, "More", NOW)
    assert declined.state is ProfileState.DECLINED
    assert declined.decline_reason == "More"
    assert (await applications.waiting(grace, 5, 0)).profiles == ()
    later = NOW + timedelta(hours=1)
    assert await profiles.submit(profile.person_id, later)
    sent = await again(profile.person_id)
    assert sent.state is ProfileState.WAITING
    assert sent.decline_reason is None
    with pytest.raises(AlreadyDecided):
        await applications.approve(grace, profile.public_id, profile.version, later)
    await applications.approve(grace, profile.public_id, sent.version, later)
    assert not await profiles.submit(profile.person_id, later)


async def test_x63_nobody_but_an_admin_decides_or_looks(here: Practice) -> None:
    profile = await waiting()
    for who in (here.amina, here.brian, here.chidi, profile.person_id):
        with pytest.raises(AdminsOnly):
            await applications.approve(who, profile.public_id, profile.version, NOW)
        with pytest.raises(AdminsOnly):
            await applications.decline(who, profile.public_id, profile.version, "No", NOW)
        with pytest.raises(AdminsOnly):
            await applications.look(who, profile.public_id)
        with pytest.raises(AdminsOnly):
            await applications.waiting(who, 5, 0)
    assert (await again(profile.person_id)).state is ProfileState.WAITING


async def test_p1_an_admin_who_no_longer_is_one_decides_nothing(here: Practice) -> None:
    profile, grace = await waiting(), await admin("Grace", 95)
    await count("DELETE FROM role_grants WHERE person_id = $1", grace)
    with pytest.raises(AdminsOnly):
        await applications.approve(grace, profile.public_id, profile.version, NOW)


async def test_x63_a_guessed_id_and_an_unsent_draft_look_alike(here: Practice) -> None:
    grace, draft = await admin("Grace", 95), await finished()
    for public_id in (uuid4(), draft.public_id):
        with pytest.raises(AlreadyDecided):
            await applications.look(grace, public_id)
        with pytest.raises(AlreadyDecided):
            await applications.approve(grace, public_id, 0, NOW)
    found = await row("SELECT count(*) AS n FROM role_grants WHERE role = 'psychologist'")
    assert found == {"n": 0}


async def test_applications_come_oldest_first_and_in_pages(here: Practice) -> None:
    grace = await admin("Grace", 95)
    for number in range(3):
        profile = await finished(f"Person {number}", 200 + number)
        await profiles.submit(profile.person_id, NOW + timedelta(minutes=3 - number))
    first = await applications.waiting(grace, 2, 0)
    assert [profile.name for profile in first.profiles] == ["Person 2", "Person 1"]
    assert first.has_more
    last = await applications.waiting(grace, 2, 1)
    assert [profile.name for profile in last.profiles] == ["Person 0"]
    assert not last.has_more


async def test_p3_a_psychologist_of_old_is_no_application(here: Practice) -> None:
    grace = await admin("Grace", 95)
    assert (await applications.waiting(grace, 5, 0)).profiles == ()
