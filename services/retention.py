"""Applying the table of what is kept how long: looking first, then a few rows at a time (D3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import count, row, rows
from services.periods import Periods
from services.retention_rules import Rule

#: Rows that one statement touches: short enough that nobody waits for it.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of a class would go now, and since when the oldest was over."""

    name: str
    what: str
    days: int
    total: int
    oldest: datetime | None


def days_of(rule: Rule, periods: Periods) -> int:
    return int(getattr(periods, rule.period))


def before(rule: Rule, periods: Periods, now: datetime) -> datetime:
    """What was over before this instant goes."""
    return now - timedelta(days=days_of(rule, periods))


async def look(rule: Rule, periods: Periods, now: datetime) -> Due:
    """What would go; nothing is changed."""
    found = await row(
        f"""SELECT count(*) AS total, min({rule.since}) AS oldest FROM {rule.table}
            WHERE {rule.since} < $1 AND {rule.where}""",  # noqa: S608 - our own table of rules
        before(rule, periods, now),
    )
    assert found is not None, "an aggregate always answers"
    return Due(rule.name, rule.what, days_of(rule, periods), found["total"], found["oldest"])


async def clear(rule: Rule, periods: Periods, now: datetime, limit: int = BATCH) -> int:
    """Let at most so many rows go, in a statement of its own; how many it were.

    Rows that somebody works on at this moment are passed over until the next time.
    """
    return await count(
        f"""{_change(rule)} WHERE id IN (SELECT id FROM {rule.table}
                WHERE {rule.since} < $1 AND {rule.where}
                ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)""",  # noqa: S608 - our own table
        before(rule, periods, now),
        limit,
    )


def _change(rule: Rule) -> str:
    if rule.blanks:
        return f"UPDATE {rule.table} SET {rule.blanks}"  # noqa: S608 - our own table
    return f"DELETE FROM {rule.table}"  # noqa: S608 - as above


#: $1 the instant before which there must have been the last sign of life. Whoever is owed money, or
#: works here, is never forgotten by the clock.
_IDLE = """
FROM people AS p WHERE p.forgotten_at IS NULL AND p.created_at < $1
AND NOT EXISTS (SELECT 1 FROM role_grants WHERE person_id = p.id AND role <> 'client')
AND NOT EXISTS (SELECT 1 FROM psychologists WHERE person_id = p.id)
AND NOT EXISTS (SELECT 1 FROM bookings WHERE client_id = p.id
    AND (ends_at >= $1 OR changed_at >= $1))
AND NOT EXISTS (SELECT 1 FROM chats JOIN drafts ON drafts.chat_id = chats.id
    WHERE chats.person_id = p.id AND drafts.updated_at >= $1)
AND NOT EXISTS (SELECT 1 FROM money_in WHERE person_id = p.id AND received_at >= $1)
AND NOT EXISTS (SELECT 1 FROM refunds WHERE person_id = p.id
    AND (changed_at >= $1 OR state NOT IN ('done', 'withdrawn')))
AND NOT EXISTS (SELECT 1 FROM intakes WHERE client_id = p.id
    AND coalesce(completed_at, started_at) >= $1)
AND NOT EXISTS (SELECT 1 FROM consents WHERE (person_id = p.id OR given_by_id = p.id)
    AND given_at >= $1)
AND NOT EXISTS (SELECT 1 FROM caseload_entries WHERE client_id = p.id AND added_at >= $1)
AND NOT EXISTS (SELECT 1 FROM danger_alerts WHERE person_id = p.id AND last_noticed_at >= $1)
AND coalesce((SELECT sum(amount_minor) FROM ledger_entries
    WHERE account = 'credit:' || p.id), 0) = 0
"""


async def idle(periods: Periods, now: datetime) -> Due:
    """Clients without a session or a word for so long that they are to be forgotten."""
    found = await row(
        f"SELECT count(*) AS total, min(p.created_at) AS oldest {_IDLE}",
        now - timedelta(days=periods.idle),
    )
    assert found is not None, "an aggregate always answers"
    return Due("idle", "clients without a sign of life", periods.idle, found["total"],
               found["oldest"])  # fmt: skip


async def idle_people(periods: Periods, now: datetime, limit: int) -> Sequence[int]:
    """Some of them, by person."""
    found = await rows(
        f"SELECT p.id {_IDLE} ORDER BY p.id LIMIT $2", now - timedelta(days=periods.idle), limit
    )
    return [one["id"] for one in found]


async def is_idle(person_id: int, periods: Periods, now: datetime) -> bool:
    """Asked again once their chat is held: they may have written at this very moment."""
    before = now - timedelta(days=periods.idle)
    return bool(await row(f"SELECT p.id {_IDLE} AND p.id = $2", before, person_id))


async def erasures(now: datetime, days: int) -> Due:
    """What was redacted and is to be deleted now."""
    found = await row(
        """SELECT count(*) AS total, min(delete_after) AS oldest FROM erasures
           WHERE deleted_at IS NULL AND delete_after < $1""",
        now,
    )
    assert found is not None, "an aggregate always answers"
    return Due("erasures", "what is left of who was forgotten", days, found["total"],
               found["oldest"])  # fmt: skip
