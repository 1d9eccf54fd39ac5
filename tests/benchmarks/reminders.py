"""Seconds to claim, check and render the reminders that are due, of many that wait."""

import time

from bot.ports import free_port
from handlers import remind
from handlers.practice import Practice as House
from models import database
from services import clock, reminders
from services.policy import Policy
from services.vault import Vault
from tests.benchmarks.practice import FIRST_ID, Practice
from tests.reminded import crowd_due, until_sent
from tests.town import town

CLIENTS = 1_000
#: Six reminders each: three for either side.
SESSIONS = 16_700
DUE = 1_000
#: Reminders that really leave, to the simulated Telegram.
LEAVING = 300

#: Noon in Nairobi: at night all of it would wait for the morning.
NOON = clock.now().replace(hour=9, minute=0, second=0, microsecond=0)

_SESSIONS = """
INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id, status, version,
       purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       requested_at, approved_at, confirmed_at, calendar_sequence, created_at, changed_at)
SELECT gen_random_uuid(), 'BK-2027-' || lpad(n::text, 6, '0'), p.id, s.psychologist_id, s.id,
       'confirmed', 3, 'initial', s.format, s.medium, at, at + interval '50 minutes', at,
       at + interval '1 hour', gen_random_uuid(), 50, s.price_minor, s.currency, 1440, 'paid',
       now(), now(), now(), now(), 0, now(), now()
FROM generate_series(0, $3::int - 1) AS n
JOIN people AS p ON p.telegram_id = $1 + n % $2::int
JOIN services AS s ON s.id = (SELECT min(id) FROM services),
LATERAL (SELECT date_trunc('hour', now()) + (2000 + n) * interval '1 hour') AS slot(at)
"""
_DUE = """
UPDATE reminders SET due_at = $1 WHERE id IN (
    SELECT min(r.id) FROM reminders AS r JOIN people AS p ON p.id = r.person_id
    WHERE r.kind = 'day' AND p.telegram_id >= $2 GROUP BY r.person_id)
"""
_AGAIN = """UPDATE reminders SET state = 'waiting', decided_at = NULL, why = NULL
    WHERE state <> 'waiting'"""
_BARE = """
UPDATE reminders SET state = 'said', decided_at = $1
WHERE id IN (SELECT id FROM reminders WHERE state = 'waiting' AND due_at <= $1
             ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING id, booking_id, person_id, kind, due_at
"""
_HOUSE = House("Smiling Steps", Policy(), "https://meet.jit.si", Vault({1: bytes(32)}),
               takes_payments=True)  # fmt: skip


async def prepare(here: Practice) -> float:
    """People, chats and sessions; the answer is how many sessions a second were planned."""
    await here.settle(CLIENTS)
    connection = await here.connect()
    await connection.execute(_SESSIONS, FIRST_ID, CLIENTS, SESSIONS)
    await connection.close()
    await database.connect(here.url, pool_size=2)
    started = time.perf_counter()
    await remind.plan(_HOUSE, clock.now())
    took = time.perf_counter() - started
    await database.disconnect()
    connection = await here.connect()
    await connection.execute(_DUE, NOON, FIRST_ID)
    assert await connection.fetchval("SELECT count(*) FROM reminders") >= 100_000
    await connection.execute("ANALYZE")
    await connection.close()
    return SESSIONS / took


async def _rewind(here: Practice) -> None:
    connection = await here.connect()
    await connection.execute(_AGAIN)
    await connection.execute("TRUNCATE outbox")
    await connection.execute("VACUUM reminders")
    await connection.close()


async def ours(here: Practice) -> float:
    """Claimed, checked against their bookings, rendered, put into the outbox."""
    await _rewind(here)
    await database.connect(here.url, pool_size=2)
    started = time.perf_counter()
    await remind.remind(_HOUSE, NOON)
    took = time.perf_counter() - started
    await database.disconnect()
    connection = await here.connect()
    assert await connection.fetchval("SELECT count(*) FROM outbox") == DUE
    await connection.close()
    return took


async def bare(here: Practice) -> float:
    """The same rows by one statement a batch, and nothing made of them."""
    await _rewind(here)
    connection = await here.connect()
    claimed = 0
    started = time.perf_counter()
    while found := await connection.fetch(_BARE, NOON, reminders.BATCH):
        claimed += len(found)
    took = time.perf_counter() - started
    await connection.close()
    assert claimed == DUE
    return took


async def leave(here: Practice) -> tuple[float, int]:
    """Reminders a second out of a real process, and how often it broke Telegram's limits."""
    async with town(here.url) as there:
        await there.start_process(LISTEN_PORT=str(free_port()))
        await crowd_due(there, LEAVING)
        started = time.perf_counter()
        await until_sent(there, LEAVING)
        took = time.perf_counter() - started
        violations = (await there.get("/sim/stats"))["telegram"]["violations"]
        return LEAVING / took, sum(violations.values())
