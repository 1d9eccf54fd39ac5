"""Planning reminders: of bookings that moved, and of people who wish otherwise.

A trigger marks each booking that moves; this turns the marks into rows that wait for their time.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from models.database import count, rows
from models.values import ReminderKind
from services.reminder_times import DEFAULT_QUIET, Quiet, due

#: Bookings that are planned in one transaction.
BATCH = 200

# A booking that somebody holds is left for the next turn: they are about to mark it again, and its
# reminders can't be written while it is held.
_MARKED = """
    WITH stale AS MATERIALIZED (
        SELECT plans.id, plans.booking_id, plans.stale_since
        FROM reminder_plans AS plans JOIN bookings AS b ON b.id = plans.booking_id
        WHERE plans.stale_since IS NOT NULL ORDER BY plans.id LIMIT $1
        FOR UPDATE OF plans SKIP LOCKED FOR KEY SHARE OF b SKIP LOCKED
    )
    UPDATE reminder_plans SET stale_since = NULL FROM stale WHERE reminder_plans.id = stale.id
    AND reminder_plans.id = ANY(ARRAY(SELECT id FROM stale))
    RETURNING stale.booking_id, stale.stale_since
"""
# A statement of its own: it sees each booking as it is now that its mark is held, and whatever
# moves it after that marks it again. OFFSET 0 keeps the order of the joins: from the marks by keys,
# whatever the planner believes about tables that have grown since they were counted.
_STALE = """
    SELECT stale.booking_id, stale.stale_since, b.starts_at, person.id AS person_id,
           b.status = 'confirmed' AS stands, person.timezone, wishes.day_before,
           wishes.hours_before, wishes.minutes_before, wishes.quiet_from, wishes.quiet_to,
           wishes.id IS NOT NULL AS has_wished
    FROM unnest($1::bigint[], $2::timestamptz[]) AS stale(booking_id, stale_since)
    CROSS JOIN LATERAL (SELECT * FROM bookings WHERE id = stale.booking_id OFFSET 0) AS b
    CROSS JOIN LATERAL (
        SELECT b.client_id UNION
        SELECT person_id FROM psychologists WHERE id = b.psychologist_id
    ) AS side(person_id)
    CROSS JOIN LATERAL (
        SELECT id, timezone FROM people WHERE id = side.person_id AND forgotten_at IS NULL OFFSET 0
    ) AS person
    LEFT JOIN wishes ON wishes.person_id = person.id
"""
# What was said stays said, and what is due is not too late; the rest is planned anew. The state is
# looked at last, or the planner reads every reminder that waits to find those of 200 bookings.
_CLEAR = """
    WITH present AS MATERIALIZED (
        SELECT reminder.* FROM unnest($1::bigint[]) AS planned(booking_id) CROSS JOIN LATERAL (
            SELECT id, booking_id, starts_at, person_id, kind, state FROM reminders
            WHERE booking_id = planned.booking_id OFFSET 0) AS reminder WHERE state = 'waiting'
    )
    DELETE FROM reminders WHERE id = ANY(ARRAY(
        SELECT id FROM present WHERE (booking_id, starts_at, person_id, kind) NOT IN (
            SELECT * FROM unnest($2::bigint[], $3::timestamptz[], $4::bigint[], $5::text[]))))
"""
_PLAN = """
    INSERT INTO reminders (booking_id, starts_at, person_id, kind, due_at, state)
    SELECT booking_id, starts_at, person_id, kind, due_at, 'waiting'
    FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[], $5::timestamptz[])
        AS wanted(booking_id, starts_at, person_id, kind, due_at)
    WHERE due_at IS NOT NULL
    ON CONFLICT (booking_id, starts_at, person_id, kind) DO UPDATE SET due_at = excluded.due_at
    WHERE reminders.state = 'waiting'
"""


async def plan(limit: int = BATCH) -> int:
    """Plan what is marked; how many bookings. Run it again until it is less than `limit`."""
    marks = await rows(_MARKED, limit)
    if not marks:
        return 0
    bookings = [mark["booking_id"] for mark in marks]
    marked = await rows(_STALE, bookings, [mark["stale_since"] for mark in marks])
    wanted = [reminder for one in marked for reminder in _wanted(one)]
    identity = [[one[place] for one in wanted] for place in range(4)]
    await count(_CLEAR, bookings, *identity)
    await count(_PLAN, *identity, [one[4] for one in wanted])
    return len(bookings)


def _wanted(one: Mapping[str, Any]) -> Iterator[tuple[int, datetime, int, str, datetime | None]]:
    """What one person wants to be told of one booking; without an instant where it is too late."""
    if not one["stands"]:
        return
    quiet = Quiet.read(one["quiet_from"], one["quiet_to"]) if one["has_wished"] else DEFAULT_QUIET
    chosen = {
        ReminderKind.DAY: one["day_before"],
        ReminderKind.HOURS: one["hours_before"],
        ReminderKind.MINUTES: one["minutes_before"],
    }
    starts_at: datetime = one["starts_at"]
    for kind, is_wanted in chosen.items():
        if is_wanted or not one["has_wished"]:
            at = due(starts_at, kind, quiet, one["timezone"], one["stale_since"])
            yield one["booking_id"], starts_at, one["person_id"], kind.value, at


async def plan_anew(person_id: int, now: datetime) -> None:
    """What this person wishes, or the zone they live in, is another."""
    await count(
        """UPDATE reminder_plans SET stale_since = $2 FROM bookings AS b
           JOIN psychologists AS p ON p.id = b.psychologist_id
           WHERE b.id = reminder_plans.booking_id AND b.status = 'confirmed' AND b.starts_at > $2
               AND $1 IN (b.client_id, p.person_id)""",
        person_id,
        now,
    )
