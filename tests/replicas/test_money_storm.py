"""Callbacks, queries, Paybills, cancels, lapses and refunds in any order, on two processes."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.ports import free_port
from bot.registering import register
from bot.settings import load
from models import database
from models.database import rows
from tests import books
from tests.handlers.test_every_step import SETTINGS
from tests.replicas.storm import AMOUNTS, CODES, Storm
from tests.town import HURRIED, town

#: How somebody types a booking's reference into M-Pesa; the last one is nobody's.
TYPED = ("BK-2026-{}", "bk2026{}", "BK 2026 {}", "rent")
#: What may happen to the way back.
TROUBLES = ("reversal_lost_answer", "reversal_lost_result", "reversal_double_result",
            "reversal_timeout", "reversal_timeout_done", "reversal_refused", "b2c_lost_answer",
            "b2c_lost_result", "b2c_double_result", "b2c_timeout_done", "b2c_insufficient",
            "lost_confirmation", "double_confirmation")  # fmt: skip
ATTEMPT, WHICH = st.integers(0, 1), st.integers(0, 2)
CALLBACK = st.tuples(st.just("callback"), ATTEMPT, st.sampled_from((0, 0, 0, *CODES)), WHICH,
                     st.sampled_from((2500, 2500, 2500, *AMOUNTS)), st.integers(0, 5))  # fmt: skip
EVENT = st.one_of(
    CALLBACK,
    CALLBACK,
    st.tuples(st.just("query"), ATTEMPT, st.sampled_from((0, 0, *CODES))),
    st.tuples(st.just("paybill"), WHICH, st.sampled_from(AMOUNTS), st.booleans()),
    st.tuples(st.just("pay_by_hand"), st.sampled_from(AMOUNTS), st.sampled_from(TYPED)),
    st.tuples(st.just("trouble"), st.sampled_from(TROUBLES)),
    st.sampled_from(
        [
            ("allocate",),
            ("send_back_unallocated",),
            ("send_back_credit",),
            ("cancel",),
            ("lapse",),
            ("give_up", 1),
        ]
    ),
)
#: Moments one after the other; what happens in the same moment happens at once.
MOMENTS = st.lists(st.lists(EVENT, min_size=1, max_size=4), min_size=1, max_size=7)


class Weather:
    """A town with two processes that many examples share: starting them takes seconds."""

    def __init__(self, database_url: str) -> None:
        self.loop = asyncio.get_event_loop_policy().new_event_loop()
        self.stack = AsyncExitStack()
        self.storm = self.run(self._open(database_url))

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    async def _open(self, database_url: str) -> Storm:
        here = await self.stack.enter_async_context(town(database_url, **HURRIED))
        ports = (here.environment["LISTEN_PORT"], str(free_port()))
        for port in ports:
            await here.start_process(LISTEN_PORT=port)
        await here.phone("amina").send("/start")
        await here.phone("amina").expect("Hello")
        await database.connect(database_url, pool_size=8)
        self.stack.push_async_callback(database.disconnect)
        rich = {"name": "Payer", "phone": "+254712555001", "telegram": False, "balance": 9_000_000}
        await here.post("/sim/phones", rich)
        said, well = await register(load(here.environment, None), here.session)
        assert well or "empty" in said[-1], said
        doors = (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")
        return Storm(here, doors, SETTINGS)

    def close(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()


async def _sql(query: str) -> list[dict[str, Any]]:
    return [dict(found) for found in await rows(query)]


async def _blow(storm: Storm, moments: list[list[tuple[Any, ...]]]) -> None:
    await storm.begins()
    for moment in moments:
        await asyncio.gather(*(_happen(storm, *event) for event in moment))
    await storm.here.move_clock(300)
    await storm.quiet()

    await books.books_agree(_sql)


async def _under_way() -> list[dict[str, Any]]:
    return await _sql("SELECT id, state FROM refunds WHERE state IN ('sending', 'accepted')")


async def _calm(storm: Storm) -> None:
    """Days later each refund has an end, or waits for a person; nothing is half done."""
    for hours in (1, 10, 20, 30):
        await storm.here.move_clock(3600 * hours)
        await asyncio.sleep(1)
    for _ in range(100):
        if not await _under_way():
            break
        await asyncio.sleep(0.1)
    assert await _under_way() == []
    await books.books_agree(_sql)


async def _happen(storm: Storm, name: str, *how: Any) -> None:
    if name == "paybill":
        which, shillings, known = how
        await storm.paybill(which, shillings, known=known)
    else:
        await getattr(storm, name)(*how)


def test_money_is_never_lost_in_any_order_on_two_processes(database_url: str) -> None:
    """Money in is money owed to bookings, credits, refunds or nobody yet, after each example."""
    weather = Weather(database_url)

    @settings(max_examples=25, deadline=None, database=None,
              suppress_health_check=list(HealthCheck), phases=[Phase.generate])  # fmt: skip
    @given(MOMENTS)
    def any_order(moments: list[list[tuple[Any, ...]]]) -> None:
        weather.run(_blow(weather.storm, moments))

    try:
        any_order()
        weather.run(_calm(weather.storm))
    finally:
        weather.close()
