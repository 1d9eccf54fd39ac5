"""Consents: whose, once, in time; sealed tokens; broken and taken back (B11, X63)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from models.database import row, rows
from models.meeting_views import GoogleStanding
from models.values import MeetingKind, Role
from services import google_grants, meeting_choice, people
from services.errors import NotYours, Outdated
from services.gateways.google_values import Access, Grant
from services.google_grants import STATE_LIFE, Psychologist
from services.transaction import transaction
from services.vault import CannotOpen, Vault
from tests.people import NOW, Practice, hours

pytestmark = pytest.mark.usefixtures("db")

VAULT = Vault({1: bytes(32)})
GRANT = Grant("1//refresh", Access("ya29.access", hours(1)))
SECOND = timedelta(seconds=1)


@pytest.fixture
async def brian(here: Practice) -> Practice:
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    return here


async def owner(here: Practice) -> Psychologist:
    found = await google_grants.redeem(await google_grants.ask(here.brian, NOW), NOW)
    assert found is not None
    return found


async def connected(here: Practice, grant: Grant = GRANT) -> Psychologist:
    who = await owner(here)
    async with transaction():
        await google_grants.keep(VAULT, who, grant, NOW)
    return who


async def test_x63_a_state_names_its_psychologist_once(brian: Practice) -> None:
    state = await google_grants.ask(brian.brian, NOW)
    assert await google_grants.redeem("x" * 43, NOW) is None
    found = await asyncio.gather(*(google_grants.redeem(state, NOW) for _ in range(5)))
    assert [who.id for who in found if who] == [brian.psychologist]


@pytest.mark.parametrize(("late", "good"), [(-SECOND, True), (SECOND * 0, False)])
async def test_x63_a_state_ends_with_its_time(brian: Practice, late: timedelta, good: bool) -> None:
    state = await google_grants.ask(brian.brian, NOW)
    found = await google_grants.redeem(state, NOW + STATE_LIFE + late)
    assert (found is not None) is good


async def test_x63_only_a_psychologist_gets_a_state(brian: Practice) -> None:
    for who in (brian.amina, brian.chidi):
        with pytest.raises(NotYours):
            await google_grants.ask(who, NOW)
    await people.grant(brian.chidi, Role.PSYCHOLOGIST, NOW)
    with pytest.raises(Outdated):  # the role, but no profile yet
        await google_grants.ask(brian.chidi, NOW)


async def test_the_state_itself_is_not_stored(brian: Practice) -> None:
    state = await google_grants.ask(brian.brian, NOW)
    assert state not in str(await rows("SELECT c::text FROM consent_requests AS c"))


async def test_tokens_are_sealed_under_their_place(brian: Practice) -> None:
    who = await connected(brian)
    sealed = await google_grants.usable(who.id)
    assert sealed is not None
    assert await google_grants.open_refresh(VAULT, sealed) == "1//refresh"
    assert await google_grants.open_access(VAULT, sealed, NOW) == GRANT.access
    swapped = replace(sealed, refresh=sealed.access or b"")
    with pytest.raises(CannotOpen):
        await google_grants.open_refresh(VAULT, swapped)
    stranger = replace(sealed, owner=replace(sealed.owner, person_id=brian.amina))
    with pytest.raises(CannotOpen):
        await google_grants.open_refresh(VAULT, stranger)
    assert "refresh" not in repr(sealed)


async def test_an_access_token_is_left_alone_for_its_last_minute(brian: Practice) -> None:
    who = await connected(brian)
    sealed = await google_grants.usable(who.id)
    assert sealed is not None
    last = hours(1) - google_grants.MARGIN
    assert await google_grants.open_access(VAULT, sealed, last - SECOND)
    assert await google_grants.open_access(VAULT, sealed, last) is None
    fresh = Access("ya29.fresh", hours(3))
    await google_grants.save_access(VAULT, sealed, fresh, hours(1))
    sealed = await google_grants.usable(who.id)
    assert sealed is not None
    assert await google_grants.open_access(VAULT, sealed, hours(2)) == fresh


async def test_a_broken_grant_is_noticed_once_and_mended_by_a_new_one(brian: Practice) -> None:
    who = await connected(brian)
    sealed = await google_grants.usable(who.id)
    assert sealed is not None
    noticed = await asyncio.gather(*(google_grants.broke(sealed, NOW) for _ in range(4)))
    assert sorted(noticed) == [False, False, False, True]
    assert await google_grants.usable(who.id) is None
    await connected(brian, replace(GRANT, refresh_token="1//second"))
    assert await google_grants.usable(who.id) is not None
    # What was found out about the old tokens says nothing about the new ones.
    assert not await google_grants.broke(sealed, NOW)
    assert await google_grants.usable(who.id) is not None


async def test_taking_it_back_is_at_once_and_google_is_told_later(brian: Practice) -> None:
    who = await connected(brian)
    async with transaction():
        await google_grants.leave(brian.brian, NOW)
    assert await google_grants.usable(who.id) is None
    with pytest.raises(Outdated):
        await google_grants.leave(brian.brian, NOW)
    claimed = await asyncio.gather(*(google_grants.claim_revocation(NOW) for _ in range(3)))
    [sealed] = [found for found in claimed if found]
    await google_grants.forget_if_hopeless(sealed, hours(23))
    assert await row("SELECT id FROM google_grants")
    await google_grants.forget_if_hopeless(sealed, hours(24))
    assert await row("SELECT id FROM google_grants") is None


async def test_a_consent_given_again_survives_the_goodbye_to_the_old_one(brian: Practice) -> None:
    await connected(brian)
    async with transaction():
        await google_grants.leave(brian.brian, NOW)
    sealed = await google_grants.claim_revocation(NOW)
    assert sealed is not None
    who = await connected(brian)
    await google_grants.forget(sealed)
    assert await google_grants.usable(who.id) is not None


async def test_a_consent_given_again_is_never_the_one_that_is_revoked(brian: Practice) -> None:
    """Whatever comes first: the old one is claimed for the goodbye, or nothing is."""
    await connected(brian)
    for number in range(20):
        async with transaction():
            await google_grants.leave(brian.brian, NOW)
        who = await owner(brian)
        new = Grant(f"1//refresh{number}", GRANT.access)

        async def again(who: Psychologist = who, new: Grant = new) -> None:
            async with transaction():
                await google_grants.keep(VAULT, who, new, NOW)

        claimed, _ = await asyncio.gather(google_grants.claim_revocation(NOW), again())
        if claimed is not None:
            assert await google_grants.open_refresh(VAULT, claimed) != new.refresh_token


async def test_the_choice_follows_the_consent(brian: Practice) -> None:
    me = brian.brian
    assert (await meeting_choice.of(me, offers_google=True)).google is GoogleStanding.NONE
    with pytest.raises(Outdated):
        await meeting_choice.choose(me, MeetingKind.GOOGLE, None, offers_google=True)
    who = await connected(brian)
    assert (await meeting_choice.of(me, offers_google=True)).kind is MeetingKind.GOOGLE
    assert (await meeting_choice.of(me, offers_google=False)).kind is MeetingKind.JITSI
    sealed = await google_grants.usable(who.id)
    assert sealed is not None
    await google_grants.broke(sealed, NOW)
    broken = await meeting_choice.of(me, offers_google=True)
    assert (broken.kind, broken.google) == (MeetingKind.GOOGLE, GoogleStanding.BROKEN)
    async with transaction():
        await google_grants.leave(me, NOW)
    left = await meeting_choice.of(me, offers_google=True)
    assert (left.kind, left.google) == (MeetingKind.JITSI, GoogleStanding.NONE)


async def test_x63_a_choice_is_ones_own(brian: Practice) -> None:
    for who in (brian.amina, brian.chidi):
        with pytest.raises(NotYours):
            await meeting_choice.of(who, offers_google=True)
        with pytest.raises(NotYours):
            await meeting_choice.choose(who, MeetingKind.JITSI, None, offers_google=True)
