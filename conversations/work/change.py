"""Cancelling, moving and offering another time (B5, B8, B9).

`as_staff` says on which side the person acts; None takes the client's side where they are both.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.calendar import Slot
from models.changes import Outcome, Owed, Proposal, Waiver
from models.moves import Actor
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class LookAtChange:
    """-> ChangeSeen | NotPossible"""

    booking: UUID
    as_staff: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """What a change would bring now. `again`: it was asked for, but would bring something else."""

    booking: BookingView
    actor: Actor
    outcome: Outcome
    waiver: Waiver = Waiver.NONE
    proposal: Proposal | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class CancelBooking:
    """-> BookingCancelled | ChangeSeen | NotPossible"""

    booking: UUID
    version: int
    as_staff: bool
    reason: str
    expected: Outcome


@dataclass(frozen=True, slots=True)
class BookingCancelled:
    """`refund` is what becomes of the money; None: none moves. `told`: the client has a chat."""

    booking: BookingView
    refund: Owed | None
    told: bool = True


@dataclass(frozen=True, slots=True)
class AskWaiver:
    """-> WaiverAsked | ChangeSeen | NotPossible"""

    booking: UUID
    version: int
    words: str


@dataclass(frozen=True, slots=True)
class WaiverAsked:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class WaiveRule:
    """-> BookingCancelled | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class KeepRule:
    """-> RuleKept | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class RuleKept:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class FindMoveDays:
    """Free days for moving a booking, like FindDays -> DaysFound | NotPossible"""

    booking: UUID
    as_staff: bool
    month: date | None


@dataclass(frozen=True, slots=True)
class FindMoveTimes:
    """-> TimesFound | NotPossible"""

    booking: UUID
    as_staff: bool
    day: date


@dataclass(frozen=True, slots=True)
class SendProposal:
    """-> ProposalSent | TimeGone | NotPossible"""

    booking: UUID
    version: int
    as_staff: bool
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalSent:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class TimeGone:
    """Nothing has changed; these are free."""

    nearest: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class MoveBooking:
    """The client's own move, while a cancel would be free.

    -> BookingMoved | ChangeSeen | TimeGone | NotPossible
    """

    booking: UUID
    version: int
    starts_at: datetime
    expected: Outcome


@dataclass(frozen=True, slots=True)
class BookingMoved:
    booking: BookingView
    before: BookingView


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """-> ProposalSeen | NotPossible"""

    held: UUID


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    proposal: Proposal
    actor: Actor


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """-> ProposalAccepted | NotPossible"""

    held: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ProposalAccepted:
    """`by_client`: it was the client who agreed."""

    booking: BookingView
    before: BookingView
    by_client: bool


@dataclass(frozen=True, slots=True)
class RefuseProposal:
    """-> ProposalRefused | NotPossible"""

    held: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ProposalRefused:
    proposal: Proposal


ChangeCommand = (
    LookAtChange | CancelBooking | AskWaiver | WaiveRule | KeepRule | FindMoveDays | FindMoveTimes
    | SendProposal | MoveBooking | OpenProposal | AcceptProposal | RefuseProposal
)  # fmt: skip
ChangeResult = (
    ChangeSeen | BookingCancelled | WaiverAsked | RuleKept | ProposalSent | TimeGone | BookingMoved
    | ProposalSeen | ProposalAccepted | ProposalRefused
)  # fmt: skip
