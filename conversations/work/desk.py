"""Who somebody is, and the lists of the front desk (B15)."""

from dataclasses import dataclass
from enum import StrEnum

from models.values import Role
from models.views import BookingView


class Listing(StrEnum):
    SESSIONS = "sessions"
    PENDING = "pending"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class ListBookings:
    """-> BookingsListed | NotPossible"""

    which: Listing


@dataclass(frozen=True, slots=True)
class BookingsListed:
    which: Listing
    bookings: tuple[BookingView, ...]


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """-> Known"""


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    roles: frozenset[Role]


DeskCommand = ListBookings | WhoAmI
DeskResult = BookingsListed | Known
