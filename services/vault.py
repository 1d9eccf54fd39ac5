"""Sealing what is told here, under a key of each person's own (I2).

A value is bound to `table|record|column|person id` and the version of its key (services/sealing).
A person's data key is wrapped the same way by a master key, bound to `data_keys|person id|version`.
What comes before anybody knows whose it is lies under the house's key, bound to
`table|record|column|house`. Destroying a person's key is the erasure: nothing of theirs opens.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.database import count, row, rows
from services import sealing
from services.master_keys import MasterKeys, MasterKeyWrong
from services.sealing import CannotOpen

__all__ = ["CannotOpen", "KeyDestroyed", "MasterKeyWrong", "Place", "Vault"]


class KeyDestroyed(CannotOpen):
    """Its person was forgotten. No copy of the sealed value opens either."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives; `record` is the row's own random id."""

    table: str
    record: str
    column: str

    def of(self, owner: object) -> str:
        return f"{self.table}|{self.record}|{self.column}|{owner}"


@dataclass(frozen=True, slots=True)
class _Key:
    version: int
    key: bytes


class Vault:
    """Seals for a person, and opens again; inside the open transaction where there is one."""

    def __init__(self, masters: MasterKeys | Mapping[int, bytes]) -> None:
        self.masters = masters if isinstance(masters, MasterKeys) else MasterKeys(masters)

    async def seal(self, person_id: int, place: Place, words: str, now: datetime) -> bytes:
        """A first secret makes the person's key."""
        return await self.seal_bytes(person_id, place, words.encode(), now)

    async def open(self, person_id: int, place: Place, sealed: bytes) -> str:
        """Raises CannotOpen, or MasterKeyWrong."""
        return (await self.open_bytes(person_id, place, sealed)).decode()

    async def seal_bytes(self, person_id: int, place: Place, plain: bytes, now: datetime) -> bytes:
        mine = await self._key(person_id) or await self._new_key(person_id, now)
        return sealing.seal(mine.key, mine.version, plain, place.of(person_id))

    async def open_bytes(self, person_id: int, place: Place, sealed: bytes) -> bytes:
        """Raises KeyDestroyed, CannotOpen, or MasterKeyWrong."""
        return _opened(await self._key(person_id), person_id, place, sealed)

    async def open_all(
        self, person_id: int, values: Sequence[tuple[Place, bytes]]
    ) -> list[str]:  # fmt: skip
        """Several of one person's values with one look for the key. Raises as `open_bytes`."""
        mine = await self._key(person_id) if values else None
        return [_opened(mine, person_id, place, sealed).decode() for place, sealed in values]

    def seal_for_house(self, place: Place, plain: bytes) -> bytes:
        """For what has no owner yet; no key row is read."""
        version = self.masters.newest
        return sealing.seal(self.masters.house(version), version, plain, place.of("house"))

    def open_for_house(self, place: Place, sealed: bytes) -> bytes:
        """Raises CannotOpen, or MasterKeyWrong."""
        version = sealing.version_of(sealed)
        if version is None:
            raise CannotOpen("the house seals in format 2 only")
        return sealing.unseal(self.masters.house(version), sealed, place.of("house"))

    async def destroy(self, person_id: int, now: datetime) -> bool:
        """The erasure (D2). False: there was nothing to destroy."""
        return bool(
            await count(
                """UPDATE data_keys SET wrapped = NULL, destroyed_at = $2
                   WHERE person_id = $1 AND wrapped IS NOT NULL""",
                person_id,
                now,
            )
        )

    async def check(self) -> None:
        """Try one person's key of each version, and know those of the house. Raises MasterKeyWrong.

        To be asked at the start: what a wrong key seals, the right one doesn't open afterwards.
        """
        for found in await rows(
            """SELECT DISTINCT ON (master_version) person_id, version, master_version, wrapped
               FROM data_keys WHERE wrapped IS NOT NULL ORDER BY master_version, id DESC"""
        ):
            self.unwrapped(found["person_id"], found)
        for found in await rows(
            """SELECT DISTINCT substring(payload FOR 3) AS head FROM inbox
               WHERE substring(payload FOR 1) = $1""",
            bytes([sealing.FORMAT]),
        ):
            self.masters.key(int.from_bytes(found["head"][1:], "big"))

    async def _key(self, person_id: int) -> _Key | None:
        found = await row(
            """SELECT version, wrapped, master_version FROM data_keys
               WHERE person_id = $1 AND wrapped IS NOT NULL""",
            person_id,
        )
        return _Key(found["version"], self.unwrapped(person_id, found)) if found else None

    def unwrapped(self, person_id: int, stored: Mapping[str, object]) -> bytes:
        """The data key of a row of data_keys. Raises MasterKeyWrong."""
        version, wrapped = stored["master_version"], stored["wrapped"]
        assert isinstance(version, int)
        assert isinstance(wrapped, bytes)
        master = self.masters.key(version)
        binding = f"data_keys|{person_id}|{stored['version']}"
        try:
            return sealing.unseal(
                master, wrapped, binding, former=f"data_keys|{person_id}|{version}"
            )
        except CannotOpen as error:
            raise MasterKeyWrong("another master key than the one it was wrapped with") from error

    def wrapped(self, person_id: int, version: int, key: bytes) -> tuple[bytes, int]:
        """A data key under the newest master key, and that key's version."""
        newest = self.masters.newest
        binding = f"data_keys|{person_id}|{version}"
        return sealing.seal(self.masters.key(newest), newest, key, binding), newest

    async def _new_key(self, person_id: int, now: datetime) -> _Key:
        """Two at once make one: the loser uses the winner's. After an erasure, the next version."""
        before = await row("SELECT version FROM data_keys WHERE person_id = $1", person_id)
        version = before["version"] + 1 if before else 1
        wrapped, master = self.wrapped(person_id, version, key := secrets.token_bytes(32))
        made = await row(
            """INSERT INTO data_keys (person_id, wrapped, version, master_version, created_at)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id) DO UPDATE
               SET wrapped = $2, version = $3, master_version = $4, created_at = $5,
                   destroyed_at = NULL
               WHERE data_keys.wrapped IS NULL AND data_keys.version < $3 RETURNING id""",
            person_id,
            wrapped,
            version,
            master,
            now,
        )
        if made:
            return _Key(version, key)
        theirs = await self._key(person_id)
        assert theirs is not None
        return theirs


def _opened(mine: _Key | None, person_id: int, place: Place, sealed: bytes) -> bytes:
    if mine is None or sealing.version_of(sealed) not in {None, mine.version}:
        raise KeyDestroyed("the person's key is gone")
    return sealing.unseal(mine.key, sealed, place.of(person_id))
