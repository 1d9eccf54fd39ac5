"""Hundreds of clients who are all due for a reminder at once, and whether each has it."""

import asyncio
from datetime import timedelta

from bot import demo_people
from models import database
from services import clock
from tests.town import Town

FIRST_ID = 801_000_001

_CLIENTS = """
WITH who AS (
    INSERT INTO people (public_id, telegram_id, name, phone, language, timezone, created_at)
    SELECT gen_random_uuid(), $1 + n, 'Client ' || n, '+2547' || 14000000 + n, 'en',
           'Africa/Nairobi', $3
    FROM generate_series(0, $2::int - 1) AS n RETURNING id, telegram_id
)
INSERT INTO chats (telegram_chat_id, person_id) SELECT telegram_id, id FROM who
"""
#: One after another in the psychologists' calendars: what is due at once is the reminder.
_BOOKINGS = """
INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id, status, version,
       purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       requested_at, approved_at, confirmed_at, calendar_sequence, created_at, changed_at)
SELECT gen_random_uuid(), 'BK-2026-' || lpad(p.id::text, 6, '0'), p.id, s.psychologist_id, s.id,
       'confirmed', 3, 'initial', s.format, s.medium, at, at + interval '1 minute', at,
       at + interval '1 minute', gen_random_uuid(), 1, s.price_minor, s.currency, 1440, 'paid', $2,
       $2, $2, $2, 0, $2, $2
FROM people AS p JOIN services AS s ON s.id = (SELECT min(id) FROM services),
LATERAL (SELECT $3::timestamptz + (p.telegram_id - $1) * interval '1 minute') AS slot(at)
WHERE p.telegram_id >= $1
"""
#: Nobody sleeps, whatever hour it is: at night all of it would wait for the morning (X32).
_AWAKE = """
INSERT INTO wishes (person_id, by_chat, by_sms, by_email, day_before, hours_before, minutes_before,
                    shares_phone, digest)
SELECT id, true, 'instead', true, true, true, true, false, false FROM people
"""


async def crowd_due(here: Town, clients: int) -> None:
    """All are due for the reminder of a day before, from a minute ago to in some hours."""
    await database.connect(here.database_url, pool_size=1)
    await demo_people.settle_in(clock.now())
    await database.disconnect()
    for n in range(clients):
        phone = {"name": f"C{n}", "phone": f"+2547{14_000_000 + n}",
                 "telegram_id": FIRST_ID + n, "met": True}  # fmt: skip
        await here.post("/sim/phones", phone)
    now = clock.now()
    await here.sql(_CLIENTS, FIRST_ID, clients, now - timedelta(days=3))
    first = now + timedelta(hours=24, seconds=10)
    await here.sql(_BOOKINGS, FIRST_ID, now - timedelta(days=2), first)
    await here.sql("DELETE FROM wishes")
    await here.sql(_AWAKE)
    # All at once, as after a night: each session is at another time, its reminder is due now.
    await _until(here, "SELECT count(*) FROM reminders", 6 * clients)
    await here.sql("UPDATE reminders SET due_at = $1 WHERE kind = 'day'", now)


async def until_sent(here: Town, many: int) -> None:
    await _until(
        here, "SELECT count(*) FROM outbox WHERE state = 'sent' AND lane >= 'tg:801'", many
    )


async def _until(here: Town, query: str, many: int) -> None:
    found = {"count": 0}
    for _ in range(1200):
        [found] = await here.sql(query)
        if found["count"] >= many:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{found['count']} of {many}: {query}")


async def times_told(here: Town, client: int) -> int:
    messages = await here.phone(f"c{client}").messages()
    return sum("your session with" in message["text"] for message in messages)
