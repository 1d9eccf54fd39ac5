"""A new master key while the program runs: all opens before, meanwhile and afterwards (X73)."""

import asyncio

import pytest

from models.database import count, row
from models.values import IntakeWay
from services import inbox, intake, key_rotation
from services.inbox import Arrival
from services.transaction import transaction
from services.vault import MasterKeyWrong, Place, Vault
from tests.people import NOW, Practice

OLD, NEW = {1: b"o" * 32}, {2: b"n" * 32}
PLACE = Place("session_notes", "1", "words")
BOTH = Vault(OLD | NEW)

pytestmark = pytest.mark.usefixtures("db")


async def rotated() -> int:
    done = 0
    while True:
        async with transaction():
            batch = await key_rotation.rewrap(BOTH) + await key_rotation.reseal(BOTH)
        if not batch:
            return done
        done += batch


async def test_x73_afterwards_the_new_key_opens_all_and_the_old_one_nothing(
    here: Practice,
) -> None:
    before = Vault(OLD)
    note = await before.seal(here.amina, PLACE, "old", NOW)
    filled = await intake.begin(before, here.amina, None, IntakeWay.CHAT, NOW)
    await intake.keep(before, filled, "allergies", "nuts", None, NOW)
    ids = await inbox.store([Arrival("telegram", "7", "tg:1", 7, b"came")], before, NOW)
    assert (await key_rotation.usage()).under(1) == 2
    assert await rotated() == 2
    after, former = Vault(NEW), Vault(OLD)
    assert (await key_rotation.usage()).under(1) == 0
    assert await after.open(here.amina, PLACE, note) == "old"
    again = await intake.present(after, here.amina)
    assert again is not None
    assert again.answers == {"allergies": "nuts"}
    with pytest.raises(MasterKeyWrong):
        await former.open(here.amina, PLACE, note)
    with pytest.raises(MasterKeyWrong):
        await former.check()
    await after.check()
    head = await inbox.take("tg:1", list(ids.values()), after, NOW)
    assert head is not None
    assert head.payload == b"came"


async def test_x73_what_is_sealed_meanwhile_by_either_is_readable(here: Practice) -> None:
    """Processes that know the old key only, and some that know both, while all is made anew."""
    people = [here.amina, here.brian, here.chidi]
    sealed: dict[int, bytes] = {}

    async def write(person: int, vault: Vault) -> None:
        sealed[person] = await vault.seal(person, PLACE, f"of {person}", NOW)

    writers = (write(person, BOTH if n % 2 else Vault(OLD)) for n, person in enumerate(people))
    await asyncio.gather(rotated(), *writers)
    await rotated()
    for person in people:
        assert await Vault(NEW).open(person, PLACE, sealed[person]) == f"of {person}"


async def test_x71_x73_a_key_that_is_destroyed_meanwhile_stays_destroyed(here: Practice) -> None:
    await Vault(OLD).seal(here.amina, PLACE, "old", NOW)
    async with transaction():
        before = await row("SELECT person_id, version, wrapped, master_version FROM data_keys")
        assert before is not None
        await BOTH.destroy(here.amina, NOW)
    assert await rotated() == 0
    kept = await row("SELECT wrapped, destroyed_at FROM data_keys")
    assert kept == {"wrapped": None, "destroyed_at": NOW}


async def test_x73_a_missing_key_stops_it_and_harms_nothing(here: Practice) -> None:
    note = await Vault(OLD).seal(here.amina, PLACE, "old", NOW)
    with pytest.raises(MasterKeyWrong):
        await key_rotation.rewrap(Vault(NEW))
    assert await Vault(OLD).open(here.amina, PLACE, note) == "old"
    await count("DELETE FROM data_keys")
    assert await key_rotation.rewrap(Vault(NEW)) == 0
