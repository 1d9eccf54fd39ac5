"""kill -9 around a request that moves money: it leaves once, and its end is known (X42)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.town import HURRIED, Town, town
from tests.world.money_requests import SHILLINGS, ask, balance, request

#: The state in which the process dies: its request is leaving, or taken and without a result.
MOMENTS = ("submitting", "accepted")


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        yield found


async def test_x42_killed_at_any_moment_each_payout_leaves_once(here: Town) -> None:
    before = await balance(here)
    process = await here.start_process()
    asked = []
    for moment in MOMENTS:
        asked.append(await ask(here, "b2c", phone="+254712000001"))
        await _until(here, asked[-1], (moment, "accepted"))
        await here.kill(process)
        process = await here.start_process()
    for _ in range(40):
        await here.move_clock(140)
        await asyncio.sleep(0.2)
        if {(await request(here, one))["state"] for one in asked} == {"done"}:
            break
    assert [(await request(here, one))["result_code"] for one in asked] == ["0", "0"]
    assert await balance(here) == before + SHILLINGS * len(asked)


async def _until(here: Town, asked: int, states: tuple[str, ...]) -> None:
    for _ in range(500):
        if (await request(here, asked))["state"] in states:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("nobody has taken it")
