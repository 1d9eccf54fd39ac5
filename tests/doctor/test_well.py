"""A healthy practice is all ✓, nothing secret is printed, and nothing is changed (U3)."""

import asyncio
import os
import re
import sys

from bot import outside
from services import clock
from tests.doctor.saying import examined
from tests.town import ROOT, Town

UNTOUCHED = ("people", "outbox", "inbox", "audit_log", "chain_links", "data_keys", "role_grants")


async def counts(here: Town) -> dict[str, int]:
    return {table: (await here.sql(f"SELECT count(*) AS n FROM {table}"))[0]["n"]
            for table in UNTOUCHED}  # fmt: skip


async def test_u3_a_healthy_practice_is_all_well(served: Town) -> None:
    before = await counts(served)
    checked = {"CRISIS_LINES_CHECKED_ON": clock.now().date().isoformat()}
    env = {"PATH": os.environ["PATH"], **served.environment, **checked}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", cwd=ROOT, env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, errors = await asyncio.wait_for(process.communicate(), 180)
    printed = out.decode()
    marks = {line[0] for line in printed.splitlines() if line and line[0] != " "}
    assert marks == {"✓"}, printed
    assert process.returncode == 0
    assert errors == b""
    assert all(len(line) <= 80 for line in printed.splitlines())
    assert not re.search(r"\d{9,}", printed)
    secrets = {*outside.SIMULATED.values(), *outside.OPERATOR.values()} - {
        "174379", "demo", "demo.apps.googleusercontent.com", "clients.smiling-steps.example",
        "*384*123#",
    }  # fmt: skip
    secrets |= {served.environment[name] for name in
                ("MASTER_KEYS", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET",
                 "SMTP_PASSWORD")}  # fmt: skip
    assert [one for one in secrets if one in printed] == []
    assert await counts(served) == before
    assert await served.get("/sim/mail") == []


async def test_u3_the_programs_token_stays_alive(served: Town) -> None:
    """A new token would have ended it (3-protocols 1.1)."""
    await examined(served)
    tokens = "SELECT token FROM provider_tokens"
    before = await served.sql(tokens)
    await examined(served)
    assert await served.sql(tokens) == before
    assert len(before) == 1


async def test_u3_settings_are_told_all_at_once(here: Town) -> None:
    bad = {"TELEGRAM_BOT_TOKEN": "4711:oops", "DATABASE_URL": "", "HOLD_MINUTES": "x"}
    lines, well = await examined(here, **bad)
    text = "\n".join(lines)
    assert not well
    assert "✗ Settings: TELEGRAM_BOT_TOKEN should be" in text
    assert "✗ Settings: DATABASE_URL is missing" in text
    assert "✗ Settings: HOLD_MINUTES should be a whole number" in text
    assert "4711" not in text
