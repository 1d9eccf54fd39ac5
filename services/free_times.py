"""Free times as a reader's calendar shows them, of one service or of all of one kind (B1).

Several services are a union: a time is free when one of their psychologists is free then. Each
is asked through the one slot function, so what is listed can be held (A5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar import Calendar, Slot
from models.database import row
from models.values import Purpose
from services import availability, slots
from services.errors import NotOffered
from services.local_days import bounds, by_day, first_of_next_month


@dataclass(frozen=True, slots=True)
class OpenService:
    """A service that can be booked, and its psychologist's calendar."""

    psychologist_id: int
    service_id: int
    minutes: int
    is_emergency: bool
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Month:
    """Free times by the reader's date, and whether there is anything to page to."""

    today: date
    first: date
    free: Mapping[date, int]
    earlier: bool
    later: bool


async def open_service(
    psychologist_id: int, service_id: int, now: datetime,
    since: datetime | None = None, until: datetime | None = None,
) -> OpenService:  # fmt: skip
    """Raises NotOffered for a psychologist or service that can't be booked (P3)."""
    found = await row(
        """SELECT s.duration_minutes, s.purpose FROM services AS s
           JOIN psychologists AS p ON p.id = s.psychologist_id
           WHERE s.id = $1 AND s.psychologist_id = $2 AND s.is_active AND s.capacity = 1
           AND p.approved_at IS NOT NULL AND p.paused_at IS NULL""",
        service_id,
        psychologist_id,
    )
    if found is None:
        raise NotOffered("no such service")
    emergency = found["purpose"] == Purpose.EMERGENCY
    calendar = await availability.calendar(psychologist_id, now, since, until, emergency=emergency)
    return OpenService(psychologist_id, service_id, found["duration_minutes"], emergency, calendar)


def free(
    opened: Iterable[OpenService], now: datetime,
    since: datetime | None = None, until: datetime | None = None,
) -> list[Slot]:  # fmt: skip
    """The free times of any of them, each once, in order; `until` itself is not included."""
    found = {slot for each in opened for slot in _free(each, now, since, until)}
    return sorted(found, key=lambda slot: slot.starts_at)


def _free(
    opened: OpenService, now: datetime, since: datetime | None, until: datetime | None
) -> list[Slot]:
    local = opened.calendar.timezone
    first = (since or now).astimezone(local).date()
    horizon = now.astimezone(local).date() + timedelta(days=opened.calendar.rules.horizon_days)
    last = until.astimezone(local).date() if until else horizon
    found = slots.free_slots(opened.calendar, first, last, opened.minutes, now)
    return [
        slot
        for slot in found
        if (since is None or slot.starts_at >= since) and (until is None or slot.starts_at < until)
    ]


def month_of(
    opened: Sequence[OpenService], month: date | None, timezone: str, now: datetime
) -> Month:
    """A month of the reader's calendar; without a month, the first that has a free day."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    days = by_day(free(opened, now), zone)
    this_month = today.replace(day=1)
    last = max(days, default=today).replace(day=1)
    first = (month or min(days, default=today)).replace(day=1)
    first = min(max(first, this_month), last)
    end = first_of_next_month(first)
    counts = {day: len(found) for day, found in days.items() if first <= day < end}
    return Month(today, first, counts, first > this_month, first < last)


def times_on(
    opened: Sequence[OpenService], day: date, timezone: str, now: datetime
) -> tuple[tuple[Slot, ...], tuple[time, ...]]:
    """The free slots that start on a date of the reader's, and their times by that clock."""
    found = tuple(free(opened, now, *bounds(day, ZoneInfo(timezone))))
    return found, by_clock([slot.starts_at for slot in found], timezone)[1]


def by_clock(
    moments: Iterable[datetime], timezone: str
) -> tuple[tuple[date, ...], tuple[time, ...]]:
    """The dates and the times of day at these instants in a zone, one for one."""
    local = [moment.astimezone(ZoneInfo(timezone)) for moment in moments]
    return tuple(each.date() for each in local), tuple(each.time() for each in local)
