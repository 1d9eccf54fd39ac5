"""The practice's books, for admins: compared days, and what doesn't match (M8)."""

from dataclasses import dataclass
from uuid import UUID

from models.books_views import DayView, MismatchView


@dataclass(frozen=True, slots=True)
class OpenBooks:
    """-> BooksOpened | NotPossible"""


@dataclass(frozen=True, slots=True)
class BooksOpened:
    """`open`: differences that nobody has settled yet, on any day."""

    days: tuple[DayView, ...]
    open: int


@dataclass(frozen=True, slots=True)
class ListMismatches:
    """-> MismatchesListed | NotPossible"""

    page: int


@dataclass(frozen=True, slots=True)
class MismatchesListed:
    mismatches: tuple[MismatchView, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OpenMismatch:
    """-> MismatchOpened | NotPossible"""

    mismatch: UUID


@dataclass(frozen=True, slots=True)
class MismatchOpened:
    mismatch: MismatchView


@dataclass(frozen=True, slots=True)
class SettleMismatch:
    """-> MismatchSettled | NotPossible"""

    mismatch: UUID
    note: str


@dataclass(frozen=True, slots=True)
class MismatchSettled:
    pass


BooksCommand = OpenBooks | ListMismatches | OpenMismatch | SettleMismatch
BooksResult = BooksOpened | MismatchesListed | MismatchOpened | MismatchSettled
