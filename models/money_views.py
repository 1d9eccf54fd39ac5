"""A client's money as they see it: what is kept for them, what they paid, where it goes back."""

from dataclasses import dataclass, field
from datetime import datetime

from models.books_views import Totals
from models.refund_views import RefundView
from models.values import Money, Provider


@dataclass(frozen=True, slots=True)
class PaidView:
    """A sum that came in; `code` is its receipt, null while it is not known."""

    amount: Money
    provider: Provider
    code: str | None = field(repr=False)
    reference: str | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class WayBack:
    """A part of a credit, and whom it would go back to; `phone` null where it isn't a phone."""

    amount: Money
    provider: Provider
    phone: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class MyMoney:
    """`ways` are where the credit would go; all of it together is the credit.

    `book`: what their sessions with the practice come to.
    """

    credit: Money
    ways: tuple[WayBack, ...]
    refunds: tuple[RefundView, ...]
    paid: tuple[PaidView, ...]
    book: Totals
