"""The simulator's time: real time plus an offset that only grows, and timers that follow it."""

import asyncio
import heapq
import itertools
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[object]]
# The event loop refuses far delays; a timer further off is simply looked at again.
LONGEST_SLEEP = 3600.0


class Timer:
    """A piece of work due at an instant of the simulated clock; `cancel()` forgets it."""

    __slots__ = ("cancelled", "due", "work")

    def __init__(self, due: float, work: Work) -> None:
        self.due = due
        self.work = work
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Clock:
    """Real time plus `offset` seconds."""

    def __init__(self, on_change: Callable[[], object] | None = None) -> None:
        self.offset = 0.0
        self.changed = asyncio.Event()
        self._on_change = on_change
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self._handle: asyncio.TimerHandle | None = None
        self._running: set[asyncio.Task[None]] = set()

    def now(self) -> datetime:
        """The simulated instant, aware, in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def timestamp(self) -> float:
        """The simulated instant in seconds since 1970."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward; timers that became due start at once. Raises ValueError."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.offset += seconds
        self.changed.set()
        self.changed = asyncio.Event()
        if self._on_change is not None:
            self._on_change()
        self._fire()

    def as_json(self) -> dict[str, object]:
        return {"now": self.now().isoformat(), "offset": self.offset}

    def call_at(self, instant: datetime | float, work: Work) -> Timer:
        """Run the coroutine function `work` when the clock reaches `instant`."""
        due = instant.timestamp() if isinstance(instant, datetime) else float(instant)
        timer = Timer(due, work)
        heapq.heappush(self._timers, (due, next(self._order), timer))
        self._arm()
        return timer

    def call_later(self, seconds: float, work: Work) -> Timer:
        """Run the coroutine function `work` after `seconds` of simulated time."""
        return self.call_at(self.timestamp() + seconds, work)

    def close(self) -> None:
        """Forget every timer, stop the work under way and wake whoever waits for a change."""
        self.changed.set()
        self._timers.clear()
        if self._handle is not None:
            self._handle.cancel()
        for task in self._running:
            task.cancel()

    def _arm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._timers:
            delay = min(max(0.0, self._timers[0][0] - self.timestamp()), LONGEST_SLEEP)
            self._handle = asyncio.get_running_loop().call_later(delay, self._fire)

    def _fire(self) -> None:
        now = self.timestamp()
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled:
                task = asyncio.get_running_loop().create_task(self._run(timer.work))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
        self._arm()

    @staticmethod
    async def _run(work: Work) -> None:
        try:
            await work()
        except Exception:  # One broken timer must not silence the others.
            log.exception("a timer of the simulator failed")
