"""The scheduled ticks: stateless, in every replica, each claiming rows of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.run import is_passing
from services import clock

log = structlog.get_logger()

Tick = Callable[[], Awaitable[object]]

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Job:
    """`tick` runs every so many seconds of real time, and at once when the clock is moved.

    What takes hours to come round again has nothing to do at each move by minutes.
    """

    name: str
    seconds: float
    tick: Tick


class Loops:
    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._jobs = jobs
        self._running: dict[str, asyncio.Lock] = {job.name: asyncio.Lock() for job in jobs}
        self._soon: set[asyncio.Task[None]] = set()
        #: Ticks that were woken and have not begun: what wakes them again finds them waiting.
        self._woken: set[str] = set()
        self._ran: dict[str, datetime] = {}
        self._stopping = False
        # APScheduler fires in each replica and forgives a late tick only if it is told to.
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        for job in self._jobs:
            self._scheduler.add_job(self._run, "interval", [job], seconds=job.seconds, id=job.name)
        self._scheduler.start()

    def stop(self) -> None:
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def soon(self, *names: str) -> None:
        """Run these ticks now, those that there are, instead of waiting for their time."""
        for job in (job for job in self._jobs if job.name in names):
            if job.name in self._woken:
                continue
            self._woken.add(job.name)
            task = asyncio.create_task(self._run(job))
            self._soon.add(task)
            task.add_done_callback(self._soon.discard)

    async def run_all(self) -> None:
        """Every tick once, in the order of the table, but for those of hours that ran lately."""
        for job in self._jobs:
            if not self._ran_lately(job):
                await self._run(job)

    def _ran_lately(self, job: Job) -> bool:
        ran = self._ran.get(job.name)
        return (
            job.seconds >= HOUR
            and ran is not None
            and abs(clock.now() - ran) < timedelta(seconds=job.seconds / 2)
        )

    async def _run(self, job: Job) -> None:
        try:
            await self._work(job)
        except asyncio.CancelledError:
            # A stop ends what is under way; APScheduler would report that as a failure.
            if not self._stopping:
                raise

    async def _work(self, job: Job) -> None:
        async with self._running[job.name]:
            self._woken.discard(job.name)
            try:
                began = clock.now()
                await job.tick()
                self._ran[job.name] = began
            except Exception as error:
                if is_passing(error):
                    log.warning("tick_postponed", job=job.name, error=type(error).__name__)
                else:
                    log.error("tick_failed", job=job.name, exc_info=error)
