"""The days on which the whole practice is closed: Kenya's, and what the practice decides (A3)."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from models.database import count, row, rows
from models.views_people import Holiday
from services.errors import Refused
from services.local_days import bounds

PAGE = 5
#: Kenya's holidays are shown this far ahead; the practice's own as far as they were set.
AHEAD = timedelta(days=365)


class DayHasPassed(Refused):
    key = "holiday_has_passed"


async def coming(today: date, page: int) -> tuple[tuple[Holiday, ...], bool]:
    """A page of the coming days that Kenya or the practice keeps, and whether there are more."""
    kept = {
        day: Holiday(day, name, is_closed=True, is_own=False)
        for day, name in _kenyan(today.year).items()
        if today <= day <= today + AHEAD
    }
    decided = await rows(
        "SELECT day, name, is_closed FROM practice_holidays WHERE day >= $1", today
    )
    for own in decided:
        known = kept.get(own["day"])
        if known is not None or own["is_closed"]:
            name = known.name if known else own["name"]
            kept[own["day"]] = Holiday(own["day"], name, own["is_closed"], is_own=known is None)
    found = [kept[day] for day in sorted(kept)]
    return tuple(found[page * PAGE : (page + 1) * PAGE]), len(found) > (page + 1) * PAGE


@cache
def _kenyan(year: int) -> dict[date, str]:
    """Kenya's public holidays of a year and the next."""
    found = holidays.country_holidays("KE", years=(year, year + 1))
    return {day: str(name) for day, name in found.items()}


async def close(day: date, name: str, made_by: int, today: date) -> None:
    """The practice is closed on a day; one of Kenya's keeps its name. Raises DayHasPassed."""
    kenyan = _kenyan(today.year).get(day)
    await _decide(day, kenyan or name, made_by, today, is_closed=True)


async def open_up(day: date, made_by: int, today: date) -> None:
    """The practice works on a day: on a holiday of Kenya's, or on one that it had closed itself.

    Raises DayHasPassed.
    """
    kenyan = _kenyan(today.year).get(day)
    if kenyan is None:
        await count("DELETE FROM practice_holidays WHERE day = $1", day)
        return
    await _decide(day, kenyan, made_by, today, is_closed=False)


async def _decide(day: date, name: str, made_by: int, today: date, *, is_closed: bool) -> None:
    if day < today:
        raise DayHasPassed("a day that has passed")
    await row(
        """INSERT INTO practice_holidays (day, name, is_closed, made_by_id) VALUES ($1, $2, $3, $4)
           ON CONFLICT (day) DO UPDATE SET name = $2, is_closed = $3, made_by_id = $4
           RETURNING id""",
        day,
        name[:80],
        is_closed,
        made_by,
    )


async def booked_on(day: date, timezone: str, now: datetime) -> int:
    """Sessions that are still to come on a day of the practice's; closing it moves none."""
    first, until = bounds(day, ZoneInfo(timezone))
    found = await row(
        """SELECT count(*) AS booked FROM bookings WHERE starts_at >= $1 AND starts_at < $2
           AND starts_at > $3 AND status IN ('pending', 'approved', 'confirmed')""",
        first,
        until,
        now,
    )
    assert found is not None, "an aggregate always answers"
    return int(found["booked"])
