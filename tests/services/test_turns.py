"""A chat's turn: locked, read and taken at once, whoever else is at it."""

import asyncio
import contextvars

import pytest

from models.database import count, rows
from services import clock, inbox, people, turns
from services.inbox import Arrival
from services.transaction import transaction
from services.turns import Turn
from services.vault import Vault

VAULT = Vault({1: b"k" * 32})
CHAT, LANE = 4711, "tg:4711"

pytestmark = pytest.mark.usefixtures("db")


async def _store(*numbers: int) -> list[int]:
    came = [Arrival("telegram", str(n), LANE, n, b"{%d}" % n) for n in numbers]
    stored = await inbox.store(came, VAULT, clock.now())
    return [stored["telegram", str(n)] for n in numbers]


async def _meet() -> None:
    await people.meet(CHAT, CHAT, "Amina", "Africa/Nairobi", clock.now())


async def _take(mine: list[int]) -> Turn:
    async with transaction():
        return await turns.take(CHAT, LANE, mine, VAULT, clock.now())


async def _until_somebody_waits() -> None:
    while not await rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
        await asyncio.sleep(0.01)


async def test_the_oldest_row_is_taken_with_the_chat_that_it_is_of() -> None:
    await _meet()
    first, second = await _store(1, 2)
    turn = await _take([first, second])
    assert turn.guest is not None
    assert turn.guest.reader.name == "Amina"
    assert turn.head is not None
    assert (turn.head.id, turn.head.payload) == (first, b"{1}")


async def test_the_first_row_of_a_chat_that_nobody_knows_yet_is_taken_too() -> None:
    [first] = await _store(1)
    turn = await _take([first])
    assert turn.guest is None
    assert turn.head is not None
    assert turn.head.id == first


async def test_a_row_behind_another_ones_is_left() -> None:
    await _meet()
    _, second = await _store(1, 2)
    assert await _take([second]) == Turn(None, None)


async def test_what_was_done_while_we_waited_is_not_done_twice() -> None:
    await _meet()
    mine = await _store(1, 2)
    outside = contextvars.copy_context()
    async with transaction():
        assert (await turns.take(CHAT, LANE, mine, VAULT, clock.now())).head is not None
        waits = asyncio.create_task(_take(mine), context=outside)
        await _until_somebody_waits()
    assert (await waits).head is None
    after = await _take(mine)
    assert after.head is not None
    assert after.head.id == mine[1]


async def test_a_row_that_was_claimed_anew_while_we_waited_is_taken_as_it_is_now() -> None:
    await _meet()
    mine = await _store(1)
    outside = contextvars.copy_context()
    async with transaction():
        await people.lock_chat(CHAT)
        await count("UPDATE inbox SET attempts = attempts + 1")
        waits = asyncio.create_task(_take(mine), context=outside)
        await _until_somebody_waits()
    turn = await waits
    assert turn.head is not None
    assert turn.head.attempts == 2
    assert turn.guest is not None
