"""The practice that is measured: its rows are written straight into the database."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import asyncpg
import psutil

from bot import demo_people, embedded
from models import database
from models.database import connection_arguments
from services import clock

#: Telegram ids of the people who press.
FIRST_ID = 800_000_001

_CLIENTS = """
WITH who AS (
    INSERT INTO people (public_id, telegram_id, name, phone, language, timezone, created_at)
    SELECT gen_random_uuid(), $1 + n, 'Client ' || n, '+2547' || 12000000 + n, 'en',
           'Africa/Nairobi', now()
    FROM generate_series(0, $2::int - 1) AS n RETURNING id, telegram_id
)
INSERT INTO chats (telegram_chat_id, person_id, dialogue) SELECT telegram_id, id, 'pay' FROM who
"""

#: An approved booking for each, one after another, far enough ahead to stay unpaid.
_BOOKINGS = """
INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id, status, version,
       purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       requested_at, approved_at, payment_due_at, calendar_sequence, created_at, changed_at)
SELECT gen_random_uuid(), 'BK-2026-' || c.id, c.person_id, s.psychologist_id, s.id, 'approved', 3,
       'initial', s.format, s.medium, at, at + interval '50 minutes', at, at + interval '1 hour',
       gen_random_uuid(), 50, s.price_minor, s.currency, 1440, 'pending', now(),
       now(), now(), now() + interval '1 day', 0, now(), now()
FROM chats AS c JOIN people AS p ON p.id = c.person_id
JOIN services AS s ON s.id = (SELECT min(id) FROM services),
LATERAL (SELECT date_trunc('hour', now()) + (48 + c.id) * interval '1 hour') AS slot(at)
WHERE c.dialogue = 'pay'
"""

#: Everybody looks at the payment's first screen, whose buttons carry revision 1.
_REWIND = """
INSERT INTO drafts (chat_id, dialogue, step, rev, answers, live_message_id, updated_at)
SELECT c.id, 'pay', 'confirm', 1, jsonb_build_object('booking', b.public_id, 'phone', p.phone),
       NULL, now()
FROM chats AS c JOIN people AS p ON p.id = c.person_id JOIN bookings AS b ON b.client_id = p.id
WHERE c.dialogue = 'pay'
ON CONFLICT (chat_id, dialogue) DO UPDATE
SET step = excluded.step, rev = excluded.rev, answers = excluded.answers, live_message_id = NULL
"""


@dataclass(frozen=True, slots=True)
class Practice:
    """A migrated database on a server with its normal durability."""

    url: str

    async def connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(**connection_arguments(self.url))

    async def server(self) -> int:
        """The process of the server itself, parent of all its others."""
        connection = await self.connect()
        backend = await connection.fetchval("SELECT pg_backend_pid()")
        parent = int(psutil.Process(backend).ppid())
        await connection.close()
        return parent

    async def settle(self, clients: int) -> None:
        """The demo's psychologists, and clients who all have something to pay."""
        await database.connect(self.url, pool_size=2)
        await demo_people.settle_in(clock.now())
        await database.disconnect()
        connection = await self.connect()
        await connection.execute(_CLIENTS, FIRST_ID, clients)
        await connection.execute(_BOOKINGS)
        await connection.close()

    async def rewind(self) -> None:
        """Queues empty and every dialogue at its start."""
        connection = await self.connect()
        await connection.execute("TRUNCATE inbox, outbox, sending_budget")
        await connection.execute(_REWIND)
        await connection.execute("CHECKPOINT")
        await connection.close()


@contextmanager
def server() -> Iterator[str]:
    """PostgreSQL for the measures alone; its data is thrown away afterwards."""
    folder = embedded.data_folder(f"bench-{secrets.token_hex(4)}")
    try:
        with embedded.server(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def practice(server_url: str, name: str) -> Practice:
    """A fresh database on that server."""
    url = await embedded.ensure_database(server_url, name)
    await database.migrate(url)
    return Practice(url)
