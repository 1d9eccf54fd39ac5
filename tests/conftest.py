"""A real PostgreSQL a worker, a fresh migrated database a test."""

import itertools
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings
from yarl import URL

from bot import embedded
from models import database
from models.database import connection_arguments

#: The same examples at each run, in whatever time they take: what is red was red before. Others
#: are looked for with --hypothesis-profile anew.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("anew", deadline=None, print_blob=True)
settings.load_profile("same")

TEMPLATE = "template_smiling"
#: Without a disk's guarantees: only processes die here. Little log is kept, for it is in memory.
#: No database lives long enough to be vacuumed, or to have its plans changed under a test.
HURRIED = ("fsync = off", "full_page_writes = off", "max_wal_size = '128MB'", "autovacuum = off")
#: Linux' folder in memory; a container may have given it next to no room.
MEMORY = Path("/dev/shm")
ROOM = 1 << 30
OURS = "smiling-steps-"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def server(worker_id: str) -> Iterator[str]:
    """The server of this worker, in memory where there is room: each test copies a database."""
    name = f"tests-{worker_id}-{os.getpid()}"
    _forget_the_dead()
    folder = MEMORY / f"{OURS}{name}" if _has_room(MEMORY) else embedded.data_folder(name)
    try:
        with embedded.server(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _forget_the_dead() -> None:
    """What a killed run left in memory; its server ends by itself once its folder is gone."""
    for folder in MEMORY.glob(f"{OURS}tests-*"):
        if not Path("/proc", folder.name.rsplit("-", 1)[1]).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _has_room(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM


@pytest.fixture(scope="session")
async def template(server: str) -> str:
    """All migrations, run once."""
    connection = await asyncpg.connect(**connection_arguments(server))
    for setting in HURRIED:
        await connection.execute(f"ALTER SYSTEM SET {setting}")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    await database.migrate(await embedded.ensure_database(server, TEMPLATE))
    return TEMPLATE


@pytest.fixture
async def database_url(server: str, template: str) -> AsyncIterator[str]:
    """A database of this test alone."""
    name = f"test_{next(_numbers)}"
    admin = await asyncpg.connect(**connection_arguments(server))
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield str(URL(server).with_path(f"/{name}", keep_query=True))
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """The same, connected to as the program does."""
    await database.connect(database_url, pool_size=20)
    yield database_url
    await database.disconnect()
