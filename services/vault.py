"""Sealing what is told here: AES-256-GCM under a key of each person's own (I2).

A sealed value is one version byte (1), a nonce of 12 bytes, then ciphertext and tag. Its associated
data is `table|record|column|person id`, so a value that was copied to another place doesn't open.
A person's data key is wrapped the same way by a master key, with `data_keys|person id|version`.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.database import row, rows
from services.errors import SmilingStepsError

FORMAT = b"\x01"
NONCE_BYTES = 12


class CannotOpen(SmilingStepsError):
    """Sealed elsewhere, under another key, or damaged; nothing of it is returned."""


class MasterKeyWrong(SmilingStepsError):
    """MASTER_KEYS isn't what it was. Nothing is lost as long as nobody acts as if it were."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives; `record` is the row's own random id."""

    table: str
    record: str
    column: str


class Vault:
    """Seals for a person, and opens again. `masters`: 32-byte keys by version, newest highest."""

    def __init__(self, masters: Mapping[int, bytes]) -> None:
        self._masters = dict(masters)

    async def seal(self, person_id: int, place: Place, words: str, now: datetime) -> bytes:
        """Inside the open transaction: a first secret makes the person's key."""
        key = await self._key(person_id) or await self._new_key(person_id, now)
        return _encrypt(key, words.encode(), _binding(place, person_id))

    async def open(self, person_id: int, place: Place, sealed: bytes) -> str:
        """Raises CannotOpen, or MasterKeyWrong."""
        key = await self._key(person_id)
        if key is None:
            raise CannotOpen("the person's key is gone")
        return _decrypt(key, sealed, _binding(place, person_id)).decode()

    async def _key(self, person_id: int) -> bytes | None:
        found = await row(
            "SELECT wrapped, master_version FROM data_keys WHERE person_id = $1", person_id
        )
        if found is None:
            return None
        return self._unwrapped(person_id, found["master_version"], found["wrapped"])

    def _unwrapped(self, person_id: int, version: int, wrapped: bytes) -> bytes:
        master = self._masters.get(version)
        if master is None:
            raise MasterKeyWrong("the master key of this version is not among the settings")
        try:
            return _decrypt(master, wrapped, _wrapping(person_id, version))
        except CannotOpen as error:
            raise MasterKeyWrong("another master key than the one it was wrapped with") from error

    async def check(self) -> None:
        """Try one person's key of each version. Raises MasterKeyWrong.

        To be asked at the start: what a wrong key seals, the right one doesn't open afterwards.
        """
        for found in await rows(
            """SELECT DISTINCT ON (master_version) person_id, master_version, wrapped
               FROM data_keys ORDER BY master_version, id DESC"""
        ):
            self._unwrapped(found["person_id"], found["master_version"], found["wrapped"])

    async def _new_key(self, person_id: int, now: datetime) -> bytes:
        """Two at once make one: the loser uses the winner's."""
        key, version = secrets.token_bytes(32), max(self._masters)
        wrapped = _encrypt(self._masters[version], key, _wrapping(person_id, version))
        made = await row(
            """INSERT INTO data_keys (person_id, wrapped, master_version, created_at)
               VALUES ($1, $2, $3, $4) ON CONFLICT (person_id) DO NOTHING RETURNING id""",
            person_id,
            wrapped,
            version,
            now,
        )
        theirs = key if made else await self._key(person_id)
        assert theirs is not None
        return theirs


def _binding(place: Place, person_id: int) -> bytes:
    return f"{place.table}|{place.record}|{place.column}|{person_id}".encode()


def _wrapping(person_id: int, version: int) -> bytes:
    return f"data_keys|{person_id}|{version}".encode()


def _encrypt(key: bytes, plain: bytes, binding: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, binding)


def _decrypt(key: bytes, sealed: bytes, binding: bytes) -> bytes:
    if sealed[:1] != FORMAT:
        raise CannotOpen("not a sealed value of a format we know")
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, binding)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("wrong place, wrong key, or damaged") from error
