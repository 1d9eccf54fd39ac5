"""Free days and times, of one service or of whoever is free, as the reader's clock shows them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.work.booking import (
    DaysFound,
    FindDays,
    FindDaysOfAny,
    FindTimes,
    FindTimesOfAny,
    TimesFound,
)
from handlers.sitting import Sitting
from services import any_psychologist, free_times, suggestions
from services.free_times import OpenService
from services.local_days import bounds
from services.people import Guest


async def days_found(
    sitting: Sitting, guest: Guest, command: FindDays | FindDaysOfAny
) -> DaysFound:
    opened = await _opened(command, sitting.now)
    month = free_times.month_of(opened, command.month, guest.reader.timezone, sitting.now)
    return DaysFound(month.today, month.first, month.free, month.earlier, month.later,
                     _emergency(opened))  # fmt: skip


async def times_found(
    sitting: Sitting, guest: Guest, command: FindTimes | FindTimesOfAny
) -> TimesFound:
    """All times of the day, and those to suggest to whoever asks (V4)."""
    zone = guest.reader.timezone
    since, until = bounds(command.day, ZoneInfo(zone))
    opened = await _opened(command, sitting.now, since, until)
    slots, clock_times = free_times.times_on(opened, command.day, zone, sitting.now)
    starts = await suggestions.usual_starts(guest.person_id)
    first = suggestions.suggested(opened, starts, sitting.now, since, until)
    today = sitting.now.astimezone(ZoneInfo(zone)).date()
    return TimesFound(command.day, slots, clock_times, first, _emergency(opened), today)


async def _opened(
    command: FindDays | FindDaysOfAny | FindTimes | FindTimesOfAny, now: datetime,
    since: datetime | None = None, until: datetime | None = None,
) -> Sequence[OpenService]:  # fmt: skip
    match command:
        case FindDays() | FindTimes():
            ids = command.psychologist_id, command.service_id
            return [await free_times.open_service(*ids, now, since, until)]
        case FindDaysOfAny() | FindTimesOfAny():
            kind, among = command.kind, command.among
            return await any_psychologist.open_services(kind, among, now, since, until)


def _emergency(opened: Sequence[OpenService]) -> bool:
    return any(each.is_emergency for each in opened)
