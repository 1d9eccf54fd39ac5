"""How the tables are reached: Tortoise's configuration for a DATABASE_URL, and plain SQL."""

from collections.abc import Mapping, Sequence
from pkgutil import iter_modules
from typing import Any

import asyncpg
from asyncpg import IntegrityConstraintViolationError
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError, IntegrityError
from tortoise.migrations.api import migrate as run_migrations
from yarl import URL

from models import migrations
from models.lean_migrations import lean

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

#: Any number that nothing else in this database locks.
MIGRATION_LOCK = 7_355_607

#: The server is away, full, starting or stopping, or the connection broke: it may work in a moment.
AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # asked while the server's last word was being read
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    DBConnectionError,
    OSError,
    TimeoutError,
)


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


def configuration(database_url: str, *, pool_size: int = 10) -> dict[str, Any]:
    """Tortoise's configuration for a DATABASE_URL."""
    credentials = {
        **connection_arguments(database_url),
        "minsize": 1,
        "maxsize": pool_size,
        "timeout": 5,
        "reset": _leave_as_it_is,
        "command_timeout": 30,
    }
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
    await Tortoise.init(
        config=configuration(database_url, pool_size=pool_size), _enable_global_fallback=True
    )
    await rows("SELECT 1")


async def disconnect() -> None:
    await Tortoise.close_connections()


async def migrate(database_url: str) -> None:
    """Bring the tables up to date with the migrations; safe to call at every start."""
    lock = await asyncpg.connect(**connection_arguments(database_url), timeout=5)
    try:
        # Replicas that start together would both create the same tables.
        await lock.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
        with lean():
            await run_migrations(config=configuration(database_url, pool_size=1))
        await Tortoise.close_connections()
    finally:
        await lock.close()


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
    """Run one statement, on the open transaction if there is one, and read its rows.

    Straight to the driver: through Tortoise's own functions a statement takes half as long again.
    """
    async with get_connection("default").acquire_connection() as connection:
        try:
            return [dict(found) for found in await connection.fetch(query, *values)]
        except IntegrityConstraintViolationError as error:
            raise IntegrityError(error) from error


async def row(query: str, *values: Any) -> Row | None:
    found = await rows(query, *values)
    return found[0] if found else None


async def count(query: str, *values: Any) -> int:
    """Run an UPDATE or DELETE and say how many rows it touched: who won (H2)."""
    async with get_connection("default").acquire_connection() as connection:
        try:
            status = await connection.execute(query, *values)
        except IntegrityConstraintViolationError as error:
            raise IntegrityError(error) from error
    return int(status.rpartition(" ")[2])
