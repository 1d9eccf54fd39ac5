"""Stopping a process exactly before it writes a thing down, and killing it there."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import asyncpg

from models.database import connection_arguments
from tests.town import Town
from tests.warm import Forked

#: The advisory lock at which a process waits; nobody else has this number.
GATE = 47_110_815
_FUNCTION = f"""CREATE OR REPLACE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN PERFORM pg_advisory_xact_lock({GATE}); RETURN NEW; END $$"""
_WAITING = f"""FROM pg_locks WHERE locktype = 'advisory' AND objid = {GATE} AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Before a row of `table` is written so that `when` (SQL, NEW and OLD) is true."""

    table: str
    when: str
    event: str = "UPDATE"


async def killed_before(
    here: Town, process: Forked | Process, stop: Stop, act: Callable[[], Awaitable[object]],
    *, pace: float = 0,
) -> Forked | Process:  # fmt: skip
    """Kill -9 at the stop that `act` leads to, `pace` seconds of the clock a look; the next one.

    What the dead one was writing is lost with it: its connection is ended too.
    """
    connection = await asyncpg.connect(**connection_arguments(here.database_url))
    try:
        await connection.execute(f"SELECT pg_advisory_lock({GATE})")
        await connection.execute(_FUNCTION)
        await connection.execute(
            f"CREATE TRIGGER a_stop BEFORE {stop.event} ON {stop.table}"
            f" FOR EACH ROW WHEN ({stop.when}) EXECUTE FUNCTION stop_here()"
        )
        await act()
        await _reached(here, connection, stop, pace)
        await here.kill(process)
        await connection.execute(f"SELECT pg_terminate_backend(pid) {_WAITING}")
        await connection.execute(f"DROP TRIGGER a_stop ON {stop.table}")
    finally:
        await connection.close()
    return await here.start_process()


async def _reached(here: Town, connection: asyncpg.Connection, stop: Stop, pace: float) -> None:
    for _ in range(400):
        if await connection.fetchval(f"SELECT count(*) {_WAITING}"):
            return
        if pace:
            await here.move_clock(pace)
        await asyncio.sleep(0.1 if pace else 0.02)
    raise AssertionError(f"nobody came to {stop}")
