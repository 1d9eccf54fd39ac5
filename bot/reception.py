"""Where arrivals become rows, and rows become work: batches in, one worker a lane."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers import refusals
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.run import WorkFailed, after_failure, is_passing, is_victim, work_next
from handlers.sitting import Tick
from services import inbox
from services.errors import MalformedPayload
from services.inbox import Arrival

log = structlog.get_logger()

#: How often a worker looks again for its turn behind another replica's row, and how long apart.
TURNS, TURN_SECONDS = 20, 0.05


Waiting = tuple[Arrival, asyncio.Future[None]]


class Reception:
    """`receive` returns once the rows are stored; the work on them goes on by itself."""

    def __init__(
        self, practice: Practice, courier: Courier, wake: Callable[[Tick], None],
        clock: Callable[[], datetime], at_once: int,
    ) -> None:  # fmt: skip
        self._practice = practice
        self._courier = courier
        self._wake_tick = wake
        self._clock = clock
        self._places = asyncio.Semaphore(at_once)
        self._pending: list[Waiting] = []
        self._storing: asyncio.Task[None] | None = None
        self._lanes: dict[str, set[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, arrivals: list[Arrival]) -> None:
        """Store; raises what the database raises, and the sender then sends again."""
        loop = asyncio.get_running_loop()
        stored = [loop.create_future() for _ in arrivals]
        self._pending += zip(arrivals, stored, strict=True)
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        await asyncio.gather(*stored)

    async def sweep(self) -> None:
        """Take over what a dead process left behind, and what is to be tried again."""
        for row_id, lane in await inbox.claim_left_over(self._clock()):
            self._wake(lane, row_id)

    async def settle(self) -> None:
        """Wait for the work that has begun."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def _store(self) -> None:
        while self._pending:
            batch, self._pending = self._pending, []
            try:
                await self._store_batch(batch)
            except Exception as error:  # noqa: BLE001 - each sender gets it and sends again
                if len(batch) == 1 or is_passing(error):
                    _refuse(batch, error)
                else:
                    await self._store_one_by_one(batch)

    async def _store_one_by_one(self, batch: list[Waiting]) -> None:
        """One row that PostgreSQL refuses must not cost the others of its batch."""
        for one in batch:
            try:
                await self._store_batch([one])
            except Exception as error:  # noqa: BLE001 - as above
                _refuse([one], error)

    async def _store_batch(self, batch: list[Waiting]) -> None:
        arrivals, now = [arrival for arrival, _ in batch], self._clock()
        ids = await inbox.store(arrivals, self._practice.vault, now)
        await refusals.keep_repeated([a for a in arrivals if _name(a) not in ids], now)
        for arrival, future in batch:
            row_id = ids.get(_name(arrival))
            if row_id is not None:
                self._wake(arrival.lane, row_id)
            if not future.done():
                future.set_result(None)

    def _wake(self, lane: str, row_id: int) -> None:
        mine = self._lanes.get(lane)
        if mine is not None:
            mine.add(row_id)
            return
        self._lanes[lane] = {row_id}
        task = asyncio.create_task(self._run_lane(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run_lane(self, lane: str) -> None:
        mine = self._lanes[lane]
        turns = TURNS
        try:
            while mine and turns:
                async with self._places:
                    done = await self._work(lane, mine)
                if not done:
                    turns -= 1
                    await asyncio.sleep(TURN_SECONDS)
        finally:
            self._lanes.pop(lane)

    async def _work(self, lane: str, mine: set[int]) -> bool:
        """One row; False when it was not our turn yet. A row that fails is no longer ours."""
        try:
            finished = await work_next(self._practice, lane, mine, self._clock)
        except WorkFailed as failure:
            if is_victim(failure.__cause__):
                return False
            await self._failed(failure, mine)
            return True
        if finished is None:
            return False
        mine.discard(finished.row_id)
        self._courier.hand_over(finished.letters)
        for tick in finished.wakes:
            self._wake_tick(tick)
        return True

    async def _failed(self, failure: WorkFailed, mine: set[int]) -> None:
        """What can pass is left to the sweep; the rest is counted, and buried in the end."""
        cause, head = failure.__cause__, failure.head
        mine.clear()
        if cause is None or is_passing(cause) or head is None:
            log.warning("work_postponed", error=type(cause).__name__)
            return
        log.error("work_failed", inbox_id=head.id, attempts=head.attempts, exc_info=cause)
        try:
            unreadable = isinstance(cause, MalformedPayload)
            await after_failure(
                self._practice, head.id, head.attempts, self._clock(), unreadable=unreadable
            )
        except Exception as error:  # noqa: BLE001 - the lease runs out and the sweep takes over
            log.warning("failure_not_counted", error=type(error).__name__)


def _name(arrival: Arrival) -> tuple[str, str]:
    return arrival.source, arrival.external_id


def _refuse(batch: list[Waiting], error: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)
