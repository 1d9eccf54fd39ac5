"""Times kept for bookings that may move there: held rows that name the booking they are for."""

from datetime import datetime
from uuid import uuid4

from models.database import count, row


async def insert(
    booking_id: int, person_id: int, starts_at: datetime, occupied: tuple[datetime, datetime],
    until: datetime, now: datetime,
) -> int | None:  # fmt: skip
    """The held row's id, or None when the time is taken: the constraint decides (H1)."""
    inserted = await row(
        """INSERT INTO bookings (public_id, client_id, psychologist_id, service_id, status, version,
               purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until,
               group_key, duration_minutes, price_minor, currency, cancel_notice_minutes,
               payment_status, held_since, held_until, calendar_sequence, proposal_for_id,
               changed_by_id, created_at, changed_at)
           SELECT $2, client_id, psychologist_id, service_id, 'held', 1, purpose, format, medium,
               $3::timestamptz, $3::timestamptz + duration_minutes * interval '1 minute', $4, $5,
               group_key, duration_minutes, price_minor, currency, cancel_notice_minutes, 'pending',
               $7, $6, 0, id, $8, $7, $7
           FROM bookings WHERE id = $1
           ON CONFLICT ON CONSTRAINT bookings_no_overlap DO NOTHING RETURNING id""",
        booking_id,
        uuid4(),
        starts_at,
        *occupied,
        until,
        now,
        person_id,
    )
    return int(inserted["id"]) if inserted else None


async def drop_expired(
    psychologist_id: int, occupied: tuple[datetime, datetime], now: datetime
) -> None:
    """What ran out is no obstacle to whoever reads it."""
    await count(
        """DELETE FROM bookings WHERE psychologist_id = $1 AND status = 'held' AND held_until <= $4
           AND tstzrange(occupied_from, occupied_until) && tstzrange($2, $3)""",
        psychologist_id,
        *occupied,
        now,
    )


async def drop(booking_id: int) -> None:
    """Let the kept time go."""
    await count("DELETE FROM bookings WHERE proposal_for_id = $1 AND status = 'held'", booking_id)
