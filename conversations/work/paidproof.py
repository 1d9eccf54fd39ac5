"""Showing that one has paid, and judging it (M5)."""

from dataclasses import dataclass
from uuid import UUID

from models.proof_views import PaidProof, PaidSaid
from models.values import Money
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class FindPayable:
    """What a client may have paid for -> PayableFound"""


@dataclass(frozen=True, slots=True)
class PayableFound:
    bookings: tuple[BookingView, ...]


@dataclass(frozen=True, slots=True)
class ReadUnasked:
    """Words that nobody asked for: perhaps M-Pesa's -> MessageRead | Known"""

    words: str


@dataclass(frozen=True, slots=True)
class MessageRead:
    """They are M-Pesa's; `bookings` is what they may be about, perhaps nothing."""

    said: PaidSaid
    bookings: tuple[BookingView, ...]


@dataclass(frozen=True, slots=True)
class WantProof:
    """-> ProofWanted | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class ProofWanted:
    """`due` is what is still to pay, perhaps nothing."""

    booking: BookingView
    due: Money


@dataclass(frozen=True, slots=True)
class ShowMessage:
    """M-Pesa's message or its code, as it was typed -> ProofKept | CodeMissing | CodeDoubted"""

    booking: UUID
    words: str


@dataclass(frozen=True, slots=True)
class ShowCode:
    """A code that was read before; `sure`: its odd date has been asked about.

    -> ProofKept | CodeDoubted | NotPossible
    """

    booking: UUID
    said: PaidSaid
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ShowPicture:
    """-> ProofKept | NotPossible"""

    booking: UUID
    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class CodeMissing:
    """Nothing that was written is a code."""


@dataclass(frozen=True, slots=True)
class CodeDoubted:
    """Its own date is odd; `why` is "future" or "before"."""

    said: PaidSaid
    why: str


@dataclass(frozen=True, slots=True)
class ProofKept:
    """It is being looked up, waits for a person, or was found in the books at once."""

    booking: BookingView
    proof: PaidProof
    due: Money


@dataclass(frozen=True, slots=True)
class ListProofs:
    """-> ProofsListed | NotPossible"""

    page: int
    size: int


@dataclass(frozen=True, slots=True)
class ProofsListed:
    """Each with its booking, the oldest first."""

    proofs: tuple[tuple[PaidProof, BookingView], ...]
    more: bool


@dataclass(frozen=True, slots=True)
class LookAtProof:
    """-> ProofFound | NotPossible"""

    proof: UUID


@dataclass(frozen=True, slots=True)
class ProofFound:
    """As it stands now."""

    proof: PaidProof
    booking: BookingView
    due: Money


@dataclass(frozen=True, slots=True)
class AcceptProof:
    """-> ProofJudged | ProofFound when somebody else was quicker | CodeMissing | NotPossible"""

    proof: UUID
    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code that was read off a picture -> CodeRead | CodeMissing"""

    words: str


@dataclass(frozen=True, slots=True)
class CodeRead:
    code: str


@dataclass(frozen=True, slots=True)
class RefuseProof:
    """-> ProofJudged | ProofFound when somebody else was quicker | NotPossible"""

    proof: UUID
    why: str


@dataclass(frozen=True, slots=True)
class ProofJudged:
    """By whom this is told; `counted` is what came in by it."""

    proof: PaidProof
    booking: BookingView
    counted: Money | None = None


ShowingCommand = FindPayable | ReadUnasked | WantProof | ShowMessage | ShowCode | ShowPicture
JudgingCommand = ListProofs | LookAtProof | ReadCode | AcceptProof | RefuseProof
PaidProofCommand = ShowingCommand | JudgingCommand
PaidProofResult = (
    PayableFound
    | MessageRead
    | ProofWanted
    | CodeMissing
    | CodeDoubted
    | ProofKept
    | ProofsListed
    | ProofFound
    | CodeRead
    | ProofJudged
)
