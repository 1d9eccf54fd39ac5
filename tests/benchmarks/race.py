"""Fifty clients reach for one slot at the same moment: one gets it, and how long all wait."""

import asyncio
import time
from collections.abc import Sequence

from models import database
from models.views import BookingView
from services import clock, holds
from services.policy import Policy
from services.transaction import transaction
from tests.benchmarks.holds import Wish
from tests.benchmarks.practice import Practice

CLIENTS = 50


async def race(practice: Practice, wishes: Sequence[Wish]) -> float:
    """Milliseconds until the last of them has an answer; all want the first wish's slot."""
    await database.connect(practice.url, pool_size=CLIENTS)
    await asyncio.gather(*(database.rows("SELECT pg_sleep(0.1)") for _ in range(CLIENTS)))
    prize, clients = wishes[0], [wish.client for wish in wishes[:CLIENTS]]

    async def reach(client: int) -> bool:
        async with transaction():
            held = await holds.hold(
                client, prize.psychologist, prize.service, prize.slot.starts_at, Policy(),
                clock.now(),
            )  # fmt: skip
        return isinstance(held, BookingView)

    started = time.perf_counter()
    won = await asyncio.gather(*map(reach, clients))
    waited = (time.perf_counter() - started) * 1000
    assert sum(won) == 1, "one slot has one winner"
    await database.count("DELETE FROM bookings WHERE status = 'held'")
    await database.disconnect()
    return waited
