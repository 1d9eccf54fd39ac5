"""The ledger: double entry, append only, integer minor units; balances are sums (H4).

What came in is a debit of whom it came by (`mpesa`, `paystack`, `hand`) and a credit of whom we
owe: a booking's account, a person's credit or refund, or nobody yet. So whom we owe has a balance
below zero, and all balances together are zero.
"""

from datetime import datetime

from models.database import row, rows
from models.values import Money

#: Money that came in and nobody knows yet whose it is.
UNALLOCATED = "unallocated"
#: Credit that its owner gave up when they asked to be forgotten: the practice's own (D2).
GIVEN_UP = "given_up"


def booking_account(booking_id: int) -> str:
    """What has been paid for a booking."""
    return f"booking:{booking_id}"


def credit_account(person_id: int) -> str:
    """What the practice owes a person: paid, but not (or no longer) for a booking."""
    return f"credit:{person_id}"


def refund_account(person_id: int | None) -> str:
    """What is on its way back to a person; unlike a credit, no booking can be paid from it.

    Money that nobody could be found for goes back to its payer without a person's account.
    """
    return f"refund:{person_id or UNALLOCATED}"


async def enter(
    transaction: str, debit: str, credit: str, amount: Money, *, booking_id: int | None = None,
    payment_id: int | None = None, money_in_id: int | None = None, now: datetime,
) -> bool:  # fmt: skip
    """Move `amount` from `debit` to `credit`; False if this transaction was entered before."""
    entered = await rows(
        """INSERT INTO ledger_entries (transaction, account, amount_minor, currency, booking_id,
                                       payment_id, money_in_id, entered_at)
           SELECT $1, account, amount, $2, $3, $4, $8, $5
           FROM unnest($6::text[], $7::bigint[]) AS sides(account, amount)
           ON CONFLICT (transaction, account) DO NOTHING RETURNING id""",
        transaction,
        amount.currency,
        booking_id,
        payment_id,
        now,
        [debit, credit],
        [amount.minor, -amount.minor],
        money_in_id,
    )
    return bool(entered)


async def balance(account: str, currency: str = "KES") -> Money:
    """The sum of an account; what came in is a debit of M-Pesa and a credit of a booking."""
    found = await row(
        """SELECT coalesce(sum(amount_minor), 0)::bigint AS total FROM ledger_entries
           WHERE account = $1 AND currency = $2""",
        account,
        currency,
    )
    assert found is not None
    return Money(int(found["total"]), currency)


async def owed_to_each(*accounts: str, currency: str) -> list[Money]:
    """What is owed to each of these accounts, in one question."""
    found = await rows(
        """SELECT (SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_entries
                   WHERE account = asked.account AND currency = $2) AS total
           FROM unnest($1::text[]) WITH ORDINALITY AS asked(account, place) ORDER BY place""",
        list(accounts),
        currency,
    )
    return [Money(-int(r["total"]), currency) for r in found]


async def owed(account: str, currency: str = "KES") -> Money:
    """What is owed to this account: its balance, as a sum above zero."""
    found = await balance(account, currency)
    return Money(-found.minor, currency)


async def paid_for(booking_id: int, currency: str = "KES") -> Money:
    """What has been paid for a booking and not gone elsewhere since."""
    return await owed(booking_account(booking_id), currency)
