"""The practice's books as people see them: receipts, totals, and what doesn't match."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.values import MismatchKind, Money, Provider


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """Our receipt for one sum that came in. `code` is its name where it came from, if known yet.

    `starts_at` and `reference` are of the session that it was paid for, if it was for one.
    `went_back` has been sent back by now, `going_back` is on its way. Instants are UTC.
    """

    public_id: UUID
    number: int
    amount: Money
    provider: Provider
    code: str | None
    paid_at: datetime
    payer: str
    starts_at: datetime | None
    reference: str | None
    went_back: Money
    going_back: Money


@dataclass(frozen=True, slots=True)
class Totals:
    """What a client's sessions come to: `spent` has one sum a currency, none where it is zero."""

    sessions: int
    spent: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A local day compared with one provider; `open`: what still has to be looked at.

    `found`: what was missing here and has become money.
    """

    provider: Provider
    day: date
    theirs: int
    their_sum: Money
    ours: int
    our_sum: Money
    open: int
    found: int


@dataclass(frozen=True, slots=True)
class MismatchView:
    """A difference between their list and ours; a side that knows nothing of it has no amount."""

    public_id: UUID
    provider: Provider
    day: date
    code: str
    kind: MismatchKind
    theirs: Money | None
    ours: Money | None
