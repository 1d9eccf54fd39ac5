"""Booking with whoever is free: kinds of sessions, and the fair choice at the hold (B1, X4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.calendar import Slot, Unavailable
from models.database import Row, rows
from models.values import Medium, Money, SessionFormat
from models.views import BookingView, KindCard, SessionKind
from services import availability, holds, offers, slots
from services.errors import NotOffered
from services.free_times import OpenService
from services.holds import Taken
from services.local_days import bounds
from services.policy import Policy

PRACTICE_ZONE = ZoneInfo("Africa/Nairobi")

#: Of several reasons the one that says most about what happened.
_TELLING = (Unavailable.BOOKED, Unavailable.HELD, Unavailable.FULL, Unavailable.TOO_SOON,
            Unavailable.TOO_FAR)  # fmt: skip

#: Services that "any psychologist" speaks of: $1 are the psychologists to look among, or none.
_OFFERED = """
FROM services AS s JOIN psychologists AS p ON p.id = s.psychologist_id
WHERE s.is_active AND s.capacity = 1 AND s.purpose IS DISTINCT FROM 'emergency'
AND p.approved_at IS NOT NULL AND p.paused_at IS NULL
AND ($1::bigint[] = '{}' OR p.id = ANY($1))
"""

#: One service a psychologist, the cheapest of that kind; $5 to $6 is the week that is compared.
_FAIR = f"""
SELECT DISTINCT ON (sessions, p.approved_at, p.id)
       p.id AS psychologist_id, s.id AS service_id, s.duration_minutes,
       (SELECT count(DISTINCT b.group_key) FROM bookings AS b
        WHERE b.psychologist_id = p.id AND b.starts_at >= $5 AND b.starts_at < $6
        AND b.status IN ('pending', 'approved', 'confirmed', 'in_progress', 'completed', 'no_show')
       ) AS sessions
{_OFFERED} AND s.format = $2 AND s.medium = $3 AND s.duration_minutes = $4
ORDER BY sessions, p.approved_at, p.id, s.price_minor, s.id
"""  # noqa: S608 - put together from our own SQL only


async def kinds(among: Sequence[int] = ()) -> tuple[KindCard, ...]:
    """The kinds of sessions that somebody offers, the cheapest first."""
    found = await rows(
        f"""SELECT s.format, s.medium, s.duration_minutes, s.currency, min(s.price_minor) AS price
            {_OFFERED} GROUP BY s.format, s.medium, s.duration_minutes, s.currency
            ORDER BY price, s.duration_minutes, s.format, s.medium""",
        list(among),
    )
    cards: dict[SessionKind, KindCard] = {}
    for each in found:
        kind = SessionKind(SessionFormat(each["format"]), Medium(each["medium"]),
                           each["duration_minutes"])  # fmt: skip
        cards.setdefault(kind, KindCard(kind, Money(each["price"], each["currency"])))
    return tuple(cards.values())


async def open_services(
    kind: SessionKind, among: Sequence[int], now: datetime,
    since: datetime | None = None, until: datetime | None = None,
) -> tuple[OpenService, ...]:  # fmt: skip
    """All services of that kind with their calendars, in the order of `hold`.

    Raises NotOffered when nobody offers it any more.
    """
    found = await _fairest(kind, among, since or now)
    return tuple([
        OpenService(
            each["psychologist_id"], each["service_id"], each["duration_minutes"], False,
            await availability.calendar(each["psychologist_id"], now, since, until),
        )
        for each in found
    ])  # fmt: skip


async def _fairest(kind: SessionKind, among: Sequence[int], at: datetime) -> Sequence[Row]:
    """Who may be chosen: fewest sessions in that week, then approved the earliest."""
    found = await rows(
        _FAIR, list(among), kind.format.value, kind.medium.value, kind.minutes, *_week(at)
    )
    if not found:
        raise NotOffered("nobody offers that kind")
    return found


def _week(at: datetime) -> tuple[datetime, datetime]:
    """Sunday to Saturday around an instant, by the practice's clock."""
    day = at.astimezone(PRACTICE_ZONE).date()
    first = day - timedelta(days=day.isoweekday() % 7)
    return bounds(first, PRACTICE_ZONE)[0], bounds(first + timedelta(days=7), PRACTICE_ZONE)[0]


async def hold(
    client_id: int, kind: SessionKind, among: Sequence[int], starts_at: datetime,
    policy: Policy, now: datetime,
) -> BookingView | Taken:  # fmt: skip
    """Hold this time with the first in fair order who is free then.

    Who loses a race goes on to the next, and is told the nearest times of all when none is left.
    Raises NotOffered when nobody offers that kind.
    """
    reasons: set[Unavailable] = set()
    for each in await _fairest(kind, among, starts_at):
        try:
            offer = await offers.read(
                client_id, each["psychologist_id"], each["service_id"], starts_at, now
            )
        except NotOffered:
            continue
        held = await holds.take(offer, starts_at, policy, now)
        if isinstance(held, BookingView):
            return held
        reasons.add(held)
    await holds.release_all(client_id)
    told = next((reason for reason in _TELLING if reason in reasons), Unavailable.CLOSED)
    return Taken(told, await _nearest(kind, among, starts_at, now))


async def _nearest(
    kind: SessionKind, among: Sequence[int], wanted: datetime, now: datetime
) -> tuple[Slot, ...]:
    """The three free times of any of them that are closest, in order of time (X4)."""
    near = {
        slot
        for each in await open_services(kind, among, now)
        for slot in slots.nearest_free(each.calendar, wanted, each.minutes, now)
    }
    closest = sorted(near, key=lambda slot: (abs(slot.starts_at - wanted), slot.starts_at))[:3]
    return tuple(sorted(closest, key=lambda slot: slot.starts_at))
