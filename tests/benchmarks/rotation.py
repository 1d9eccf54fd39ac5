"""10,000 people's keys under a new master key, while others book: how long a booking takes."""

import asyncio
import secrets
import time
from dataclasses import dataclass

import asyncpg

from models import database
from services import clock, key_rotation
from services.transaction import transaction
from services.vault import Vault
from tests.benchmarks import calendars, holds
from tests.benchmarks.holds import Wish
from tests.benchmarks.practice import Practice

RECORDS = 10_000
OLD, NEW = {1: b"o" * 32}, {2: b"n" * 32}
#: Bookings are asked for this often, in seconds, so that many meet the rotation.
EVERY = 0.01
_FIRST = 870_000_000


@dataclass(frozen=True, slots=True)
class Rotated:
    """Seconds for all keys; milliseconds of the holds meanwhile and of as many without it."""

    seconds: float
    keys: int
    left: int
    meanwhile: list[float]
    alone: list[float]


async def run(practice: Practice) -> Rotated:
    wishes = await holds.prepare(practice)
    await _keys(await practice.connect())
    await database.connect(practice.url, pool_size=8)
    try:
        half = len(wishes) // 2
        alone = [await _hold(wish) for wish in wishes[:half]]
        started = time.perf_counter()
        turning = asyncio.create_task(_rotate(Vault(OLD | NEW)))
        meanwhile = []
        for wish in wishes[half:]:
            if turning.done():
                break
            meanwhile.append(await _hold(wish))
            await asyncio.sleep(EVERY)
        keys = await turning
        seconds = time.perf_counter() - started
        left = (await key_rotation.usage()).under(1)
    finally:
        await database.disconnect()
    return Rotated(seconds, keys, left, meanwhile, alone)


async def _rotate(vault: Vault) -> int:
    total = 0
    while True:
        async with transaction():
            done = await key_rotation.rewrap(vault)
        if not done:
            return total
        total += done


async def _hold(wish: Wish) -> float:
    started = time.perf_counter()
    await holds.fulfil(wish)
    return (time.perf_counter() - started) * 1000


async def _keys(connection: asyncpg.Connection) -> None:
    """Data keys of as many people, all under the old master key."""
    people = await calendars.people(connection, _FIRST, RECORDS)
    vault, now = Vault(OLD), clock.now()
    wrapped = [vault.wrapped(person, 1, secrets.token_bytes(32))[0] for person in people]
    await connection.executemany(
        """INSERT INTO data_keys (person_id, wrapped, version, master_version, created_at)
           VALUES ($1, $2, 1, 1, $3)""",
        [(person, wrap, now) for person, wrap in zip(people, wrapped, strict=True)],
    )
    await connection.close()
