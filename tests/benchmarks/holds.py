"""Holds a second, sixteen at once: our whole hold against the bare INSERT of the same row."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg

from models import database
from models.calendar import Slot
from models.database import connection_arguments
from models.views import BookingView
from services import availability, clock, holds, slots
from services.policy import Policy
from services.transaction import transaction
from tests.benchmarks import calendars
from tests.benchmarks.practice import FIRST_ID, Practice

AT_ONCE, PSYCHOLOGISTS, SLOTS = 16, 100, 20

_INSERT = """
INSERT INTO bookings (public_id, client_id, psychologist_id, service_id, status, version, purpose,
       format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       held_until, calendar_sequence, changed_by_id, created_at, changed_at)
VALUES ($1, $2, $3, $4, 'held', 1, 'initial', 'individual', 'video', $5, $6, $5, $6, $7, 60, 350000,
        'KES', 1440, 'pending', $8, $9, 0, $2, $8, $8)
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """One client, one psychologist, one free time: no two wishes meet."""

    client: int
    psychologist: int
    service: int
    slot: Slot


async def prepare(practice: Practice) -> list[Wish]:
    connection = await practice.connect()
    offers = await calendars.psychologists(connection, PSYCHOLOGISTS)
    clients = await calendars.people(connection, FIRST_ID, PSYCHOLOGISTS * SLOTS)
    await connection.execute("ANALYZE")
    await connection.close()
    await database.connect(practice.url, pool_size=AT_ONCE)
    free = await free_slots(offers[0][0], clock.now())
    await database.disconnect()
    wanted = [(offer, slot) for slot in free[:SLOTS] for offer in offers]
    return [
        Wish(client, *offer, slot) for client, (offer, slot) in zip(clients, wanted, strict=True)
    ]


async def free_slots(psychologist: int, now: datetime) -> list[Slot]:
    calendar = await availability.calendar(psychologist, now)
    today = now.date()
    return slots.free_slots(
        calendar, today + timedelta(days=2), today + timedelta(days=20), 60, now
    )


async def ours(practice: Practice, wishes: Sequence[Wish]) -> float:
    """Holds a second through services.holds, each in its transaction."""
    await database.connect(practice.url, pool_size=AT_ONCE)

    rate = await _rate(wishes, [fulfil] * AT_ONCE)
    await database.disconnect()
    await _let_go(practice)
    return rate


async def fulfil(wish: Wish) -> None:
    """One whole hold, committed."""
    async with transaction():
        held = await holds.hold(
            wish.client, wish.psychologist, wish.service, wish.slot.starts_at, Policy(), clock.now()
        )
    assert isinstance(held, BookingView)


async def bare(practice: Practice, wishes: Sequence[Wish]) -> float:
    """The INSERT alone, prepared, one connection a worker, committed one by one."""
    connections = [await practice.connect() for _ in range(AT_ONCE)]
    rate = await _rate(wishes, [await _inserter(connection) for connection in connections])
    for connection in connections:
        await connection.close()
    await _let_go(practice)
    return rate


async def _inserter(connection: asyncpg.Connection) -> Callable[[Wish], Awaitable[None]]:
    statement = await connection.prepare(_INSERT)

    async def insert(wish: Wish) -> None:
        now, slot = clock.now(), wish.slot
        await statement.fetch(
            uuid4(), wish.client, wish.psychologist, wish.service, slot.starts_at, slot.ends_at,
            uuid4(), now, now + timedelta(minutes=10),
        )  # fmt: skip

    return insert


async def _rate(
    wishes: Sequence[Wish], workers: Sequence[Callable[[Wish], Awaitable[None]]]
) -> float:
    left = iter(wishes)

    async def work(worker: Callable[[Wish], Awaitable[None]]) -> None:
        for wish in left:
            await worker(wish)

    started = time.perf_counter()
    await asyncio.gather(*(work(worker) for worker in workers))
    return len(wishes) / (time.perf_counter() - started)


async def _let_go(practice: Practice) -> None:
    connection = await asyncpg.connect(**connection_arguments(practice.url))
    await connection.execute("DELETE FROM bookings WHERE status = 'held'")
    await connection.execute("VACUUM ANALYZE bookings")
    await connection.close()
