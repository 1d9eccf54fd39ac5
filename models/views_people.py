"""People as staff and they themselves see them, and the practice's closed days."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.values import Money, Role


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants to be served; `phone` is E.164.

    `keeps_hours`: their zone is also the clock by which their opening hours are read (A4).
    """

    name: str
    language: str
    timezone: str
    phone: str | None
    keeps_hours: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody and their roles, for an admin; `has_profile`: they were once approved."""

    public_id: UUID
    name: str
    roles: frozenset[Role]
    is_me: bool
    has_profile: bool


@dataclass(frozen=True, slots=True)
class ClientCard:
    """A client for staff. Sessions are those that the reader may see; `ahead` are still to come.

    `completed` and `spent` are known of one that was opened. `wrong_phone`: was theirs in our books
    until whoever has it said that it is wrong.
    """

    public_id: UUID
    name: str
    phone: str | None
    has_telegram: bool
    sessions: int
    ahead: int
    next_at: datetime | None
    completed: int = 0
    spent: tuple[Money, ...] = ()
    wrong_phone: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date that Kenya or the practice keeps; `is_own`: only the practice does."""

    day: date
    name: str
    is_closed: bool
    is_own: bool
