"""Comparing a day with a provider's list: by code, once, whatever order things come in (M8)."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.database import rows
from models.values import MismatchKind, Money, MoneySource, Provider
from services import mismatches, money_in, reconciliation
from services.errors import Outdated
from services.money_in import Arrived
from services.reconciliation import Claim, Theirs, Verdict
from services.transaction import transaction
from tests.people import Practice

NAIROBI = ZoneInfo("Africa/Nairobi")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BACK = timedelta(hours=47, minutes=55)
#: Monday noon, and Tuesday morning at half past two, in Nairobi.
NOON = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 9, 7, 23, 30, tzinfo=UTC)
MONDAY = date(2026, 9, 7)


async def ours(code: str | None, minor: int = 100, at: datetime | None = NOON, *,
               received: datetime = NOON, provider: Provider = Provider.MPESA) -> None:  # fmt: skip
    async with transaction():
        arrived = Arrived(provider, code, Money(minor), MoneySource.CALLBACK, settled_at=at)
        known = await money_in.record(arrived, received)
        assert known is not None
        await money_in.leave_unallocated(known, received)


def theirs(code: str, minor: int = 100, at: datetime | None = NOON) -> Theirs:
    return Theirs(code, Money(minor), at)


async def claimed(now: datetime = MORNING, provider: Provider = Provider.MPESA) -> Claim:
    """Monday, all of it."""
    while True:
        async with transaction():
            claim = await reconciliation.claim(provider, BACK, NAIROBI, now)
        assert claim is not None
        if claim.day == MONDAY:
            return claim
        await compare(claim)


async def compare(claim: Claim, *listed: Theirs) -> tuple[list[str], Verdict]:
    async with transaction():
        missing = await reconciliation.missing(claim, listed)
    async with transaction():
        return missing, await reconciliation.conclude(claim, listed, MORNING)


async def written() -> list[tuple[str, str]]:
    found = await rows("SELECT code, kind FROM mismatches ORDER BY code")
    return [(one["code"], one["kind"]) for one in found]


async def sums() -> list[tuple[int, int, int, int]]:
    """(their count, their sum, our count, our sum) of Monday."""
    found = await rows("SELECT * FROM reconciliations WHERE day = $1", MONDAY)
    return [(r["their_count"], r["their_minor"], r["our_count"], r["our_minor"]) for r in found]


async def test_m8_what_differs_is_written_down_and_what_agrees_is_not(here: Practice) -> None:
    await ours("UI7AAAAAAA")
    await ours("UI7BBBBBBB", 200)
    await ours("UI7CCCCCCC")
    listed = (theirs("UI7AAAAAAA"), theirs("UI7BBBBBBB", 300), theirs("UI7DDDDDDD", 400))
    missing, verdict = await compare(await claimed(), *listed)
    assert missing == ["UI7DDDDDDD"]
    assert verdict == Verdict(fresh=3)
    assert await written() == [
        ("UI7BBBBBBB", "amount"), ("UI7CCCCCCC", "missing_there"), ("UI7DDDDDDD", "missing_here"),
    ]  # fmt: skip
    assert await sums() == [(3, 800, 3, 400)]


async def test_m8_a_day_is_compared_once_by_one_of_many(here: Practice) -> None:
    async def one() -> Claim | None:
        async with transaction():
            return await reconciliation.claim(Provider.MPESA, BACK, NAIROBI, MORNING)

    first = [claim for claim in await asyncio.gather(*(one() for _ in range(8))) if claim]
    days = sorted(claim.day for claim in first)
    assert days == sorted(set(days))
    assert await one() is None


async def test_m8_a_day_left_by_a_crash_is_taken_up_and_changes_nothing_twice(
    here: Practice,
) -> None:
    await ours("UI7CCCCCCC")
    dead = await claimed()
    async with transaction():
        later = MORNING + reconciliation.LEASE
        again = await reconciliation.claim(Provider.MPESA, BACK, NAIROBI, later)
    assert again is not None
    assert again.day == MONDAY
    assert (await compare(again))[1] == Verdict(fresh=1)
    assert (await compare(dead))[1] == Verdict(fresh=0, late=True)
    assert await written() == [("UI7CCCCCCC", "missing_there")]
    async with transaction():
        assert await reconciliation.claim(Provider.MPESA, BACK, NAIROBI, later) is None


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime(2026, 9, 7, 22, 59, tzinfo=UTC), [date(2026, 9, 6)]),
        (datetime(2026, 9, 7, 23, 0, tzinfo=UTC), [date(2026, 9, 6), MONDAY]),
        (datetime(2026, 9, 8, 20, 0, tzinfo=UTC), [date(2026, 9, 6), MONDAY]),
    ],
)
async def test_m8_days_that_were_missed_are_caught_up_as_far_as_the_list_goes_back(
    here: Practice, now: datetime, days: list[date]
) -> None:
    found = []
    for _ in range(4):
        async with transaction():
            claim = await reconciliation.claim(Provider.MPESA, BACK, NAIROBI, now)
        if claim is not None:
            found.append(claim.day)
            assert now - BACK <= claim.since < claim.until <= now
    assert found == days


async def test_m8_the_edges_of_a_day_make_no_difference(here: Practice) -> None:
    """Paid a second before midnight, heard of after it; and the other way round by our clock."""
    end = datetime(2026, 9, 7, 21, 0, tzinfo=UTC)
    await ours("UI7AAAAAAA", at=None, received=end + timedelta(seconds=3))
    await ours("UI7BBBBBBB", at=end - timedelta(seconds=2))
    listed = (
        theirs("UI7AAAAAAA", at=end - timedelta(seconds=1)),
        theirs("UI7BBBBBBB", at=end + timedelta(seconds=1)),
    )
    assert await compare(await claimed(), *listed) == ([], Verdict(fresh=0))
    assert await sums() == [(1, 100, 1, 100)]


async def test_m8_a_receipt_entered_days_later_is_not_missed_on_the_wrong_day(
    here: Practice,
) -> None:
    await ours("UI4AAAAAAA", at=None)
    await ours("UI7BBBBBBB", at=None)
    await compare(await claimed())
    assert await written() == [("UI7BBBBBBB", "missing_there")]


async def test_m8_both_ways_of_paystack_are_one_account(here: Practice) -> None:
    await ours("REF1", provider=Provider.PAYSTACK_MPESA)
    await ours("UI7AAAAAAA")
    claim = await claimed(provider=Provider.PAYSTACK)
    assert await compare(claim, theirs("REF1")) == ([], Verdict(fresh=0))


async def test_m8_another_currency_is_another_amount(here: Practice) -> None:
    await ours("REF1", provider=Provider.PAYSTACK)
    listed = Theirs("REF1", Money(100, "USD"), NOON)
    await compare(await claimed(provider=Provider.PAYSTACK), listed)
    assert await written() == [("REF1", "amount")]


async def test_m8_what_was_found_is_listed_and_open_to_nobody(here: Practice) -> None:
    claim, line = await claimed(), theirs("UI7AAAAAAA")
    async with transaction():
        await reconciliation.found(claim, line, "unallocated", MORNING)
    assert await written() == []
    await ours("UI7AAAAAAA")
    async with transaction():
        await reconciliation.found(claim, line, "unallocated", MORNING)
    assert (await compare(claim, line))[1] == Verdict(fresh=0)
    monday = next(day for day in await mismatches.days() if day.day == MONDAY)
    assert (monday.open, monday.found, await mismatches.total_open()) == (0, 1, 0)


async def test_m8_a_mismatch_is_settled_once_with_a_note(here: Practice) -> None:
    await compare(await claimed(), theirs("UI7AAAAAAA"))
    (one,), more = await mismatches.still_open(0)
    assert (one.kind, one.theirs, one.ours, more) == (
        MismatchKind.MISSING_HERE, Money(100), None, False,
    )  # fmt: skip
    ended = await asyncio.gather(
        *(mismatches.settle(one.public_id, "a test payment", here.brian, MORNING) for _ in "12"),
        return_exceptions=True,
    )
    assert [type(end) for end in ended if end is not None] == [Outdated]
    assert await mismatches.still_open(0) == ((), False)
    again = await claimed_again()
    assert (await compare(again, theirs("UI7AAAAAAA")))[1] == Verdict(fresh=0)


async def claimed_again() -> Claim:
    """As if it had never been finished."""
    (found,) = await rows(
        "UPDATE reconciliations SET finished_at = NULL WHERE day = $1 RETURNING id, started_at",
        MONDAY,
    )
    claim = Claim(found["id"], Provider.MPESA, MONDAY, NOON - 12 * HOUR, NOON + 12 * HOUR, NOON)
    return replace(claim, started_at=found["started_at"])
