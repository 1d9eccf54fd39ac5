"""Pictures of bookings, for dialogues, lists and messages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.database import row, rows
from models.values import BookingStatus, Medium, Money, PaymentStatus, Purpose, SessionFormat
from models.views import BookingView
from services.local_days import bounds, week_bounds

_VIEW = """
SELECT b.id, b.public_id, b.version, b.status, b.payment_status, b.reference, b.client_id,
       client.name AS client_name, b.psychologist_id, staff.id AS psychologist_person_id,
       staff.name AS psychologist_name, p.slug AS psychologist_slug, b.service_id,
       s.title AS service_title, b.medium, b.starts_at, b.ends_at, b.duration_minutes AS minutes,
       b.price_minor, b.currency, b.cancel_notice_minutes, b.held_until, b.answer_due_at,
       b.payment_due_at, b.meeting_link, b.calendar_sequence, s.needs_approval,
       coalesce(b.calendar_uid, b.public_id) AS calendar_uid, b.purpose, b.format,
       b.rescheduled_from_id, b.proposal_for_id, b.waiver_asked_at,
       b.started_at, b.ended_at, b.changed_at, b.coming_at,
       (SELECT later.starts_at FROM bookings AS later
        WHERE later.rescheduled_from_id = b.id AND later.status <> 'held') AS moved_to
FROM bookings AS b
JOIN people AS client ON client.id = b.client_id
JOIN psychologists AS p ON p.id = b.psychologist_id
JOIN people AS staff ON staff.id = p.person_id
JOIN services AS s ON s.id = b.service_id
"""


#: Bookings on one page of a list: with a row of buttons each, the screen stays within eight rows.
PAGE_SIZE = 6
#: Of a day or a week, with two buttons a row.
DAY_SIZE, WEEK_SIZE = 12, 12
#: Of the whole practice's day, with pages and a way back below.
EVERYBODY_SIZE = 5

_AHEAD = "b.status IN ('pending', 'approved', 'confirmed', 'in_progress') AND b.ends_at > $2"
_OVER = f"b.status <> 'held' AND NOT ({_AHEAD})"
_DAY = """b.starts_at >= ${} AND b.starts_at < ${}
    AND b.status IN ('approved', 'confirmed', 'in_progress', 'completed', 'no_show')
    ORDER BY b.starts_at, b.id"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, counted from 0; `more`: there is another after it."""

    bookings: tuple[BookingView, ...]
    more: bool


def _picture(found: Mapping[str, Any]) -> BookingView:
    fields = dict(found)
    price = Money(fields.pop("price_minor"), fields.pop("currency"))
    fields |= {
        "public_id": UUID(str(fields["public_id"])),
        "calendar_uid": UUID(str(fields["calendar_uid"])),
        "status": BookingStatus(fields["status"]),
        "payment_status": PaymentStatus(fields["payment_status"]),
        "medium": Medium(fields["medium"]),
        "purpose": Purpose(fields["purpose"]),
        "format": SessionFormat(fields["format"]),
    }
    return BookingView(price=price, **fields)


async def view(booking_id: int) -> BookingView:
    """A booking that is known to exist."""
    found = await row(f"{_VIEW} WHERE b.id = $1", booking_id)
    assert found is not None, "a booking that was just written"
    return _picture(found)


async def one(public_id: UUID) -> BookingView | None:
    found = await row(f"{_VIEW} WHERE b.public_id = $1", public_id)
    return _picture(found) if found else None


async def one_for(public_id: UUID, person_id: int) -> tuple[BookingView, bool] | None:
    """A booking, and whether this person is an admin at this moment: both in one question."""
    found = await row(
        f"""SELECT seen.*, EXISTS (SELECT 1 FROM role_grants
                WHERE person_id = $2 AND role = 'admin') AS by_admin
            FROM ({_VIEW} WHERE b.public_id = $1) AS seen""",  # noqa: S608 - our own SQL
        public_id,
        person_id,
    )
    if found is None:
        return None
    fields = dict(found)
    by_admin = bool(fields.pop("by_admin"))
    return _picture(fields), by_admin


async def of_client(client_id: int, now: datetime, *, past: bool, page: int) -> Page:
    """What is still to come, soonest first, or what is over, latest first; no holds."""
    where, order = (_OVER, "DESC") if past else (_AHEAD, "ASC")
    return await _page(
        f"b.client_id = $1 AND {where} ORDER BY b.starts_at {order}, b.id", page, client_id, now
    )


async def of_client_for(client_id: int, staff_id: int | None, page: int) -> Page:
    """A client's sessions with this psychologist's person, or with anybody; the latest first."""
    return await _page(
        "b.client_id = $1 AND b.status <> 'held' AND ($2::bigint IS NULL OR staff.id = $2)"
        " ORDER BY b.starts_at DESC, b.id",
        page,
        client_id,
        staff_id,
    )


async def payable_by(client_id: int) -> tuple[BookingView, ...]:
    """What a client may have paid for: to be paid now or lapsed for want of it, newest first."""
    found = await rows(
        f"""{_VIEW} WHERE b.client_id = $1 AND b.price_minor > 0
            AND b.status IN ('approved', 'expired') AND b.payment_due_at IS NOT NULL
            AND b.payment_status NOT IN ('paid', 'refunded')
            ORDER BY b.status, b.starts_at DESC, b.id LIMIT 5""",
        client_id,
    )
    return tuple(map(_picture, found))


async def agreed_at(booking_id: int) -> datetime:
    """Since when a booking could be paid for."""
    found = await row(
        "SELECT coalesce(approved_at, requested_at, created_at) AS at FROM bookings WHERE id = $1",
        booking_id,
    )
    assert found is not None, "a booking that was just seen"
    at: datetime = found["at"]
    return at


async def pending_for(person_id: int, page: int) -> Page:
    """Requests that wait for this psychologist, the most urgent first."""
    return await _page(
        "staff.id = $1 AND b.status = 'pending' ORDER BY b.answer_due_at, b.id", page, person_id
    )


async def today_for(person_id: int, timezone: str, now: datetime, page: int = 0) -> Page:
    """The psychologist's sessions of their own local day."""
    first, until = bounds(now.astimezone(ZoneInfo(timezone)).date(), ZoneInfo(timezone))
    return await _page(
        f"staff.id = $1 AND {_DAY.format(2, 3)}", page, person_id, first, until, size=DAY_SIZE
    )


async def week_for(
    person_id: int, timezone: str, now: datetime, week: int, page: int = 0
) -> Page:  # fmt: skip
    """The psychologist's sessions of a local week, Monday to Sunday; `week` 0 is the present."""
    first, until = week_bounds(now, ZoneInfo(timezone), week)
    return await _page(
        f"staff.id = $1 AND {_DAY.format(2, 3)}", page, person_id, first, until, size=WEEK_SIZE
    )


async def past_for(person_id: int, now: datetime, page: int) -> Page:
    """The psychologist's sessions that are over, whatever became of them, latest first."""
    return await _page(
        f"staff.id = $1 AND {_OVER} ORDER BY b.starts_at DESC, b.id", page, person_id, now
    )


async def all_today(timezone: str, now: datetime, page: int) -> Page:
    """Everybody's sessions of a local day, for admins."""
    first, until = bounds(now.astimezone(ZoneInfo(timezone)).date(), ZoneInfo(timezone))
    return await _page(_DAY.format(1, 2), page, first, until, size=EVERYBODY_SIZE)


async def _page(where_and_order: str, page: int, *values: object, size: int = PAGE_SIZE) -> Page:
    """One row more than is shown tells whether there is another page."""
    found = await rows(
        f"{_VIEW} WHERE {where_and_order} OFFSET {max(page, 0) * size} LIMIT {size + 1}", *values
    )
    return Page(tuple(map(_picture, found[:size])), more=len(found) > size)


async def ahead_of_psychologist(
    person_id: int, now: datetime, limit: int = 20
) -> tuple[BookingView, ...]:
    """What a psychologist still has to do: requests and sessions that have not ended."""
    found = await rows(
        f"""{_VIEW} WHERE staff.id = $1 AND b.ends_at > $2
            AND b.status IN ('pending', 'approved', 'confirmed', 'in_progress')
            ORDER BY b.starts_at, b.id LIMIT $3""",
        person_id,
        now,
        limit,
    )
    return tuple(map(_picture, found))


async def ahead_of_clients(
    client_ids: Collection[int], now: datetime, limit: int
) -> tuple[BookingView, ...]:
    """What any of these clients has still to come, soonest first."""
    found = await rows(
        f"{_VIEW} WHERE b.client_id = ANY($1::bigint[]) AND {_AHEAD}"
        " ORDER BY b.starts_at, b.id LIMIT $3",
        list(client_ids),
        now,
        limit,
    )
    return tuple(map(_picture, found))


async def overlapping(booking: BookingView, now: datetime) -> tuple[BookingView, ...]:
    """What else this client has at that time, with anybody; live holds count (X7)."""
    found = await rows(
        f"""{_VIEW} WHERE b.client_id = $1 AND b.id <> $2 AND b.starts_at < $4 AND b.ends_at > $3
            AND b.starts_at > $3::timestamptz - interval '1 day'
            AND (b.status IN ('pending', 'approved', 'confirmed', 'in_progress')
                 OR (b.status = 'held' AND b.held_until > $5))
            ORDER BY b.starts_at, b.id LIMIT 3""",
        booking.client_id,
        booking.id,
        booking.starts_at,
        booking.ends_at,
        now,
    )
    return tuple(map(_picture, found))


_OF_PERSON = """
WHERE (b.client_id = $1
       OR b.psychologist_id = (SELECT id FROM psychologists WHERE person_id = $1))
AND b.ends_at >= $2 AND b.starts_at >= $2::timestamptz - interval '1 day'
AND (b.status IN ('pending', 'approved', 'confirmed', 'in_progress', 'completed', 'no_show')
     OR (b.status IN ('cancelled', 'late_cancelled') AND b.changed_at >= $2
         AND NOT EXISTS (SELECT 1 FROM bookings AS later
                         WHERE later.rescheduled_from_id = b.id AND later.status <> 'held')))
ORDER BY b.starts_at, b.id
"""


async def of_person(person_id: int, since: datetime) -> tuple[BookingView, ...]:
    """Their sessions on either side that end or were cancelled after this instant, by start.

    One that was moved is seen where it is now, because both have the same calendar UID.
    """
    found = await rows(f"{_VIEW} {_OF_PERSON}", person_id, since)
    return tuple(map(_picture, found))
