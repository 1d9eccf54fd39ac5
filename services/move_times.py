"""Free times to which a booking may move: its own present time is no obstacle (B9)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.calendar import Calendar, Rules, Slot
from models.database import row, rows
from models.moves import Actor
from models.values import Purpose
from models.views import BookingView
from services import availability, slots
from services.free_times import Month
from services.local_days import bounds, by_day, first_of_next_month

#: A time that is suggested leaves the client this long to read it and come.
STAFF_NOTICE_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """A calendar as the one who moves a booking may use it, and the booking's own group."""

    calendar: Calendar
    group_key: UUID

    def nearest(self, booking: BookingView, wanted: datetime, now: datetime) -> tuple[Slot, ...]:
        """The three free times closest to an instant, in order of time."""
        near = slots.nearest_free(self.calendar, wanted, booking.minutes, now, 4,
                                  ignoring_group=self.group_key)  # fmt: skip
        others = [slot for slot in near if slot.starts_at != booking.starts_at][:3]
        return tuple(sorted(others, key=lambda slot: slot.starts_at))


async def judged(
    booking: BookingView, actor: Actor, now: datetime, since: datetime | None = None,
    until: datetime | None = None,
) -> Judged:  # fmt: skip
    """The notice is for clients: a psychologist knows how soon they can be there, and asks."""
    calendar = await _calendar(booking, now, since, until)
    if actor is not Actor.CLIENT:
        calendar = replace(calendar, rules=_own(calendar.rules))
    found = await row("SELECT group_key FROM bookings WHERE id = $1", booking.id)
    assert found is not None
    return Judged(calendar, UUID(str(found["group_key"])))


async def _calendar(
    booking: BookingView, now: datetime, since: datetime | None = None,
    until: datetime | None = None,
) -> Calendar:  # fmt: skip
    emergency = booking.purpose is Purpose.EMERGENCY
    return await availability.calendar(
        booking.psychologist_id, now, since, until, emergency=emergency
    )


def _own(rules: Rules) -> Rules:
    return replace(rules, notice_minutes=min(rules.notice_minutes, STAFF_NOTICE_MINUTES))


async def judged_alone(booking: BookingView, actor: Actor, now: datetime) -> Judged:
    """The same for a write: where there is a most a day or week, one comes after the other."""
    seen = await judged(booking, actor, now)
    rules = seen.calendar.rules
    if rules.max_per_day is None and rules.max_per_week is None:
        return seen
    await rows(
        "SELECT 1 FROM psychologists WHERE id = $1 FOR NO KEY UPDATE", booking.psychologist_id
    )
    return await judged(booking, actor, now)


async def others(
    booking: BookingView, now: datetime, *, with_own: bool = False
) -> tuple[Slot, ...]:
    """The three free times nearest to a booking that has ended, in order of time.

    Its own only if `with_own`: who couldn't come then won't be asked for it again. None when the
    service or its psychologist isn't to be had any more.
    """
    offered = await row(
        """SELECT duration_minutes FROM services JOIN psychologists AS p ON p.id = psychologist_id
           WHERE services.id = $1 AND is_active AND approved_at IS NOT NULL
           AND paused_at IS NULL""",
        booking.service_id,
    )
    if offered is None:
        return ()
    calendar = await _calendar(booking, now)
    near = slots.nearest_free(calendar, booking.starts_at, offered["duration_minutes"], now, 4)
    kept = [slot for slot in near if with_own or slot.starts_at != booking.starts_at]
    return tuple(sorted(kept[:3], key=lambda slot: slot.starts_at))


async def month(
    booking: BookingView, actor: Actor, wanted: date | None, timezone: str, now: datetime
) -> Month:
    """A month of the reader's calendar; without one, the first that has a free day."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    days = by_day(await _free(booking, actor, now), zone)
    this_month = today.replace(day=1)
    last = max(days, default=today).replace(day=1)
    first = (wanted or min(days, default=today)).replace(day=1)
    first = min(max(first, this_month), last)
    end = first_of_next_month(first)
    free = {day: len(found) for day, found in days.items() if first <= day < end}
    return Month(today, first, free, first > this_month, first < last)


async def times(
    booking: BookingView, actor: Actor, day: date, timezone: str, now: datetime
) -> tuple[tuple[Slot, ...], tuple[time, ...]]:
    """The free times that start on a date of the reader's, and their hours by that clock."""
    zone = ZoneInfo(timezone)
    since, until = bounds(day, zone)
    free = await _free(booking, actor, now, since, until)
    found = tuple(slot for slot in free if since <= slot.starts_at < until)
    return found, tuple(slot.starts_at.astimezone(zone).time() for slot in found)


async def _free(
    booking: BookingView, actor: Actor, now: datetime, since: datetime | None = None,
    until: datetime | None = None,
) -> list[Slot]:  # fmt: skip
    seen = await judged(booking, actor, now, since, until)
    local = seen.calendar.timezone
    first = (since or now).astimezone(local).date()
    horizon = now.astimezone(local).date() + timedelta(days=seen.calendar.rules.horizon_days)
    last = until.astimezone(local).date() if until else horizon
    free = slots.free_slots(seen.calendar, first, last, booking.minutes, now,
                            ignoring_group=seen.group_key)  # fmt: skip
    return [slot for slot in free if slot.starts_at != booking.starts_at]
