"""One psychologist's calendar, read in one query and asked through the slot function (A5)."""

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import holidays

from models.calendar import MIDNIGHT, Busy, Calendar, DateException, Rules, Window
from models.database import row
from services.errors import NotYours

_CALENDAR = """
SELECT people.timezone, slot_step_minutes, buffer_before_minutes, buffer_after_minutes,
       notice_minutes, horizon_days, max_per_day, max_per_week,
       (SELECT coalesce(json_agg(json_build_array(day_of_week, start_time, end_time)), '[]')
        FROM availability_windows AS w WHERE w.psychologist_id = p.id AND w.is_active) AS windows,
       (SELECT coalesce(json_agg(json_build_array(
                   first_date, last_date, is_available, custom_start_time, custom_end_time,
                   reason)), '[]')
        FROM availability_exceptions AS e
        WHERE e.psychologist_id = p.id AND e.last_date >= $2::date - 2) AS exceptions,
       (SELECT coalesce(json_agg(json_build_array(
                   extract(epoch FROM occupied_from), extract(epoch FROM occupied_until), status,
                   group_key, extract(epoch FROM starts_at))), '[]')
        FROM bookings AS b
        WHERE b.psychologist_id = p.id AND b.starts_at >= $3 AND b.starts_at < $4
        AND (b.status IN ('pending', 'approved', 'confirmed', 'in_progress', 'completed', 'no_show')
             OR (b.status = 'held' AND b.held_until > $5))) AS busy
FROM psychologists AS p JOIN people ON people.id = p.person_id
WHERE p.id = $1 AND p.approved_at IS NOT NULL
"""

#: A session is at most a day long and a week's cap looks a week around.
_AROUND = timedelta(days=8)


async def calendar(
    psychologist_id: int, now: datetime, first: datetime | None = None,
    until: datetime | None = None,
) -> Calendar:  # fmt: skip
    """The calendar between two instants (default: from now to beyond any horizon).

    Raises NotYours for a psychologist who doesn't exist or isn't approved (P3).
    """
    found = await row(
        _CALENDAR,
        psychologist_id,
        now.date(),
        (first or now) - _AROUND,
        (until or now + timedelta(days=400)) + _AROUND,
        now,
    )
    if found is None:
        raise NotYours("no such psychologist")
    names = ("slot_step_minutes", "buffer_before_minutes", "buffer_after_minutes",
             "notice_minutes", "horizon_days", "max_per_day", "max_per_week")  # fmt: skip
    return Calendar(
        timezone=ZoneInfo(found["timezone"]),
        windows=tuple(Window(d, _clock(a), _clock(b)) for d, a, b in json.loads(found["windows"])),
        exceptions=tuple(_exception(item) for item in json.loads(found["exceptions"])),
        holidays=_holidays(now.year),
        rules=Rules(**{name: found[name] for name in names}),
        busy=tuple(_busy(item) for item in json.loads(found["busy"])),
    )


def _clock(text: str) -> time:
    return MIDNIGHT if text == "24:00" else time.fromisoformat(text)


def _exception(item: list[Any]) -> DateException:
    first, last, available, start, end, reason = item
    return DateException(
        date.fromisoformat(first),
        date.fromisoformat(last),
        available,
        start and _clock(start),
        end and _clock(end),
        reason,
    )


def _busy(item: list[Any]) -> Busy:
    since, until, status, group_key, starts_at = item
    return Busy(
        _instant(since),
        _instant(until),
        "held" if status == "held" else "booked",
        UUID(group_key),
        _instant(starts_at),
    )


def _instant(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


@cache
def _holidays(year: int) -> frozenset[date]:
    """Kenya's public holidays of this year and the next (A3)."""
    return frozenset(holidays.country_holidays("KE", years=(year, year + 1)))
