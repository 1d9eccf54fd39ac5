"""The ledger: double entry, append only, integer minor units; balances are sums (H4)."""

from datetime import datetime

from models.database import row, rows
from models.values import Money


def booking_account(booking_id: int) -> str:
    """What has been paid for a booking."""
    return f"booking:{booking_id}"


def credit_account(person_id: int) -> str:
    """What the practice owes a person: paid, but not (or no longer) for a booking."""
    return f"credit:{person_id}"


def refund_account(person_id: int) -> str:
    """What is on its way back to a person; unlike a credit, no booking can be paid from it."""
    return f"refund:{person_id}"


async def enter(
    transaction: str, debit: str, credit: str, amount: Money, *, booking_id: int,
    payment_id: int | None, now: datetime,
) -> bool:  # fmt: skip
    """Move `amount` from `debit` to `credit`; False if this transaction was entered before."""
    entered = await rows(
        """INSERT INTO ledger_entries (transaction, account, amount_minor, currency, booking_id,
                                       payment_id, entered_at)
           SELECT $1, account, amount, $2, $3, $4, $5
           FROM unnest($6::text[], $7::bigint[]) AS sides(account, amount)
           ON CONFLICT (transaction, account) DO NOTHING RETURNING id""",
        transaction,
        amount.currency,
        booking_id,
        payment_id,
        now,
        [debit, credit],
        [amount.minor, -amount.minor],
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


async def paid_for(booking_id: int, currency: str = "KES") -> Money:
    """What has been paid for a booking and not gone elsewhere since."""
    owed = await balance(booking_account(booking_id), currency)
    return Money(-owed.minor, currency)
