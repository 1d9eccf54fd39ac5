"""What one client can have of one psychologist, read in one query before it is held (B2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.calendar import Calendar
from models.database import Row, row, rows
from models.values import Medium, Money, Purpose, SessionFormat
from services import availability
from services.errors import NotOffered

_OFFER = f"""
SELECT calendar.*, s.title, s.format, s.medium, s.duration_minutes, s.price_minor, s.currency,
       s.needs_approval, s.purpose, p.slug, p.person_id, staff.name AS psychologist_name,
       client.name AS client_name,
       EXISTS (SELECT 1 FROM bookings AS b
               WHERE b.client_id = client.id AND b.psychologist_id = p.id AND b.starts_at < $8
               AND b.status IN ('confirmed', 'in_progress', 'completed')) AS has_met,
       ARRAY(SELECT b.group_key FROM bookings AS b WHERE b.client_id = client.id
             AND b.status = 'held' AND b.proposal_for_id IS NULL) AS own_holds
FROM services AS s
JOIN psychologists AS p ON p.id = s.psychologist_id
JOIN people AS staff ON staff.id = p.person_id
JOIN people AS client ON client.id = $7
CROSS JOIN ({availability.CALENDAR}) AS calendar
WHERE s.id = $6 AND s.psychologist_id = $1 AND s.is_active AND s.capacity = 1
AND p.paused_at IS NULL
"""  # noqa: S608 - put together from our own SQL only


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, its psychologist and the calendar around one instant, as this client sees them.

    `calendar` leaves the client's own holds out of account: they are let go when another is taken.
    """

    psychologist_id: int
    psychologist_person_id: int
    psychologist_name: str
    psychologist_slug: str
    service_id: int
    title: str
    format: SessionFormat
    medium: Medium
    minutes: int
    price: Money
    needs_approval: bool
    purpose: Purpose
    client_id: int
    client_name: str
    has_holds: bool
    calendar: Calendar

    @property
    def is_capped(self) -> bool:
        """Whether there is a most of sessions a day or week."""
        rules = self.calendar.rules
        return rules.max_per_day is not None or rules.max_per_week is not None


async def read(
    client_id: int, psychologist_id: int, service_id: int, starts_at: datetime, now: datetime,
    *, whole: bool = False,
) -> Offer:  # fmt: skip
    """With the calendar around that instant, or the `whole` of it.

    Raises NotOffered for what this psychologist doesn't offer, or not now.
    """
    span = (None, None) if whole else (starts_at, starts_at)
    around = availability.arguments(psychologist_id, now, *span)
    found = await row(_OFFER, *around, service_id, client_id, starts_at)
    if found is None:
        raise NotOffered("no such service")
    purpose = _purpose(found)
    emergency = purpose is Purpose.EMERGENCY
    calendar = availability.picture(found, now, *span, emergency=emergency)
    own = {UUID(str(key)) for key in found["own_holds"]}
    return Offer(
        psychologist_id, found["person_id"], found["psychologist_name"], found["slug"],
        service_id, found["title"], SessionFormat(found["format"]), Medium(found["medium"]),
        found["duration_minutes"], Money(found["price_minor"], found["currency"]),
        found["needs_approval"], purpose, client_id, found["client_name"], bool(own),
        _without(calendar, own),
    )  # fmt: skip


async def read_alone(offer: Offer, starts_at: datetime, now: datetime) -> Offer:
    """The same once more, one client after the other: no constraint counts sessions."""
    await rows("SELECT 1 FROM psychologists WHERE id = $1 FOR NO KEY UPDATE", offer.psychologist_id)
    return await read(offer.client_id, offer.psychologist_id, offer.service_id, starts_at, now)


def _purpose(found: Row) -> Purpose:
    """What the service is for, else the first session with this psychologist or one more (S2)."""
    if found["purpose"] is not None:
        return Purpose(found["purpose"])
    return Purpose.FOLLOW_UP if found["has_met"] else Purpose.INITIAL


def _without(calendar: Calendar, groups: set[UUID]) -> Calendar:
    if not groups:
        return calendar
    return replace(calendar, busy=tuple(b for b in calendar.busy if b.group_key not in groups))
