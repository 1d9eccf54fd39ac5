"""Whose agenda or report of the day is due, and claiming it: once, in whatever replica (R7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from models.database import row, rows
from models.values import DigestKind

#: From when to when it can be told, by the clock of its zone. A program that starts late still
#: tells today's; what was missed altogether is not told a day later.
AGENDA: Final = (time(7), time(12))
REPORT: Final = (time(18), time.max)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody's digest of a local day, by the clock of `timezone`."""

    person_id: int
    kind: DigestKind
    day: date
    timezone: str


async def due(now: datetime, practice_timezone: str) -> tuple[Due, ...]:
    """What is to be told now, to whoever can be written to and wants it."""
    staff = await rows(
        """SELECT people.id, people.timezone, grants.role,
               (SELECT max(day) FROM digests WHERE digests.person_id = people.id
                AND kind = CASE grants.role WHEN 'admin' THEN 'report' ELSE 'agenda' END) AS last
           FROM role_grants AS grants JOIN people ON people.id = grants.person_id
           LEFT JOIN wishes ON wishes.person_id = people.id
           WHERE grants.role IN ('admin', 'psychologist') AND people.forgotten_at IS NULL
               AND people.unreachable_since IS NULL AND coalesce(wishes.digest, true)
               AND EXISTS (SELECT 1 FROM chats WHERE chats.person_id = people.id)
           ORDER BY people.id, grants.role"""
    )
    found = [(_due(one, now, practice_timezone), one["last"]) for one in staff]
    return tuple(each for each, last in found if each and (last is None or last < each.day))


def _due(one: Mapping[str, Any], now: datetime, practice_timezone: str) -> Due | None:
    is_report = one["role"] == "admin"
    timezone = practice_timezone if is_report else one["timezone"]
    local = now.astimezone(ZoneInfo(timezone))
    since, until = REPORT if is_report else AGENDA
    if not since <= local.time() < until:
        return None
    kind = DigestKind.REPORT if is_report else DigestKind.AGENDA
    return Due(one["id"], kind, local.date(), timezone)


async def claim(digest: Due, now: datetime) -> bool:
    """It is ours to tell, if this transaction commits; False where somebody else has it.

    Waits for a transaction that has claimed it and has not ended.
    """
    claimed = await row(
        """INSERT INTO digests (person_id, kind, day, put_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (person_id, kind, day) DO NOTHING RETURNING id""",
        digest.person_id,
        digest.kind.value,
        digest.day,
        now,
    )
    return claimed is not None


def window(digest: Due) -> tuple[datetime, datetime]:
    """What a report tells of, as instants: all since the hour of the one before, to its own."""
    zone, hour = ZoneInfo(digest.timezone), REPORT[0]
    before = digest.day - timedelta(days=1)
    since, until = (datetime.combine(day, hour, zone) for day in (before, digest.day))
    return since.astimezone(UTC), until.astimezone(UTC)
