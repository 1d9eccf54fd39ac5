"""Running a session: start, end, completed, missed, running late (B10)."""

from dataclasses import dataclass
from uuid import UUID

from models.moves import Actor
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class StartSession:
    """-> SessionMoved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class EndSession:
    """-> SessionMoved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class CompleteSession:
    """-> SessionMoved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class AskNoShow:
    """Whether it may be marked as missed; changes nothing -> NoShowPossible | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class NoShowPossible:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class MarkNoShow:
    """-> SessionMoved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """How it stands after the move; `told`: the client could be written to about it."""

    booking: BookingView
    told: bool = True


@dataclass(frozen=True, slots=True)
class AskLate:
    """Whether this person may say now that they run late -> LatePossible | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class LatePossible:
    """`side` is who would say it."""

    booking: BookingView
    side: Actor


@dataclass(frozen=True, slots=True)
class SayLate:
    """Tell the other side -> LateSaid | NotPossible"""

    booking: UUID
    minutes: int


@dataclass(frozen=True, slots=True)
class LateSaid:
    """`told` is false when the other side has no chat that could be written to."""

    booking: BookingView
    side: Actor
    minutes: int
    told: bool


SessionCommand = (
    StartSession | EndSession | CompleteSession | AskNoShow | MarkNoShow | AskLate | SayLate
)
SessionResult = SessionMoved | NoShowPossible | LatePossible | LateSaid
