"""The master key: a wrong one is noticed before anything is sealed under it, and loses nothing."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.database import count, rows
from models.values import IntakeWay
from services import intake
from services.vault import CannotOpen, KeyDestroyed, MasterKeyWrong, Place, Vault
from tests.people import NOW, Practice
from tests.rows import insert

pytestmark = pytest.mark.usefixtures("db")

RIGHT, WRONG, NEWER, OLD = b"k" * 32, b"w" * 32, b"n" * 32, b"o" * 32
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


async def test_i2_the_lines_of_the_docs_open_what_the_program_stored(here: Practice) -> None:
    """Nothing of ours: the page's own code, which imports only `cryptography`."""
    vault = Vault({1: OLD, 3: RIGHT})
    filled = await intake.begin(vault, here.amina, None, IntakeWay.CHAT, NOW)
    await intake.keep(vault, filled, "allergies", "The lake", None, NOW)
    [stored] = await rows(
        """SELECT wrapped, version AS data_key_version, person_id, answer, public_id
           FROM data_keys, intake_answers"""
    )
    page = (Path(__file__).parents[2] / "docs/vault.md").read_text()
    lines = page.split("```python\n")[1].split("```")[0]
    found = {**stored, "public_id": UUID(str(stored["public_id"])), "master_key": RIGHT}
    exec(lines, found)
    assert found["words"] == b'"The lake"'
    for change in ({"master_key": OLD}, {"person_id": here.brian}, {"answer": b"\2" + bytes(40)},
                   {"answer": stored["answer"][:-1]}, {"public_id": uuid4()}):  # fmt: skip
        with pytest.raises(InvalidTag):
            exec(lines, {**found, **change})


async def test_i2_wrong_key_wrong_place_flipped_bit_or_cut_off_return_nothing(
    here: Practice,
) -> None:
    vault = Vault({1: RIGHT})
    sealed = await vault.seal(here.amina, PLACE, "the lake", NOW)
    await vault.seal(here.brian, PLACE, "of another", NOW)
    elsewhere = (Place("intakes", "1", "words"), Place("session_notes", "2", "words"),
                 Place("session_notes", "1", "reason"))  # fmt: skip
    for place in elsewhere:
        with pytest.raises(CannotOpen):
            await vault.open(here.amina, place, sealed)
    with pytest.raises(CannotOpen):
        await vault.open(here.brian, PLACE, sealed)
    for position in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[position] ^= 1
        with pytest.raises(CannotOpen):
            await vault.open(here.amina, PLACE, bytes(flipped))
        with pytest.raises(CannotOpen):
            await vault.open(here.amina, PLACE, sealed[:position])


async def test_i2_what_was_sealed_in_the_former_format_still_opens(here: Practice) -> None:
    """Format 1: the byte 0x01, nonce, ciphertext; no version in it or in what it is bound to."""
    nonce, key = b"n" * 12, b"d" * 32
    wrapped = AESGCM(RIGHT).encrypt(nonce, key, f"data_keys|{here.amina}|1".encode())
    await insert("data_keys", {"person_id": here.amina, "wrapped": b"\x01" + nonce + wrapped,
                               "version": 1, "master_version": 1, "created_at": NOW})  # fmt: skip
    bound = f"session_notes|1|words|{here.amina}".encode()
    former = b"\x01" + nonce + AESGCM(key).encrypt(nonce, b"the lake", bound)
    assert await Vault({1: RIGHT}).open(here.amina, PLACE, former) == "the lake"


async def test_x71_a_destroyed_key_opens_nothing_and_the_next_one_is_another(
    here: Practice,
) -> None:
    vault = Vault({1: RIGHT})
    sealed = await vault.seal(here.amina, PLACE, "before", NOW)
    assert await vault.destroy(here.amina, NOW)
    with pytest.raises(KeyDestroyed):
        await vault.open(here.amina, PLACE, sealed)
    after = await vault.seal(here.amina, PLACE, "after", NOW)
    assert await vault.open(here.amina, PLACE, after) == "after"
    with pytest.raises(KeyDestroyed):
        await vault.open(here.amina, PLACE, sealed)


async def test_i2_the_house_seals_for_one_row_and_by_version() -> None:
    place = Place("inbox", "telegram:7", "payload")
    sealed = Vault({1: RIGHT}).seal_for_house(place, b"hello")
    assert Vault({1: RIGHT, 2: NEWER}).open_for_house(place, sealed) == b"hello"
    with pytest.raises(CannotOpen):
        Vault({1: WRONG}).open_for_house(place, sealed)
    with pytest.raises(MasterKeyWrong):
        Vault({2: NEWER}).open_for_house(place, sealed)
