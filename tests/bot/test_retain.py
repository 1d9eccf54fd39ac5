"""`retain` as it is typed: first only looking, then doing it (D3)."""

import asyncio
import os
import sys
from datetime import timedelta

from models.database import rows
from services import clock
from tests.bot.test_settings import GOOD
from tests.rows import insert
from tests.town import ROOT


async def _run(url: str, *said: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "retain", *said, cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], **GOOD, "DATABASE_URL": url, "LOG_LEVEL": "WARNING"},
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 180)
    assert process.returncode == 0
    return out.decode()


async def test_d3_the_command_as_it_is_typed(db: str) -> None:
    then = clock.now() - timedelta(days=400)
    for number in range(3):
        await insert("refused_callbacks", {"source": "c2b", "reason": str(number),
                                           "came_at": then})  # fmt: skip
    said = await _run(db, "--dry-run")
    (line,) = [line for line in said.splitlines() if line.startswith("callbacks")]
    assert line.split()[1:4] == ["365", "3", f"{then:%Y-%m-%d}"]
    assert "3 rows would go. Nothing was changed." in said
    assert len(await rows("SELECT 1 FROM refused_callbacks")) == 3
    assert (await _run(db)).split() == ["callbacks", "3", "Done."]
    assert await rows("SELECT 1 FROM refused_callbacks") == []
    assert await _run(db) == "Done.\n"
