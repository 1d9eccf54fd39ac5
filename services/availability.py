"""One psychologist's calendar, read in one query and asked through the slot function (A5).

Ordinary services are held in the windows without a purpose. A service for emergencies has windows
of its own, and no minimum notice (S2); dates that are closed are closed to both.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import holidays

from models.calendar import MIDNIGHT, Busy, Calendar, DateException, Rules, Window
from models.database import Row, row
from models.values import Purpose
from services.errors import NotYours

#: Asked with `arguments`, read by `picture`; a hold asks it as a part of its own query.
CALENDAR = """
SELECT people.timezone, slot_step_minutes, buffer_before_minutes, buffer_after_minutes,
       notice_minutes, horizon_days, max_per_day, max_per_week,
       (SELECT coalesce(json_agg(json_build_array(
                   day_of_week, start_time, end_time, purpose)), '[]')
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
             OR (b.status = 'held' AND b.held_until > $5))) AS busy,
       (SELECT coalesce(json_agg(json_build_array(
                   extract(epoch FROM o.starts_at), extract(epoch FROM o.ends_at))), '[]')
        FROM outside_calendars AS c JOIN outside_events AS o ON o.calendar_id = c.id
        WHERE c.psychologist_id = p.id AND o.ends_at > $3
        AND o.starts_at < least($4, $5 + make_interval(days => p.horizon_days + 3))) AS outside,
       (SELECT coalesce(json_agg(json_build_array(day, is_closed)), '[]')
        FROM practice_holidays WHERE day >= $2::date - 2) AS own_holidays
FROM psychologists AS p JOIN people ON people.id = p.person_id
WHERE p.id = $1 AND p.approved_at IS NOT NULL
"""

#: What isn't one of our sessions has no group.
NIL = UUID(int=0)
#: A session is at most a day long and a week's cap looks a week around.
_AROUND = timedelta(days=8)
_BEYOND = timedelta(days=400)
_RULES = ("slot_step_minutes", "buffer_before_minutes", "buffer_after_minutes",
          "notice_minutes", "horizon_days", "max_per_day", "max_per_week")  # fmt: skip


async def calendar(
    psychologist_id: int, now: datetime, first: datetime | None = None,
    until: datetime | None = None, *, emergency: bool = False,
) -> Calendar:  # fmt: skip
    """The calendar between two instants (default: from now to beyond any horizon).

    `emergency`: as a service with that purpose sees it. A paused psychologist has one too: whoever
    takes new bookings asks about that. Raises NotYours for one who doesn't exist or isn't approved
    (P3).
    """
    found = await row(CALENDAR, *arguments(psychologist_id, now, first, until))
    if found is None:
        raise NotYours("no such psychologist")
    return picture(found, now, first, until, emergency=emergency)


def arguments(
    psychologist_id: int, now: datetime, first: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Any, ...]:  # fmt: skip
    """The values that CALENDAR is asked with."""
    since = (first or now) - _AROUND
    return psychologist_id, now.date(), since, (until or now + _BEYOND) + _AROUND, now


def picture(
    found: Row, now: datetime, first: datetime | None = None, until: datetime | None = None,
    *, emergency: bool = False,
) -> Calendar:  # fmt: skip
    """The calendar out of a row of CALENDAR that was asked with the same instants."""
    rules = Rules(**{name: found[name] for name in _RULES})
    last = max(until or now, now + timedelta(days=rules.horizon_days)) + _AROUND
    busy = [_busy(item) for item in json.loads(found["busy"])]
    return Calendar(
        timezone=ZoneInfo(found["timezone"]),
        windows=tuple(
            Window(day, _clock(start), _clock(end))
            for day, start, end, purpose in json.loads(found["windows"])
            if (purpose == Purpose.EMERGENCY) == emergency
        ),
        exceptions=_exceptions(found["exceptions"], emergency=emergency),
        holidays=_closed_days((first or now) - _AROUND, last, json.loads(found["own_holidays"])),
        rules=replace(rules, notice_minutes=0) if emergency else rules,
        busy=(*busy, *(_outside(item) for item in json.loads(found["outside"]))),
    )


def _clock(text: str) -> time:
    return MIDNIGHT if text == "24:00" else time.fromisoformat(text)


def _exceptions(told: str, *, emergency: bool) -> tuple[DateException, ...]:
    """Other hours for a date are ordinary hours: an emergency's are its windows alone."""
    found = (_exception(item) for item in json.loads(told))
    return tuple(e for e in found if not (emergency and e.is_available and e.hours))


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


def _outside(item: list[float]) -> Busy:
    """Time that another calendar takes: booked, but no session to the caps."""
    since, until = item
    return Busy(_instant(since), _instant(until), "booked", NIL)


def _closed_days(
    first: datetime, last: datetime, own: Iterable[tuple[str, bool]]
) -> frozenset[date]:  # fmt: skip
    """Kenya's public holidays in these years, as the practice has changed them (A3)."""
    public = _public_holidays(first.year, last.year)
    told = {date.fromisoformat(day): is_closed for day, is_closed in own}
    if not told:
        return public
    closed = {day for day, is_closed in told.items() if is_closed}
    return (public - told.keys()) | closed


@cache
def _public_holidays(first_year: int, last_year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KE", years=range(first_year, last_year + 1)))
