"""kill -9 while Google is being asked: another process finds the event that the first one made."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.story.steps import AMINA, BRIAN
from tests.town import HURRIED, Town, town
from tests.world.meeting_steps import address, connect, events, paid

#: Moves the clock past the lease of a claimed meeting.
PAST_THE_LEASE = 95


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        yield found


async def test_b11_killed_between_the_event_and_its_row_there_is_one_event(here: Town) -> None:
    process = await here.start_process()
    await here.phone(BRIAN).expect("Requests wait under /pending")
    await connect(here)
    await here.fault("google", "slow", method="insert", value=5)
    await paid(here)
    for _ in range(200):
        if await events(here):
            break
        await asyncio.sleep(0.02)
    await here.kill(process)
    assert await here.sql("SELECT state, event_id FROM meetings") == [
        {"state": "wanted", "event_id": None}
    ]
    await here.start_process()
    await here.move_clock(PAST_THE_LEASE)
    ready = await here.phone(AMINA).expect("Your video link")
    [event] = await events(here)
    assert event["hangoutLink"] == address(ready)
    assert await events(here, deleted=True) == []
