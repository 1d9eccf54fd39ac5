"""Receipts of the practice, as those who paid ask for them (M8)."""

from dataclasses import dataclass
from uuid import UUID

from models.books_views import ReceiptView


@dataclass(frozen=True, slots=True)
class ListReceipts:
    """One's own, newest first -> ReceiptsListed"""

    page: int


@dataclass(frozen=True, slots=True)
class ReceiptsListed:
    receipts: tuple[ReceiptView, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class FindReceipt:
    """-> ReceiptsFound | NotPossible"""

    receipt: UUID


@dataclass(frozen=True, slots=True)
class FindReceiptsOf:
    """Those of a booking -> ReceiptsFound | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class ReceiptsFound:
    """To be sent; none: the booking was paid from a credit, or not at all."""

    receipts: tuple[ReceiptView, ...]


ReceiptsCommand = ListReceipts | FindReceipt | FindReceiptsOf
ReceiptsResult = ReceiptsListed | ReceiptsFound
