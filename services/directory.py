"""Psychologists as clients find them: cards, their free days and their free times (B1)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.calendar import Slot
from models.database import Row, row, rows
from models.values import Medium, Money, Purpose
from models.views import PsychologistCard, ServiceCard
from services import availability, slots
from services.errors import NotYours
from services.local_days import bounds, by_day, first_of_next_month

_CARD = """
SELECT p.id, p.slug, people.name, p.title, p.bio, p.specialties, p.languages,
       (SELECT json_agg(json_build_array(s.id, s.title, s.duration_minutes, s.price_minor,
                                         s.currency, s.medium, s.needs_approval)
                        ORDER BY s.price_minor, s.id)
        FROM services AS s WHERE s.psychologist_id = p.id AND s.is_active AND s.capacity = 1
       ) AS services
FROM psychologists AS p JOIN people ON people.id = p.person_id
WHERE p.approved_at IS NOT NULL AND p.paused_at IS NULL
  AND EXISTS (SELECT 1 FROM services AS s
              WHERE s.psychologist_id = p.id AND s.is_active AND s.capacity = 1)
"""


@dataclass(frozen=True, slots=True)
class Month:
    """Free times by the reader's date, and whether there is anything to page to."""

    today: date
    first: date
    free: Mapping[date, int]
    earlier: bool
    later: bool


async def cards(now: datetime) -> tuple[PsychologistCard, ...]:
    """Everybody who can be booked, those with the soonest free time first."""
    found = [_card(r) for r in await rows(f"{_CARD} ORDER BY people.name")]
    dated = [await _with_next_free(card, now) for card in found]
    return tuple(sorted(dated, key=lambda c: (c.next_free is None, c.next_free or now, c.name)))


async def find(key: int | str, now: datetime) -> PsychologistCard | None:
    """By id, by slug, or by a part of the name that fits one person only."""
    if isinstance(key, int):
        found = await row(f"{_CARD} AND p.id = $1", key)
    else:
        found = await row(f"{_CARD} AND p.slug = $1", key) or await _by_name(key)
    return await _with_next_free(_card(found), now) if found else None


async def _by_name(part: str) -> Row | None:
    hits = await rows(f"{_CARD} AND position(lower($1) IN lower(people.name)) > 0 LIMIT 2", part)
    return hits[0] if len(hits) == 1 and part else None


def _card(found: Mapping[str, Any]) -> PsychologistCard:
    services = tuple(
        ServiceCard(id_, title, minutes, Money(price, currency), Medium(medium), needs_approval)
        for id_, title, minutes, price, currency, medium, needs_approval in json.loads(
            found["services"]
        )
    )
    return PsychologistCard(
        found["id"], found["slug"], found["name"], found["title"], found["bio"],
        tuple(json.loads(found["specialties"])), tuple(json.loads(found["languages"])),
        services, None,
    )  # fmt: skip


async def _with_next_free(card: PsychologistCard, now: datetime) -> PsychologistCard:
    calendar = await availability.calendar(card.id, now)
    shortest = min(service.minutes for service in card.services)
    soonest = slots.next_free(calendar, shortest, now)
    return replace(card, next_free=soonest.starts_at if soonest else None)


async def free_month(
    psychologist_id: int, service_id: int, month: date | None, timezone: str, now: datetime
) -> Month:
    """A month of the reader's calendar; without a month, the first that has a free day.

    Raises NotYours for a psychologist or service that can't be booked.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    days = by_day(await _free(psychologist_id, service_id, now), zone)
    this_month = today.replace(day=1)
    last = max(days, default=today).replace(day=1)
    first = (month or min(days, default=today)).replace(day=1)
    first = min(max(first, this_month), last)
    end = first_of_next_month(first)
    free = {day: len(found) for day, found in days.items() if first <= day < end}
    return Month(today, first, free, first > this_month, first < last)


async def free_times(
    psychologist_id: int, service_id: int, day: date, timezone: str, now: datetime
) -> tuple[tuple[Slot, ...], tuple[time, ...]]:
    """The free slots that start on a date of the reader's, and their times by that clock."""
    zone = ZoneInfo(timezone)
    since, until = bounds(day, zone)
    found = tuple(
        slot
        for slot in await _free(psychologist_id, service_id, now, since, until)
        if since <= slot.starts_at < until
    )
    return found, tuple(slot.starts_at.astimezone(zone).time() for slot in found)


async def _free(
    psychologist_id: int, service_id: int, now: datetime,
    since: datetime | None = None, until: datetime | None = None,
) -> list[Slot]:  # fmt: skip
    service = await row(
        """SELECT duration_minutes, purpose, paused_at FROM services AS s JOIN psychologists AS p
               ON p.id = s.psychologist_id
           WHERE s.id = $1 AND s.psychologist_id = $2 AND s.is_active""",
        service_id,
        psychologist_id,
    )
    if service is None:
        raise NotYours("no such service")
    if service["paused_at"] is not None:
        return []
    calendar = await availability.calendar(
        psychologist_id, now, since, until, emergency=service["purpose"] == Purpose.EMERGENCY
    )
    local = calendar.timezone
    first = (since or now).astimezone(local).date()
    horizon = now.astimezone(local).date() + timedelta(days=calendar.rules.horizon_days)
    last = until.astimezone(local).date() if until else horizon
    return slots.free_slots(calendar, first, last, service["duration_minutes"], now)
