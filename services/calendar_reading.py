"""Reading outside calendars again and again: claimed by one process, replaced whole or not at all.

A claim moves `due_at` into the future; that very instant is the ticket with which its result is
stored. Whoever removes the calendar, or asks for a check now, makes the ticket void.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from models.database import count, row
from services.gateways.calendar_fetch import Known

#: Longer than fetching, waiting for a turn to parse, and parsing can take.
LEASE = timedelta(minutes=3)
EVERY = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=6)
#: Read whole once a day even if nothing has changed: repeating events move into view.
_WHOLE_AGAIN = timedelta(days=1)
_BEYOND_HORIZON = timedelta(days=35)
_LEAST_AHEAD = timedelta(days=120)
#: When a failure is worth a word (A7); each is read whole once a day.
_FAILURES_TOLD = 3
_SILENCE_TOLD = timedelta(days=2)


class Told(StrEnum):
    """What the psychologist should hear of a result, besides an answer they wait for."""

    NOTHING = "nothing"
    BROKEN = "broken"
    MENDED = "mended"
    SUPERSEDED = "superseded"
    """The result came too late to count."""


@dataclass(frozen=True, slots=True)
class Due:
    """A calendar that this process reads now."""

    id: int
    public_id: UUID
    person_id: int
    name: str
    address: bytes
    known: Known
    ticket: datetime
    since: datetime
    until: datetime
    zone: ZoneInfo
    good_at: datetime | None

    @property
    def is_first(self) -> bool:
        return self.good_at is None


async def claim(now: datetime) -> Due | None:
    """The calendar that has waited longest, if one is due; none of a former colleague's."""
    found = await row(
        """WITH next AS MATERIALIZED (
               SELECT c.id FROM outside_calendars AS c
               JOIN psychologists AS p ON p.id = c.psychologist_id
               WHERE c.due_at <= $1 AND EXISTS (SELECT 1 FROM role_grants AS r
                   WHERE r.person_id = p.person_id AND r.role = 'psychologist')
               ORDER BY c.due_at LIMIT 1 FOR UPDATE OF c SKIP LOCKED)
           UPDATE outside_calendars AS c SET due_at = $2
           FROM next, psychologists AS p, people
           WHERE c.id = next.id AND p.id = c.psychologist_id AND people.id = p.person_id
           RETURNING c.id, c.public_id, p.person_id, c.name, c.address, c.etag, c.last_modified,
                     c.due_at, c.good_at, p.horizon_days, people.timezone""",
        now,
        now + LEASE,
    )
    if found is None:
        return None
    recent = found["good_at"] is not None and found["good_at"] > now - _WHOLE_AGAIN
    known = Known(found["etag"], found["last_modified"]) if recent else Known()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = max(timedelta(days=found["horizon_days"]) + _BEYOND_HORIZON, _LEAST_AHEAD)
    return Due(
        found["id"], UUID(str(found["public_id"])), found["person_id"], found["name"],
        found["address"], known, found["due_at"], today - timedelta(days=1), today + ahead,
        ZoneInfo(found["timezone"]), found["good_at"],
    )  # fmt: skip


async def read_anew(person_id: int) -> None:
    """Read this psychologist's calendars whole at the next turn, unchanged files too.

    Whole days and floating times are meant where the psychologist lives, and no further ahead is
    read than bookings are taken: when that changes, what was understood of a file is outdated.
    """
    await count(
        """UPDATE outside_calendars AS c SET etag = NULL, last_modified = NULL,
               due_at = c.added_at
           FROM psychologists AS p WHERE p.id = c.psychologist_id AND p.person_id = $1""",
        person_id,
    )


async def read_whole(
    due: Due, busy: Sequence[tuple[datetime, datetime]], known: Known, now: datetime
) -> Told:
    """Replace what was known of it, in the open transaction."""
    told = await _good(due, known, now, whole=True)
    if told is not Told.SUPERSEDED:
        starts, ends = [start for start, _ in busy], [end for _, end in busy]
        # What stays the same stays as it is: most feeds rarely change.
        await count(_DROP_OTHERS, due.id, starts, ends)
        await count(_ADD_NEW, due.id, starts, ends)
    return told


async def read_unchanged(due: Due, now: datetime) -> Told:
    """`good_at` stays: it says when all of it was read."""
    return await _good(due, due.known, now, whole=False)


_DROP_OTHERS = """
DELETE FROM outside_events WHERE calendar_id = $1 AND (starts_at, ends_at) NOT IN
    (SELECT * FROM unnest($2::timestamptz[], $3::timestamptz[]))
"""
_ADD_NEW = """
INSERT INTO outside_events (calendar_id, starts_at, ends_at)
SELECT $1, r.starts_at, r.ends_at
FROM unnest($2::timestamptz[], $3::timestamptz[]) AS r(starts_at, ends_at)
WHERE (r.starts_at, r.ends_at) NOT IN
    (SELECT starts_at, ends_at FROM outside_events WHERE calendar_id = $1)
"""


async def _good(due: Due, known: Known, now: datetime, *, whole: bool) -> Told:
    found = await row(
        """UPDATE outside_calendars AS c
           SET failures = 0, error = NULL, told_at = NULL, due_at = $3, etag = $4,
               last_modified = $5, good_at = CASE WHEN $6 THEN $7 ELSE c.good_at END
           FROM outside_calendars AS before
           WHERE c.id = $1 AND c.due_at = $2 AND before.id = c.id
           RETURNING before.told_at IS NOT NULL AS was_told""",
        due.id, due.ticket, now + _spread(EVERY), known.etag, known.last_modified, whole, now,
    )  # fmt: skip
    if found is None:
        return Told.SUPERSEDED
    return Told.MENDED if found["was_told"] else Told.NOTHING


async def read_failed(due: Due, code: str, now: datetime) -> Told:
    """Keep the last good state and pause longer; what never was good at all is let go."""
    if due.is_first:
        gone = await count(
            "DELETE FROM outside_calendars WHERE id = $1 AND due_at = $2", due.id, due.ticket
        )
        return Told.NOTHING if gone else Told.SUPERSEDED
    found = await row(
        "SELECT failures FROM outside_calendars WHERE id = $1 AND due_at = $2 FOR UPDATE",
        due.id,
        due.ticket,
    )
    if found is None:
        return Told.SUPERSEDED
    failures = found["failures"] + 1
    pause = min(EVERY * 2 ** min(failures, 10), LONGEST_PAUSE)
    worth = failures >= _FAILURES_TOLD or now - (due.good_at or now) >= _SILENCE_TOLD
    told = await row(
        """UPDATE outside_calendars AS c SET failures = $2, error = $3, due_at = $4,
               told_at = CASE WHEN $5 THEN coalesce(c.told_at, $6) ELSE c.told_at END
           FROM outside_calendars AS before WHERE c.id = $1 AND before.id = c.id
           RETURNING c.told_at IS NOT NULL AND before.told_at IS NULL AS now_told""",
        due.id, min(failures, 30_000), code, now + _spread(pause), worth, now,
    )  # fmt: skip
    return Told.BROKEN if told and told["now_told"] else Told.NOTHING


def _spread(pause: timedelta) -> timedelta:
    """A tenth more or less, so that calendars given together aren't read together for ever."""
    return pause * (0.9 + secrets.randbelow(2001) / 10_000)
