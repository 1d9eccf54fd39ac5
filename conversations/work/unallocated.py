"""Finding the owner of money that came in for nobody we know of (M3).

Every command here is refused to whoever isn't an admin at that moment.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.unallocated_views import Effect, FoundMoney
from models.views import BookingView
from models.views_people import ClientCard


class GoalKind(StrEnum):
    BOOKING = "b"
    CREDIT = "c"
    BACK = "r"


@dataclass(frozen=True, slots=True)
class Goal:
    """Where it is to go: to a booking, a client's credit, or back to whoever paid it."""

    kind: GoalKind
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class ListUnallocated:
    """-> UnallocatedListed"""

    page: int


@dataclass(frozen=True, slots=True)
class UnallocatedListed:
    payments: tuple[FoundMoney, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class LookAtMoney:
    """-> MoneyLookedAt | NotPossible"""

    money: UUID


@dataclass(frozen=True, slots=True)
class MoneyLookedAt:
    """As it stands now; `near` are bookings that it may be for."""

    money: FoundMoney
    near: tuple[BookingView, ...] = ()


@dataclass(frozen=True, slots=True)
class FindOwner:
    """By a reference, or a part of a client's name -> OwnersFound | MoneyLookedAt"""

    money: UUID
    said: str


@dataclass(frozen=True, slots=True)
class OwnersFound:
    money: FoundMoney
    bookings: tuple[BookingView, ...]
    clients: tuple[ClientCard, ...]


@dataclass(frozen=True, slots=True)
class ForeseeGiving:
    """What exactly would happen -> GivingForeseen | MoneyLookedAt | NotPossible"""

    money: UUID
    goal: Goal


@dataclass(frozen=True, slots=True)
class GivingForeseen:
    """`changed`: something else than was shown would happen by now, so nothing was done."""

    money: FoundMoney
    effect: Effect
    changed: bool = False


@dataclass(frozen=True, slots=True)
class GiveMoney:
    """Do it, if the result is the one that was shown.

    -> MoneyGiven | GivingForeseen | MoneyLookedAt (somebody was quicker) | NotPossible
    """

    money: UUID
    goal: Goal
    mark: str


@dataclass(frozen=True, slots=True)
class MoneyGiven:
    money: FoundMoney
    effect: Effect


UnallocatedCommand = ListUnallocated | LookAtMoney | FindOwner | ForeseeGiving | GiveMoney
UnallocatedResult = (
    UnallocatedListed | MoneyLookedAt | OwnersFound | GivingForeseen | MoneyGiven
)  # fmt: skip
