"""Looking at a booking and answering a request (B5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.consent_views import Agreement
from models.moves import Actor
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class LookUp:
    """A booking that this person may see, by its public id -> BookingFound | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class BookingFound:
    """`actors`: as what the asker may act on it; `now` is the instant of the answer.

    `agreement`: how its client stands with the present texts, for a session still ahead (I4).
    """

    booking: BookingView
    now: datetime
    actors: frozenset[Actor] = frozenset({Actor.CLIENT})
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Approve:
    """-> Approved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Approved:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class Decline:
    """-> Declined | NotPossible"""

    booking: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Declined:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class Come:
    """The client says that they'll be there (R6) -> Coming | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class Coming:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class NotPossible:
    """Refused by a rule; `key` names the words, `booking` how it stands now if one may know."""

    key: str
    booking: BookingView | None = None


AnswerCommand = LookUp | Approve | Decline | Come
AnswerResult = BookingFound | Approved | Declined | Coming | NotPossible
