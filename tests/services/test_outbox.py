"""The outbox: said once, in order per lane, only while it is true, and at least once."""

import asyncio
import contextvars
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from models.database import count, row, rows
from services import outbox
from services.outbox import LEASE, Claimed, Fence, Letter
from services.transaction import transaction
from tests.people import NOW, practice
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")

SECOND = timedelta(seconds=1)
LATER = NOW + LEASE


def letter(key: str, lane: str = "tg:1", *, due_at: datetime | None = None,
           fence: Fence | None = None, draft_id: int | None = None) -> Letter:  # fmt: skip
    return Letter(key, "telegram", lane, {"text": f"<{key}> é"}, due_at, fence, draft_id)


def keys(claimed: Sequence[Claimed]) -> list[str]:
    return [one.payload["text"].removesuffix("> é").removeprefix("<") for one in claimed]


async def put(*letters: Letter, now: datetime = NOW) -> list[Claimed]:
    return await outbox.put(letters, now)


async def claim(now: datetime = LATER, limit: int = 100) -> list[str]:
    return keys(await outbox.claim_due(now, limit))


async def _row(key: str) -> tuple[str, int, bool]:
    """State, attempts, and whether the words are still there."""
    found = await row("SELECT * FROM outbox WHERE dedupe_key = $1", key)
    assert found is not None
    return found["state"], found["attempts"], found["payload"] is not None


# Put


async def test_a_reply_is_claimed_by_who_puts_it() -> None:
    claimed = await put(letter("a", draft_id=7), letter("b"))
    assert keys(claimed) == ["a", "b"]
    assert [(one.attempts, one.lane, one.draft_id) for one in claimed] == [
        (1, "tg:1", 7), (1, "tg:1", None)
    ]  # fmt: skip
    assert await claim(LATER - SECOND) == []


async def test_a_key_is_said_once() -> None:
    await put(letter("a"))
    assert keys(await put(letter("a"), letter("b"))) == ["b"]
    assert keys(await put(letter("c"), letter("c"))) == ["c"]
    assert await row("SELECT count(*) AS n FROM outbox") == {"n": 3}


async def test_a_key_is_said_once_though_it_was_sent_long_ago() -> None:
    (sent,) = await put(letter("a"))
    await outbox.sent([sent.id], NOW)
    assert await put(letter("a")) == []
    assert await claim() == []


async def test_twenty_that_put_the_same_key_at_once_send_it_once() -> None:
    claimed = await asyncio.gather(*(put(letter("a")) for _ in range(20)))
    assert sum(map(len, claimed)) == 1


async def test_nothing_is_put_for_nothing() -> None:
    assert await put() == []


async def test_what_is_for_later_waits_unclaimed() -> None:
    tomorrow = NOW + timedelta(days=1)
    assert keys(await put(letter("now"), letter("later", due_at=tomorrow))) == ["now"]
    assert await _row("later") == ("due", 0, True)
    assert await claim(tomorrow - SECOND) == ["now"]
    assert await claim(tomorrow + LEASE) == ["now"]
    await count("UPDATE outbox SET state = 'sent' WHERE dedupe_key = 'now'")
    assert await claim(tomorrow + LEASE) == ["later"]


async def test_what_is_due_by_now_is_immediate() -> None:
    assert keys(await put(letter("a", due_at=NOW), letter("b", due_at=NOW - SECOND))) == ["a", "b"]


async def test_what_is_undone_was_never_said() -> None:
    async def crash() -> None:
        async with transaction():
            await put(letter("a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert keys(await put(letter("a"))) == ["a"]


# Claimed: order, leases, two drains


async def test_a_lane_goes_one_by_one_and_lanes_side_by_side() -> None:
    await put(letter("a1"), letter("a2"), letter("b1", "tg:2"), letter("b2", "tg:2"))
    first = await outbox.claim_due(LATER)
    assert sorted(keys(first)) == ["a1", "b1"]
    assert await claim(LATER) == []
    await outbox.sent([one.id for one in first], LATER)
    assert sorted(await claim(LATER)) == ["a2", "b2"]


async def test_a_reminder_for_later_holds_up_no_reply() -> None:
    await put(letter("reminder", due_at=NOW + timedelta(days=1)), letter("reply"))
    assert await claim() == ["reply"]


async def test_at_least_once_whoever_dies_with_a_claim() -> None:
    await put(letter("a"))
    now = NOW
    for attempt in range(2, 6):
        now += LEASE
        assert await claim(now - SECOND) == []
        assert await claim(now) == ["a"]
        assert await _row("a") == ("due", attempt, True)


async def test_two_drains_at_once_share_the_lanes_without_waiting() -> None:
    await put(*(letter(f"{lane}", f"tg:{lane}") for lane in range(10)))
    both = asyncio.Barrier(2)

    async def drain() -> list[str]:
        async with transaction():
            claimed = await claim(LATER, 6)
            await both.wait()  # neither has committed when both have claimed
        return claimed

    first, second = await asyncio.wait_for(asyncio.gather(drain(), drain()), 60)
    assert sorted(first + second) == sorted(str(lane) for lane in range(10))


async def test_while_the_first_of_a_lane_is_claimed_the_second_is_nobodys() -> None:
    await put(letter("a1"), letter("a2"))
    outside = contextvars.copy_context()
    async with transaction():
        assert await claim() == ["a1"]
        assert await asyncio.create_task(claim(), context=outside) == []


async def test_a_claim_is_renewed_by_its_owner_alone() -> None:
    (mine,) = await put(letter("a"))
    assert await outbox.renew(mine, NOW + SECOND)
    assert await claim(LATER) == []
    assert await claim(LATER + SECOND) == ["a"]
    assert not await outbox.renew(mine, LATER + SECOND)


async def test_a_claim_given_back_is_claimed_at_once_and_not_counted() -> None:
    mine = await put(letter("a1"), letter("a2"))
    await outbox.release(mine, NOW)
    assert await _row("a1") == ("due", 0, True)
    assert await claim(NOW) == ["a1"]


async def test_a_claim_that_was_lost_cannot_be_given_back() -> None:
    mine = await put(letter("a"))
    assert await claim(LATER) == ["a"]
    await outbox.release(mine, LATER)
    assert await _row("a") == ("due", 2, True)
    assert await claim(LATER) == []


# Only while it is true


async def test_r3_a_fence_lets_through_what_is_still_true_and_drops_what_is_not() -> None:
    here = await practice()
    stays, moves = await book(here, 48, "pending"), await book(here, 72, "pending")
    at = NOW + timedelta(hours=1)
    await put(letter("stays", "tg:1", due_at=at, fence=Fence(stays, 1)),
              letter("moves", "tg:2", due_at=at, fence=Fence(moves, 1)),
              letter("gone", "tg:3", due_at=at, fence=Fence(10**9, 1)))  # fmt: skip
    await count("UPDATE bookings SET status = 'approved', version = 2 WHERE id = $1", moves)
    assert await claim(at) == ["stays"]
    assert await _row("moves") == ("dropped", 0, False)
    assert await _row("gone") == ("dropped", 0, False)


async def test_x30_five_hundred_queued_reminders_of_a_moved_booking_all_go() -> None:
    here = await practice()
    booking = await book(here, 48, "pending")
    at = NOW + timedelta(hours=1)
    await put(*(letter(f"r{n}", due_at=at, fence=Fence(booking, 1)) for n in range(500)))
    await count("UPDATE bookings SET status = 'cancelled', version = 2 WHERE id = $1", booking)
    assert await claim(at) == []
    assert await rows("SELECT state, count(*) AS n FROM outbox GROUP BY state") == [
        {"state": "dropped", "n": 500}
    ]


async def test_a_screen_that_has_not_left_gives_way_to_the_newer_one() -> None:
    await put(letter("old", draft_id=7), letter("other", draft_id=8), letter("notice"))
    assert keys(await put(letter("new", draft_id=7))) == ["new"]
    assert await _row("old") == ("dropped", 1, False)
    assert await _row("other") == ("due", 1, True)
    assert await _row("notice") == ("due", 1, True)


async def test_a_message_that_another_dialogue_has_changed_since_is_not_changed_back() -> None:
    """After a crash an older screen of the same message would come over the newer one."""

    def over(key: str, edit: int, draft_id: int, lane: str = "tg:1") -> Letter:
        words = {"text": f"<{key}> é", "edit": edit}
        return Letter(key, "telegram", lane, words, draft_id=draft_id)

    await put(over("booking", 10, 1), over("other message", 11, 2), over("other", 10, 3, "tg:2"))
    await put(over("intake", 10, 4))
    assert await _row("booking") == ("dropped", 1, False)
    assert sorted(await claim()) == ["other", "other message"]


# After the send


async def test_what_left_is_forgotten_but_for_its_key() -> None:
    claimed = await put(letter("a"), letter("b"))
    await outbox.sent([one.id for one in claimed], NOW)
    assert await _row("a") == ("sent", 1, False)
    assert await claim() == []


async def test_what_failed_for_now_holds_up_its_lane_until_it_may_go() -> None:
    first, second = await put(letter("a1"), letter("a2"))
    await outbox.postpone(first.id, NOW + timedelta(minutes=5), "429 " * 100)
    await outbox.release([second], NOW)
    assert await claim(NOW + timedelta(minutes=4)) == []
    assert await claim(NOW + timedelta(minutes=5)) == ["a1"]
    assert await row("SELECT length(error) AS n FROM outbox WHERE error IS NOT NULL") == {"n": 200}


async def test_x33_what_is_dead_stays_dead_and_holds_up_nobody() -> None:
    first, _second = await put(letter("a1"), letter("a2"))
    await outbox.dead(first.id, NOW, "bot was blocked by the user")
    await outbox.postpone(first.id, NOW, "too late")
    assert await _row("a1") == ("dead", 1, False)
    assert await claim() == ["a2"]
