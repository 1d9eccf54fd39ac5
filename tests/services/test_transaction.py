"""Transactions: all or nothing, savepoints, and a pool that outlives its connections."""

import asyncio
import contextvars
import random
import threading
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, suppress

import asyncpg
import pytest

from models import database
from models.database import AWAY, connection_arguments, count, row
from services.transaction import NothingKept, savepoint, transaction

POOL = 3


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[str]:
    """The program's pool is small here; the value is where to end its connections."""
    await database.connect(database_url, pool_size=POOL)
    yield database_url
    await database.disconnect()


async def _end_connections(database_url: str) -> None:
    admin = await asyncpg.connect(**connection_arguments(database_url))
    await admin.execute(
        """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()"""
    )
    await admin.close()


def _kill(database_url: str) -> None:
    """End all connections while this loop stands still, so that nobody has noticed yet."""
    thread = threading.Thread(target=asyncio.run, args=(_end_connections(database_url),))
    thread.start()
    thread.join()


async def _budgets() -> int:
    found = await row("SELECT count(*) AS n FROM sending_budget")
    assert found is not None
    return int(found["n"])


async def _write(key: str) -> None:
    await count("INSERT INTO sending_budget (key, spoken_until) VALUES ($1, now())", key)


async def _fail_in(block: AbstractAsyncContextManager[None]) -> None:
    async with block:
        await _write("undone")
        raise ZeroDivisionError


async def _die_in_a_transaction(database_url: str, writes_after: int) -> None:
    async with transaction():
        await _write("before")
        _kill(database_url)
        for number in range(writes_after):
            await _write(f"after {number}")


async def _all_places_at_once() -> None:
    """As many transactions as the pool has places, each open while the others are."""
    together = asyncio.Barrier(POOL)

    async def one() -> None:
        async with transaction():
            await row("SELECT 1")
            await together.wait()

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for _ in range(POOL):
            group.create_task(one())


async def _find_out() -> None:
    """A dead connection is noticed by its next user or while the loop turns; the rest are new."""
    for _ in range(POOL):
        with suppress(*AWAY):
            async with transaction():
                await row("SELECT 1")


async def test_an_error_undoes_everything(db: str) -> None:
    assert db
    with pytest.raises(ZeroDivisionError):
        await _fail_in(transaction())
    assert await _budgets() == 0


async def test_what_is_not_committed_is_nobody_elses_to_see(db: str) -> None:
    assert db
    outside = contextvars.copy_context()
    async with transaction():
        await _write("a")
        assert await asyncio.create_task(_budgets(), context=outside) == 0
    assert await _budgets() == 1


async def test_an_error_in_a_savepoint_undoes_the_savepoint_alone(db: str) -> None:
    assert db
    async with transaction():
        await _write("kept")
        with pytest.raises(ZeroDivisionError):
            await _fail_in(savepoint())
        async with savepoint():
            await _write("kept too")
    assert await _budgets() == 2


async def test_a_begin_on_a_dead_connection_fails_and_the_same_task_goes_on(
    pool: str,
) -> None:
    await row("SELECT 1")
    _kill(pool)
    with pytest.raises(AWAY):
        async with transaction():
            pytest.fail("there is nothing to begin on")
    assert await row("SELECT 1 AS one") == {"one": 1}
    async with transaction():
        await _write("a")
    assert await _budgets() == 1


async def test_more_deaths_than_places_leave_the_pool_whole(pool: str) -> None:
    for _ in range(POOL + 2):
        await _all_places_at_once()
        _kill(pool)
        await _find_out()
    await _all_places_at_once()


@pytest.mark.parametrize("writes_after", [0, 1])
async def test_a_connection_that_dies_inside_a_transaction_is_given_back_too(
    pool: str, writes_after: int
) -> None:
    """With nothing written after, it is the COMMIT that finds out."""
    for _ in range(POOL + 1):
        with pytest.raises(AWAY):
            await _die_in_a_transaction(pool, writes_after)
        await _find_out()
    await _all_places_at_once()
    assert await _budgets() == 0


async def test_somebody_who_stops_waiting_gives_the_connection_back(
    pool: str,
) -> None:
    assert pool
    for _ in range(POOL + 1):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), transaction():
                await row("SELECT pg_sleep(5)")
    await _all_places_at_once()


async def _pass_over_a_failure() -> None:
    async with transaction():
        await _write("kept?")
        with suppress(asyncpg.UndefinedTableError):
            await row("SELECT 1 FROM nowhere")


async def test_a_failure_that_was_passed_over_without_a_savepoint_is_not_taken_for_done(
    pool: str,
) -> None:
    """PostgreSQL rolls back and calls it a commit: letters would leave for what never was."""
    assert pool
    with pytest.raises(NothingKept):
        await _pass_over_a_failure()
    assert await _budgets() == 0
    await _all_places_at_once()


async def _two_rows(number: int) -> None:
    async with transaction():
        await _write(f"{number} a")
        await row("SELECT pg_sleep(0.002)")
        await _write(f"{number} b")


async def test_work_that_is_stopped_at_any_moment_is_done_or_undone_and_nothing_between(
    pool: str,
) -> None:
    """A BEGIN, a COMMIT or a ROLLBACK that is cancelled leaves no transaction open in the pool."""
    assert pool
    chance = random.Random(2336)
    works = [asyncio.create_task(_two_rows(number)) for number in range(60)]
    while left := [work for work in works if not work.done()]:
        await asyncio.sleep(chance.random() * 0.004)
        chance.choice(left).cancel()
    await asyncio.gather(*works, return_exceptions=True)
    halves = await row(
        """SELECT count(*) AS n FROM (SELECT split_part(key, ' ', 1) FROM sending_budget
           GROUP BY 1 HAVING count(*) <> 2) AS half"""
    )
    assert halves == {"n": 0}
    ended = [work for work in works if not work.cancelled() and work.exception() is None]
    assert await _budgets() >= 2 * len(ended)
    await _all_places_at_once()
    open_still = await row(
        """SELECT count(*) AS n FROM pg_stat_activity
           WHERE datname = current_database() AND state LIKE 'idle in transaction%'"""
    )
    assert open_still == {"n": 0}


async def test_who_comes_after_the_end_finds_the_database_away(database_url: str) -> None:
    await database.connect(database_url, pool_size=1)
    await database.disconnect()
    with pytest.raises(AWAY):
        await row("SELECT 1")
