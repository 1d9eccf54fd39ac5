"""Dates that differ from a psychologist's week: how they are written, listed and undone (A2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import holidays

from models.calendar import MIDNIGHT, Calendar, DateException
from models.database import Row, count, row, rows
from models.date_changes import DateChange
from models.hours import MIDNIGHT_AFTER, Hours, joined
from models.opening_views import DatesView, ExceptionView, HolidayView
from services import availability
from services.opening_hours import spans
from services.opening_rules import Profile

#: Holidays further away than this are nobody's worry yet.
HOLIDAYS_AHEAD = timedelta(days=183)
ONE_DAY = timedelta(days=1)


def today(mine: Profile, now: datetime) -> date:
    """The psychologist's own date."""
    return now.astimezone(mine.timezone).date()


async def coming(mine: Profile, now: datetime) -> DatesView:
    """Exceptions and holidays from today on, soonest first."""
    day = today(mine, now)
    found = await rows(
        """SELECT id, first_date, last_date, is_available, custom_start_time, custom_end_time,
               reason FROM availability_exceptions
           WHERE psychologist_id = $1 AND last_date >= $2 ORDER BY first_date, id""",
        mine.psychologist_id,
        day,
    )
    exceptions = tuple(ExceptionView(each["id"], _change(each)) for each in found)
    return DatesView(day, exceptions, await _holidays(mine, day, now))


def _change(found: Row) -> DateChange:
    start, end = found["custom_start_time"], found["custom_end_time"]
    hours = (Hours.of(start, end),) if start else ()
    return DateChange(
        found["first_date"], found["last_date"], found["is_available"], hours, found["reason"]
    )


async def _holidays(mine: Profile, day: date, now: datetime) -> tuple[HolidayView, ...]:
    calendar = await availability.calendar(mine.psychologist_id, now)
    days = sorted(each for each in calendar.holidays if day <= each <= day + HOLIDAYS_AHEAD)
    names = await _names(days)
    return tuple(
        HolidayView(each, names.get(each, ""), bool(spans(calendar, each))) for each in days
    )


async def _names(days: Sequence[date]) -> dict[date, str]:
    """The practice's own names of its closed days before the country's."""
    kenyan = holidays.country_holidays("KE", years=sorted({day.year for day in days}))
    own = await rows("SELECT day, name FROM practice_holidays WHERE is_closed")
    return {**dict(kenyan.items()), **{each["day"]: each["name"] for each in own}}


async def apply(mine: Profile, changes: Sequence[DateChange], now: datetime) -> None:
    """Make dates what the changes say, as `revised` has it."""
    before = {each.id: each.change for each in (await coming(mine, now)).exceptions}
    after = revised(tuple(before.values()), changes)
    gone = [row_id for row_id, change in before.items() if change not in after]
    await count("DELETE FROM availability_exceptions WHERE id = ANY($1::bigint[])", gone)
    for change in after:
        if change not in before.values():
            await _write(mine, change)


def revised(known: Sequence[DateChange], changes: Sequence[DateChange]) -> tuple[DateChange, ...]:
    """What holds of dates after these changes: their last word replaces what was said before.

    Closing some hours leaves the rest as it is; closing a day leaves its closed hours, which count
    again once the day is opened by hand. Longer exceptions keep their other days.
    """
    kept = list(known)
    for change in changes:
        if change.opens or not change.hours:
            kept = [piece for old in kept for piece in _left(old, change)]
        kept += [replace(change, hours=(each,)) for each in change.hours] or [change]
    return tuple(dict.fromkeys(kept))


def _left(old: DateChange, change: DateChange) -> list[DateChange]:
    apart = old.last < change.first or change.last < old.first
    if apart or (old.hours and not old.opens and not change.opens):
        return [old]
    pieces = []
    if old.first < change.first:
        pieces.append(replace(old, last=change.first - ONE_DAY))
    if old.last > change.last:
        pieces.append(replace(old, first=change.last + ONE_DAY))
    return pieces


async def _write(mine: Profile, change: DateChange) -> None:
    hours = change.hours[0] if change.hours else None
    await row(
        """INSERT INTO availability_exceptions (psychologist_id, first_date, last_date,
               is_available, custom_start_time, custom_end_time, reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id""",
        mine.psychologist_id, change.first, change.last, change.opens,
        hours and hours.starts, hours and hours.ends, change.reason,
    )  # fmt: skip


async def undo(mine: Profile, exception_id: int) -> None:
    """Those dates are like the week again; somebody else's exception stays."""
    await count(
        "DELETE FROM availability_exceptions WHERE id = $1 AND psychologist_id = $2",
        exception_id,
        mine.psychologist_id,
    )


def changed(calendar: Calendar, exceptions: Sequence[DateChange]) -> Calendar:
    """The same calendar with these exceptions instead of its own."""
    told = tuple(
        DateException(each.first, each.last, each.opens, *_clocks(each)) for each in exceptions
    )
    return replace(calendar, exceptions=told)


def _clocks(change: DateChange) -> tuple[time, time] | tuple[()]:
    if not change.hours:
        return ()
    hours = change.hours[0]
    end = MIDNIGHT if hours.end == MIDNIGHT_AFTER else time.fromisoformat(hours.ends)
    return time.fromisoformat(hours.starts), end


def open_hours(calendar: Calendar, day: date) -> tuple[Hours, ...]:
    """The open hours of a date by the wall clock, in order."""
    found = []
    for span in spans(calendar, day):
        start = span.opens.hour * 60 + span.opens.minute
        end = span.closes.hour * 60 + span.closes.minute
        found.append(Hours(start, end or MIDNIGHT_AFTER))
    return joined(found)
