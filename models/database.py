"""How the tables are reached: plain SQL on a pool of connections; Tortoise migrates them."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pkgutil import iter_modules
from typing import Any

import asyncpg
from asyncpg import IntegrityConstraintViolationError
from tortoise import Tortoise
from tortoise.exceptions import DBConnectionError, IntegrityError
from tortoise.migrations.api import migrate as run_migrations
from yarl import URL

from models import migrations

MODULES = (
    "models.people",
    "models.drafts",
    "models.inbox",
    "models.outbox",
    "models.psychologists",
    "models.availability",
    "models.bookings",
    "models.payments",
    "models.refunds",
    "models.books",
    "models.outside_calendars",
    "models.meetings",
    "models.session_records",
    "models.vault",
    "models.intake",
    "models.consents",
    "models.audit",
    "models.danger",
    "models.privacy",
    "models.reminders",
    "models.texting",
)

Row = Mapping[str, Any]

#: Seconds that closing the pool waits for connections that are in use.
LAST_WORDS = 10

_pools: list[asyncpg.Pool] = []
_open: ContextVar[asyncpg.Connection | None] = ContextVar("open transaction", default=None)

#: Any number that nothing else in this database locks.
MIGRATION_LOCK = 7_355_607

#: Whose transactions have been open longest: they hold what a migration waits for.
_LONGEST = """
    SELECT pid, usename, application_name, state, floor(extract(epoch FROM
           clock_timestamp() - xact_start))::int AS seconds
    FROM pg_stat_activity WHERE xact_start IS NOT NULL AND datname = current_database()
    AND pid <> pg_backend_pid() ORDER BY xact_start LIMIT 3
"""

#: The server is away, full, starting or stopping, or the connection broke: it may work in a moment.
AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # asked while the server's last word was being read
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.ReadOnlySQLTransactionError,  # what was the primary is a standby now
    DBConnectionError,
    OSError,
    TimeoutError,
)


class MigrationBlocked(Exception):
    """Others kept a table in hand; `longest` are those whose transactions have been open longest.

    Each has `pid`, `usename`, `application_name`, `state` and `seconds`, as pg_stat_activity does.
    """

    def __init__(self, tries: int, longest: Sequence[Row]) -> None:
        super().__init__(f"a table was in use at each of {tries} tries")
        self.tries, self.longest = tries, longest


async def _leave_as_it_is(_connection: object) -> None:
    """No session state is ever set on a pooled connection, so giving one back needs no query."""


def connection_arguments(database_url: str) -> dict[str, Any]:
    """What the driver wants of `postgresql://user:password@host:port/name?host=/socket/dir`."""
    url = URL(database_url)
    return {
        "host": url.query.get("host") or url.host,
        "port": url.port or 5432,
        "user": url.user,
        "password": url.password,
        "database": url.path.lstrip("/"),
    }


def configuration(database_url: str) -> dict[str, Any]:
    """Tortoise's configuration for a DATABASE_URL."""
    credentials = {**connection_arguments(database_url), "minsize": 1, "maxsize": 1, "timeout": 5}
    return {
        "connections": {
            "default": {"engine": "tortoise.backends.asyncpg", "credentials": credentials}
        },
        "apps": {
            "models": {
                "models": list(MODULES),
                "default_connection": "default",
                "migrations": "models.migrations",
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


async def connect(database_url: str, *, pool_size: int = 10) -> None:
    """Open the pool; raises what the driver raises when the server does not answer."""
    pool = asyncpg.create_pool(
        **connection_arguments(database_url),
        min_size=1,
        max_size=pool_size,
        timeout=5,
        reset=_leave_as_it_is,
        command_timeout=30,
    )
    _pools.append(await pool)


async def disconnect() -> None:
    """Close the pool, without waiting for ever for whoever still holds a connection."""
    closing = _pools[-1]
    try:
        await asyncio.wait_for(closing.close(), LAST_WORDS)
    except TimeoutError:
        closing.terminate()
    finally:
        _pools.remove(closing)


async def migrate(
    database_url: str, *, lock_seconds: float = 3, tries: int = 8, pause: float = 1
) -> None:
    """Bring the tables up to date with the migrations; safe to call at every start.

    A table that somebody else has in hand is waited for so many seconds at a time, for whoever
    comes to it meanwhile waits behind us. Raises MigrationBlocked when all tries were in vain;
    what an earlier migration of them did is kept, and the next start goes on behind it.
    """
    lock = await asyncpg.connect(**connection_arguments(database_url), timeout=5)
    try:
        # Replicas that start together would both create the same tables.
        await lock.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
        for attempt in range(1, tries + 1):
            try:
                return await _migrate_once(database_url, lock_seconds)
            except asyncpg.LockNotAvailableError:
                who = await lock.fetch(_LONGEST)
                if attempt == tries:
                    raise MigrationBlocked(tries, [dict(one) for one in who]) from None
                await asyncio.sleep(min(pause * 2**attempt, 15 * pause))
    finally:
        await lock.close()


async def _migrate_once(database_url: str, lock_seconds: float) -> None:
    config = configuration(database_url)
    credentials = config["connections"]["default"]["credentials"]
    credentials["server_settings"] = {"lock_timeout": f"{lock_seconds * 1000:.0f}"}
    credentials["command_timeout"] = None  # an index on a big table takes its time
    try:
        await run_migrations(config=config)
    finally:
        await Tortoise.close_connections()


async def migrations_apart() -> tuple[list[str], list[str]]:
    """The migrations that this database lacks, and those that only it knows, by name."""
    ours = {name for _, name, _ in iter_modules(migrations.__path__)}
    found = await row("SELECT to_regclass('tortoise_migrations') IS NOT NULL AS there")
    assert found is not None
    applied = (
        await rows("SELECT name FROM tortoise_migrations WHERE app = 'models'")
        if found["there"]
        else ()
    )
    theirs = {one["name"] for one in applied}
    return sorted(ours - theirs), sorted(theirs - ours)


async def rows(query: str, *values: Any) -> Sequence[Row]:
    """Run one statement, on the open transaction if there is one, and read its rows."""
    try:
        return [dict(found) for found in await _driver().fetch(query, *values)]
    except IntegrityConstraintViolationError as error:
        raise IntegrityError(error) from error


async def row(query: str, *values: Any) -> Row | None:
    found = await rows(query, *values)
    return found[0] if found else None


async def count(query: str, *values: Any) -> int:
    """Run an UPDATE or DELETE and say how many rows it touched: who won (H2)."""
    try:
        status = await _driver().execute(query, *values)
    except IntegrityConstraintViolationError as error:
        raise IntegrityError(error) from error
    return int(status.rpartition(" ")[2])


async def command(statement: str) -> None:
    """Run what has neither values nor rows: SAVEPOINT and its like."""
    await _driver().execute(statement)


def pool() -> asyncpg.Pool:
    """The connections of this program, or of whatever was connected last.

    Raises InterfaceError once they are closed: whoever comes then has come too late, no more.
    """
    if not _pools:
        raise asyncpg.InterfaceError("not connected")
    return _pools[-1]


@contextmanager
def inside(connection: asyncpg.Connection) -> Iterator[None]:
    """What this task asks in this block goes to this connection."""
    token = _open.set(connection)
    try:
        yield
    finally:
        _open.reset(token)


def is_inside() -> bool:
    return _open.get() is not None


def _driver() -> asyncpg.Connection | asyncpg.Pool:
    return _open.get() or pool()
