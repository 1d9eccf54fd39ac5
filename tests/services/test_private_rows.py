"""What a private dialogue takes leaves no words in the queues: erased when it is done (I2)."""

from datetime import timedelta

import pytest

from models.database import count, row
from services import inbox, sealed_letters
from services.inbox import Arrival
from services.transaction import transaction
from services.vault import CannotOpen, Place, Vault
from tests.people import NOW, Practice

VAULT = Vault({1: b"k" * 32})
MARKED = "MARKED-31c4"
PLACE = Place("inbox", "telegram:7", "payload")

pytestmark = pytest.mark.usefixtures("db")


async def stored(payload: bytes = MARKED.encode()) -> int:
    arrival = Arrival("telegram", "7", "tg:1", 7, payload)
    return (await inbox.store([arrival], VAULT, NOW))[("telegram", "7")]


async def payload_of(row_id: int) -> bytes:
    found = await row("SELECT payload FROM inbox WHERE id = $1", row_id)
    assert found is not None
    stored = bytes(found["payload"])
    return VAULT.open_for_house(PLACE, stored) if stored else b""


async def test_an_erased_row_is_empty_and_still_recognised() -> None:
    row_id = await stored()
    async with transaction():
        head = await inbox.take("tg:1", [row_id], VAULT, NOW)
        await inbox.erase(row_id)
    assert head is not None
    assert head.payload == MARKED.encode()
    assert await payload_of(row_id) == b""
    assert await inbox.store([Arrival("telegram", "7", "tg:1", 7, b"again")], VAULT, NOW) == {}


async def test_work_that_fails_keeps_its_words_for_the_next_try() -> None:
    row_id = await stored()

    async def fails() -> None:
        async with transaction():
            await inbox.take("tg:1", [row_id], VAULT, NOW)
            await inbox.erase(row_id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await payload_of(row_id) == MARKED.encode()


@pytest.mark.parametrize(
    ("payload", "private", "kept"), [(MARKED.encode(), True, False), (b"plain", False, True)]
)
async def test_a_buried_row_keeps_nothing_private(
    payload: bytes, *, private: bool, kept: bool
) -> None:
    row_id = await stored(payload)
    assert await inbox.bury(row_id, NOW + timedelta(hours=1), "failed too often", private=private)
    assert await payload_of(row_id) == (payload if kept else b"")


async def test_x70_what_came_lies_sealed_and_opens_in_its_own_row_only() -> None:
    row_id = await stored()
    found = await row("SELECT payload FROM inbox WHERE id = $1", row_id)
    assert found is not None
    assert MARKED.encode() not in found["payload"]
    with pytest.raises(CannotOpen):
        VAULT.open_for_house(Place("inbox", "telegram:8", "payload"), found["payload"])


async def test_a_sealed_letter_opens_with_the_persons_key_only(here: Practice) -> None:
    letter = {"text": MARKED, "keyboard": [[{"text": "x", "data": "y"}]], "protected": True}
    sealed = await sealed_letters.seal(VAULT, here.amina, letter, NOW)
    assert MARKED not in repr(sealed)
    assert await sealed_letters.opened(VAULT, sealed) == letter
    await sealed_letters.seal(VAULT, here.chidi, letter, NOW)
    with pytest.raises(CannotOpen):
        await sealed_letters.opened(VAULT, {**sealed, "of": here.chidi})
    await count("DELETE FROM data_keys WHERE person_id = $1", here.amina)
    with pytest.raises(CannotOpen):
        await sealed_letters.opened(VAULT, sealed)


async def test_an_open_letter_stays_as_it_is() -> None:
    assert await sealed_letters.opened(VAULT, {"text": "hello"}) == {"text": "hello"}
