"""What providers say came in: their own lists, whole, in one shape (M8)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from handlers import c2b, paystack
from handlers.settle import money_arrived
from handlers.sitting import Sitting
from models.values import Money, MoneySource, Provider
from services import paystack_payments, pull_cursors
from services.gateways.mpesa_operator_values import Refused, Unknown
from services.gateways.mpesa_pull import PullGateway
from services.gateways.paystack import PaystackGateway
from services.gateways.paystack_values import Found, NoAnswer, Standing, Transaction
from services.money_in import Arrived
from services.reconciliation import Theirs

log = structlog.get_logger()

#: A page may be paid on days after it was begun, and Paystack lists by the beginning.
BEGUN_BEFORE = timedelta(days=7)
#: Pages of a hundred; a list without an end is no list.
MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A payment of theirs; `enter` makes it ours and says what was made of it."""

    theirs: Theirs
    enter: Callable[[Sitting], Awaitable[str]]


class Statement(Protocol):
    """`goes_back`: for how long a payment stays in the list."""

    provider: Provider
    goes_back: timedelta

    async def read(self, since: datetime, until: datetime) -> list[Line] | None:
        """All that was paid in this time; None rather than a part of it."""


class MpesaStatement:
    """Pull Transactions."""

    provider = Provider.MPESA
    goes_back = pull_cursors.GOES_BACK

    def __init__(self, gateway: PullGateway) -> None:
        self._gateway = gateway

    async def read(self, since: datetime, until: datetime) -> list[Line] | None:
        match await self._gateway.all_since(since, until):
            case Refused(code=code):
                log.error("statement_refused", error_code=code, alarm=True)
                return None
            case Unknown():
                log.warning("statement_unanswered")
                return None
            case payments:
                return [
                    Line(
                        Theirs(one.receipt, Money(one.amount_minor), one.paid_at),
                        partial(c2b.came, paid=one, source=MoneySource.PULL),
                    )
                    for one in payments
                ]


class PaystackStatement:
    """The list of transactions, of which those count that were paid."""

    provider = Provider.PAYSTACK
    goes_back = timedelta(days=3)

    def __init__(self, gateway: PaystackGateway) -> None:
        self._gateway = gateway

    async def read(self, since: datetime, until: datetime) -> list[Line] | None:
        found: list[Line] = []
        number: int | None = 1
        while number is not None and number <= MOST_PAGES:
            page = await self._gateway.transactions(since - BEGUN_BEFORE, until, number)
            if isinstance(page, NoAnswer):
                log.warning("statement_unanswered")
                return None
            if page.skipped:
                log.error("statement_not_understood", count=page.skipped, alarm=True)
            found += [_paid(one) for one in page.rows if _is_of(one, since, until)]
            number = page.next_page
        return None if number is not None else found


def _is_of(one: Transaction, since: datetime, until: datetime) -> bool:
    """What was reversed had been paid, too: it is in our books, and its refund."""
    paid = one.standing in {Standing.PAID, Standing.REVERSED}
    return paid and (one.paid_at is None or since <= one.paid_at < until)


def _paid(one: Transaction) -> Line:
    return Line(Theirs(one.reference, one.paid, one.paid_at), partial(_enter, transaction=one))


async def _enter(sitting: Sitting, transaction: Transaction) -> str:
    """An attempt of ours gets what it asked for; anything else waits for a person."""
    if transaction.standing is not Standing.PAID:
        return "paid and sent back"
    known = await paystack_payments.of_reference(transaction.reference)
    if known is not None:
        payment_id, client_id, _ = known
        return await paystack.verified(
            sitting, payment_id, client_id, transaction.reference, Found(transaction)
        )
    arrived = Arrived(
        Provider.PAYSTACK, transaction.reference, transaction.paid, MoneySource.PAYSTACK,
        settled_at=transaction.paid_at,
    )  # fmt: skip
    return await money_arrived(sitting, arrived, None)
