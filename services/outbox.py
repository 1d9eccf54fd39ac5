"""The outbox: what is to be said is a row in the same transaction as its reason.

At least once, never lost, and in order per lane; only after a crash may a letter that was under way
come later than one that was put after it, and a screen's older state never does. A row put by a
reply is claimed by the process that put it (its lease runs at once), so it leaves without waiting
for a tick; what is left over by a crash is claimed by the drain. A row for later (`due_at`) waits
unclaimed.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.database import count, rows

#: Longer than two time-outs of a channel: an edit that falls through to a new message.
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 8
#: Of what has no other way while nobody answers at all: an hour, by the waits between them.
ATTEMPTS_WHILE_AWAY = 20


@dataclass(frozen=True, slots=True)
class Fence:
    """A message that is only true while the booking has this version (R3)."""

    booking_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, rendered. `draft_id` names the draft whose live message it is, if it is one.

    One of a `bulk` is left to the drain, which claims no more than it can send soon.
    """

    dedupe_key: str
    channel: str
    lane: str
    payload: Mapping[str, Any]
    due_at: datetime | None = None
    fence: Fence | None = None
    draft_id: int | None = None
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    channel: str
    lane: str
    payload: Mapping[str, Any]
    attempts: int
    draft_id: int | None = None


_PUT = """WITH superseded AS (
       UPDATE outbox SET state = 'dropped', payload = NULL, sent_at = $9
       WHERE state = 'due' AND attempts > 0 AND (draft_id = ANY($7::bigint[])
               OR lane = ANY($3) AND lane || ' ' || (payload->>'edit') = ANY($11::text[])))
   INSERT INTO outbox (dedupe_key, channel, lane, payload, state, attempts, due_at, put_at,
                       draft_id, fence_booking_id, fence_version)
   SELECT dedupe_key, channel, lane, payload::jsonb, 'due', attempts, due_at, $9,
          draft_id, fence_booking_id, fence_version
   FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[],
               $6::timestamptz[], $7::bigint[], $8::bigint[], $10::int[])
        AS said(dedupe_key, channel, lane, payload, attempts, due_at,
                draft_id, fence_booking_id, fence_version)
   ON CONFLICT (dedupe_key) DO NOTHING RETURNING id, dedupe_key"""


async def put(letters: Sequence[Letter], now: datetime) -> list[Claimed]:
    """Store; the answer holds those that are due now, already claimed by the caller.

    A dedupe key that was there before is passed over: it was said already. An older state of the
    same screen, or of the same message of a chat, that has not left yet is dropped: sent now, it
    would overwrite the newer one.
    """
    if not letters:
        return []
    immediate = [
        not letter.bulk and (letter.due_at is None or letter.due_at <= now) for letter in letters
    ]
    stored = await rows(
        _PUT,
        [letter.dedupe_key for letter in letters],
        [letter.channel for letter in letters],
        [letter.lane for letter in letters],
        [json.dumps(letter.payload) for letter in letters],
        [int(soon) for soon in immediate],
        [
            now + LEASE if soon else letter.due_at or now
            for letter, soon in zip(letters, immediate, strict=True)
        ],
        [letter.draft_id for letter in letters],
        [letter.fence and letter.fence.booking_id for letter in letters],
        now,
        [letter.fence and letter.fence.version for letter in letters],
        [f"{letter.lane} {edited}" for letter in letters if (edited := letter.payload.get("edit"))],
    )
    ids = {r["dedupe_key"]: r["id"] for r in stored}
    return [
        Claimed(
            ids.pop(letter.dedupe_key),
            letter.channel,
            letter.lane,
            letter.payload,
            1,
            letter.draft_id,
        )
        for letter, soon in zip(letters, immediate, strict=True)
        if soon and letter.dedupe_key in ids
    ]


async def deletes(keys: Sequence[str], now: datetime) -> int | None:
    """The message that one of these letters, none of them due yet, will take out of its chat."""
    found = await rows(
        """SELECT payload->>'delete' AS message FROM outbox
           WHERE dedupe_key = ANY($1) AND state = 'due' AND due_at > $2
           ORDER BY id DESC LIMIT 1""",
        list(keys),
        now,
    )
    return int(found[0]["message"]) if found else None


async def was_put(keys: Sequence[str]) -> bool:
    """Whether one of these letters was put at any time, whatever has become of it."""
    found = await rows("SELECT 1 FROM outbox WHERE dedupe_key = ANY($1) LIMIT 1", list(keys))
    return bool(found)


async def claim_due(now: datetime, limit: int = 100, *, but: Collection[int] = ()) -> list[Claimed]:
    """The next row of each lane that is due, claimed; drops those whose booking moved on.

    `but` are rows that the caller has in hand already.
    """
    await _drop_fenced(now)
    claimed = await rows(
        """UPDATE outbox SET attempts = attempts + 1, due_at = $2
           WHERE id IN (
               SELECT id FROM outbox mine WHERE state = 'due' AND due_at <= $1
               AND id <> ALL($4::bigint[])
               AND NOT EXISTS (SELECT 1 FROM outbox older WHERE older.state = 'due'
                   AND older.lane = mine.lane AND older.id < mine.id
                   AND (older.attempts > 0 OR older.due_at <= $1))
               ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
           RETURNING id, channel, lane, payload, attempts, draft_id""",
        now,
        now + LEASE,
        limit,
        list(but),
    )
    return [Claimed(**{**r, "payload": json.loads(r["payload"])}) for r in claimed]


async def _drop_fenced(now: datetime) -> None:
    await count(
        """UPDATE outbox SET state = 'dropped', payload = NULL, sent_at = $1
           WHERE state = 'due' AND due_at <= $1 AND fence_booking_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM bookings
               WHERE bookings.id = fence_booking_id AND bookings.version = fence_version)""",
        now,
    )


async def renew(letter: Claimed, now: datetime) -> bool:
    """Keep a claim that has waited long; False when it was lost to another process meanwhile."""
    return bool(
        await count(
            """UPDATE outbox SET due_at = $3
               WHERE id = $1 AND state = 'due' AND attempts = $2""",
            letter.id,
            letter.attempts,
            now + LEASE,
        )
    )


async def release(letters: Sequence[Claimed], now: datetime) -> None:
    """Give claims back untried: the drain sends them in order, behind the one that failed.

    A claim that was lost to another process meanwhile is that one's to keep.
    """
    await count(
        """UPDATE outbox SET due_at = $3, attempts = outbox.attempts - 1
           FROM unnest($1::bigint[], $2::int[]) AS mine(id, attempts)
           WHERE outbox.id = mine.id AND outbox.attempts = mine.attempts AND state = 'due'""",
        [letter.id for letter in letters],
        [letter.attempts for letter in letters],
        now,
    )


async def sent(ids: Sequence[int], now: datetime) -> None:
    """They left. The words are forgotten, the dedupe key is kept a while.

    Doesn't wait for the disk: a server that dies in the next moment forgets it, and says the
    words once more.
    """
    await rows(
        """WITH commit AS (SELECT set_config('synchronous_commit', 'off', true))
           UPDATE outbox SET state = 'sent', payload = NULL, sent_at = $2
           FROM commit WHERE id = ANY($1)""",
        list(ids),
        now,
    )


async def postpone(row_id: int, until: datetime, error: str) -> None:
    await count(
        "UPDATE outbox SET due_at = $2, error = $3 WHERE id = $1 AND state = 'due'",
        row_id,
        until,
        error[:200],
    )


async def drop(row_id: int, now: datetime) -> None:
    """It is not true any more, or was said already."""
    await count(
        """UPDATE outbox SET state = 'dropped', payload = NULL, sent_at = $2
           WHERE id = $1 AND state = 'due'""",
        row_id,
        now,
    )


async def dead(row_id: int, now: datetime, error: str) -> None:
    """It will not leave: the channel said so for good, or it was tried too often."""
    await count(
        """UPDATE outbox SET state = 'dead', payload = NULL, sent_at = $2, error = $3
           WHERE id = $1 AND state = 'due'""",
        row_id,
        now,
        error[:200],
    )
