"""Who somebody is, and the lists of the front desk (B15)."""

from dataclasses import dataclass
from enum import StrEnum

from models.values import Role
from models.views import BookingView


class Listing(StrEnum):
    """Also the name of the command that shows it."""

    SESSIONS = "sessions"
    HISTORY = "history"
    PENDING = "pending"
    TODAY = "today"
    WEEK = "week"
    PAST = "past"
    EVERYBODY = "everybody"
    """Today's sessions of the whole practice, for its admins."""


@dataclass(frozen=True, slots=True)
class ListBookings:
    """A page from 0; of WEEK a week from this one on, and a part of it.

    -> BookingsListed | NotPossible
    """

    which: Listing
    page: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class BookingsListed:
    which: Listing
    bookings: tuple[BookingView, ...]
    page: int = 0
    part: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """-> Known"""


@dataclass(frozen=True, slots=True)
class Known:
    """`ussd_code` is what somebody without data can dial, if there is a menu."""

    name: str
    roles: frozenset[Role]
    ussd_code: str | None = None


DeskCommand = ListBookings | WhoAmI
DeskResult = BookingsListed | Known
