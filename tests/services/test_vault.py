"""The master key: a wrong one is noticed before anything is sealed under it, and loses nothing."""

import pytest

from models.database import count
from services.vault import CannotOpen, MasterKeyWrong, Place, Vault
from tests.people import NOW, Practice

pytestmark = pytest.mark.usefixtures("db")

RIGHT, WRONG, NEWER = b"k" * 32, b"w" * 32, b"n" * 32
PLACE = Place("session_notes", "1", "words")


async def test_a_database_in_which_nothing_is_sealed_takes_any_key() -> None:
    await Vault({1: RIGHT}).check()


@pytest.mark.parametrize("keys", [{1: WRONG}, {2: NEWER}, {2: RIGHT}])
async def test_a_changed_or_missing_key_is_noticed(here: Practice, keys: dict[int, bytes]) -> None:
    sealed = await Vault({1: RIGHT}).seal(here.amina, PLACE, "the lake", NOW)
    with pytest.raises(MasterKeyWrong):
        await Vault(keys).check()
    with pytest.raises(MasterKeyWrong):
        await Vault(keys).open(here.amina, PLACE, sealed)
    assert await Vault({1: RIGHT}).open(here.amina, PLACE, sealed) == "the lake"


async def test_each_version_is_tried(here: Practice) -> None:
    await Vault({1: RIGHT}).seal(here.amina, PLACE, "older", NOW)
    both = Vault({1: RIGHT, 2: NEWER})
    await both.seal(here.brian, PLACE, "newer", NOW)
    await both.check()
    for part in ({1: RIGHT}, {2: NEWER}):
        with pytest.raises(MasterKeyWrong):
            await Vault(part).check()


async def test_a_person_whose_key_is_gone_is_another_matter(here: Practice) -> None:
    vault = Vault({1: RIGHT})
    sealed = await vault.seal(here.amina, PLACE, "the lake", NOW)
    await count("DELETE FROM data_keys WHERE person_id = $1", here.amina)
    with pytest.raises(CannotOpen):
        await vault.open(here.amina, PLACE, sealed)
