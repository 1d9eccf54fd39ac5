"""The sending budget: what all replicas send together stays within the limits."""

import asyncio
import random
from dataclasses import dataclass

import pytest

from models.database import count, row, rows
from services import budget
from services.budget import OVERALL, Limits

pytestmark = pytest.mark.usefixtures("db")

#: Each holds up by one of its two limits alone.
LANE = Limits(overall_per_second=1000, overall_burst=1000, lane_per_second=1, lane_burst=5)
ALL = Limits(overall_per_second=25, overall_burst=25, lane_per_second=1000, lane_burst=1000)
#: Seconds that a test may take from one look at the clock to the next.
SLACK = 0.9


async def _clock() -> float:
    found = await row("SELECT extract(epoch FROM clock_timestamp())::float8 AS now")
    assert found is not None
    return float(found["now"])


@dataclass(frozen=True)
class Grants:
    """When each may leave, and how far these instants may be too early: what asking took."""

    instants: list[float]
    slack: float

    def most_in(self, seconds: float) -> int:
        """The most that leave in any window of that length."""
        return max(
            sum(start <= one < start + seconds for one in self.instants) for start in self.instants
        )

    def lasts(self) -> float:
        return self.instants[-1] - self.instants[0]


async def _grants(batches: list[list[str]], limits: Limits) -> Grants:
    """What as many connections are granted that ask at the same time."""
    took = []

    async def ask(lanes: list[str]) -> list[float]:
        before = await _clock()
        waits = await budget.take(lanes, limits)
        took.append(await _clock() - before)
        return [before + wait for wait in waits.values()]

    granted = await asyncio.gather(*(ask(lanes) for lanes in batches))
    return Grants(sorted(instant for some in granted for instant in some), max(took))


async def test_a_burst_passes_and_then_it_is_one_a_second() -> None:
    waits = [(await budget.take(["tg:1"], LANE))["tg:1"] for _ in range(9)]
    assert waits[:5] == [0] * 5
    for number, wait in enumerate(waits[5:], start=1):
        assert number - SLACK < wait <= number


async def test_a_lane_that_is_full_holds_up_no_other() -> None:
    for _ in range(10):
        await budget.take(["tg:1"], LANE)
    assert await budget.take(["tg:2"], LANE) == {"tg:2": 0}


async def test_twenty_at_once_in_one_lane_are_granted_one_by_one() -> None:
    granted = await _grants([["tg:1"]] * 20, LANE)
    for seconds in (1, 3, 9):
        assert granted.most_in(seconds) <= 5 + seconds + granted.slack
    assert granted.lasts() >= 15 - granted.slack


@pytest.mark.parametrize("size", [1, 4])
async def test_x33_what_many_replicas_are_granted_never_exceeds_the_rate(size: int) -> None:
    """Two hundred letters of as many chats, all due at 08:00."""
    lanes = [f"tg:{number}" for number in range(200)]
    batches = [lanes[start : start + size] for start in range(0, 200, size)]
    granted = await _grants(batches, ALL)
    assert len(granted.instants) == 200
    for seconds in (1, 2, 4):
        assert granted.most_in(seconds) <= 25 + 25 * (seconds + granted.slack)
    assert granted.lasts() >= 175 / 25 - granted.slack


async def test_each_grant_costs_the_same_however_it_was_asked_for() -> None:
    start = await _clock()
    lanes = [f"tg:{number}" for number in range(100)]
    await asyncio.gather(*(budget.take(lanes[n : n + 20], ALL) for n in range(0, 100, 20)))
    found = await row(
        """SELECT extract(epoch FROM spoken_until)::float8 AS until FROM sending_budget
           WHERE key = $1""",
        OVERALL,
    )
    assert found is not None
    assert found["until"] == pytest.approx(start + (100 - 25) / 25, abs=SLACK)


async def test_a_batch_is_served_in_the_order_in_which_it_was_asked_for() -> None:
    lanes = [f"tg:{number}" for number in range(60)]
    random.Random(1).shuffle(lanes)
    waits = await budget.take(lanes, ALL)
    assert set(waits) == set(lanes)
    assert [waits[lane] for lane in lanes] == sorted(waits.values())
    assert [waits[lane] for lane in lanes[:25]] == [0] * 25
    assert waits[lanes[-1]] == pytest.approx(35 / 25, abs=0.1)


async def test_batches_that_share_lanes_in_any_order_do_not_block_each_other() -> None:
    lanes = [f"tg:{number}" for number in range(30)]
    batches = [random.Random(seed).sample(lanes, seed % 29 + 1) for seed in range(60)]
    granted = await asyncio.wait_for(_grants(batches, Limits()), 60)
    assert len(granted.instants) == sum(map(len, batches))


async def test_x33_retry_after_holds_back_its_lane_alone() -> None:
    await budget.take(["tg:1", "tg:2"], LANE)
    await budget.hold_back("tg:1", 30)
    waits = await budget.take(["tg:1", "tg:2", "tg:3"], LANE)
    assert 30 - SLACK < waits["tg:1"] <= 30
    assert (waits["tg:2"], waits["tg:3"]) == (0, 0)


async def test_a_shorter_retry_after_does_not_shorten_a_longer_one() -> None:
    await budget.take(["tg:1"], LANE)
    await budget.hold_back("tg:1", 30)
    await budget.hold_back("tg:1", 1)
    assert (await budget.take(["tg:1"], LANE))["tg:1"] > 30 - SLACK


async def test_a_pause_fills_the_bucket_and_no_more_than_that() -> None:
    for _ in range(8):
        await budget.take(["tg:1"], LANE)
    await count("UPDATE sending_budget SET spoken_until = spoken_until - interval '1 day'")
    waits = [(await budget.take(["tg:1"], LANE))["tg:1"] for _ in range(6)]
    assert waits[:5] == [0] * 5
    assert waits[5] > 0


async def test_buckets_that_are_full_again_are_forgotten() -> None:
    await budget.take(["tg:1", "tg:2"], LANE)
    await count(
        """UPDATE sending_budget SET spoken_until = spoken_until - interval '2 hours'
           WHERE key = 'tg:1'"""
    )
    assert await budget.forget_idle() == 1
    kept = await rows("SELECT key FROM sending_budget ORDER BY key")
    assert [one["key"] for one in kept] == [OVERALL, "tg:2"]
