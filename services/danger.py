"""Alerts about people who may be in danger: one a person and half hour, taken by one of us (I6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.danger_views import Alert
from models.database import Row, row, rows
from models.values import Role
from services import audit
from services.access import holds_role
from services.errors import NotYours, Outdated

#: What is noticed about one person within this time is one alert.
TOGETHER = timedelta(minutes=30)
#: Of those who were told, so many are named by number in the trail.
MOST_NAMED = 20
#: Untaken for so long, every admin hears of it once more.
PATIENCE = timedelta(minutes=10)

#: With the nearest session of those that make somebody a psychologist's client; who left is none.
_ALERT = """
    SELECT alerts.id, alerts.public_id, alerts.version, alerts.person_id, people.name,
           people.phone, people.telegram_id, alerts.rule, alerts.noticed_at, alerts.taken_by_id,
           takers.name AS taken_by, alerts.repeated_at, nearest.reference, nearest.starts_at,
           nearest.person_id AS own_psychologist
    FROM danger_alerts AS alerts JOIN people ON people.id = alerts.person_id
    LEFT JOIN people AS takers ON takers.id = alerts.taken_by_id
    LEFT JOIN LATERAL (
        SELECT bookings.reference, bookings.starts_at, psychologists.person_id
        FROM bookings JOIN psychologists ON psychologists.id = bookings.psychologist_id
        JOIN role_grants ON role_grants.person_id = psychologists.person_id
             AND role_grants.role = 'psychologist'
        WHERE bookings.client_id = alerts.person_id AND bookings.status IN
              ('approved', 'confirmed', 'in_progress', 'completed', 'no_show')
        ORDER BY bookings.ends_at > alerts.noticed_at DESC,
                 abs(extract(epoch FROM bookings.starts_at - alerts.noticed_at)) LIMIT 1
    ) AS nearest ON true
"""


class AlertNotYours(NotYours):
    key = "crisis_not_yours"


class AlreadyTaken(Outdated):
    """Somebody else takes care already."""

    key = "crisis_already_taken"


@dataclass(frozen=True, slots=True)
class Noticed:
    """`is_new`: nothing was noticed about this person in the half hour before."""

    alert: Alert
    is_new: bool


async def notice(person_id: int, channel: str, rule: str, now: datetime) -> Noticed:
    """Keep that somebody may be in danger: an alert of its own, or part of a fresh one."""
    await rows("SELECT pg_advisory_xact_lock(hashtextextended('danger:' || $1::text, 0))",
               str(person_id))  # fmt: skip
    known = await row(
        """UPDATE danger_alerts SET last_noticed_at = $2
           WHERE id = (SELECT id FROM danger_alerts WHERE person_id = $1 AND noticed_at > $3
                       ORDER BY noticed_at DESC LIMIT 1)
           RETURNING id""",
        person_id,
        now,
        now - TOGETHER,
    )
    if known is not None:
        return Noticed(await _one("alerts.id = $1", known["id"]), is_new=False)
    made = await row(
        """INSERT INTO danger_alerts (public_id, version, person_id, channel, rule, noticed_at,
                                      last_noticed_at)
           VALUES ($1, 1, $2, $3, $4, $5, $5) RETURNING id""",
        uuid4(),
        person_id,
        channel,
        rule,
        now,
    )
    assert made is not None
    return Noticed(await _one("alerts.id = $1", made["id"]), is_new=True)


async def noticed_lately(person_id: int, now: datetime) -> bool:
    """Whether there is an alert about them that is still fresh."""
    return bool(
        await row(
            "SELECT 1 FROM danger_alerts WHERE person_id = $1 AND noticed_at > $2",
            person_id,
            now - TOGETHER,
        )
    )


async def on_call(telegram_ids: Collection[int]) -> tuple[int, ...]:
    """Who is to be told first: whom the settings name, else every admin."""
    found = await rows(
        """SELECT id FROM people
           WHERE CASE WHEN cardinality($1::bigint[]) > 0 THEN telegram_id = ANY($1)
                 ELSE id IN (SELECT person_id FROM role_grants WHERE role = 'admin') END
           ORDER BY id""",
        list(telegram_ids),
    )
    return tuple(int(r["id"]) for r in found)


async def reached(person_ids: Collection[int]) -> tuple[int, ...]:
    """Those of them who can be written to, in the same order."""
    found = await rows(
        """SELECT DISTINCT people.id FROM people JOIN chats ON chats.person_id = people.id
           WHERE people.id = ANY($1) AND unreachable_since IS NULL""",
        list(person_ids),
    )
    there = {int(r["id"]) for r in found}
    return tuple(person_id for person_id in dict.fromkeys(person_ids) if person_id in there)


async def find(public_id: UUID) -> Alert | None:
    found = await row(f"{_ALERT} WHERE alerts.public_id = $1", public_id)
    return _alert(found) if found else None


async def take(alert: Alert, person_id: int, now: datetime) -> Alert:
    """Somebody takes care. Raises AlreadyTaken, unless it was they themselves."""
    taken = await row(
        """UPDATE danger_alerts SET taken_by_id = $2, taken_at = $3, version = version + 1
           WHERE id = $1 AND taken_at IS NULL RETURNING id""",
        alert.id,
        person_id,
        now,
    )
    found = await present(alert)
    if taken is None and found.taken_by_id != person_id:
        raise AlreadyTaken("somebody else was quicker")
    if taken is not None:
        await _taken(alert, person_id, now)
    return found


async def told(
    alert: Alert, person_ids: Collection[int], now: datetime, *, again: bool = False
) -> None:
    """Who heard of it, on record, and nothing of what was written.

    The person sees that somebody was asked to be there for them. That nobody could be reached, or
    had to be asked twice, is the practice's to answer for and not theirs to read in a bad hour.
    """
    theirs = bool(person_ids) and not again
    await audit.record(
        "alert_told", "alert", alert.public_id, now=now,
        person_id=alert.person_id if theirs else None,
        detail={"told": ".".join(map(str, list(person_ids)[:MOST_NAMED])) or None,
                "count": len(person_ids), "again": int(again)},
    )  # fmt: skip


async def _taken(alert: Alert, person_id: int, now: datetime) -> None:
    roles = [role for role in (Role.PSYCHOLOGIST, Role.ADMIN) if await holds_role(person_id, role)]
    await audit.record(
        "alert_taken", "alert", alert.public_id, now=now, person_id=alert.person_id,
        actor=person_id, role=roles[0] if roles else None,
    )  # fmt: skip


async def present(alert: Alert) -> Alert:
    """How it stands now."""
    return await _one("alerts.id = $1", alert.id)


async def overdue(now: datetime) -> tuple[Alert, ...]:
    """Alerts that nobody has taken in time; each is returned once, ever."""
    found = await rows(
        """UPDATE danger_alerts SET repeated_at = $1
           WHERE taken_at IS NULL AND repeated_at IS NULL AND noticed_at <= $2 RETURNING id""",
        now,
        now - PATIENCE,
    )
    return tuple([await _one("alerts.id = $1", r["id"]) for r in found])


async def _one(where: str, value: int) -> Alert:
    found = await row(f"{_ALERT} WHERE {where}", value)
    assert found is not None
    return _alert(found)


def _alert(found: Row) -> Alert:
    return Alert(**found)
