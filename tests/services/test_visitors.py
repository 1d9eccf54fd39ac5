"""Buckets of visitors: all replicas count one, whoever is too early is told once (D4)."""

import asyncio
from collections import Counter

import asyncpg
import pytest

from models.database import connection_arguments, count, row, rows
from services import visitors
from services.visitors import MOST_REMEMBERED, UNTOLD, Gate, Rate, Verdict

pytestmark = pytest.mark.usefixtures("db")

#: So slow that no room comes while a test runs.
SLOW = Rate(20, 1 / 600)


async def _pass(seconds: float) -> None:
    """As if the database's clock had gone on."""
    moved = """UPDATE visitor_budget SET spoken_until = spoken_until - $1 * interval '1 second',
               warned_at = warned_at - $1 * interval '1 second'"""
    await count(moved, seconds)


async def _asked() -> int:
    found = await row("SELECT count(*) AS asked FROM visitor_budget")
    assert found is not None
    return int(found["asked"])


async def test_d4_twenty_pass_then_words_once_then_silence() -> None:
    came = [await visitors.come("tg:1", SLOW) for _ in range(25)]
    assert came == [Verdict.WELCOME] * 20 + [Verdict.WORDS] + [Verdict.SILENCE] * 4


async def test_d4_then_as_many_as_room_has_come() -> None:
    for _ in range(22):
        await visitors.come("tg:1", SLOW)
    await _pass(3 * 600)
    came = [await visitors.come("tg:1", SLOW) for _ in range(5)]
    assert came == [Verdict.WELCOME] * 3 + [Verdict.SILENCE] * 2


async def test_d4_told_again_only_after_a_pause_that_fills_the_bucket() -> None:
    for _ in range(22):
        await visitors.come("tg:1", SLOW)
    await _pass(21 * 600)
    came = [await visitors.come("tg:1", SLOW) for _ in range(22)]
    assert came == [Verdict.WELCOME] * 20 + [Verdict.WORDS, Verdict.SILENCE]


async def test_d4_one_who_floods_takes_nothing_from_others_or_from_later() -> None:
    for _ in range(100):
        await visitors.come("tg:1", SLOW)
    assert await visitors.come("tg:2", SLOW) is Verdict.WELCOME
    await _pass(600)
    assert await visitors.come("tg:1", SLOW) is Verdict.WELCOME


async def test_several_at_once_pass_together_or_not_at_all() -> None:
    came = [await visitors.come("tg:1", SLOW, 6) for _ in range(4)]
    assert came == [Verdict.WELCOME] * 3 + [Verdict.WORDS]
    assert [await visitors.come("tg:1", SLOW) for _ in range(3)][:2] == [Verdict.WELCOME] * 2


async def test_d4_fifty_at_the_same_time_share_one_bucket() -> None:
    came = Counter(await asyncio.gather(*(visitors.come("tg:1", SLOW) for _ in range(50))))
    assert came == {Verdict.WELCOME: 20, Verdict.WORDS: 1, Verdict.SILENCE: 29}


async def test_an_ordinary_visitor_costs_no_statement() -> None:
    now = [0.0]
    gate = Gate(Rate(20, 1.0), clock=lambda: now[0])
    for _ in range(50):
        assert await gate.judge("tg:1") is Verdict.WELCOME
        now[0] += 9
    assert await _asked() == 0


@pytest.mark.parametrize("replicas", [1, 2, 4])
async def test_d4_gates_of_all_replicas_share_one_bucket(replicas: int) -> None:
    gates = [Gate(SLOW) for _ in range(replicas)]
    came = Counter([await gates[turn % replicas].judge("tg:1") for turn in range(200)])
    assert 20 - UNTOLD <= came[Verdict.WELCOME] <= 20 + UNTOLD * replicas
    assert came[Verdict.WORDS] == 1


async def test_what_was_served_untold_is_told_with_the_next_one() -> None:
    gate = Gate(SLOW)
    for _ in range(UNTOLD + 1):
        await gate.judge("tg:1")
    rest = [await visitors.come("tg:1", SLOW) for _ in range(20)]
    assert rest.count(Verdict.WELCOME) == 20 - UNTOLD - 1


async def test_a_small_bucket_is_not_doubled_by_what_is_untold() -> None:
    gate = Gate(Rate(4, 1 / 600))
    came = [await gate.judge("tg:1") for _ in range(10)]
    assert came.count(Verdict.WELCOME) <= 5


async def test_a_flood_asks_the_database_once_a_second_at_most() -> None:
    now = [0.0]
    gate = Gate(Rate(20, 1.0), clock=lambda: now[0])
    while await gate.judge("tg:1") is Verdict.WELCOME:
        pass
    await count("DELETE FROM visitor_budget")
    assert {await gate.judge("tg:1") for _ in range(500)} == {Verdict.SILENCE}
    assert await _asked() == 0
    now[0] += 1.01
    assert await gate.judge("tg:1") is Verdict.WELCOME


async def test_d4_without_the_database_each_process_counts_for_itself(
    server: str, database_url: str
) -> None:
    gate, other = Gate(SLOW, untold=0), Gate(SLOW, untold=0)
    await gate.judge_anyway("tg:1")
    admin = await asyncpg.connect(**connection_arguments(server))
    name = connection_arguments(database_url)["database"]
    await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
    )
    for one in (gate, other):
        came = [await one.judge_anyway("tg:1") for _ in range(40)]
        assert came == [Verdict.WELCOME] * 20 + [Verdict.SILENCE] * 20
    await admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    await admin.close()
    assert await gate.judge_anyway("tg:1") is Verdict.WELCOME


async def test_what_a_process_remembers_is_bounded() -> None:
    gate = Gate(SLOW)
    for number in range(MOST_REMEMBERED + 500):
        await gate.judge(f"page:{number}")
    assert len(gate._seen) == MOST_REMEMBERED


async def test_buckets_that_are_full_again_are_forgotten() -> None:
    await visitors.come("tg:1", Rate(20, 1.0))
    await _pass(2 * 3600)
    await visitors.come("tg:2", Rate(20, 1.0))
    assert await visitors.forget_idle() == 1
    assert [dict(one) for one in await rows("SELECT key FROM visitor_budget")] == [{"key": "tg:2"}]
