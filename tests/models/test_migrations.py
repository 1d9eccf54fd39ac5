"""The migrations are complete, run as often as one likes, and make the tables that they should."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.models import Model

from bot import embedded
from models import database
from models.database import configuration, row, rows
from tests.town import ROOT


@pytest.fixture
async def known(db: str) -> AsyncIterator[None]:
    """The tables as Python knows them: only what migrates asks Tortoise."""
    await Tortoise.init(config=configuration(db), _enable_global_fallback=True)
    yield
    await Tortoise.close_connections()


def _models() -> list[type[Model]]:
    assert Tortoise.apps is not None
    return list(Tortoise.apps["models"].values())


@pytest.mark.usefixtures("known")
async def test_makemigrations_would_find_a_new_column(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nothing is missing now is asked in tests/house/test_migrations.py, which can fail."""
    assert Tortoise.apps is not None
    booking = Tortoise.apps["models"]["Booking"]
    monkeypatch.setitem(booking._meta.fields_map, "extra", booking._meta.fields_map["reference"])
    detector = MigrationAutodetector(Tortoise.apps, configuration(db)["apps"])
    assert len(await detector.changes()) == 1


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    await database.migrate(database_url)
    await database.migrate(database_url)


@pytest.mark.usefixtures("known")
async def test_every_column_of_the_models_is_there_and_no_other(db: str) -> None:
    assert db
    found = await rows(
        """SELECT table_name, column_name, is_nullable FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name <> 'tortoise_migrations'"""
    )
    wanted = {
        (model._meta.db_table, column, "YES" if model._meta.fields_map[name].null else "NO")
        for model in _models()
        for name, column in model._meta.fields_db_projection.items()
    }
    assert {(r["table_name"], r["column_name"], r["is_nullable"]) for r in found} == wanted


@pytest.mark.usefixtures("known")
async def test_no_model_hides_a_constraint_that_no_table_gets(db: str) -> None:
    """Tortoise 1.1.9 drops `Meta.constraints` without a word when it creates a table."""
    assert db
    assert {model.__name__ for model in _models() if model._meta.constraints} == set()


@pytest.mark.usefixtures("db")
async def test_budgets_cost_no_disk_write_and_all_else_survives_a_crash() -> None:
    found = await rows(
        """SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u'
           AND relnamespace = 'public'::regnamespace ORDER BY relname"""
    )
    assert [r["relname"] for r in found] == ["sending_budget", "visitor_budget"]


async def test_every_instant_has_a_time_zone(db: str) -> None:
    assert db
    found = await row(
        """SELECT count(*) AS n FROM information_schema.columns WHERE table_schema = 'public'
           AND data_type = 'timestamp without time zone'"""
    )
    assert found == {"n": 0}


MIGRATE = """
import asyncio, sys
from models import database
asyncio.run(database.migrate(sys.argv[1]))
"""


async def test_replicas_that_start_together_migrate_once(server: str) -> None:
    """Each a process of its own, on an empty database."""
    url = await embedded.ensure_database(server, "together")
    replicas = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", MIGRATE, url, cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    said = await asyncio.gather(*(replica.communicate() for replica in replicas))
    assert [(replica.returncode, error) for replica, (_, error) in
            zip(replicas, said, strict=True)] == [(0, b"")] * 3  # fmt: skip
    await embedded.drop_database(server, "together")
