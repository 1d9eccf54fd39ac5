"""Psychologists who are open day and night, and people to book with them, written by SQL."""

import asyncpg

_PEOPLE = """
INSERT INTO people (public_id, telegram_id, name, language, timezone, created_at)
SELECT gen_random_uuid(), $1 + n, 'Person ' || n, 'en', 'Africa/Nairobi', now()
FROM generate_series(0, $2::int - 1) AS n RETURNING id
"""

_PROFILES = """
INSERT INTO psychologists (public_id, slug, person_id, title, bio, specialties, languages,
       slot_step_minutes, buffer_before_minutes, buffer_after_minutes, notice_minutes, horizon_days,
       approved_at)
SELECT gen_random_uuid(), 'p' || id, id, '', '', '[]', '[]', 60, 0, 0, 60, 30, now()
FROM unnest($1::bigint[]) AS id RETURNING id
"""

_SERVICES = """
INSERT INTO services (public_id, psychologist_id, slug, title, format, medium, duration_minutes,
       price_minor, currency, capacity, needs_approval, is_active)
SELECT gen_random_uuid(), id, 'session', 'Session', 'individual', 'video', 60, 350000, 'KES', 1,
       true, true
FROM unnest($1::bigint[]) AS id RETURNING id
"""

_HOURS = """
INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time, is_active)
SELECT id, day, $2, $3, true FROM unnest($1::bigint[]) AS id, generate_series(0, 6) AS day
"""


async def people(connection: asyncpg.Connection, first_telegram_id: int, count: int) -> list[int]:
    return [r["id"] for r in await connection.fetch(_PEOPLE, first_telegram_id, count)]


async def psychologists(
    connection: asyncpg.Connection, count: int, start: str = "00:00", end: str = "24:00"
) -> list[tuple[int, int]]:
    """Each with one service of an hour: (psychologist, service)."""
    persons = await people(connection, 900_000_001, count)
    profiles = [r["id"] for r in await connection.fetch(_PROFILES, persons)]
    services = [r["id"] for r in await connection.fetch(_SERVICES, profiles)]
    await connection.execute(_HOURS, profiles, start, end)
    return list(zip(profiles, services, strict=True))
