"""The sending budget that all replicas share: per chat and overall, in PostgreSQL.

Telegram lets about one message a second into a chat (short bursts pass) and about thirty a second
out of a bot (3-protocols 8.2). Each bucket is one instant: until when its capacity is spoken for.
It runs on the database's clock, the only one that all replicas share, and not on the program's,
which a demo may move while Telegram's limits stay where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from models.database import count, rows

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second, and how many may leave at once after a pause."""

    overall_per_second: float = 25.0
    overall_burst: int = 25
    lane_per_second: float = 1.0
    lane_burst: int = 5


# Everybody locks the overall row first, then the lanes in order: nobody waits in a circle.
_TAKE = """
    WITH asked AS (
        SELECT lane, ordinality AS place FROM unnest($1::text[]) WITH ORDINALITY AS said(lane)
    ), overall AS (
        INSERT INTO sending_budget (key, spoken_until)
        VALUES ('overall',
                clock_timestamp() - $4::interval + $5::interval * cardinality($1::text[]))
        ON CONFLICT (key) DO UPDATE SET spoken_until =
            greatest(sending_budget.spoken_until, clock_timestamp() - $4::interval)
            + $5::interval * cardinality($1::text[])
        RETURNING spoken_until
    ), lanes AS (
        INSERT INTO sending_budget (key, spoken_until)
        SELECT lane, clock_timestamp() - $2::interval + $3::interval
        FROM asked CROSS JOIN overall ORDER BY lane
        ON CONFLICT (key) DO UPDATE SET spoken_until =
            greatest(sending_budget.spoken_until, clock_timestamp() - $2::interval) + $3::interval
        RETURNING key, spoken_until
    )
    SELECT asked.lane, extract(epoch FROM greatest(
        lanes.spoken_until - $3::interval,
        overall.spoken_until - $5::interval * (cardinality($1::text[]) - asked.place + 1)
    ) - clock_timestamp())::float8 AS wait
    FROM asked JOIN lanes ON lanes.key = asked.lane CROSS JOIN overall
"""


async def take(lanes: Sequence[str], limits: Limits) -> dict[str, float]:
    """Speak for one message in each of these different lanes; seconds that each has to wait."""
    lane_cost = timedelta(seconds=1 / limits.lane_per_second)
    overall_cost = timedelta(seconds=1 / limits.overall_per_second)
    granted = await rows(
        _TAKE,
        list(lanes),
        lane_cost * (limits.lane_burst - 1),
        lane_cost,
        overall_cost * (limits.overall_burst - 1),
        overall_cost,
    )
    return {r["lane"]: max(0.0, r["wait"]) for r in granted}


async def hold_back(lane: str, seconds: float) -> None:
    """Telegram said `retry_after`: nobody sends into this lane until then."""
    await count(
        """UPDATE sending_budget
           SET spoken_until = greatest(spoken_until, clock_timestamp() + $2 * interval '1 second')
           WHERE key = $1""",
        lane,
        seconds,
    )


async def forget_idle() -> int:
    """Buckets that are full again need no row."""
    return await count(
        """DELETE FROM sending_budget WHERE key IN (SELECT key FROM sending_budget
               WHERE spoken_until < clock_timestamp() - interval '1 hour' FOR UPDATE SKIP LOCKED)"""
    )
