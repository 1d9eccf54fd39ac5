"""The chain that the database writes: its format, its guards, many writers at once, a crash."""

import asyncio
import json
import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from uuid import uuid4

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError

from models.database import connection_arguments, row, rows
from models.values import Money
from services import chain_check, ledger
from services.transaction import savepoint, transaction
from tests.chain import LINKS, checked, enter, past_the_guards, told
from tests.people import NOW, Practice, practice
from tests.rows import book, insert

pytestmark = pytest.mark.usefixtures("db")

ODD = 'ünï "quo\\ted" \b\f\n\r\t\x1f\x7f\u2028 😀 </x>'
WRITERS = 20


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


async def test_d1_the_chain_is_what_the_docs_say(here: Practice) -> None:
    """docs/audit.md in a few lines, which share nothing with the program."""
    await enter(here, 0)
    odd = {"transaction": ODD, "currency": "KES", "entered_at": NOW + timedelta(microseconds=7)}
    async with transaction():
        for account, amount in (("a" + ODD, 2**62), ("b", -(2**62))):
            await insert("ledger_entries", {**odd, "account": account, "amount_minor": amount})
        await rows(
            """INSERT INTO audit_log (public_id, at, channel, action, subject, detail)
               VALUES (gen_random_uuid(), '1969-12-31 23:59:59.999999Z', 'cli', 'a', 'b', $1)
               RETURNING id""",
            json.dumps({"more": ODD, "n": [1, None, True]}),
        )
    columns = {
        "booking_moves": "id booking_id from_status to_status version actor_id moved_at",
        "ledger_entries": "id transaction account amount_minor currency booking_id payment_id"
        " money_in_id entered_at",
        "audit_log": "id public_id at actor_id actor_role channel action subject subject_id"
        " person_id before after detail",
    }

    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return round((value - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))
        return value if value is None or isinstance(value, int) else str(value)

    previous = bytes(32)
    links = await rows("SELECT * FROM chain_links ORDER BY id")
    for position, link in enumerate(links, start=1):
        source = link["source"]
        (of,) = await rows(f"SELECT * FROM {source} WHERE id = $1", link["row_id"])
        values = [source, *(plain(of[column]) for column in columns[source].split())]
        hashed = sha256(json.dumps(values, ensure_ascii=False).encode()).digest()
        previous = sha256(previous + position.to_bytes(8, "big") + hashed).digest()
        assert (link["id"], link["row_hash"], link["hash"]) == (position, hashed, previous)
    assert len(links) == LINKS + 3
    assert (await checked()).broken == ()


async def test_what_was_there_before_the_chain_is_linked_in_order(
    here: Practice, database_url: str
) -> None:
    for turn in range(3):
        await enter(here, turn)
    migration = import_module("models.migrations.0009_audit")
    begin_anew = ("DELETE FROM chain_links", "DELETE FROM audit_log")
    await past_the_guards(database_url, *begin_anew, *migration.LINK_WHAT_IS_THERE)
    found = await rows("SELECT source, row_id FROM chain_links ORDER BY id")
    assert [(one["source"], one["row_id"]) for one in found] == [
        *(("booking_moves", n) for n in range(1, 4)),
        *(("ledger_entries", n) for n in range(1, 7)),
    ]
    await enter(here, 3)
    assert (await checked()).broken == ()


@pytest.mark.parametrize("table", ["audit_log", "chain_links"])
async def test_x72_the_database_refuses_to_change_the_trail(here: Practice, table: str) -> None:
    await enter(here, 0)
    for change in (f"UPDATE {table} SET id = id + 100", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="only takes new rows"):
            await rows(f"{change} RETURNING id")
    with pytest.raises(IntegrityError, match="never emptied"):
        await rows(f"TRUNCATE {table} CASCADE")


async def test_x72_the_database_refuses_a_link_that_nothing_chained(here: Practice) -> None:
    await enter(here, 0)
    link = {"source": "audit_log", "row_id": 99, "row_hash": b"", "previous": b"", "hash": b""}
    with pytest.raises(IntegrityError, match="by the chain alone"):
        await insert("chain_links", {"id": 6, **link})


@pytest.mark.parametrize(
    "changed", [{"after": "I feel low"}, {"action": "a b"}, {"channel": "pigeon"}]
)
async def test_the_trail_takes_no_words(changed: dict[str, str]) -> None:
    values = {"public_id": uuid4(), "at": NOW, "channel": "chat", "action": "a", "subject": "b"}
    with pytest.raises(IntegrityError, match=r"audit_log_(no_words|known_channel)"):
        await insert("audit_log", values | changed)


async def test_what_is_undone_leaves_no_link(here: Practice) -> None:
    with suppress(ZeroDivisionError):
        async with transaction():
            await told(here)
            raise ZeroDivisionError
    async with transaction():
        await told(here, "first")
        with suppress(ZeroDivisionError):
            async with savepoint():
                await told(here, "undone")
                raise ZeroDivisionError
        async with savepoint():
            await told(here, "second")
    report = await checked()
    assert (report.count, report.broken) == (2, ())


async def _money(here: Practice, booking: int, turn: int) -> None:
    """A sum with a receipt, whose number is given at COMMIT as well."""
    arrived = {
        "public_id": uuid4(), "provider": "mpesa", "code": f"UK{turn:08}", "amount_minor": 100,
        "currency": "KES", "source": "callback", "person_id": here.amina,
        "booking_id": booking, "received_at": NOW,
    }  # fmt: skip
    await insert("money_in", arrived)


async def test_h4_many_writers_at_once_make_one_whole_chain(here: Practice) -> None:
    """Receipts' numbers are given at COMMIT as well: nobody waits in a circle for both."""
    bookings = [await book(here, 48 + 2 * n, "approved") for n in range(WRITERS)]
    dice = random.Random(72)

    async def write(number: int) -> None:
        for turn in range(5):
            steps = [told(here), _money(here, bookings[number], 10 * number + turn)]
            dice.shuffle(steps)
            async with transaction():
                for step in steps:
                    await step
                    await asyncio.sleep(0)
                await ledger.enter(f"w{number}.{turn}", "hand", f"x:{number}", Money(1), now=NOW)
                with suppress(ZeroDivisionError):
                    async with savepoint():
                        await told(here, "undone")
                        raise ZeroDivisionError

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    report = await checked(batch=1000)
    assert report.broken == ()
    entered = await row("""SELECT (SELECT count(*) FROM audit_log)
        + (SELECT count(*) FROM ledger_entries) AS n""")
    assert entered == {"n": report.count}


async def test_a_check_beside_writers_sees_one_moment(here: Practice) -> None:
    writers = asyncio.gather(*(enter(here, turn) for turn in range(12)))
    counts = set()
    while not writers.done():
        report = await checked()
        assert report.broken == ()
        counts.add(report.count)
        await asyncio.sleep(0)
    assert (await checked()).count == 12 * LINKS
    assert len(counts) > 1


async def test_x72_who_dies_before_or_in_the_commit_leaves_no_gap(
    here: Practice, database_url: str
) -> None:
    """One dies with its row written, one while it waits for its turn in the chain."""
    entry = """INSERT INTO audit_log (public_id, at, channel, action, subject)
               VALUES (gen_random_uuid(), now(), 'chat', 'lost', 'note')"""
    first, second, gate = [
        await asyncpg.connect(**connection_arguments(database_url)) for _ in range(3)
    ]
    await enter(here, 0)
    await first.execute(f"BEGIN; {entry}")
    await gate.execute("BEGIN; SELECT wait_for_chain()")
    waiting = asyncio.create_task(second.execute(entry))
    while not await gate.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        await asyncio.sleep(0.01)
    for victim in (first, second):
        await gate.execute("SELECT pg_terminate_backend($1, 5000)", victim.get_server_pid())
    with pytest.raises(asyncpg.PostgresError):
        await waiting
    await gate.execute("COMMIT")
    await gate.close()
    await enter(here, 1)
    assert (await checked()).broken == ()
    assert (await chain_check.head()).position == 2 * LINKS


async def test_nobody_who_reads_a_stale_moment_forks_the_chain(database_url: str) -> None:
    """In a snapshot the chain's end can't be seen: the second of two is refused."""
    entry = """INSERT INTO audit_log (public_id, at, channel, action, subject)
               VALUES (gen_random_uuid(), now(), 'chat', 'one', 'note')"""
    slow, quick = [await asyncpg.connect(**connection_arguments(database_url)) for _ in range(2)]
    await slow.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
    await quick.execute(entry)
    await slow.execute(entry)
    with pytest.raises(asyncpg.UniqueViolationError):
        await slow.execute("COMMIT")
    report = await checked()
    assert (report.count, report.broken) == (1, ())
    for connection in (slow, quick):
        await connection.close()
