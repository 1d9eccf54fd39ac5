"""The only place that opens a transaction; everything inside it happens or none of it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.backends.base.client import TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from models.database import rows
from models.values import Channel


@asynccontextmanager
async def transaction(channel: Channel | None = None) -> AsyncIterator[None]:
    """Commit at the end, roll back on any error.

    `channel`: what made us do it, for the audit trail, where it isn't somebody in the chat.
    Raises the driver's errors when the database is away; nothing was written then, or the caller
    cannot know (the connection broke during COMMIT), so every caller must be safe to repeat.
    """
    context = in_transaction()
    assert isinstance(context, TransactionContextPooled)
    try:
        await context.__aenter__()
    except BaseException:
        await _give_back(context)
        raise
    async with _entered(context):
        if channel is not None:
            await rows("SELECT set_config('smiling.channel', $1, true)", channel.value)
        yield


@asynccontextmanager
async def _entered(context: TransactionContextPooled) -> AsyncIterator[None]:
    try:
        yield
    except BaseException as error:
        await context.__aexit__(type(error), error, error.__traceback__)
        raise
    await context.__aexit__(None, None, None)


async def _give_back(context: TransactionContextPooled) -> None:
    """Undo the start of a transaction whose BEGIN failed: Tortoise 1.1.9 would keep all of it.

    Without this, a database that restarts leaves the pool one connection poorer each time, and the
    task goes on asking a connection that is no longer its own.
    """
    client = context.client
    connection = client._connection  # noqa: SLF001 - there is no public way to it
    pool = client._parent._pool  # noqa: SLF001 - as above
    get_connections().reset(getattr(context, "token", None))
    if connection is not None and pool is not None:
        await pool.release(connection)


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Inside an open transaction: an error undoes what is inside this block, and no more."""
    async with in_transaction():
        yield


@asynccontextmanager
async def snapshot() -> AsyncIterator[None]:
    """For reading much: everything inside sees the database as it was at one moment."""
    async with transaction():
        await rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
