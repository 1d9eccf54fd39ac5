"""The migrations make exactly the tables that the models describe, as often as one likes."""

import pytest
from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector

from models import database
from models.database import configuration, row


async def test_makemigrations_finds_nothing_new() -> None:
    config = configuration("postgresql://nobody@127.0.0.1/none")
    await Tortoise.init(config=config, init_connections=False)
    try:
        assert Tortoise.apps is not None
        assert await MigrationAutodetector(Tortoise.apps, config["apps"]).changes() == []
    finally:
        await Tortoise.close_connections()


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    await database.migrate(database_url)
    await database.migrate(database_url)


@pytest.mark.usefixtures("db")
async def test_the_budget_costs_no_disk_write() -> None:
    found = await row(
        "SELECT relpersistence::text AS kind FROM pg_class WHERE relname = 'sending_budget'"
    )
    assert found == {"kind": "u"}
