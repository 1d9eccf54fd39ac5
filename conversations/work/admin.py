"""Running the practice: invitations, people and their roles, everybody's day (P1, P3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.values import Role
from models.views import BookingView
from models.views_people import PersonCard


@dataclass(frozen=True, slots=True)
class OpenAdmin:
    """The way in, and the check at each step that shows nothing else -> AdminOpened | NotPossible

    Every command here is refused to whoever isn't an admin at that moment.
    """


@dataclass(frozen=True, slots=True)
class AdminOpened:
    """`applications` wait for an answer, `unallocated` payments for their owner."""

    applications: int
    unallocated: int = 0


@dataclass(frozen=True, slots=True)
class Invite:
    """A psychologist, by a link that works once -> Invited"""

    label: str


@dataclass(frozen=True, slots=True)
class Invited:
    label: str
    link: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class FindPeople:
    """By a part of the name, or with no words those who hold a role -> PeopleFound"""

    said: str
    page: int


@dataclass(frozen=True, slots=True)
class PeopleFound:
    people: tuple[PersonCard, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OpenPerson:
    """-> PersonFound | NotPossible"""

    person: UUID


@dataclass(frozen=True, slots=True)
class PersonFound:
    person: PersonCard


@dataclass(frozen=True, slots=True)
class GiveRole:
    """-> RoleChanged | NotPossible"""

    person: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class TakeRole:
    """-> RoleChanged | NotPossible"""

    person: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """`standing`: the sessions that a former psychologist still has to do."""

    person: PersonCard
    standing: tuple[BookingView, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPracticeDay:
    """Today's sessions of all psychologists -> PracticeDay"""

    page: int


@dataclass(frozen=True, slots=True)
class PracticeDay:
    bookings: tuple[BookingView, ...]
    more: bool


AdminCommand = OpenAdmin | Invite | FindPeople | OpenPerson | GiveRole | TakeRole | ListPracticeDay
AdminResult = AdminOpened | Invited | PeopleFound | PersonFound | RoleChanged | PracticeDay
