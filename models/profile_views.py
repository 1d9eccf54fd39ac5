"""A psychologist's profile and services as their owner and the admins see them: frozen pictures."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.values import Medium, Money, SessionFormat

#: A version rides in a button in nine digits: it is the second of submission, modulo this.
STAMPS = 1_000_000_000

LONGEST_TITLE = 80
#: With all else on the card it fits below a photo, where Telegram takes 1024 characters.
LONGEST_BIO = 600
#: How many specialties or languages a profile names, and how long one may be.
MOST_WORDS = 8
LONGEST_WORD = 40
#: The end of a psychologist's link, as a `/start` payload may carry it.
SLUG = re.compile(r"[a-z][a-z0-9-]{1,30}[a-z0-9]")
LONGEST_REASON = 500
LONGEST_SERVICE_TITLE = 64
MINUTES = range(5, 481)
#: Places in a group.
PLACES = range(2, 31)
#: Whole shillings; M-Pesa moves no more in one payment.
SHILLINGS = range(1, 250_001)


class ProfileState(StrEnum):
    """Where a profile stands on its way to being booked (P3); ended: the role was taken."""

    DRAFT = "draft"
    WAITING = "waiting"
    DECLINED = "declined"
    APPROVED = "approved"
    PAUSED = "paused"
    ENDED = "ended"


class Part(StrEnum):
    """What a profile must have before it can be sent for approval."""

    TITLE = "title"
    BIO = "bio"
    SPECIALTIES = "specialties"
    LANGUAGES = "languages"
    SERVICES = "services"


@dataclass(frozen=True, slots=True)
class OwnService:
    """A service with all that its owner may change. `capacity` is above 1 for groups only."""

    id: int
    title: str
    format: SessionFormat
    medium: Medium
    minutes: int
    price: Money
    capacity: int
    needs_approval: bool
    is_active: bool
    is_emergency: bool

    @property
    def is_offered(self) -> bool:
        """Whether a client may find it in the booking dialogue."""
        return self.is_active and self.capacity == 1


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile, finished or not. `photo` is Telegram's file id."""

    id: int
    public_id: UUID
    person_id: int
    name: str
    slug: str
    title: str
    bio: str
    specialties: tuple[str, ...]
    languages: tuple[str, ...]
    photo: str | None
    submitted_at: datetime | None
    declined_at: datetime | None
    decline_reason: str | None
    approved_at: datetime | None
    approved_by: str | None
    paused_at: datetime | None
    holds_role: bool
    services: tuple[OwnService, ...]

    @property
    def version(self) -> int:
        """Which application a button speaks of: the second in which it was sent."""
        return int(self.submitted_at.timestamp()) % STAMPS if self.submitted_at else 0

    @property
    def state(self) -> ProfileState:
        if self.approved_at is not None and not self.holds_role:
            return ProfileState.ENDED
        if self.approved_at is not None:
            return ProfileState.PAUSED if self.paused_at else ProfileState.APPROVED
        if self.declined_at is not None:
            return ProfileState.DECLINED
        return ProfileState.WAITING if self.submitted_at else ProfileState.DRAFT

    @property
    def missing(self) -> tuple[Part, ...]:
        """What has to be there before the profile can be sent for approval."""
        there = {
            Part.TITLE: self.title,
            Part.BIO: self.bio,
            Part.SPECIALTIES: self.specialties,
            Part.LANGUAGES: self.languages,
            Part.SERVICES: any(service.is_offered for service in self.services),
        }
        return tuple(part for part, value in there.items() if not value)
