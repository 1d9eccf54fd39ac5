"""The database is away, at the start or meanwhile: told plainly, and nothing is lost."""

import asyncio
import os
import sys

import asyncpg

from bot.story.booking import BOOKING
from models.database import connection_arguments
from tests.town import HURRIED, ROOT, open_town, town


async def _run(env: dict[str, str]) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env={"PATH": os.environ["PATH"], **env},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await asyncio.wait_for(process.communicate(), 180)
    return process.returncode, said.decode()


async def test_no_database_at_the_start_is_said_plainly(database_url: str) -> None:
    async with town(database_url) as here:
        away = "postgresql://nobody@127.0.0.1:1/nothing"
        status, said = await _run({**here.environment, "DATABASE_URL": away})
    assert status == 1
    assert "The database does not answer" in said
    assert "Traceback" not in said


async def test_missing_settings_are_all_named_at_once(tmp_path: object) -> None:
    assert tmp_path
    status, said = await _run({"HOME": str(tmp_path)})
    assert status == 1
    for name in ("DATABASE_URL", "TELEGRAM_BOT_TOKEN", "PUBLIC_URL", "DARAJA_PASSKEY"):
        assert name in said
    assert "Traceback" not in said


async def test_the_database_goes_and_comes_back_and_nothing_is_lost(
    server: str, database_url: str
) -> None:
    admin = await asyncpg.connect(**connection_arguments(server))
    name = connection_arguments(database_url)["database"]
    async with open_town(database_url, **HURRIED) as here:
        await here.post("/sim/telegram/limits", {"retry_base": 0.1})
        await here.play(BOOKING[:4])
        amina = here.phone("amina")
        await amina.mark()
        await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
        )
        await amina.tap(r"^\d{1,2}$")
        await asyncio.sleep(1.0)  # the update is refused and sent again meanwhile
        async with here.session.get(f"{here.environment['PUBLIC_URL']}/health") as health:
            assert health.status == 503
        await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await amina.expect("which time?")
        await here.play(BOOKING[5:12])
        assert len(await here.sql("SELECT id FROM bookings")) == 1
    await admin.close()


async def test_connections_that_die_again_and_again_do_not_use_the_pool_up(
    server: str, database_url: str
) -> None:
    """More deaths than the pool has places; each is given back (services/transaction.py)."""
    admin = await asyncpg.connect(**connection_arguments(server))
    name = connection_arguments(database_url)["database"]
    async with open_town(database_url, DATABASE_POOL_SIZE="3", **HURRIED) as here:
        amina = here.phone("amina")
        for _ in range(6):
            await amina.mark()
            await admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
            await amina.send("/help")
            await here.move_clock(15)
            await amina.expect("This is what I can do")
    await admin.close()


#: The database says that it is going away whenever somebody writes down that a message has left.
NOT_WRITTEN = (
    """CREATE FUNCTION refuse_marks() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'going away' USING ERRCODE = 'admin_shutdown'; END $$""",
    """CREATE TRIGGER refuse_marks BEFORE UPDATE ON outbox FOR EACH ROW
    WHEN (NEW.state = 'sent') EXECUTE FUNCTION refuse_marks()""",
)


async def test_r2_what_left_while_the_database_was_away_does_not_leave_again(
    database_url: str,
) -> None:
    async with open_town(database_url, **HURRIED) as here:
        amina = here.phone("amina")
        for statement in NOT_WRITTEN:
            await here.sql(statement)
        await amina.mark()
        await amina.send("/help")
        await amina.expect("This is what I can do")
        await asyncio.sleep(1.5)
        await here.sql("DROP TRIGGER refuse_marks ON outbox")
        waiting = True
        for _ in range(100):
            waiting = bool(await here.sql("SELECT 1 FROM outbox WHERE state <> 'sent'"))
            if not waiting:
                break
            await asyncio.sleep(0.1)
        assert not waiting, "it is not written only when the lease is over and it has left again"
        said = [one["text"] for one in await amina.messages() if one["from"] == "bot"]
        assert sum("This is what I can do" in text for text in said) == 1
