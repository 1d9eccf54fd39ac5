"""A migration waits for a table a moment at a time, and says who keeps it when that is in vain."""

import asyncio
from typing import Any

import asyncpg
import pytest
from tortoise import Tortoise
from tortoise.connection import get_connection

from bot import database_words
from models import database
from models.database import MigrationBlocked, connection_arguments


async def _of_tomorrow(**asked: Any) -> None:
    """A migration that changes a table which is in use."""
    await Tortoise.init(config=asked["config"])
    await get_connection("default").execute_script("ALTER TABLE people ADD COLUMN extra int")


async def test_whoever_is_in_the_way_is_named_and_nobody_is_kept_waiting(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "run_migrations", _of_tomorrow)
    arguments = connection_arguments(database_url)
    reporter = await asyncpg.connect(**arguments, server_settings={"application_name": "report"})
    other = await asyncpg.connect(**arguments)
    try:
        await reporter.execute("BEGIN")
        await reporter.fetch("SELECT * FROM people")
        with pytest.raises(MigrationBlocked) as caught:
            await database.migrate(database_url, lock_seconds=0.1, tries=2, pause=0.01)
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        assert await other.fetchval(waiting) == 0, "nobody waits behind it any more"
        said, todo = database_words.why(caught.value)
        assert said == "kept a table in use at each of 2 tries to change it"
        assert f"pid {reporter.get_server_pid()}, " in todo
        assert "report, idle in transaction, " in todo
        migrating = asyncio.create_task(
            database.migrate(database_url, lock_seconds=0.1, tries=100, pause=0.01)
        )
        await asyncio.sleep(0.3)
        assert not migrating.done()
        await reporter.execute("ROLLBACK")
        await migrating
    finally:
        await reporter.close()
        await other.close()


async def test_what_is_wrong_with_the_database_is_said_with_what_to_do(database_url: str) -> None:
    connection = await asyncpg.connect(**connection_arguments(database_url))
    found = {}
    for name, query in {
        "rights": "SET ROLE pg_monitor; CREATE TABLE public.mine ()",
        "read": "RESET ROLE; SET default_transaction_read_only = on; CREATE TABLE mine ()",
        "contrib": "SET default_transaction_read_only = off; CREATE EXTENSION not_there_at_all",
        "twice": "CREATE TABLE people ()",
    }.items():
        try:
            for one in query.split("; "):
                await connection.execute(one)
        except asyncpg.PostgresError as error:
            found[name] = database_words.why(error)
    await connection.close()
    assert found["rights"][0] == "does not let this user make tables or extensions"
    assert found["read"][0] == "only lets us read"
    assert found["contrib"][0] == "does not have the extension btree_gist"
    assert found["twice"][0] == "has other tables of the same names in this database"
