"""Callbacks, queries, Paybills, cancels, lapses and refunds in any order, on two processes."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models import database
from models.database import rows
from tests import books
from tests.handlers.test_every_step import SETTINGS
from tests.replicas.storm import AMOUNTS, CODES, Storm
from tests.town import HURRIED, free_port, town

ATTEMPT, WHICH = st.integers(0, 1), st.integers(0, 2)
CALLBACK = st.tuples(st.just("callback"), ATTEMPT, st.sampled_from((0, 0, 0, *CODES)), WHICH,
                     st.sampled_from((2500, 2500, 2500, *AMOUNTS)), st.integers(0, 5))  # fmt: skip
EVENT = st.one_of(
    CALLBACK,
    CALLBACK,
    st.tuples(st.just("query"), ATTEMPT, st.sampled_from((0, 0, *CODES))),
    st.tuples(st.just("paybill"), WHICH, st.sampled_from(AMOUNTS), st.booleans()),
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
        doors = (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")
        return Storm(here, doors, SETTINGS)

    def close(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()


async def _blow(storm: Storm, moments: list[list[tuple[Any, ...]]]) -> None:
    await storm.begins()
    for moment in moments:
        await asyncio.gather(*(_happen(storm, *event) for event in moment))
    await storm.quiet()

    async def sql(query: str) -> list[dict[str, Any]]:
        return [dict(found) for found in await rows(query)]

    await books.books_agree(sql)


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
    finally:
        weather.close()
