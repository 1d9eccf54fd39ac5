"""Callbacks a second: from the POST to the confirmed session, and the bare INSERT of the same."""

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Sequence

import aiohttp
import asyncpg

from tests.benchmarks.practice import Practice, practice
from tests.benchmarks.taps import AT_ONCE, OURS, Arena, arena
from tests.world.paying import callback

CALLBACKS, WARM_UP = 500, 50
INSERTERS = 16

#: A live prompt for everybody who has a session to pay for.
_PROMPTS = """
WITH due AS (UPDATE bookings SET payment_status = 'processing' WHERE status = 'approved'
    RETURNING id, client_id, price_minor, currency)
INSERT INTO payments (public_id, booking_id, provider, attempt, status, amount_minor, currency,
       phone, callback_token, checkout_request_id, queries, next_query_at, asked_at, submitted_at)
SELECT gen_random_uuid(), due.id, 'mpesa', 1, 'prompted', price_minor, currency, phone,
       md5(due.id::text) || left(md5(due.id || 'x'), 16), 'ws_CO_' || due.id, 0,
       now() + interval '1 day', now(), now()
FROM due JOIN people ON people.id = client_id
RETURNING callback_token, checkout_request_id, amount_minor
"""
_RAW = """INSERT INTO inbox (source, external_id, lane, position, payload, state, attempts, due_at,
    received_at) VALUES ('mpesa', $1, $2, 0, $3, 'open', 1, now(), now())"""
_GREETED = "SELECT count(*) FROM outbox WHERE state <> 'due'"
_CONFIRMED = "SELECT count(*) FROM bookings WHERE status = 'confirmed'"
_numbers = itertools.count()

#: Token and body of one callback.
Post = tuple[str, bytes]


async def ours(url: str) -> float:
    """Callbacks a second, until the last one's session is confirmed."""
    here = await practice(url, f"callbacks_{next(_numbers)}")
    everybody = CALLBACKS + WARM_UP
    await here.settle(everybody)
    posts = await _prompts(here)
    async with arena(OURS, here, everybody) as there:
        await _greeted(there, here)
        first, rest = posts[:WARM_UP], posts[WARM_UP:]
        await _until_confirmed(there.session, there.listens, here, first, WARM_UP)
        return await _until_confirmed(there.session, there.listens, here, rest, everybody)


async def bare(url: str) -> float:
    """INSERTs a second of the same payloads, prepared, committed one by one."""
    here = await practice(url, f"callbacks_{next(_numbers)}")
    await here.settle(CALLBACKS)
    posts = await _prompts(here)
    connections = [await here.connect() for _ in range(INSERTERS)]
    inserters = [await _inserter(connection) for connection in connections]
    rate = await _rate(posts, inserters)
    for connection in connections:
        await connection.close()
    return rate


async def _greeted(there: Arena, here: Practice) -> None:
    """Telegram lets a bot write to those who wrote first: everybody has, before it is measured."""
    phones = (await there.get("/sim/state"))["phones"]
    for phone in phones:
        await there.post(f"/sim/phones/{phone['id']}/send", {"text": "/start"})
    connection = await here.connect()
    while await connection.fetchval(_GREETED) < len(phones):
        await asyncio.sleep(0.05)
    await connection.close()


async def _prompts(here: Practice) -> list[Post]:
    connection = await here.connect()
    found = await connection.fetch(_PROMPTS)
    await connection.execute("ANALYZE")
    await connection.close()
    return [
        (of["callback_token"], json.dumps(callback(dict(of), receipt=f"UKL{n:07}")).encode())
        for n, of in enumerate(found)
    ]


async def _until_confirmed(
    session: aiohttp.ClientSession, program: str, here: Practice, posts: Sequence[Post], total: int
) -> float:
    async def deliver(post: Post) -> None:
        token, body = post
        async with session.post(f"{program}/hooks/pay/{token}", data=body) as response:
            response.raise_for_status()

    connection = await here.connect()
    started = time.perf_counter()
    await _rate(posts, [deliver] * AT_ONCE)
    while await connection.fetchval(_CONFIRMED) < total:
        if time.perf_counter() - started > 120:
            raise RuntimeError("some callbacks were never applied")
        await asyncio.sleep(0.01)
    took = time.perf_counter() - started
    await connection.close()
    return len(posts) / took


async def _inserter(connection: asyncpg.Connection) -> Callable[[Post], Awaitable[None]]:
    statement = await connection.prepare(_RAW)

    async def insert(post: Post) -> None:
        token, body = post
        await statement.fetch(token, f"mpesa:{token}", body)

    return insert


async def _rate(
    posts: Sequence[Post], workers: Sequence[Callable[[Post], Awaitable[None]]]
) -> float:
    left = iter(posts)

    async def work(deliver: Callable[[Post], Awaitable[None]]) -> None:
        for post in left:
            await deliver(post)

    started = time.perf_counter()
    await asyncio.gather(*(work(worker) for worker in workers))
    return len(posts) / (time.perf_counter() - started)
