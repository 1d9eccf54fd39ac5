"""The only place that opens a transaction; everything inside it happens or none of it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from models import database
from models.database import AWAY, rows
from models.values import Channel


class NothingKept(Exception):
    """PostgreSQL answers a COMMIT after a failed statement with a rollback, and with no error."""


@asynccontextmanager
async def transaction(channel: Channel | None = None) -> AsyncIterator[None]:
    """Commit at the end, roll back on any error.

    `channel`: what made us do it, for the audit trail, where it isn't somebody in the chat.
    Raises NothingKept where a failed statement was passed over, and the driver's errors when the
    database is away; nothing was written then, or the caller cannot know (the connection broke
    during COMMIT), so every caller must be safe to repeat.
    """
    assert not database.is_inside(), "a transaction within another is a savepoint"
    begin = f"BEGIN; SET LOCAL smiling.channel = '{channel.value}'" if channel else "BEGIN"
    async with database.pool().acquire() as connection:
        await connection.execute(begin)
        with database.inside(connection):
            try:
                yield
            except BaseException:
                # A connection that broke has rolled back, and what it says hides why we are here.
                with suppress(*AWAY):
                    await connection.execute("ROLLBACK")
                raise
        if await connection.execute("COMMIT") != "COMMIT":
            raise NothingKept("a statement failed, and somebody went on without a savepoint")


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Inside an open transaction: an error undoes what is inside this block, and no more."""
    await database.command("SAVEPOINT mine")
    try:
        yield
    except BaseException:
        with suppress(*AWAY):
            await database.command("ROLLBACK TO mine; RELEASE mine")
        raise
    await database.command("RELEASE mine")


@asynccontextmanager
async def snapshot() -> AsyncIterator[None]:
    """For reading much: everything inside sees the database as it was at one moment."""
    async with transaction():
        await rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
