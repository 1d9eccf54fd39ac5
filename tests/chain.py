"""A trail with something in it, and hands that reach past every guard of the database."""

from uuid import uuid4

import asyncpg

from models.chain_views import Head, Report
from models.database import connection_arguments, row, rows
from models.values import Money, Role
from services import audit, chain_check, ledger
from services.transaction import snapshot, transaction
from tests.people import NOW, Practice
from tests.rows import book


async def enter(here: Practice, turn: int) -> None:
    """A transaction with a move, money and a reading, each in the trail or chained itself."""
    booking = await book(here, 48 + 2 * turn, "pending")
    async with transaction():
        await rows(
            """UPDATE bookings SET status = 'approved', version = 2, changed_by_id = $2
               WHERE id = $1 RETURNING id""",
            booking,
            here.brian,
        )
        await ledger.enter(
            f"t{turn}", "hand", f"booking:{booking}", Money(100), booking_id=booking,
            payment_id=None, now=NOW,
        )  # fmt: skip
        await told(here)


async def told(here: Practice, action: str = "note_read") -> None:
    await audit.record(action, "note", uuid4(), now=NOW, person_id=here.amina, actor=here.brian,
                       role=Role.PSYCHOLOGIST)  # fmt: skip


#: Links that `enter` makes: two of the move, two of the ledger, one of the reading.
LINKS = 5


async def checked(*known: Head, batch: int = 4) -> Report:
    """In batches so small that every border is crossed."""
    async with snapshot():
        return await chain_check.check(known, batch=batch)


async def first_wrong(*known: Head) -> tuple[str, int, str]:
    broken = (await checked(*known)).broken[0]
    return broken.wrong.value, broken.position, broken.what


async def past_the_guards(url: str, *statements: str) -> None:
    """As a superuser who switches all triggers off, and on again so that nobody sees it."""
    connection = await asyncpg.connect(**connection_arguments(url))
    async with connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            await connection.execute(statement)
    await connection.close()


async def linked(position: int) -> tuple[str, int]:
    """Which row the link at this position is to."""
    found = await row("SELECT source, row_id FROM chain_links WHERE id = $1", position)
    assert found is not None
    return found["source"], found["row_id"]
