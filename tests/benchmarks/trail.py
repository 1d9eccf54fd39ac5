"""The audit trail: what it costs a move, and how fast a million links are checked."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import asyncpg

from models import database
from services import chain_check
from services.transaction import snapshot
from tests.benchmarks.practice import Practice

AT_ONCE, MOVES, LINKS = 16, 1_000, 1_000_000

_BOOKINGS = """
INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id, status, version,
       purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       calendar_sequence, changed_by_id, created_at, changed_at)
SELECT gen_random_uuid(), gen_random_uuid()::text::varchar(13), p.person_id, p.id, s.id, 'pending',
       1, 'initial', s.format, s.medium, at, at + interval '50 minutes', at,
       at + interval '50 minutes', $1, 50, s.price_minor, s.currency, 1440, 'pending', now(), 0,
       p.person_id, now(), now()
FROM generate_series(1, $2) AS n, LATERAL (SELECT now() + n * interval '1 hour') AS slot (at),
     (SELECT * FROM psychologists ORDER BY id LIMIT 1) AS p
JOIN LATERAL (SELECT * FROM services WHERE psychologist_id = p.id LIMIT 1) AS s ON true
RETURNING id
"""
_MOVE = "UPDATE bookings SET status = 'approved', version = 2, changed_at = now() WHERE id = $1"
_FILL = """
INSERT INTO audit_log (public_id, at, actor_id, actor_role, channel, action, subject, subject_id,
       person_id, before, after, detail)
SELECT gen_random_uuid(), now(), 1, 'client', 'chat', 'booking_moved', 'booking',
       gen_random_uuid()::text, 1, 'pending', 'approved', '{"version": 2}'
FROM generate_series(1, $1)
"""
_LINK = """SELECT count(append_link('audit_log', a.id, row_digest(a))) FROM audit_log AS a
    WHERE NOT EXISTS (SELECT 1 FROM chain_links WHERE source = 'audit_log' AND row_id = a.id)"""


async def moves(here: Practice, *, told: bool) -> float:
    """Durable moves of bookings a second, sixteen at once; `told`: chained, in the trail."""
    connection = await here.connect()
    key = await connection.fetchval("SELECT gen_random_uuid()")
    ids = [one["id"] for one in await connection.fetch(_BOOKINGS, key, MOVES)]
    connections = [await here.connect() for _ in range(AT_ONCE)]
    workers = [await _mover(each, told=told) for each in connections]
    left = iter(ids)

    async def work(move: Callable[[int], Awaitable[None]]) -> None:
        for booking in left:
            await move(booking)

    started = time.perf_counter()
    await asyncio.gather(*(work(worker) for worker in workers))
    took = time.perf_counter() - started
    await _forget(connection)
    for each in (connection, *connections):
        await each.close()
    return MOVES / took


async def _mover(
    connection: asyncpg.Connection, *, told: bool
) -> Callable[[int], Awaitable[None]]:  # fmt: skip
    """Without the trail no other trigger runs either: the bare UPDATE, committed one by one."""
    if not told:
        await connection.execute("SET session_replication_role = replica")
    statement = await connection.prepare(_MOVE)

    async def move(booking: int) -> None:
        await statement.fetch(booking)

    return move


async def _forget(connection: asyncpg.Connection) -> None:
    async with connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")
        await connection.execute("DELETE FROM bookings")
    await connection.execute("VACUUM ANALYZE bookings")


async def fill(here: Practice) -> None:
    """A chain of a million links, made by the database's own function."""
    connection = await here.connect()
    await connection.execute("SET session_replication_role = replica")
    await connection.execute(_FILL, LINKS)
    await connection.fetchval(_LINK)
    await connection.execute("VACUUM ANALYZE audit_log, chain_links")
    await connection.close()


async def verify(here: Practice) -> float:
    """Links a second, each hashed anew beside its row; the whole chain."""
    await database.connect(here.url, pool_size=1)
    started = time.perf_counter()
    async with snapshot():
        report = await chain_check.check()
    took = time.perf_counter() - started
    await database.disconnect()
    assert report.count >= LINKS
    assert report.broken == ()
    return report.count / took
