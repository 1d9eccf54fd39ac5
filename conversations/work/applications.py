"""Applications to work in the practice, as its admins answer them (P3)."""

from dataclasses import dataclass
from uuid import UUID

from models.profile_views import ProfileView


@dataclass(frozen=True, slots=True)
class ListApplications:
    """-> ApplicationsListed | NotPossible"""

    page: int
    size: int


@dataclass(frozen=True, slots=True)
class LookAtApplication:
    """-> ApplicationFound | NotPossible"""

    application: UUID


@dataclass(frozen=True, slots=True)
class ApproveApplication:
    """-> ApplicationDecided | ApplicationFound when somebody else was quicker | NotPossible"""

    application: UUID
    version: int


@dataclass(frozen=True, slots=True)
class DeclineApplication:
    """-> ApplicationDecided | ApplicationFound when somebody else was quicker | NotPossible"""

    application: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationsListed:
    profiles: tuple[ProfileView, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ApplicationFound:
    """As it stands now."""

    profile: ProfileView


@dataclass(frozen=True, slots=True)
class ApplicationDecided:
    """By whom this is told."""

    profile: ProfileView


ApplicationsCommand = ListApplications | LookAtApplication | ApproveApplication | DeclineApplication
ApplicationsResult = ApplicationsListed | ApplicationFound | ApplicationDecided
