"""Money that came in: each receipt once, whoever tells of it and however often (M3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from models.database import Row, count, row
from models.values import Money, MoneySource, Provider
from services import ledger, payment_proofs

#: As the unique index `money_in_one_by_code` reads it.
_BY_CODE = """(CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END) = $1
    AND code = $2"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A sum that somebody outside says came in. `code` is its receipt or reference there.

    Only money of a payment of ours may come without a code: a status query doesn't name it. `payer`
    is as it was sent, perhaps masked; `payer_phone` E.164 where it is known in full.
    """

    provider: Provider
    code: str | None
    amount: Money
    source: MoneySource
    payment_id: int | None = None
    account_typed: str | None = None
    payer: str | None = None
    payer_phone: str | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Money that is in the books, held for this transaction; `fresh`: not in the ledger yet."""

    id: int
    provider: Provider
    code: str | None
    amount: Money
    payment_id: int | None
    person_id: int | None
    booking_id: int | None
    fresh: bool = False

    @property
    def is_unallocated(self) -> bool:
        return self.person_id is None


async def record(arrived: Arrived, now: datetime) -> Known | None:
    """Write it down, without an owner yet; None if it is known.

    The caller goes on in the same transaction: `allocate`, or `leave_unallocated`.
    """
    written = await row(
        """INSERT INTO money_in (public_id, provider, code, amount_minor, currency, source,
               payment_id, account_typed, payer, payer_phone, settled_at, received_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        arrived.provider.value,
        arrived.code,
        arrived.amount.minor,
        arrived.amount.currency,
        arrived.source.value,
        arrived.payment_id,
        arrived.account_typed and arrived.account_typed[:40],
        arrived.payer and arrived.payer[:80],
        arrived.payer_phone,
        arrived.settled_at,
        now,
    )
    if written is None:
        return None
    return Known(written["id"], arrived.provider, arrived.code, arrived.amount,
                 arrived.payment_id, None, None, fresh=True)  # fmt: skip


async def leave_unallocated(known: Known, now: datetime) -> None:
    """Nobody knows whose it is: it is kept until a person does."""
    await ledger.enter(
        f"in:{known.id}", known.provider.account, ledger.UNALLOCATED, known.amount,
        money_in_id=known.id, now=now,
    )  # fmt: skip


async def by_code(provider: Provider, code: str) -> Known | None:
    """The money that goes by this receipt, held for this transaction."""
    return await _one(_BY_CODE, provider.account, code)


async def lock(money_id: int) -> Known | None:
    return await _one("id = $1", money_id)


async def find(money_id: int) -> Known | None:
    """The same, only read: whoever goes on has other rows to lock before it."""
    return await _one("id = $1", money_id, hold="")


async def of_payment(payment_id: int) -> Known | None:
    """What this attempt of ours brought in, if it did."""
    return await _one("payment_id = $1", payment_id)


async def allocate(
    known: Known, person_id: int, booking_id: int | None, account: str, now: datetime,
    *, by: int | None = None,
) -> bool:  # fmt: skip
    """Give money without an owner to its owner's `account`. The caller holds the row.

    False when it has an owner, or goes back to whoever paid it already.
    """
    given = await count(
        """UPDATE money_in SET person_id = $2, booking_id = $3, allocated_at = $4,
               allocated_by_id = $5
           WHERE id = $1 AND person_id IS NULL AND NOT EXISTS (SELECT 1 FROM refunds
               WHERE money_in_id = money_in.id AND state <> 'withdrawn')""",
        known.id,
        person_id,
        booking_id,
        now,
        by,
    )
    if not given:
        return False
    came = (f"in:{known.id}", known.provider.account)
    transaction, origin = came if known.fresh else (f"to:{known.id}", ledger.UNALLOCATED)
    await ledger.enter(
        transaction, origin, account, known.amount, booking_id=booking_id,
        payment_id=known.payment_id, money_in_id=known.id, now=now,
    )  # fmt: skip
    await payment_proofs.answered_by(known.id, now)
    return True


async def tie(known: Known, payment_id: int) -> None:
    """It turned out which attempt of ours brought it."""
    await count(
        "UPDATE money_in SET payment_id = $2 WHERE id = $1 AND payment_id IS NULL",
        known.id,
        payment_id,
    )


async def name(known: Known, code: str, now: datetime) -> None:
    """Its receipt has come after all."""
    await count("UPDATE money_in SET code = $2 WHERE id = $1 AND code IS NULL", known.id, code)
    await payment_proofs.answered_by(known.id, now)


async def merge(nameless: Known, named: Known, now: datetime) -> bool:
    """Two rows turned out to be the same money: the owner's stays, under the name it has now.

    False when the named one has an owner of its own, or went back: then a person has to look.
    """
    if not named.is_unallocated or await row(
        "SELECT 1 FROM refunds WHERE money_in_id = $1", named.id
    ):
        return False
    told = await row(
        """SELECT account_typed, payer, payer_phone, settled_at FROM money_in WHERE id = $1""",
        named.id,
    )
    assert told is not None, "the caller holds it"
    await count("UPDATE payment_proofs SET money_in_id = $2 WHERE money_in_id = $1",
                named.id, nameless.id)  # fmt: skip
    await count("DELETE FROM money_in WHERE id = $1", named.id)
    await count(
        """UPDATE money_in SET code = $2, account_typed = $3, payer = $4,
               payer_phone = coalesce(payer_phone, $5), settled_at = coalesce($6, settled_at)
           WHERE id = $1""",
        nameless.id,
        named.code,
        told["account_typed"],
        told["payer"],
        told["payer_phone"],
        told["settled_at"],
    )
    # It had been entered twice; what the owner's row entered stands.
    await ledger.enter(
        f"same:{nameless.id}:{named.id}", ledger.UNALLOCATED, named.provider.account,
        named.amount, payment_id=nameless.payment_id, money_in_id=nameless.id, now=now,
    )  # fmt: skip
    await payment_proofs.answered_by(nameless.id, now)
    return True


async def moves_along(old_booking_id: int, new_booking_id: int) -> None:
    """What was paid for a session is for the one that replaced it (B9)."""
    await count(
        "UPDATE money_in SET booking_id = $2 WHERE booking_id = $1", old_booking_id, new_booking_id
    )


async def _one(where: str, *values: object, hold: str = "FOR UPDATE") -> Known | None:
    found = await row(
        f"""SELECT id, provider, code, amount_minor, currency, payment_id, person_id, booking_id
            FROM money_in WHERE {where} {hold}""",  # noqa: S608 - our own SQL
        *values,
    )
    return _known(found) if found else None


def _known(found: Row) -> Known:
    fields = dict(found)
    amount = Money(fields.pop("amount_minor"), fields.pop("currency"))
    return Known(amount=amount, **{**fields, "provider": Provider(fields["provider"])})
