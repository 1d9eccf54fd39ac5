"""The master key: a wrong one is noticed before anything is sealed under it, and loses nothing."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.database import count, row
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


async def test_i2_the_documented_format_opens_with_a_few_independent_lines(here: Practice) -> None:
    sealed = await Vault({1: OLD, 3: RIGHT}).seal(here.amina, PLACE, "the lake", NOW)
    stored = await row("SELECT wrapped, version FROM data_keys WHERE person_id = $1", here.amina)
    assert stored is not None

    def opened(key: bytes, value: bytes, binding: str) -> bytes:
        assert value[0] == 2
        version = int.from_bytes(value[1:3], "big")
        return AESGCM(key).decrypt(value[3:15], value[15:], f"{binding}|{version}".encode())

    key = opened(RIGHT, stored["wrapped"], f"data_keys|{here.amina}|{stored['version']}")
    assert opened(key, sealed, f"session_notes|1|words|{here.amina}") == b"the lake"


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
