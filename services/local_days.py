"""Dates as a reader counts them, as instants."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar import Slot

MOST_WEEKS = 520


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of a local date and of the next one, in UTC."""
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def week_bounds(now: datetime, zone: ZoneInfo, week: int) -> tuple[datetime, datetime]:
    """The first instants of a local week (from Monday) and of the next; `week` 0 is the present.

    Beyond ten years either way it is the tenth year: what a button carries may be anything.
    """
    today = now.astimezone(zone).date()
    weeks = max(-MOST_WEEKS, min(week, MOST_WEEKS))
    monday = today + timedelta(days=7 * weeks - today.weekday())
    return _midnight(monday, zone), _midnight(monday + timedelta(days=7), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def first_of_next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=7)).replace(day=1)


def by_day(slots: Iterable[Slot], zone: ZoneInfo) -> dict[date, list[Slot]]:
    """Slots under the date on which they start for somebody in `zone` (X22)."""
    days: dict[date, list[Slot]] = {}
    for slot in slots:
        days.setdefault(slot.starts_at.astimezone(zone).date(), []).append(slot)
    return days
