"""kill -9 between any two steps of a refund: it leaves once, the books agree, the client knows."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.story.booking import BOOKING
from bot.story.steps import AMINA
from tests.books import books_agree
from tests.town import HURRIED, Town, town
from tests.world.refunding import CANCEL, FULL_PURSE, purse, refunds

#: Seconds from a start to its kill: before the tick, in its midst, before the result, after it.
DELAYS = (0.1, 0.3, 0.7, 1.5)
#: Moves the clock past every lease, every lost answer and the first look-ups.
A_WHILE = 150


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        await found.post("/sim/telegram/limits", {"retry_base": 0.1})
        yield found


async def test_x48_killed_at_every_step_a_refund_still_arrives_once(here: Town) -> None:
    """A reversal that is refused, then a payment to the phone: the longest way."""
    process = await here.start_process()
    await here.phone("brian").expect("Requests wait under /pending")
    await here.play((*BOOKING, *CANCEL[:1]))
    assert await purse(here) == FULL_PURSE - 2_500
    await here.fault("daraja", "reversal_refused")
    await here.phone(AMINA).tap("^Cancel it, get KES 2,500 back")
    for delay in DELAYS:
        await asyncio.sleep(delay)
        await here.kill(process)
        process = await here.start_process()
        await here.move_clock(A_WHILE)
    await _until_done(here)
    await asyncio.sleep(0.5)
    await books_agree(here.sql)
    assert await purse(here) == FULL_PURSE
    told = [m["text"] for m in await here.phone(AMINA).messages() if m["from"] == "bot"]
    words = "has been sent back to"
    # Killed between sending and writing it down, it sends the one letter again.
    assert 1 <= len([text for text in told if words in text]) <= 2


async def _until_done(here: Town) -> None:
    for _ in range(60):
        if [one["state"] for one in await refunds(here)] == ["done"]:
            return
        await here.move_clock(A_WHILE)
        await asyncio.sleep(0.5)
    raise AssertionError(f"it never arrived: {await refunds(here)}")
