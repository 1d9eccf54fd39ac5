"""Reminders that are due: claimed once, checked against their bookings, said or dropped (R3).

The claim, the check and the letter are one transaction; after a crash the row still waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.database import Row, count, rows
from models.reminder_views import DueReminder
from models.values import Medium, ReminderKind
from services.contacting import CONTACT, Contact, contact
from services.reminder_times import after_quiet

#: Reminders that are claimed in one transaction.
BATCH = 200
#: Sessions of one person that begin so close to one another are told in one message (R1).
TOGETHER = timedelta(hours=1)
#: As many as a message has room for, each with a button.
MOST_TOGETHER = 7


@dataclass(frozen=True, slots=True)
class Reminding:
    """One message: who is told, by which ways they can be reached, and of which sessions."""

    contact: Contact
    due: tuple[DueReminder, ...]


# Others of the same kind that are due within the hour come along with one that is true. A nearer
# one that is due as well says it all: after hours of downtime nobody is told of tomorrow and of the
# next two hours at once (X31).
_CLAIM = """
    WITH due AS MATERIALIZED (
        SELECT id, booking_id, starts_at, person_id, kind FROM reminders
        WHERE state = 'waiting' AND due_at <= $1
        ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
    ), soon AS MATERIALIZED (
        SELECT r.id FROM reminders AS r
        WHERE r.state = 'waiting' AND r.due_at > $1 AND r.due_at <= $1 + $3::interval
        AND EXISTS (
            SELECT 1 FROM due JOIN bookings AS b ON b.id = due.booking_id
            WHERE due.person_id = r.person_id AND due.kind = r.kind
            AND b.status = 'confirmed' AND b.starts_at = due.starts_at AND due.starts_at > $1
            AND r.starts_at BETWEEN due.starts_at - $3::interval AND due.starts_at + $3::interval)
        ORDER BY r.due_at, r.id FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE reminders SET state = 'said', decided_at = $1
        WHERE id IN (SELECT id FROM due UNION ALL SELECT id FROM soon)
        RETURNING id, booking_id, starts_at, person_id, kind, due_at
    )
    SELECT claimed.id, claimed.booking_id, claimed.person_id, claimed.kind, claimed.starts_at,
           b.public_id, b.version, b.reference, b.medium, b.meeting_link, b.coming_at,
           services.title AS service_title, b.client_id = claimed.person_id AS is_client,
           CASE WHEN b.client_id = claimed.person_id THEN staff.name ELSE client.name END
               AS other_name,
           b.status = 'confirmed' AND b.starts_at = claimed.starts_at AS stands,
           EXISTS (SELECT 1 FROM reminders AS nearer
               WHERE nearer.booking_id = claimed.booking_id
               AND nearer.person_id = claimed.person_id
               AND nearer.starts_at = claimed.starts_at AND nearer.state = 'waiting'
               AND nearer.due_at <= $1 AND (nearer.due_at, nearer.id) > (claimed.due_at, claimed.id)
           ) AS overtaken
    FROM claimed JOIN bookings AS b ON b.id = claimed.booking_id
    JOIN people AS client ON client.id = b.client_id
    JOIN psychologists AS p ON p.id = b.psychologist_id
    JOIN people AS staff ON staff.id = p.person_id
    JOIN services ON services.id = b.service_id
    ORDER BY claimed.person_id, claimed.kind, claimed.starts_at, claimed.id
"""


async def claim(now: datetime, limit: int = BATCH) -> tuple[int, list[Reminding], dict[str, int]]:
    """What is to be said now, and how many were dropped for which reason; all is decided.

    The first number says how many rows were claimed: none left when it is 0.
    """
    claimed = await rows(_CLAIM, now, limit, TOGETHER)
    dropped: dict[int, str] = {}
    told: dict[tuple[int, str], list[DueReminder]] = {}
    for one in claimed:
        why = _obstacle(one["stands"], one["starts_at"] <= now, one["overtaken"])
        if why is not None:
            dropped[one["id"]] = why
            continue
        told.setdefault((one["person_id"], one["kind"]), []).append(_due(one))
    contacts = await _contacts({person for person, _ in told})
    for (person, _), due in told.items():
        await _wait_for_morning(due, contacts[person], now)
    await _drop(dropped, now)
    reasons = list(dropped.values())
    messages = [
        Reminding(contacts[person], part)
        for (person, _), due in told.items()
        for part in _close_together(due)
    ]
    return len(claimed), messages, {why: reasons.count(why) for why in set(reasons)}


def _due(one: Row) -> DueReminder:
    return DueReminder(
        id=one["id"],
        booking_id=one["booking_id"],
        public_id=UUID(str(one["public_id"])),
        version=one["version"],
        reference=one["reference"],
        kind=ReminderKind(one["kind"]),
        starts_at=one["starts_at"],
        is_client=one["is_client"],
        other_name=one["other_name"],
        service_title=one["service_title"],
        medium=Medium(one["medium"]),
        meeting_link=one["meeting_link"],
        coming_at=one["coming_at"],
    )


def _obstacle(stands: bool, has_begun: bool, overtaken: bool) -> str | None:
    if not stands:
        return "moved"
    if has_begun:
        return "begun"
    return "overtaken" if overtaken else None


async def _wait_for_morning(due: list[DueReminder], contact: Contact, now: datetime) -> None:
    """What is late, and would be said in quiet hours, waits for their end if it can (X31, X32)."""
    quiet, zone = contact.wishes.quiet, contact.reader.timezone
    for one in tuple(due):
        later = after_quiet(now, one.starts_at, quiet, zone)
        if later is not None:
            due.remove(one)
            await count(
                """UPDATE reminders SET state = 'waiting', due_at = $2, decided_at = NULL
                   WHERE id = $1""",
                one.id,
                later,
            )


def _close_together(due: Sequence[DueReminder]) -> list[tuple[DueReminder, ...]]:
    """In order of their start: each message begins with one and takes those within the hour."""
    parts: list[list[DueReminder]] = []
    for one in due:
        last = parts[-1] if parts else []
        if 0 < len(last) < MOST_TOGETHER and one.starts_at - last[0].starts_at <= TOGETHER:
            last.append(one)
        else:
            parts.append([one])
    return [tuple(part) for part in parts]


async def _contacts(people: set[int]) -> dict[int, Contact]:
    found = await rows(f"{CONTACT} WHERE people.id = ANY($1::bigint[])", list(people))
    return {one["id"]: contact(one) for one in found}


async def _drop(dropped: dict[int, str], now: datetime) -> None:
    if dropped:
        await count(
            """UPDATE reminders SET state = 'dropped', why = said.why, decided_at = $3
               FROM unnest($1::bigint[], $2::text[]) AS said(id, why)
               WHERE reminders.id = said.id""",
            list(dropped),
            list(dropped.values()),
            now,
        )


async def unreachable(ids: Sequence[int], now: datetime) -> None:
    """Nobody could be told by any way."""
    await _drop(dict.fromkeys(ids, "unreachable"), now)


async def still_true(ids: Sequence[int], now: datetime) -> bool:
    """At the moment of sending: whether all that a message tells still stands (R3)."""
    found = await rows(
        """SELECT bool_and(b.status = 'confirmed' AND b.starts_at = reminders.starts_at
                           AND b.starts_at > $2) AS all_stand
           FROM reminders JOIN bookings AS b ON b.id = booking_id
           WHERE reminders.id = ANY($1::bigint[])""",
        list(ids),
        now,
    )
    return bool(found[0]["all_stand"])


async def wait_again(ids: Sequence[int]) -> None:
    """Their message was not sent, because something in it is not true any more: decided anew."""
    await count(
        """UPDATE reminders SET state = 'waiting', decided_at = NULL
           WHERE id = ANY($1::bigint[]) AND state = 'said'""",
        list(ids),
    )
