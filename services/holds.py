"""Holds: a time taken for a client while they finish asking for it (B2).

One INSERT decides each race, by the exclusion constraint (H1); expiry is judged by whoever reads.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from models.calendar import Calendar, Slot, Unavailable
from models.database import count, row, rows
from models.values import Purpose
from models.views import BookingView
from services import availability, slots
from services.booking_views import view
from services.errors import NotYours
from services.policy import Policy


@dataclass(frozen=True, slots=True)
class Taken:
    """Why a time could not be held, and the nearest that can."""

    reason: Unavailable
    nearest: tuple[Slot, ...]


async def hold(
    client_id: int, psychologist_id: int, service_id: int, starts_at: datetime,
    policy: Policy, now: datetime,
) -> BookingView | Taken:  # fmt: skip
    """Take a slot for a client for a few minutes (B2); their other holds are let go.

    Raises NotYours for a service that this psychologist doesn't offer.
    """
    service = await _service(service_id, psychologist_id)
    if service["paused_at"] is not None:
        return Taken(Unavailable.CLOSED, ())
    emergency = service["purpose"] == Purpose.EMERGENCY
    calendar = await _calendar(psychologist_id, now, emergency=emergency)
    minutes = service["duration_minutes"]
    mine = await _release_all(client_id, psychologist_id)
    free = _without(calendar, mine)
    reason = slots.why_not(free, starts_at, minutes, now)
    if reason is not None:
        return _taken(free, reason, starts_at, minutes, now)
    occupied = slots.occupied(starts_at, minutes, calendar.rules)
    booking_id = await _insert(client_id, service, starts_at, occupied, policy, now)
    if booking_id is None:
        await _drop_expired(psychologist_id, occupied, now)
        booking_id = await _insert(client_id, service, starts_at, occupied, policy, now)
    if booking_id is None:
        seen = await availability.calendar(psychologist_id, now, emergency=emergency)
        return _taken(seen, Unavailable.BOOKED, starts_at, minutes, now)
    return await view(booking_id)


async def _service(service_id: int, psychologist_id: int) -> dict[str, Any]:
    found = await row(
        """SELECT s.*, p.paused_at FROM services AS s JOIN psychologists AS p
               ON p.id = s.psychologist_id
           WHERE s.id = $1 AND s.psychologist_id = $2 AND s.is_active""",
        service_id,
        psychologist_id,
    )
    if found is None:
        raise NotYours("no such service")
    return dict(found)


async def _calendar(psychologist_id: int, now: datetime, *, emergency: bool) -> Calendar:
    """Who has a most a day or week is asked one client after the other: no constraint counts."""
    calendar = await availability.calendar(psychologist_id, now, emergency=emergency)
    if calendar.rules.max_per_day is None and calendar.rules.max_per_week is None:
        return calendar
    await rows("SELECT 1 FROM psychologists WHERE id = $1 FOR NO KEY UPDATE", psychologist_id)
    return await availability.calendar(psychologist_id, now, emergency=emergency)


def _without(calendar: Calendar, groups: frozenset[UUID]) -> Calendar:
    if not groups:
        return calendar
    busy = tuple(item for item in calendar.busy if item.group_key not in groups)
    return replace(calendar, busy=busy)


def _taken(
    calendar: Calendar, reason: Unavailable, wanted: datetime, minutes: int, now: datetime
) -> Taken:
    near = slots.nearest_free(calendar, wanted, minutes, now)
    return Taken(reason, tuple(sorted(near, key=lambda slot: slot.starts_at)))


async def _insert(
    client_id: int, service: dict[str, Any], starts_at: datetime,
    occupied: tuple[datetime, datetime], policy: Policy, now: datetime,
) -> int | None:  # fmt: skip
    """One INSERT: the exclusion constraint decides the race, without an error for the loser."""
    minutes = service["duration_minutes"]
    inserted = await row(
        """INSERT INTO bookings (public_id, client_id, psychologist_id, service_id, status, version,
               purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until,
               group_key, duration_minutes, price_minor, currency, cancel_notice_minutes,
               payment_status, held_since, held_until, calendar_sequence, changed_by_id, created_at,
               changed_at)
           VALUES ($1, $2, $3, $4, 'held', 1, 'initial', $5, $6, $7, $8, $9, $10, $11, $12, $13,
                   $14, $15, 'pending', $16, $17, 0, $2, $16, $16)
           ON CONFLICT ON CONSTRAINT bookings_no_overlap DO NOTHING RETURNING id""",
        uuid4(),
        client_id,
        service["psychologist_id"],
        service["id"],
        service["format"],
        service["medium"],
        starts_at,
        starts_at + timedelta(minutes=minutes),
        *occupied,
        uuid4(),
        minutes,
        service["price_minor"],
        service["currency"],
        policy.cancel_notice_hours * 60,
        now,
        now + timedelta(minutes=policy.hold_minutes),
    )
    return int(inserted["id"]) if inserted else None


async def _drop_expired(
    psychologist_id: int, occupied: tuple[datetime, datetime], now: datetime
) -> None:
    """Expiry is judged when read: a hold that ran out is no obstacle, sweeper or not (X5)."""
    await count(
        """DELETE FROM bookings WHERE psychologist_id = $1 AND status = 'held' AND held_until <= $4
           AND tstzrange(occupied_from, occupied_until) && tstzrange($2, $3)""",
        psychologist_id,
        *occupied,
        now,
    )


async def make_room(booking_id: int, now: datetime) -> None:
    """The same for a booking that comes back: expired holds over its time are no obstacle."""
    await count(
        """DELETE FROM bookings AS gone USING bookings AS mine
           WHERE mine.id = $1 AND gone.psychologist_id = mine.psychologist_id
           AND gone.status = 'held' AND gone.held_until <= $2
           AND tstzrange(gone.occupied_from, gone.occupied_until)
               && tstzrange(mine.occupied_from, mine.occupied_until)""",
        booking_id,
        now,
    )


async def _release_all(client_id: int, psychologist_id: int) -> frozenset[UUID]:
    released = await rows(
        """DELETE FROM bookings WHERE client_id = $1 AND status = 'held'
           RETURNING psychologist_id, group_key""",
        client_id,
    )
    return frozenset(
        UUID(str(r["group_key"])) for r in released if r["psychologist_id"] == psychologist_id
    )


async def release(booking_id: int, client_id: int) -> None:
    """Let a hold go; what is no hold any more stays as it is."""
    await count(
        "DELETE FROM bookings WHERE id = $1 AND client_id = $2 AND status = 'held'",
        booking_id,
        client_id,
    )


async def keep_hold(
    booking_id: int, client_id: int, policy: Policy, now: datetime
) -> BookingView | None:
    """A step of the holder: ten minutes from now, forty in all (B2). None: it has run out."""
    kept = await row(
        """UPDATE bookings SET version = version + 1, changed_at = $3, held_until = least(
               $3::timestamptz + $4 * interval '1 minute', held_since + $5 * interval '1 minute')
           WHERE id = $1 AND client_id = $2 AND status = 'held' AND held_until > $3 RETURNING id""",
        booking_id,
        client_id,
        now,
        policy.hold_minutes,
        policy.hold_most_minutes,
    )
    return await view(booking_id) if kept else None


async def drop_expired_holds(now: datetime) -> int:
    """Housekeeping only: whoever reads a hold judges its expiry for themselves."""
    return await count("DELETE FROM bookings WHERE status = 'held' AND held_until <= $1", now)
