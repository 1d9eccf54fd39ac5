"""The database, what is sealed in it, and what lies about in it (U3)."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from yarl import URL

from bot.doctor import visit
from models import database
from models.chain_views import Wrong
from models.database import connection_arguments
from services import audit, chain_check, clock
from services.transaction import snapshot, transaction
from services.vault import Place, Vault
from tests.doctor.saying import examined, said
from tests.town import Town

PLACE = Place("session_notes", "1", "words")


def keys(*letters: bytes) -> str:
    each = (f"{n}:{base64.b64encode(k * 32).decode()}" for n, k in enumerate(letters, start=1))
    return ",".join(each)


@asynccontextmanager
async def inside(here: Town) -> AsyncIterator[None]:
    await database.connect(here.database_url, pool_size=2)
    yield
    await database.disconnect()


async def sealed(here: Town, vault: Vault) -> None:
    brian = await here.sql("SELECT id FROM people WHERE name LIKE 'Brian%'")
    async with inside(here):
        await vault.seal(brian[0]["id"], PLACE, "kept", clock.now())


async def test_u3_the_database_is_away(here: Town) -> None:
    lines, well = await examined(here, DATABASE_URL="postgresql://me:let-me-in@127.0.0.1:9/there")
    text = " ".join(lines)
    assert not well
    assert "✗ Database: PostgreSQL does not answer (" in text
    assert "✓ Paystack: the key opens the account." in text
    assert "! Keys: not looked at, as the database does not answer." in text
    assert "let-me-in" not in text


async def test_u3_there_is_no_such_database(here: Town) -> None:
    elsewhere = here.database_url.replace("/test_", "/no_test_")
    text = await said(here, DATABASE_URL=elsewhere)
    assert "✗ Database: PostgreSQL has no database of this name. → Create it (createdb)" in text


async def test_u3_migrations_are_pending(here: Town) -> None:
    gone = "DELETE FROM tortoise_migrations WHERE name = '0008_privacy_guards'"
    await here.sql(gone)
    text = await said(here)
    assert "✗ Database: 1 migration pending: 0008_privacy_guards. → Make a backup" in text
    await here.sql("INSERT INTO tortoise_migrations (app, name, applied_at)"
                   " VALUES ('models', '0999_later', now())")  # fmt: skip
    assert "✗ Database: its tables are newer than this program (0999_later)." in await said(here)


async def test_u3_an_empty_database(server: str, here: Town) -> None:
    connection = await asyncpg.connect(**connection_arguments(server))
    await connection.execute("CREATE DATABASE empty_one TEMPLATE template0")
    empty = str(URL(here.database_url).with_path("/empty_one", keep_query=True))
    try:
        text = await said(here, DATABASE_URL=empty)
    finally:
        await connection.execute("DROP DATABASE empty_one WITH (FORCE)")
        await connection.close()
    assert "migrations pending: 0001_tables," in text
    assert "✗ Database: btree_gist is not created yet. → `python -m bot migrate`" in text
    assert "! People: not looked at, as tables are missing." in text


async def test_u3_another_master_key(here: Town) -> None:
    await sealed(here, Vault({1: b"o" * 32}))
    text = await said(here)
    assert "✗ Keys: MASTER_KEYS do not open what this database has sealed. → Put the" in text
    assert "✓ Keys: MASTER_KEYS open what is sealed" in await said(here, MASTER_KEYS=keys(b"o"))
    text = await said(here, MASTER_KEYS=keys(b"o", b"n"))
    assert "still under an older version. → Run `python -m bot keys rotate`" in text


async def test_u3_whoever_may_read_the_keys(here: Town, tmp_path: Path) -> None:
    file = tmp_path / "master.keys"
    file.write_text(keys(b"o"))
    file.chmod(0o644)
    text = await said(here, MASTER_KEYS=f"file:{file}")
    assert (
        f"! Keys: the file of MASTER_KEYS can be read by others on this machine. → chmod 600 {file}"
        in text
    )
    file.chmod(0o600)
    text = await said(here, MASTER_KEYS=f"file:{file}")
    assert "✓ Keys: the file of MASTER_KEYS is for its owner alone." in text
    dotenv = tmp_path / ".env"
    dotenv.write_text("LOG_LEVEL=INFO")
    dotenv.chmod(0o640)
    lines, _ = await visit.examine(here.environment, dotenv)
    assert "! Keys: .env can be read by others on this machine." in lines


async def chain_length(here: Town) -> int:
    return int((await here.sql("SELECT max(id) AS last FROM chain_links"))[0]["last"])


async def test_u3_the_trail_is_broken(here: Town) -> None:
    async with inside(here), transaction():
        for number in range(3):
            await audit.record("keys.rotated", "master_key", str(number), now=clock.now())
    assert "✓ Audit trail: its last links fit" in await said(here)
    await here.sql("ALTER TABLE audit_log DISABLE TRIGGER USER")
    await here.sql("UPDATE audit_log SET subject_id = '7' WHERE subject_id = '1'")
    text = await said(here)
    assert "✗ Audit trail: broken (changed: audit_log " in text
    assert "audit verify`, and find out who could write" in text
    async with inside(here), snapshot():
        quick = await chain_check.look_at_end(1)
    assert quick.count == (await chain_length(here))
    assert Wrong.CHANGED not in {one.wrong for one in quick.broken}, "that link is not looked at"
    await here.sql("UPDATE audit_log SET subject_id = '1' WHERE subject_id = '7'")
    assert "✗ Audit trail: broken (unguarded: the trigger audit_log_" in await said(here)


async def test_u3_nobody_runs_it_nobody_can_be_booked(here: Town) -> None:
    text = await said(here)
    assert "✗ People: no admin has started the bot. → Write /start to the bot" in text
    assert "✓ People: 4 psychologists can be booked." in text
    await here.sql("UPDATE services SET is_active = false WHERE psychologist_id ="
                   " (SELECT id FROM psychologists WHERE slug = 'brian')")  # fmt: skip
    text = await said(here)
    assert "✓ People: 3 psychologists can be booked. ! People: 1 psychologist without" in text
    await here.sql("UPDATE psychologists SET approved_at = NULL")
    assert "✗ People: nobody can be booked. → Invite psychologists" in await said(here)


async def test_u3_what_lies_about(here: Town) -> None:
    assert "✓ Queues: nothing is late" in await said(here)
    letter = """INSERT INTO outbox (dedupe_key, channel, lane, state, attempts, due_at, put_at,
                                    sent_at)
                VALUES ($1, 'telegram', '1', $2, 1, now() - interval '1 hour', now(),
                        now() - interval '1 hour')"""
    await here.sql(letter, "one", "due")
    await here.sql(letter, "two", "dead")
    await here.sql("""INSERT INTO inbox (source, external_id, lane, position, payload, state,
        attempts, due_at, received_at, finished_at)
        VALUES ('telegram', '1', 'tg:1', 1, '', 'buried', 9, now(), now(), now())""")
    await here.sql("""INSERT INTO money_in (public_id, provider, code, amount_minor, currency,
        source, received_at) VALUES (gen_random_uuid(), 'mpesa', 'RKL5ABCDEF', 100, 'KES',
        'c2b', now())""")
    await here.sql("""INSERT INTO danger_alerts (public_id, version, person_id, channel, rule,
        noticed_at, last_noticed_at) SELECT gen_random_uuid(), 1, min(id), 'telegram', 'en-1',
        now() - interval '1 hour', now() FROM people""")
    text = await said(here)
    assert "✗ Queues: 1 message and 0 updates more than five minutes late." in text
    assert "! Queues: 1 message not delivered in the last week." in text
    assert "! Queues: 1 update given up in the last week." in text
    assert "! Money: 1 payment without an owner. → An admin settles them with /payments." in text
    assert "✗ Crisis: 1 alert of danger taken by nobody." in text
