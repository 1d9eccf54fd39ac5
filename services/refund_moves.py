"""The way of a refund from due to done: each move is one guarded UPDATE (models/refund_moves.py).

`next_look_at` is when somebody has to do something about it: send it (due), look what has become
of it (sending, accepted, unknown). Null: it waits for a person, or for nobody. `changed_at` is when
it became due, was sent, or ended; what is heard in between leaves it as it is.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog

from models.database import Row, count, row, rows
from models.refund_moves import sources
from models.values import Money, Provider, RefundMethod
from models.values import RefundState as S

log = structlog.get_logger()

_HELD = """
SELECT refunds.id, refunds.public_id, refunds.person_id, refunds.booking_id, money_in_id,
       refunds.amount_minor, refunds.currency, state, method, coalesce(attempts, 0) AS attempts,
       provider_code, note, next_look_at, asked_at, changed_at, provider,
       money_in.amount_minor AS came_minor, code AS receipt, payer_phone
FROM refunds JOIN money_in ON money_in.id = money_in_id
"""
#: What a refund's note says while Paystack waits for the payer's bank account.
NEEDS_ATTENTION = "needs_attention"
#: Under way: it may have left the house, and we have not heard its end.
UNDER_WAY = (S.SENDING, S.ACCEPTED, S.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Held:
    """One refund, held for this transaction, and the money that it is out of.

    `came` is all of that sum, `receipt` what it goes by at its provider, `payer_phone` E.164.
    """

    id: int
    public_id: UUID
    person_id: int | None
    booking_id: int | None
    money_in_id: int
    amount: Money
    state: S
    method: RefundMethod | None
    attempts: int
    provider_code: str | None = field(repr=False)
    note: str | None
    next_look_at: datetime | None
    asked_at: datetime
    changed_at: datetime
    provider: Provider
    came: Money
    receipt: str | None = field(repr=False)
    payer_phone: str | None = field(repr=False)

    @property
    def name(self) -> str:
        """Ours, unguessable; a provider's list is searched for it."""
        return self.public_id.hex

    @property
    def waits_for_a_person(self) -> bool:
        return self.state is S.UNKNOWN and self.next_look_at is None


async def next_due(now: datetime) -> Held | None:
    """A refund to be sent now, for one caller only."""
    return await _one(
        """WHERE state = 'due' AND next_look_at <= $1
           ORDER BY next_look_at LIMIT 1 FOR UPDATE OF refunds SKIP LOCKED""",
        now,
    )


async def to_look_at(now: datetime, limit: int = 20) -> list[int]:
    """Refunds of which too little has been heard, or of which there is late news."""
    found = await rows(
        """SELECT id FROM refunds WHERE state IN ('sending', 'accepted', 'unknown', 'failed')
           AND next_look_at <= $1 ORDER BY next_look_at LIMIT $2""",
        now,
        limit,
    )
    return [one["id"] for one in found]


async def lock(refund_id: int) -> Held | None:
    return await _one("WHERE refunds.id = $1 FOR UPDATE OF refunds", refund_id)


async def sending(
    refund: Held, method: RefundMethod, look_at: datetime, now: datetime
) -> bool:  # fmt: skip
    """It is about to leave, by this way; committed before anything does."""
    return await _move(
        refund, S.SENDING, now, method=method.value, attempts=refund.attempts + 1,
        next_look_at=look_at, note=None,
    )  # fmt: skip


async def by_hand(refund: Held, now: datetime) -> bool:
    """No provider can send it: it stays due, and waits for a person to pay it out."""
    return bool(
        await count(
            """UPDATE refunds SET method = 'hand', next_look_at = NULL, changed_at = $2
               WHERE id = $1 AND state = 'due'""",
            refund.id,
            now,
        )
    )


async def accepted(
    refund: Held, look_at: datetime, provider_code: str | None = None
) -> bool:  # fmt: skip
    """The provider has it."""
    code = provider_code or refund.provider_code
    return await _move(refund, S.ACCEPTED, None, next_look_at=look_at, provider_code=code)


async def unknown(refund: Held, note: str, look_at: datetime | None) -> bool:
    """Nobody can say what became of it; without `look_at` a person has to find out."""
    return await _move(refund, S.UNKNOWN, None, next_look_at=look_at, note=note[:200])


async def look_again(refund: Held, look_at: datetime | None) -> None:
    await count("UPDATE refunds SET next_look_at = $2 WHERE id = $1", refund.id, look_at)


async def done(
    refund: Held, code: str | None, method: RefundMethod, now: datetime, *, by: int | None = None
) -> bool:  # fmt: skip
    """The money has left. `code` is the provider's for it, `by` a person who says so."""
    return await _move(
        refund, S.DONE, now, method=method.value, next_look_at=None, done_by_id=by,
        provider_code=code or refund.provider_code,
    )  # fmt: skip


async def failed(refund: Held, note: str, now: datetime) -> bool:
    """Refused for good: nothing has left, and a person has to pay it out."""
    return await _move(refund, S.FAILED, now, next_look_at=None, note=note[:200])


async def due_again(refund: Held, at: datetime, now: datetime) -> bool:
    """Nothing has left; it is to be sent at `at`."""
    return await _move(refund, S.DUE, now, next_look_at=at, method=None)


async def withdrawn(refund: Held, by: int, now: datetime) -> bool:
    """It does not leave: a person has made it its owner's credit."""
    return await _move(refund, S.WITHDRAWN, now, next_look_at=None, done_by_id=by)


async def name_it(refund: Held, code: str) -> None:
    """Its receipt has come after all."""
    await count(
        "UPDATE refunds SET provider_code = $2 WHERE id = $1 AND provider_code IS NULL",
        refund.id,
        code,
    )


async def is_settled(booking_id: int) -> bool:
    """Whether nothing is on its way back any more of what was paid for this booking."""
    return not await row(
        """SELECT 1 FROM refunds WHERE booking_id = $1 AND state NOT IN ('done', 'withdrawn')
           LIMIT 1""",
        booking_id,
    )


async def _move(refund: Held, to: S, now: datetime | None, **values: object) -> bool:
    """False when the refund is in a state by now from which it can't come to this one."""
    names = list(values)
    sets = ", ".join(f"{name} = ${index}" for index, name in enumerate(names, 5))
    moved = await count(
        f"""UPDATE refunds SET state = $3, changed_at = coalesce($4, changed_at), {sets}
            WHERE id = $1 AND state = ANY($2)""",  # noqa: S608 - our own column names
        refund.id,
        [before.value for before in sources(to)],
        to.value,
        now,
        *values.values(),
    )
    if moved:
        log.info("refund_moved", refund_id=refund.id, booking_id=refund.booking_id, state=to)
    return bool(moved)


async def _one(where: str, *values: object) -> Held | None:
    found = await row(_HELD + where, *values)
    return _held(found) if found else None


def _held(found: Row) -> Held:
    fields = dict(found)
    currency = fields.pop("currency")
    method = fields["method"]
    return Held(
        amount=Money(fields.pop("amount_minor"), currency),
        came=Money(fields.pop("came_minor"), currency),
        **{
            **fields,
            "state": S(fields["state"]),
            "method": RefundMethod(method) if method else None,
            "provider": Provider(fields["provider"]),
        },
    )
