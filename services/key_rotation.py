"""A new master key while the program runs: wraps and the house's seals are made anew (I2, X73).

What people's data keys have sealed stays as it is: only the wrap around each key changes.
"""

from collections import Counter
from dataclasses import dataclass, field

from models.database import Row, count, rows
from services import inbox, sealing
from services.vault import Vault

#: Rows made anew in one short transaction; nobody waits longer than for one of these.
BATCH = 200


@dataclass(frozen=True, slots=True)
class Usage:
    """How much lies under each version of the master key, and how many people were forgotten."""

    wraps: dict[int, int] = field(default_factory=dict)
    letters: dict[int, int] = field(default_factory=dict)
    destroyed: int = 0

    def under(self, version: int) -> int:
        return self.wraps.get(version, 0) + self.letters.get(version, 0)


async def usage() -> Usage:
    keys = await rows(
        """SELECT master_version AS version, count(wrapped) AS kept, count(destroyed_at) AS gone
           FROM data_keys GROUP BY master_version"""
    )
    letters: Counter[int] = Counter()
    for found in await rows(
        """SELECT substring(payload FOR 3) AS head, count(*) AS n FROM inbox
           WHERE substring(payload FOR 1) = $1 GROUP BY head""",
        bytes([sealing.FORMAT]),
    ):
        letters[int.from_bytes(found["head"][1:], "big")] += found["n"]
    return Usage(
        {found["version"]: found["kept"] for found in keys if found["kept"]},
        dict(letters),
        sum(found["gone"] for found in keys),
    )


async def rewrap(vault: Vault) -> int:
    """One batch of data keys under the newest master key; 0 when none is left.

    Raises MasterKeyWrong for a wrap whose master key is missing. A key that was destroyed or
    rewrapped meanwhile is left as it is: the row says who won.
    """
    done = 0
    for found in await _older(vault):
        key = vault.unwrapped(found["person_id"], found)
        wrapped, master = vault.wrapped(found["person_id"], found["version"], key)
        done += await count(
            """UPDATE data_keys SET wrapped = $2, master_version = $3
               WHERE id = $1 AND wrapped = $4""",
            found["id"],
            wrapped,
            master,
            found["wrapped"],
        )
    return done


async def _older(vault: Vault) -> list[Row]:
    return list(
        await rows(
            """SELECT id, person_id, version, master_version, wrapped FROM data_keys
               WHERE master_version < $1 AND wrapped IS NOT NULL
               ORDER BY master_version, id LIMIT $2 FOR UPDATE SKIP LOCKED""",
            vault.masters.newest,
            BATCH,
        )
    )


async def reseal(vault: Vault) -> int:
    """One batch of what lies under the house's older keys; 0 when none is left."""
    head = bytes([sealing.FORMAT]) + vault.masters.newest.to_bytes(2, "big")
    older = await rows(
        """SELECT id, source, external_id, payload FROM inbox
           WHERE substring(payload FOR 1) = $1 AND substring(payload FOR 3) <> $2
           ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED""",
        head[:1],
        head,
        BATCH,
    )
    for found in older:
        place = inbox.place(found["source"], found["external_id"])
        plain = vault.open_for_house(place, found["payload"])
        await count(
            "UPDATE inbox SET payload = $2 WHERE id = $1",
            found["id"],
            vault.seal_for_house(place, plain),
        )
    return len(older)
