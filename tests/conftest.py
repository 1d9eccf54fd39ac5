"""A real PostgreSQL a worker, a fresh migrated database a test."""

import itertools
import os
import shutil
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest
from yarl import URL

from bot import embedded
from models import database
from models.database import connection_arguments

TEMPLATE = "template_smiling"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def server(worker_id: str) -> Iterator[str]:
    """The server of this worker, without a disk's guarantees: only processes die here."""
    folder = embedded.data_folder(f"tests-{worker_id}-{os.getpid()}")
    with embedded.server(folder) as url:
        yield url
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def template(server: str) -> str:
    """All migrations, run once."""
    connection = await asyncpg.connect(**connection_arguments(server))
    await connection.execute("ALTER SYSTEM SET fsync = off")
    await connection.execute("ALTER SYSTEM SET full_page_writes = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    await database.migrate(await embedded.ensure_database(server, TEMPLATE))
    return TEMPLATE


@pytest.fixture
async def database_url(server: str, template: str) -> AsyncIterator[str]:
    """A database of this test alone."""
    name = f"test_{next(_numbers)}"
    admin = await asyncpg.connect(**connection_arguments(server))
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield str(URL(server).with_path(f"/{name}", keep_query=True))
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """The same, connected to as the program does."""
    await database.connect(database_url, pool_size=20)
    yield database_url
    await database.disconnect()
