"""How much each visitor may ask of us: a bucket each, in PostgreSQL, which all replicas share.

A visitor is a chat, or the hash of an address. The bucket is written like those of the sending
budget, as the instant until which it is spoken for, on the database's clock. There a letter waits
for its turn; here what comes too early is refused, and takes nothing out of the bucket.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

import structlog

from models.database import AWAY, count, row

log = structlog.get_logger()

#: What a process serves between two questions to PostgreSQL, and how much slower than the bucket
#: it forgets that it did: eight replicas that ask nothing let pass what one bucket would.
UNTOLD, SLOWER = 5, 8
#: Visitors that one process remembers; more than that are an attack, and the oldest are forgotten.
MOST_REMEMBERED = 10_000


class Verdict(Enum):
    """`WORDS`: too much, and they haven't been told yet. `SILENCE`: they have."""

    WELCOME = "welcome"
    WORDS = "words"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many may come at once after a pause, and how many a second then."""

    at_once: int
    per_second: float

    @property
    def cost(self) -> float:
        """Seconds until there is room for one more."""
        return 1 / self.per_second

    @property
    def room(self) -> float:
        """Seconds that the bucket may be behind."""
        return self.cost * (self.at_once - 1)


# `at` is one instant for the whole statement. A visitor who was told is told again only after the
# bucket has been full once, and until then costs no new version of the row.
_COME = """
    INSERT INTO visitor_budget AS visitor (key, spoken_until)
    VALUES ($1, statement_timestamp() - $2::interval + $3::interval)
    ON CONFLICT (key) DO UPDATE SET
        spoken_until = CASE WHEN visitor.spoken_until <= statement_timestamp() - $4::interval
            THEN greatest(visitor.spoken_until, statement_timestamp() - $2::interval)
                 + $3::interval
            ELSE visitor.spoken_until END,
        warned_at = CASE WHEN visitor.spoken_until > statement_timestamp() - $4::interval
            THEN statement_timestamp()
            WHEN visitor.spoken_until > statement_timestamp() - $2::interval
            THEN visitor.warned_at END
    WHERE visitor.spoken_until <= statement_timestamp() - $4::interval
       OR visitor.warned_at IS NULL
    RETURNING warned_at IS NOT DISTINCT FROM statement_timestamp() AS refused
"""


async def come(key: str, rate: Rate, times: int = 1) -> Verdict:
    """Ask for room for all of them or none; inside a transaction it is taken with its commit."""
    times = min(times, rate.at_once)
    cost = timedelta(seconds=rate.cost)
    found = await row(
        _COME, key, timedelta(seconds=rate.room), cost * times, cost * (times - 1)
    )  # fmt: skip
    if found is None:
        return Verdict.SILENCE
    return Verdict.WORDS if found["refused"] else Verdict.WELCOME


async def forget_idle() -> int:
    """Buckets that are full again need no row."""
    return await count(
        """DELETE FROM visitor_budget WHERE key IN (SELECT key FROM visitor_budget
               WHERE spoken_until < clock_timestamp() - interval '1 hour' FOR UPDATE SKIP LOCKED)"""
    )


@dataclass(slots=True)
class _Memory:
    """Of one visitor: what was served untold, when that was, and until when it is not asked."""

    untold: float
    at: float
    silent_until: float = 0.0


class Gate:
    """One process's way to the buckets: an ordinary visitor costs no statement.

    The first few are served untold, and PostgreSQL is told of them together with the next one. So
    a bucket lets pass its size and at most UNTOLD more for each replica.
    """

    def __init__(
        self, rate: Rate, *, untold: int = UNTOLD, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate = rate
        self._most_untold = min(untold, rate.at_once // 4)
        self._clock = clock
        self._seen: dict[str, _Memory] = {}
        self._alone: dict[str, float] = {}

    @property
    def wait(self) -> float:
        """Seconds after which whoever is too early finds room, if they keep still until then."""
        return self.rate.cost * (self._most_untold + 1)

    async def judge(self, key: str) -> Verdict:
        """Count one more of this visitor's; raises what the driver raises."""
        now = self._clock()
        memory = self._remember(key, now)
        if now < memory.silent_until:
            return Verdict.SILENCE
        if memory.untold + 1 <= self._most_untold:
            memory.untold += 1
            return Verdict.WELCOME
        untold, memory.untold = memory.untold, 0.0
        verdict: Verdict | None = None
        try:
            verdict = await come(key, self.rate, round(untold) + 1)
        finally:
            if verdict is not Verdict.WELCOME:
                memory.untold = untold
        if verdict is not Verdict.WELCOME:
            # There is no room before that, so nobody need be asked.
            memory.silent_until = now + min(self.rate.cost, 1.0)
        return verdict

    async def judge_anyway(self, key: str) -> Verdict:
        """The same; while the database is away, by what this process alone has seen."""
        try:
            return await self.judge(key)
        except AWAY as error:
            log.warning("limits_without_database", error=type(error).__name__)
            return self._judge_alone(key, self._clock())

    def _remember(self, key: str, now: float) -> _Memory:
        memory = self._seen.pop(key, None) or _Memory(0.0, now)
        forgotten = (now - memory.at) * self.rate.per_second / SLOWER
        memory.untold, memory.at = max(0.0, memory.untold - forgotten), now
        self._seen[key] = memory
        _forget_oldest(self._seen)
        return memory

    def _judge_alone(self, key: str, now: float) -> Verdict:
        until = max(self._alone.pop(key, 0.0), now - self.rate.room)
        welcome = until <= now
        self._alone[key] = until + self.rate.cost if welcome else until
        _forget_oldest(self._alone)
        return Verdict.WELCOME if welcome else Verdict.SILENCE


def _forget_oldest(known: dict[str, Any]) -> None:
    while len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]
