"""The migrations run as often as one likes, and the tables are of the kind that they should be."""

import pytest

from models import database
from models.database import row


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    await database.migrate(database_url)
    await database.migrate(database_url)


@pytest.mark.usefixtures("db")
async def test_the_budget_costs_no_disk_write() -> None:
    found = await row(
        "SELECT relpersistence::text AS kind FROM pg_class WHERE relname = 'sending_budget'"
    )
    assert found == {"kind": "u"}
