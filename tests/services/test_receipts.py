"""Receipts: a number for each sum with an owner, without gaps, whatever is rolled back (M8)."""

import asyncio

import pytest
from asyncpg import CheckViolationError

from models.database import rows
from models.values import Money, MoneySource, Provider
from services import ledger, money_in, receipts, refunds
from services.errors import NotYours
from services.money_in import Arrived
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.rows import book
from tests.services.change_steps import PRICE, paid


class Undone(Exception):
    pass


async def pay(code: str, booking: int, client: int, *, undo: bool = False) -> None:
    """Money for a booking in a transaction of its own, which may end badly after all."""
    async with transaction():
        await _give(code, booking, client)
        await asyncio.sleep(0)
        if undo:
            raise Undone


async def _give(code: str, booking: int, client: int) -> None:
    arrived = Arrived(Provider.MPESA, code, Money(100), MoneySource.C2B)
    known = await money_in.record(arrived, NOW)
    assert known is not None
    account = ledger.booking_account(booking)
    assert await money_in.allocate(known, client, booking, account, NOW)


async def numbers() -> list[int]:
    return [found["number"] for found in await rows("SELECT number FROM receipts ORDER BY number")]


async def test_m8_fifty_at_once_with_rollbacks_leave_no_gap_and_no_double(here: Practice) -> None:
    bookings = [await book(here, 48 + 24 * day, "approved") for day in range(5)]
    ended = await asyncio.gather(
        *(pay(f"UKL{n:07}", bookings[n % 5], here.amina, undo=n % 3 == 0) for n in range(50)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Undone) for one in ended) == 17
    assert {type(one) for one in ended} == {Undone, type(None)}
    assert await numbers() == list(range(1, 34))
    await pay("UKM0000001", bookings[0], here.amina)
    assert (await numbers())[-1] == 34


async def test_m8_a_transaction_that_fails_at_commit_takes_its_number_back(here: Practice) -> None:
    booking = await book(here, 48, "approved")
    with pytest.raises(CheckViolationError, match="less than nothing"):
        await _overdraw(booking, here.amina)
    await pay("UKL0000002", booking, here.amina)
    assert await numbers() == [1]


async def _overdraw(booking: int, client: int) -> None:
    """A guard of the ledger speaks up only at COMMIT, when the number has been given."""
    async with transaction():
        await _give("UKL0000001", booking, client)
        account = ledger.booking_account(booking)
        await ledger.enter("bad:1", account, "mpesa", Money(101), now=NOW)


async def test_m8_money_without_an_owner_has_no_number_until_it_has_one(here: Practice) -> None:
    async with transaction():
        arrived = Arrived(Provider.MPESA, "UKL0000001", Money(100), MoneySource.C2B)
        known = await money_in.record(arrived, NOW)
        assert known is not None
        await money_in.leave_unallocated(known, NOW)
    assert await numbers() == []
    async with transaction():
        found = await money_in.by_code(Provider.MPESA, "UKL0000001")
        assert found is not None
        account = ledger.credit_account(here.amina)
        assert await money_in.allocate(found, here.amina, None, account, NOW)
    (receipt,), more = await receipts.of_person(here.amina, 0)
    assert (receipt.number, receipt.reference, receipt.starts_at, more) == (1, None, None, False)


async def test_m8_a_receipt_says_what_went_back(here: Practice) -> None:
    booking = await paid(here)
    (receipt,) = await receipts.of_booking(booking.id)
    assert (receipt.amount, receipt.code) == (PRICE, f"UKL{booking.id:07}")
    assert (receipt.going_back, receipt.went_back) == (Money(0), Money(0))
    async with transaction():
        await refunds.due(booking, Money(100_000), "client", here.amina, NOW)
    (receipt,) = await receipts.of_booking(booking.id)
    assert (receipt.going_back, receipt.went_back) == (Money(100_000), Money(0))
    await rows("UPDATE refunds SET state = 'done' RETURNING id")
    (receipt,) = await receipts.of_booking(booking.id)
    assert (receipt.going_back, receipt.went_back) == (Money(0), Money(100_000))


async def test_x63_a_receipt_is_for_who_paid(here: Practice) -> None:
    booking = await paid(here)
    (receipt,) = await receipts.of_booking(booking.id)
    assert await receipts.access(receipt.public_id, here.amina) == receipt
    for other in (here.chidi, here.brian):
        with pytest.raises(NotYours):
            await receipts.access(receipt.public_id, other)
