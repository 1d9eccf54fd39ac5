"""The inbox: stored once, done in order, counted before the work, taken over after the lease."""

import asyncio
import contextvars
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from models.database import row
from services import inbox, people
from services.inbox import LEASE, Arrival, Head
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")

VAULT = Vault({1: b"k" * 32})
SECOND = timedelta(seconds=1)
LATER = NOW + LEASE


def came(number: int, *, lane: str = "tg:1", position: int | None = None) -> Arrival:
    position = number if position is None else position
    return Arrival("telegram", str(number), lane, position, f"payload {number}".encode())


async def store(*arrivals: Arrival, now: datetime = NOW) -> list[int]:
    """The ids of those that were new."""
    return list((await inbox.store(arrivals, VAULT, now)).values())


async def take(mine: Sequence[int], lane: str = "tg:1", now: datetime = NOW) -> Head | None:
    async with transaction():
        return await inbox.take(lane, mine, VAULT, now)


async def _state(row_id: int) -> tuple[str, int]:
    found = await row("SELECT state, attempts FROM inbox WHERE id = $1", row_id)
    assert found is not None
    return found["state"], found["attempts"]


# Stored once


async def test_what_comes_twice_is_stored_once() -> None:
    assert len(await store(came(1), came(2))) == 2
    assert len(await store(came(2), came(3))) == 1
    assert await store(came(1), came(1)) == []
    assert len(await store(came(4), came(4))) == 1


async def test_the_same_name_from_another_sender_is_something_else() -> None:
    await store(came(1))
    assert len(await store(Arrival("mpesa", "1", "pay:1", 0, b"{}"))) == 1


async def test_x60_twenty_deliveries_at_once_are_one_row() -> None:
    new = await asyncio.gather(*(store(came(1)) for _ in range(20)))
    assert sum(map(len, new)) == 1


# Done in order


async def test_the_position_decides_and_not_the_order_of_arrival() -> None:
    (late,) = await store(came(11))
    (early,) = await store(came(10))
    assert await take([late]) is None
    first = await take([early, late])
    second = await take([early, late])
    assert (first and first.id, second and second.id) == (early, late)
    assert first is not None
    assert (first.source, first.payload, first.attempts) == ("telegram", b"payload 10", 1)


async def test_of_equal_positions_the_first_stored_is_first() -> None:
    first, second = await store(came(1, position=0)), await store(came(2, position=0))
    assert await take(second) is None
    assert await take(first) is not None


async def test_lanes_do_not_wait_for_each_other() -> None:
    await store(came(1, lane="tg:1"))
    (other,) = await store(came(2, lane="tg:2"))
    assert await take([other], "tg:2") is not None


async def test_x60_a_row_is_taken_by_one() -> None:
    mine = await store(came(1))
    taken = await asyncio.gather(*(take(mine) for _ in range(10)))
    assert sum(head is not None for head in taken) == 1


async def test_x61_work_that_is_undone_leaves_its_row_open() -> None:
    mine = await store(came(1))

    async def crash() -> None:
        async with transaction():
            assert await inbox.take("tg:1", mine, VAULT, NOW) is not None
            raise ZeroDivisionError

    with suppress(ZeroDivisionError):
        await crash()
    assert await _state(mine[0]) == ("open", 1)
    assert await take(mine) is not None
    assert await _state(mine[0]) == ("done", 1)


# Counted before the work, taken over after the lease


async def test_a_row_is_claimed_and_counted_when_it_is_stored() -> None:
    (mine,) = await store(came(1))
    assert await _state(mine) == ("open", 1)
    assert await inbox.claim_left_over(LATER - SECOND) == []
    assert await inbox.claim_left_over(LATER) == [(mine, "tg:1")]
    assert await _state(mine) == ("open", 2)


async def test_a_row_that_kills_each_process_is_counted_each_time() -> None:
    """Nobody ever gets to the end of the work; each waits longer than the one before."""
    (mine,) = await store(came(1))
    now, waits = LATER, []
    for attempt in range(2, 9):
        assert await inbox.claim_left_over(now) == [(mine, "tg:1")]
        assert await _state(mine) == ("open", attempt)
        assert await inbox.claim_left_over(now) == []
        found = await row("SELECT due_at FROM inbox")
        assert found is not None
        waits.append((found["due_at"] - now).total_seconds())
        now = found["due_at"]
    assert waits == [8, 16, 32, 64, 120, 120, 120]


async def test_only_the_oldest_of_a_lane_is_taken_over() -> None:
    first, second = await store(came(1)), await store(came(2))
    other = await store(came(3, lane="tg:2"))
    claimed = await inbox.claim_left_over(LATER)
    assert sorted(claimed) == sorted([(first[0], "tg:1"), (other[0], "tg:2")])
    await take(first, now=LATER)
    assert await inbox.claim_left_over(LATER) == [(second[0], "tg:1")]


async def test_two_that_claim_at_once_share_the_rows_without_waiting() -> None:
    ids = await store(*(came(number, lane=f"tg:{number}") for number in range(10)))
    both = asyncio.Barrier(2)

    async def claim(limit: int) -> list[int]:
        async with transaction():
            claimed = await inbox.claim_left_over(LATER, limit)
            await both.wait()  # neither has committed when both have claimed
        return [row_id for row_id, _ in claimed]

    first, second = await asyncio.wait_for(asyncio.gather(claim(6), claim(6)), 60)
    assert len(first) + len(second) == 10
    assert sorted(first + second) == sorted(ids)


async def test_while_the_head_is_claimed_by_somebody_the_next_is_not_claimable() -> None:
    head, _next = await store(came(1)), await store(came(2))
    outside = contextvars.copy_context()
    async with transaction():
        assert await inbox.claim_left_over(LATER) == [(head[0], "tg:1")]
        claimed = asyncio.create_task(inbox.claim_left_over(LATER), context=outside)
        assert await claimed == []


# Given up


async def test_a_retry_waits_until_it_may() -> None:
    (mine,) = await store(came(1))
    await inbox.retry_at(mine, NOW + SECOND)
    assert await inbox.claim_left_over(NOW) == []
    assert await inbox.claim_left_over(NOW + SECOND) == [(mine, "tg:1")]


async def test_what_is_buried_is_kept_and_holds_up_nobody() -> None:
    (poison,), (after,) = await store(came(1)), await store(came(2))
    assert await inbox.bury(poison, NOW, "failed too often" * 10)
    assert not await inbox.bury(poison, NOW, "again")
    assert await take([poison, after]) is not None
    await inbox.retry_at(poison, NOW)
    assert await inbox.claim_left_over(LATER) == []
    assert await _state(poison) == ("buried", 1)


async def test_what_is_done_is_not_buried() -> None:
    (mine,) = await store(came(1))
    await take([mine])
    assert not await inbox.bury(mine, NOW, "late")


async def test_who_is_behind_a_row() -> None:
    await people.meet(1, 1, "Amina", "Africa/Nairobi", NOW)
    amina = await row("SELECT id FROM people")
    (hers,), (unknown,) = await store(came(1)), await store(came(2, lane="tg:77"))
    assert amina == {"id": await inbox.person_behind(hers)}
    assert await inbox.person_behind(unknown) is None
