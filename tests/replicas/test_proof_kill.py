"""kill -9 between a client's code and M-Pesa's word about it: it counts once all the same (X42)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.books import books_agree
from tests.town import HURRIED, Town, town
from tests.world.showing import came_in, request, until_she_is_asked

#: The state in which the process dies: nothing asked yet, asked, and asked with the result gone.
MOMENTS = ("waiting", "submitting", "accepted")


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        yield found


@pytest.mark.parametrize("moment", MOMENTS)
async def test_x42_killed_between_the_code_and_its_result(here: Town, moment: str) -> None:
    process = await here.start_process()
    receipt = await until_she_is_asked(here)
    await here.fault("daraja", "status_lost_result")
    await here.phone("amina").send(receipt)
    await _until(here, MOMENTS[MOMENTS.index(moment) :])
    await here.kill(process)
    await here.start_process()
    for _ in range(20):
        await here.move_clock(140)
        # A clock that runs ahead of the answers makes each of them a lost one.
        if await _came_in_soon(here):
            break
    assert await came_in(here) == [(receipt, 250_000, "status")]
    await here.phone("amina").expect("Your session is confirmed")
    assert await here.sql("SELECT state FROM payment_proofs") == [{"state": "accepted"}]
    await books_agree(here.sql)


async def _came_in_soon(here: Town) -> bool:
    for _ in range(20):
        if await came_in(here):
            return True
        await asyncio.sleep(0.1)
    return False


async def _until(here: Town, states: tuple[str, ...]) -> None:
    for _ in range(1000):
        found = await here.sql("SELECT state FROM mpesa_requests")
        if found and found[0]["state"] in states:
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"not {states}: {await request(here)}")
