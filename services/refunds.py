"""What is owed back: out of the very sums that came in, and once, however often asked (H3, X47)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from models.changes import Owed
from models.database import Row, row, rows
from models.money_views import WayBack
from models.values import Money, PaymentStatus, Provider, RefundState
from models.views import BookingView
from services import bookings, credit, ledger

# What is left of each sum: less what goes back or has gone back already.
_LEFT = """
SELECT money_in.id, provider, payer_phone, amount_minor - coalesce((
           SELECT sum(refunds.amount_minor) FROM refunds
           WHERE refunds.money_in_id = money_in.id AND state <> 'withdrawn'), 0)::bigint
       AS left_minor
FROM money_in WHERE {} AND currency = $2 ORDER BY {} id DESC
"""
_HELD = " FOR UPDATE OF money_in"
# What was paid for a session that takes place is taken last: it may have to go back itself.
_STANDS = """EXISTS (SELECT 1 FROM bookings WHERE bookings.id = money_in.booking_id
    AND status IN ('approved', 'confirmed', 'in_progress')),"""
_OF_CREDIT = _LEFT.format("person_id = $1", _STANDS)


async def due(
    booking: BookingView, amount: Money, reason: str, asked_by: int | None, now: datetime
) -> Owed | None:
    """Owe the client this much of what was paid for a booking; None when it is owed already.

    `amount` is in minor units and positive; `reason` is a code of at most 32 characters. The money
    leaves the booking's account at once; sending it is another step. The caller holds the booking.
    """
    cause = f"booking:{booking.id}"
    if await row("SELECT 1 FROM refunds WHERE booking_id = $1 LIMIT 1", booking.id):
        return None
    left = await rows(_LEFT.format("booking_id = $1", "") + _HELD, booking.id, amount.currency)
    for_person = _Wish(cause, booking.client_id, booking.id, reason, asked_by)
    sent = await _owe(for_person, amount, left, ledger.booking_account(booking.id), now)
    rest = Money(amount.minor - sent.minor, amount.currency)
    await credit.keep(booking, rest, now)
    status = PaymentStatus.REFUND_DUE if sent.minor else PaymentStatus.REFUNDED
    await bookings.mark_payment(booking.id, status, now)
    return Owed(sent, rest)


async def paid_with_credit(booking_id: int, amount: Money) -> Money:
    """How much of this would not be sent back by `due`, but become the client's credit again."""
    left = await rows(_LEFT.format("booking_id = $1", ""), booking_id, amount.currency)
    came = sum(max(0, int(found["left_minor"])) for found in left)
    return Money(max(0, amount.minor - came), amount.currency)


async def ways_back(person_id: int, amount: Money) -> tuple[WayBack, ...]:
    """Where `of_credit` would send it now: to whom each part came from."""
    left = await rows(_OF_CREDIT, person_id, amount.currency)
    return tuple(
        WayBack(part, Provider(found["provider"]), found["payer_phone"])
        for found, part in _parts(amount, left)
    )


async def of_credit(
    person_id: int, asked_by: int, now: datetime, expected: Money | None = None
) -> Money:
    """Owe a client their whole credit; how much that was, perhaps nothing (asked twice).

    Nothing, too, when it isn't any more what was shown (`expected`).
    """
    await credit.hold(person_id)
    currency = expected.currency if expected else "KES"
    kept = await credit.of(person_id, currency)
    if expected is not None and kept != expected:
        return Money(0, currency)
    left = await rows(_OF_CREDIT + _HELD, person_id, currency)
    wish = _Wish(f"credit:{uuid4().hex}", person_id, None, "credit", asked_by)
    return await _owe(wish, kept, left, ledger.credit_account(person_id), now)


async def of_unallocated(money_id: int, asked_by: int, now: datetime) -> Money | None:
    """Owe nobody's money to whoever paid it; None when it has an owner, or goes back already."""
    found = await row(
        """SELECT amount_minor, currency FROM money_in
           WHERE id = $1 AND person_id IS NULL FOR UPDATE""",
        money_id,
    )
    if found is None:
        return None
    amount = Money(found["amount_minor"], found["currency"])
    before = await rows("SELECT state FROM refunds WHERE money_in_id = $1", money_id)
    if any(one["state"] != RefundState.WITHDRAWN for one in before):
        return None
    # One that was withdrawn has left the money waiting, and it may go back after all.
    cause = ":".join([f"money:{money_id}", *("again" for _ in before)])
    wish = _Wish(cause, None, None, "unallocated", asked_by)
    left = [{"id": money_id, "left_minor": amount.minor}]
    return await _owe(wish, amount, left, ledger.UNALLOCATED, now)


@dataclass(frozen=True, slots=True)
class _Wish:
    cause: str
    person_id: int | None
    booking_id: int | None
    reason: str
    asked_by: int | None


async def _owe(
    wish: _Wish, amount: Money, left: Sequence[Row], account: str, now: datetime
) -> Money:
    """Take `amount` out of sums of which something is left; how much of it could be taken."""
    taken = 0
    for found, part in _parts(amount, left):
        await _owe_of(wish, found["id"], part, account, now)
        taken += part.minor
    return Money(taken, amount.currency)


def _parts(amount: Money, left: Sequence[Row]) -> Iterator[tuple[Row, Money]]:
    """What each sum gives, in their order, until `amount` is together or nothing is left."""
    still = amount.minor
    for found in left:
        part = min(still, int(found["left_minor"]))
        if part > 0:
            yield found, Money(part, amount.currency)
            still -= part


async def _owe_of(
    wish: _Wish, money_id: int, amount: Money, account: str, now: datetime
) -> None:  # fmt: skip
    cause = f"{wish.cause}:{money_id}"
    await row(
        """INSERT INTO refunds (public_id, cause, person_id, booking_id, money_in_id, amount_minor,
               currency, state, reason, asked_by_id, asked_at, changed_at, next_look_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9, $10, $10, $10) RETURNING id""",
        uuid4(),
        cause,
        wish.person_id,
        wish.booking_id,
        money_id,
        amount.minor,
        amount.currency,
        wish.reason,
        wish.asked_by,
        now,
    )
    await ledger.enter(
        f"refund:{cause}", account, ledger.refund_account(wish.person_id), amount,
        booking_id=wish.booking_id, money_in_id=money_id, now=now,
    )  # fmt: skip
