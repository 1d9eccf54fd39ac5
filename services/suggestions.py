"""Times to show first, for this client: near what they chose before (V4), or once again (B1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from models.calendar import Slot
from models.database import rows
from models.moves import Actor
from models.values import BookingStatus
from models.views import BookingView, PsychologistCard
from services import directory
from services.access import access_booking
from services.errors import NotYours
from services.free_times import OpenService, free, open_service
from services.local_days import by_day
from services.slot_suggestions import costs, minutes_apart, suggest

#: Of fewer times than this none is put first: all are seen at once.
WORTH_SUGGESTING = 4
SUGGESTED, AGAIN = 2, 5
#: How much a day's distance in the week, and a week of waiting, weigh beside minutes off the hour.
WEEKDAY_MINUTES, WEEK_MINUTES = 45, 30


async def usual_starts(client_id: int, limit: int = 5) -> list[datetime]:
    """When the client's latest bookings begin, the newest first."""
    found = await rows(
        """SELECT starts_at FROM bookings WHERE client_id = $1 AND status <> 'held'
           ORDER BY id DESC LIMIT $2""",
        client_id,
        limit,
    )
    return [each["starts_at"] for each in found]


def usual_time(starts: Sequence[datetime], opened: OpenService) -> time | None:
    """The one of these that is closest to all others, by the psychologist's wall clock."""
    clocks = [start.astimezone(opened.calendar.timezone).time() for start in starts]
    return min(
        clocks, key=lambda one: sum(minutes_apart(one, other) for other in clocks), default=None
    )


def suggested(
    opened: Sequence[OpenService], starts: Sequence[datetime], now: datetime,
    since: datetime, until: datetime,
) -> tuple[Slot, ...]:  # fmt: skip
    """The best of the free times between two instants, best first; none where there are few."""
    best: dict[Slot, int] = {}
    for each in opened:
        found = free([each], now, since, until)
        weighed = costs(found, each.calendar, usual_time(starts, each))
        best |= {slot: min(cost, best.get(slot, cost)) for slot, cost in weighed.items()}
    if len(best) < WORTH_SUGGESTING:
        return ()
    return tuple(sorted(best, key=lambda slot: (best[slot], slot.starts_at))[:SUGGESTED])


@dataclass(frozen=True, slots=True)
class Again:
    """An earlier booking, and what of it can be had again; no `card`: nobody to book with."""

    booking: BookingView
    card: PsychologistCard | None
    is_offered: bool
    slots: tuple[Slot, ...]


async def again(public_id: UUID, client_id: int, now: datetime) -> Again:
    """The same service around the same weekday and hour, in the coming days.

    Raises NotYours for anybody but the client of that booking.
    """
    found = await access_booking(public_id, client_id)
    if Actor.CLIENT not in found.actors:
        raise NotYours("somebody else's booking")
    booking = found.booking
    card = await directory.find(booking.psychologist_id, now)
    offered = card is not None and booking.service_id in {each.id for each in card.services}
    if not offered:
        return Again(booking, card, False, ())
    opened = await open_service(booking.psychologist_id, booking.service_id, now)
    declined = booking.starts_at if booking.status is BookingStatus.DECLINED else None
    return Again(booking, card, True, around(opened, booking.starts_at, now, declined))


def around(
    opened: OpenService, before: datetime, now: datetime, declined: datetime | None = None
) -> tuple[Slot, ...]:
    """The best time of each coming day, and of these the best few, in order of time."""
    calendar = opened.calendar
    local = before.astimezone(calendar.timezone)
    today = now.astimezone(calendar.timezone).date()
    found = [slot for slot in free([opened], now) if slot.starts_at != declined]
    days = by_day(found, calendar.timezone)
    best = {day: suggest(of_day, calendar, local.time(), 1)[0] for day, of_day in days.items()}

    def cost(day: date) -> tuple[float, date]:
        start = best[day].starts_at.astimezone(calendar.timezone).time()
        apart = abs(day.isoweekday() - local.isoweekday())
        weekdays = min(apart, 7 - apart) * WEEKDAY_MINUTES
        waiting = (day - today) / timedelta(weeks=1) * WEEK_MINUTES
        return minutes_apart(start, local.time()) + weekdays + waiting, day

    return tuple(best[day] for day in sorted(sorted(best, key=cost)[:AGAIN]))
