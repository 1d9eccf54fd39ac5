"""The inbox: what came is stored first, worked on in order, and never lost.

What came lies sealed under the house's key: whose it is, and what it tells, is not known yet (I2).

Rows of one lane (one person's chat, one payment) run one by one, by `position`. A row is inserted
already claimed: its attempt is counted and its lease runs before any work starts, so a row that
kills the process is counted too, and whoever comes after the lease takes over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import Row, count, row, rows
from services import sealing
from services.vault import Place, Vault

#: How long one process may work on a row before another may try: the work has no network in it.
LEASE = timedelta(seconds=10)
MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came: `external_id` is the sender's own name for it, `payload` the bytes."""

    source: str
    external_id: str
    lane: str
    position: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The oldest open row of a lane."""

    id: int
    source: str
    payload: bytes
    attempts: int
    due_at: datetime
    came_at: datetime


async def store(
    arrivals: Sequence[Arrival], vault: Vault, now: datetime
) -> dict[tuple[str, str], int]:
    """Store and claim; what was stored before is left out of the answer (source, id) -> row id."""
    stored = await rows(
        """INSERT INTO inbox (source, external_id, lane, position, payload, state, attempts,
                              due_at, received_at)
           SELECT source, external_id, lane, position, payload, 'open', 1, $6, $7
           FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bytea[])
                AS came(source, external_id, lane, position, payload)
           ON CONFLICT (source, external_id) DO NOTHING
           RETURNING id, source, external_id""",
        [a.source for a in arrivals],
        [a.external_id for a in arrivals],
        [a.lane for a in arrivals],
        [a.position for a in arrivals],
        [vault.seal_for_house(place(a.source, a.external_id), a.payload) for a in arrivals],
        now + LEASE,
        now,
    )
    return {(r["source"], r["external_id"]): r["id"] for r in stored}


def place(source: str, external_id: str) -> Place:
    return Place("inbox", f"{source}:{external_id}", "payload")


#: The oldest row of lane $1, if it is one of $2, is done at $3; looked for when `once` is known.
TAKE = """UPDATE inbox SET state = 'done', finished_at = $3
    WHERE id = (SELECT id FROM inbox WHERE lane = $1 AND state = 'open' AND {once}
        ORDER BY position, id LIMIT 1)
    AND id = ANY($2::bigint[]) AND state = 'open'
    RETURNING id, source, external_id, payload, attempts, due_at, received_at"""


async def take(lane: str, mine: Collection[int], vault: Vault, now: datetime) -> Head | None:
    """The row of this lane whose turn it is, done with this transaction if it is one of `mine`.

    The caller holds the lane's lock. Whatever undoes the caller's work opens the row again, so
    it is done exactly when its work is, and by one process only (X60). Raises MasterKeyWrong, or
    CannotOpen for what was damaged.
    """
    found = await row(TAKE.format(once="true"), lane, list(mine), now)
    return head(found, vault) if found is not None else None


def head(found: Row, vault: Vault) -> Head:
    """From a row of TAKE."""
    payload = opened(vault, found["source"], found["external_id"], found["payload"])
    return Head(found["id"], found["source"], payload, found["attempts"], found["due_at"],
                found["received_at"])  # fmt: skip


async def read(row_id: int, vault: Vault) -> bytes | None:
    """What came, for a last look. Raises MasterKeyWrong, or CannotOpen for what was damaged."""
    found = await row("SELECT source, external_id, payload FROM inbox WHERE id = $1", row_id)
    if found is None or not found["payload"]:
        return None
    return opened(vault, found["source"], found["external_id"], found["payload"])


def opened(vault: Vault, source: str, external_id: str, payload: bytes) -> bytes:
    """The bytes as they came; what came before payloads were sealed begins with neither format."""
    if payload[:1] != bytes([sealing.FORMAT]):
        return payload
    return vault.open_for_house(place(source, external_id), payload)


async def note(row_id: int, outcome: str) -> None:
    """What came of a row that was taken, where that is not what one expects."""
    await count("UPDATE inbox SET outcome = $2 WHERE id = $1", row_id, outcome[:64])


async def later(row_id: int, at: datetime) -> None:
    """Open a row again that was taken in this transaction: it is looked at once more from `at`."""
    await count(
        "UPDATE inbox SET state = 'open', finished_at = NULL, due_at = $2 WHERE id = $1", row_id, at
    )


async def erase(row_id: int) -> None:
    """Forget what came, in the transaction that has put it where it belongs; the row's name stays.

    Whoever delivers it a second time is still recognised.
    """
    await count("UPDATE inbox SET payload = ''::bytea WHERE id = $1", row_id)


async def claim_left_over(now: datetime, limit: int = 50) -> list[tuple[int, str]]:
    """Rows whose lease ran out, oldest of each lane first, claimed anew: (row id, lane)."""
    claimed = await rows(
        """UPDATE inbox SET attempts = attempts + 1, due_at = $1::timestamptz
                  + least(interval '1 second' * power(2, attempts + 2), interval '2 minutes')
           WHERE id IN (
               SELECT id FROM inbox mine WHERE state = 'open' AND due_at <= $1
               AND NOT EXISTS (SELECT 1 FROM inbox older WHERE older.state = 'open'
                   AND older.lane = mine.lane
                   AND (older.position, older.id) < (mine.position, mine.id))
               ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING id, lane""",
        now,
        limit,
    )
    return [(r["id"], r["lane"]) for r in claimed]


async def retry_at(row_id: int, at: datetime) -> None:
    """The work failed and was rolled back: the next attempt may come from `at` on."""
    await count("UPDATE inbox SET due_at = $2 WHERE id = $1 AND state = 'open'", row_id, at)


async def bury(row_id: int, now: datetime, outcome: str, *, private: bool = False) -> bool:
    """Give up on a row that failed too often; what is `private` is erased at once."""
    return bool(
        await count(
            """UPDATE inbox SET state = 'buried', finished_at = $2, outcome = $3,
                   payload = CASE WHEN $4 THEN ''::bytea ELSE payload END
               WHERE id = $1 AND state = 'open'""",
            row_id,
            now,
            outcome[:64],
            private,
        )
    )


async def person_behind(row_id: int) -> int | None:
    """Who wrote what this row holds, if it came from a chat that we know."""
    found = await row(
        """SELECT person_id FROM inbox JOIN chats ON inbox.lane = 'tg:' || telegram_chat_id
           WHERE inbox.id = $1""",
        row_id,
    )
    return int(found["person_id"]) if found else None
