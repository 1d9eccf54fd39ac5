"""Holds: a time taken for a client while they finish asking for it (B2).

One INSERT decides each race, by the exclusion constraint (H1); expiry is judged by whoever reads.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from models.calendar import Slot, Unavailable
from models.database import count, row
from models.values import BookingStatus, PaymentStatus
from models.views import BookingView
from services import kept_times, offers, slots
from services.booking_views import view
from services.offers import Offer
from services.policy import Policy

#: The client's other holds, without the times that are kept for a move of theirs (B9).
_RELEASE = """DELETE FROM bookings
    WHERE client_id = $1 AND status = 'held' AND proposal_for_id IS NULL"""

_COLUMNS = """
INSERT INTO bookings (public_id, client_id, psychologist_id, service_id, status, version,
    purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
    duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
    held_until, calendar_sequence, changed_by_id, created_at, changed_at)
SELECT $1::uuid, $2::bigint, $3::bigint, $4::bigint, 'held', 1, $5, $6, $7, $8::timestamptz,
    $9::timestamptz, $10::timestamptz, $11::timestamptz, $12::uuid, $13::smallint, $14::bigint, $15,
    $16::int, 'pending', $17::timestamptz, $18::timestamptz, 0, $2, $17, $17
"""
_INSERT = f"""{_COLUMNS}
ON CONFLICT ON CONSTRAINT bookings_no_overlap DO NOTHING RETURNING id"""
#: Counting what was released makes PostgreSQL release it before the new row is checked.
_RELEASE_AND_INSERT = f"""
WITH released AS ({_RELEASE.replace("$1", "$2")} RETURNING id)
{_COLUMNS} FROM (SELECT count(*) FROM released) AS first
ON CONFLICT ON CONSTRAINT bookings_no_overlap DO NOTHING RETURNING id"""  # noqa: S608 - our own SQL


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

    Raises NotOffered for a service that this psychologist doesn't offer, or not now.
    """
    offer = await offers.read(client_id, psychologist_id, service_id, starts_at, now)
    held = await take(offer, starts_at, policy, now)
    if isinstance(held, BookingView):
        return held
    if offer.has_holds:
        await release_all(client_id)
    seen = await offers.read(client_id, psychologist_id, service_id, starts_at, now, whole=True)
    near = slots.nearest_free(seen.calendar, starts_at, seen.minutes, now)
    return Taken(held, tuple(sorted(near, key=lambda slot: slot.starts_at)))


async def take(
    offer: Offer, starts_at: datetime, policy: Policy, now: datetime
) -> BookingView | Unavailable:
    """Hold the time if it is free, letting the client's other holds go; else why it isn't."""
    reason = slots.why_not(offer.calendar, starts_at, offer.minutes, now)
    if reason is None and offer.is_capped:
        offer = await offers.read_alone(offer, starts_at, now)
        reason = slots.why_not(offer.calendar, starts_at, offer.minutes, now)
    if reason is not None:
        return reason
    fresh = _fresh(offer, starts_at, policy, now)
    occupied = slots.occupied(starts_at, offer.minutes, offer.calendar.rules)
    booking_id = await _insert(fresh, occupied, now, release=offer.has_holds)
    if booking_id is None:
        await kept_times.drop_expired(offer.psychologist_id, occupied, now)
        booking_id = await _insert(fresh, occupied, now, release=offer.has_holds)
    return Unavailable.BOOKED if booking_id is None else replace(fresh, id=booking_id)


def _fresh(offer: Offer, starts_at: datetime, policy: Policy, now: datetime) -> BookingView:
    """The hold as it will be read back, but for its id."""
    public_id = uuid4()
    return BookingView(
        id=0, public_id=public_id, version=1, status=BookingStatus.HELD,
        payment_status=PaymentStatus.PENDING, reference=None, client_id=offer.client_id,
        client_name=offer.client_name, psychologist_id=offer.psychologist_id,
        psychologist_person_id=offer.psychologist_person_id,
        psychologist_name=offer.psychologist_name, psychologist_slug=offer.psychologist_slug,
        service_id=offer.service_id, service_title=offer.title, medium=offer.medium,
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=offer.minutes),
        minutes=offer.minutes, price=offer.price,
        cancel_notice_minutes=policy.cancel_notice_hours * 60,
        held_until=now + timedelta(minutes=policy.hold_minutes), answer_due_at=None,
        payment_due_at=None, meeting_link=None, calendar_uid=public_id,
        calendar_sequence=0, needs_approval=offer.needs_approval, purpose=offer.purpose,
        format=offer.format, rescheduled_from_id=None, moved_to=None,
        proposal_for_id=None, waiver_asked_at=None, started_at=None, ended_at=None, changed_at=now,
    )  # fmt: skip


async def _insert(
    fresh: BookingView, occupied: tuple[datetime, datetime], now: datetime, *, release: bool
) -> int | None:
    """One INSERT: the exclusion constraint decides the race, without an error for the loser."""
    inserted = await row(
        _RELEASE_AND_INSERT if release else _INSERT,
        fresh.public_id,
        fresh.client_id,
        fresh.psychologist_id,
        fresh.service_id,
        fresh.purpose.value,
        fresh.format.value,
        fresh.medium.value,
        fresh.starts_at,
        fresh.ends_at,
        *occupied,
        uuid4(),
        fresh.minutes,
        fresh.price.minor,
        fresh.price.currency,
        fresh.cancel_notice_minutes,
        now,
        fresh.held_until,
    )
    return int(inserted["id"]) if inserted else None


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


async def release_all(client_id: int) -> None:
    """Let all holds of a client go but those that are kept for a move of theirs."""
    await count(_RELEASE, client_id)


async def let_go(client_id: int) -> None:
    """All holds of a client, also those that are kept for a move of theirs: they are leaving."""
    await count("DELETE FROM bookings WHERE client_id = $1 AND status = 'held'", client_id)


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


async def live(client_id: int, now: datetime) -> BookingView | None:
    """The time that is held for a client just now, if there is one; none that a move keeps."""
    found = await row(
        """SELECT id FROM bookings WHERE client_id = $1 AND status = 'held' AND held_until > $2
           AND proposal_for_id IS NULL ORDER BY id DESC LIMIT 1""",
        client_id,
        now,
    )
    return await view(found["id"]) if found else None


async def keep_latest(client_id: int, policy: Policy, now: datetime) -> BookingView | None:
    """A step of the holder: whichever time is held for them now stays theirs a little longer."""
    held = await live(client_id, now)
    return await keep_hold(held.id, client_id, policy, now) if held else None


async def drop_expired_holds(now: datetime) -> int:
    """Housekeeping only: whoever reads a hold judges its expiry for themselves."""
    return await count("DELETE FROM bookings WHERE status = 'held' AND held_until <= $1", now)
