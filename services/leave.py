"""Closing dates over sessions that exist: what it meets, and that nothing changed since (A2)."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.calendar import Slot
from models.database import count, row, rows
from models.date_changes import DateChange
from models.hours import MIDNIGHT_AFTER, Hours, gaps
from models.moves import Actor
from models.opening_views import DayView, LeaveView, MetSession
from models.views import BookingView
from services import (
    availability,
    booking_views,
    changes,
    day_changes,
    move_times,
    opening_rules,
)
from services.local_days import bounds
from services.opening_hours import first_instant
from services.opening_rules import Profile

#: More days than these are not looked at one by one: they are all alike.
MOST_DAYS_SHOWN = 7

Range = tuple[datetime, datetime]

_MET = """
FROM bookings AS b JOIN unnest($2::timestamptz[], $3::timestamptz[]) AS closed(a, z)
ON b.starts_at < closed.z AND b.ends_at > closed.a
WHERE b.psychologist_id = $1 AND b.starts_at > $4
"""
_INSIDE = f"SELECT b.id {_MET}"


async def preview(mine: Profile, dates: Sequence[DateChange], now: datetime) -> LeaveView:
    """What the dates would be like, and the sessions that would lie in closed time."""
    calendar = await availability.calendar(mine.psychologist_id, now)
    known = (await day_changes.coming(mine, now)).exceptions
    after = day_changes.changed(
        calendar, day_changes.revised([each.change for each in known], dates)
    )
    shown = sorted({day for change in dates for day in change.dates})[:MOST_DAYS_SHOWN]
    days = tuple(DayView(day, day_changes.open_hours(after, day)) for day in shown)
    sessions = await _sessions(mine, closed_time(dates, mine.timezone), now)
    return LeaveView(tuple(dates), days, sessions, _fingerprint(sessions))


def closed_time(dates: Iterable[DateChange], zone: ZoneInfo) -> list[Range]:
    """What the changes close, as instants: whole days, hours, or all but the hours that open."""
    return [
        closed
        for change in dates
        for day in change.dates
        for closed in _closed_on(day, change, zone)
    ]


def _closed_on(day: date, change: DateChange, zone: ZoneInfo) -> list[Range]:
    if not change.hours:
        return [] if change.opens else [bounds(day, zone)]
    hours = gaps(change.hours) if change.opens else change.hours
    return [_instants(day, each, zone) for each in hours]


def _instants(day: date, hours: Hours, zone: ZoneInfo) -> Range:
    since, until = bounds(day, zone)
    start = until if hours.start == MIDNIGHT_AFTER else _wall(day, hours.starts, zone)
    end = until if hours.end == MIDNIGHT_AFTER else _wall(day, hours.ends, zone)
    return max(start, since), end


def _wall(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return first_instant(datetime.fromisoformat(f"{day.isoformat()}T{clock}"), zone)


async def _sessions(
    mine: Profile, closed: Sequence[Range], now: datetime
) -> tuple[MetSession, ...]:
    found = await rows(
        f"""SELECT b.id, b.proposed_until {_MET}
            AND b.status IN ('pending', 'approved', 'confirmed')""",
        mine.psychologist_id,
        [since for since, _ in closed],
        [until for _, until in closed],
        now,
    )
    offered = {each["id"]: each["proposed_until"] for each in found}
    met = [await _met(booking_id, until, now) for booking_id, until in offered.items()]
    return tuple(sorted(met, key=lambda each: (each.booking.starts_at, each.booking.id)))


async def _met(booking_id: int, offered_until: datetime | None, now: datetime) -> MetSession:
    booking = await booking_views.view(booking_id)
    would = await changes.outcome(booking, Actor.PSYCHOLOGIST, now)
    return MetSession(booking, would.refund, not would.allowed, offered_until)


def _fingerprint(sessions: Sequence[MetSession]) -> str:
    """Payments and proposals raise no version by themselves, but they change what is decided."""
    told = ";".join(
        f"{met.booking.id}.{met.booking.version}.{met.booking.payment_status}.{met.refund.minor}"
        f".{met.offered_until}"
        for met in sorted(sessions, key=lambda met: met.booking.id)
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


async def keep_still(mine: Profile, dates: Sequence[DateChange], now: datetime) -> None:
    """Hold the profile and every booking inside, so that none moves before this transaction ends.

    Bookings first, as every change of one does; then once more those that came until the profile
    was held.
    """
    await _hold_inside(mine, dates, now)
    await opening_rules.lock(mine)
    await _hold_inside(mine, dates, now)


async def _hold_inside(mine: Profile, dates: Sequence[DateChange], now: datetime) -> None:
    closed = closed_time(dates, mine.timezone)
    await rows(
        f"{_INSIDE} AND b.status IN ('held', 'pending', 'approved', 'confirmed')"
        " ORDER BY b.id FOR UPDATE OF b",
        mine.psychologist_id,
        [since for since, _ in closed],
        [until for _, until in closed],
        now,
    )


async def let_go_of_holds(mine: Profile, dates: Sequence[DateChange], now: datetime) -> int:
    """Holds in time that has been closed end at once; their clients choose again."""
    closed = closed_time(dates, mine.timezone)
    return await count(
        f"DELETE FROM bookings WHERE status = 'held' AND id IN ({_INSIDE})",  # noqa: S608 - ours
        mine.psychologist_id,
        [since for since, _ in closed],
        [until for _, until in closed],
        now,
    )


async def mark_away(booking_id: int, now: datetime) -> None:
    """Another time has been suggested because the psychologist will be away: it can't stay."""
    await count("UPDATE bookings SET away_since = $2 WHERE id = $1", booking_id, now)


async def end_unmoved(booking: BookingView, now: datetime) -> changes.Cancelled | None:
    """Cancel a session for which no other time was agreed on; all that was paid goes back.

    None when it stands: it isn't in closed time (any more), or its client is paying right now.
    """
    marked = await row(
        """SELECT people.timezone FROM bookings
           JOIN psychologists ON psychologists.id = bookings.psychologist_id
           JOIN people ON people.id = psychologists.person_id
           WHERE bookings.id = $1 AND away_since IS NOT NULL""",
        booking.id,
    )
    if marked is None:
        return None
    person_id = booking.psychologist_person_id
    whose = Profile(booking.psychologist_id, person_id, ZoneInfo(marked["timezone"]))
    would = await changes.outcome(booking, Actor.PSYCHOLOGIST, now)
    if not would.allowed or not await _is_closed(whose, booking, now):
        return None
    return await changes.cancel(
        booking.public_id, booking.version, person_id, Actor.PSYCHOLOGIST, "", now, would
    )


async def _is_closed(whose: Profile, booking: BookingView, now: datetime) -> bool:
    known = [each.change for each in (await day_changes.coming(whose, now)).exceptions]
    closed = closed_time([change for change in known if not change.opens], whose.timezone)
    return any(since < booking.ends_at and booking.starts_at < until for since, until in closed)


async def other_times(booking: BookingView, now: datetime) -> tuple[Slot, ...]:
    """The three free times nearest to a session that its client could be asked to take."""
    seen = await move_times.judged(booking, Actor.CLIENT, now)
    return seen.nearest(booking, booking.starts_at, now)
