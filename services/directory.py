"""Psychologists as clients find them: cards, their free days and their free times (B1)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from models.calendar import Slot
from models.database import Row, row, rows
from models.values import Medium, Money, Purpose, SessionFormat
from models.views import PsychologistCard, ServiceCard
from services import availability, slots
from services.free_times import open_service, times_on
from services.local_days import bounds

_CARD = """
SELECT p.id, p.slug, people.name, p.title, p.bio, p.specialties, p.languages, p.photo_file_id,
       (SELECT json_agg(json_build_array(s.id, s.title, s.duration_minutes, s.price_minor,
                                         s.currency, s.medium, s.needs_approval, s.format,
                                         s.purpose)
                        ORDER BY s.price_minor, s.id)
        FROM services AS s WHERE s.psychologist_id = p.id AND s.is_active AND s.capacity = 1
       ) AS services
FROM psychologists AS p JOIN people ON people.id = p.person_id
WHERE p.approved_at IS NOT NULL AND p.paused_at IS NULL
  AND EXISTS (SELECT 1 FROM services AS s
              WHERE s.psychologist_id = p.id AND s.is_active AND s.capacity = 1)
"""


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
    return PsychologistCard(
        found["id"], found["slug"], found["name"], found["title"], found["bio"],
        tuple(json.loads(found["specialties"])), tuple(json.loads(found["languages"])),
        tuple(_service(item) for item in json.loads(found["services"])), None,
        found["photo_file_id"],
    )  # fmt: skip


def _service(item: list[Any]) -> ServiceCard:
    id_, title, minutes, price, currency, medium, needs_approval, format_, purpose = item
    return ServiceCard(
        id_, title, minutes, Money(price, currency), Medium(medium), needs_approval,
        SessionFormat(format_), purpose and Purpose(purpose),
    )  # fmt: skip


async def _with_next_free(card: PsychologistCard, now: datetime) -> PsychologistCard:
    """The next time that is free for the shortest of the services; not the emergency hours'."""
    usual = [each for each in card.services if each.purpose is not Purpose.EMERGENCY]
    calendar = await availability.calendar(card.id, now, emergency=not usual)
    shortest = min(service.minutes for service in usual or card.services)
    soonest = slots.next_free(calendar, shortest, now)
    return replace(card, next_free=soonest.starts_at if soonest else None)


async def free_times(
    psychologist_id: int, service_id: int, day: date, timezone: str, now: datetime
) -> tuple[tuple[Slot, ...], tuple[time, ...]]:
    """The free slots that start on a date of the reader's, and their times by that clock."""
    opened = await open_service(psychologist_id, service_id, now, *bounds(day, ZoneInfo(timezone)))
    return times_on([opened], day, timezone, now)
