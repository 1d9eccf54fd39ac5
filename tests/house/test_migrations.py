"""Whoever changes a model writes the migration with it."""

from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector

from models.database import configuration


async def test_makemigrations_finds_nothing_new() -> None:
    config = configuration("postgresql://nobody@127.0.0.1/none")
    await Tortoise.init(config=config, init_connections=False)
    try:
        assert Tortoise.apps is not None
        assert await MigrationAutodetector(Tortoise.apps, config["apps"]).changes() == []
    finally:
        await Tortoise.close_connections()
