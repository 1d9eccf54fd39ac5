"""The ledger: each transaction once, both sides or neither, balances are sums (H4)."""

import asyncio

import pytest
from asyncpg import CheckViolationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.database import row, rows
from models.values import Money
from services import ledger
from services.ledger import booking_account, credit_account
from services.transaction import transaction
from tests.people import NOW, practice
from tests.rows import book, insert, pay

MPESA = "mpesa"
SESSION = Money(250_000)


@pytest.fixture
async def paid(db: str) -> tuple[int, int]:
    """A booking and its payment."""
    assert db
    booking = await book(await practice(), 48, "approved")
    return booking, await pay(booking)


async def enter(paid: tuple[int, int], name: str, debit: str, credit: str,
                amount: Money = SESSION) -> bool:  # fmt: skip
    booking, payment = paid
    async with transaction():
        return await ledger.enter(
            name, debit, credit, amount, booking_id=booking, payment_id=payment, now=NOW
        )


async def _total() -> int:
    found = await row("SELECT coalesce(sum(amount_minor), 0)::bigint AS n FROM ledger_entries")
    assert found is not None
    return int(found["n"])


async def test_money_goes_from_one_account_to_another(paid: tuple[int, int]) -> None:
    account = booking_account(paid[0])
    assert await enter(paid, "mpesa:1", MPESA, account)
    assert await ledger.balance(MPESA) == SESSION
    assert await ledger.balance(account) == Money(-250_000)
    assert await enter(paid, "move:1", account, credit_account(1))
    assert await ledger.balance(account) == Money(0)
    assert await ledger.balance(credit_account(1)) == Money(-250_000)
    assert await ledger.balance("nobody's") == Money(0)


async def test_x40_a_transaction_is_entered_once_however_often_it_is_told(
    paid: tuple[int, int],
) -> None:
    entered = await asyncio.gather(
        *(enter(paid, "mpesa:1", MPESA, booking_account(paid[0])) for _ in range(10))
    )
    assert sorted(entered) == [False] * 9 + [True]
    assert await ledger.balance(MPESA) == SESSION
    assert await row("SELECT count(*) AS n FROM ledger_entries") == {"n": 2}


async def test_x45_the_same_money_told_another_way_does_not_change_what_was_entered(
    paid: tuple[int, int],
) -> None:
    account = booking_account(paid[0])
    await enter(paid, "mpesa:1", MPESA, account)
    assert not await enter(paid, "mpesa:1", MPESA, account, Money(1))
    assert await ledger.balance(account) == Money(-250_000)


async def test_the_same_transaction_to_another_account_is_refused_as_a_whole(
    paid: tuple[int, int],
) -> None:
    """Half of it is there already, the other half alone would not balance."""
    await enter(paid, "mpesa:1", MPESA, booking_account(paid[0]))
    with pytest.raises(CheckViolationError, match="does not balance"):
        await enter(paid, "mpesa:1", MPESA, credit_account(1))
    assert await ledger.balance(credit_account(1)) == Money(0)
    assert await _total() == 0


async def test_currencies_are_kept_apart(paid: tuple[int, int]) -> None:
    await enter(paid, "a", MPESA, booking_account(1))
    await enter(paid, "b", MPESA, booking_account(1), Money(700, "USD"))
    assert await ledger.balance(MPESA) == SESSION
    assert await ledger.balance(MPESA, "USD") == Money(700, "USD")


async def test_two_sides_in_two_currencies_do_not_balance(paid: tuple[int, int]) -> None:
    async def half_and_half() -> None:
        sides = {"transaction": "t", "entered_at": NOW}
        async with transaction():
            for account, minor, currency in (("a", 5, "KES"), ("b", -5, "USD")):
                side = {"account": account, "amount_minor": minor, "currency": currency}
                await insert("ledger_entries", sides | side)

    assert paid
    with pytest.raises(CheckViolationError, match="does not balance"):
        await half_and_half()


async def test_what_is_undone_was_never_entered(paid: tuple[int, int]) -> None:
    async def crash() -> None:
        async with transaction():
            await ledger.enter("a", MPESA, "b", SESSION, booking_id=paid[0], payment_id=paid[1],
                               now=NOW)  # fmt: skip
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert await enter(paid, "a", MPESA, "b")


async def test_each_side_says_for_what_it_is(paid: tuple[int, int]) -> None:
    await enter(paid, "a", MPESA, booking_account(paid[0]))
    found = await rows("SELECT DISTINCT booking_id, payment_id, entered_at FROM ledger_entries")
    assert found == [{"booking_id": paid[0], "payment_id": paid[1], "entered_at": NOW}]


MOVES = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.sampled_from("efgh"), st.integers(1, 10**12), st.booleans()
    ),
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
async def test_whatever_is_entered_nothing_is_made_or_lost(
    paid: tuple[int, int], moves: list[tuple[str, str, int, bool]]
) -> None:
    found = await row("SELECT count(*) AS n FROM ledger_entries")
    assert found is not None
    for number, (one, other, minor, back) in enumerate(moves):
        debit, credit = (other, one) if back else (one, other)
        assert await enter(paid, f"{found['n']}:{number}", debit, credit, Money(minor))
    assert await _total() == 0
