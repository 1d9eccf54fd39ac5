"""What is known behind a phone number: whose it is, and what they have ahead."""

from dataclasses import dataclass
from uuid import UUID

from models.views import BookingView, Reader


@dataclass(frozen=True, slots=True)
class Owner:
    """One person with this number; `in_chat`: they can be written to in Telegram.

    `is_proven`: Telegram or the practice says that it is theirs, they didn't only type it.
    """

    reader: Reader
    in_chat: bool
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class Ahead:
    """`coming`: its client said that they will be there."""

    booking: BookingView
    coming: bool


@dataclass(frozen=True, slots=True)
class Doubted:
    """Somebody whose number turned out to be another's."""

    person_id: int
    public_id: UUID
    name: str
