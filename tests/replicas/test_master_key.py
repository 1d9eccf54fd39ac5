"""A program with another master key than the database's says so and starts nothing."""

import asyncio
import os
import sys

from models import database
from models.database import row
from services import clock
from services.vault import Place, Vault
from tests.town import ROOT, town


async def test_another_master_key_starts_nothing(database_url: str) -> None:
    async with town(database_url) as here:
        await database.connect(database_url, pool_size=2)
        brian = await row("SELECT id FROM people WHERE name LIKE 'Brian%'")
        assert brian is not None
        before = Vault({1: b"k" * 32})
        await before.seal(brian["id"], Place("session_notes", "1", "words"), "kept", clock.now())
        await database.disconnect()
        env = {"PATH": os.environ["PATH"], **here.environment}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=env, stderr=asyncio.subprocess.PIPE
        )
        _, told = await asyncio.wait_for(process.communicate(), 180)
        assert process.returncode == 1
        assert b"MASTER_KEYS is not what this database was sealed with" in told
