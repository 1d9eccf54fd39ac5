"""What a client shows for having paid, as dialogues see it (M5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.values import Money, ProofState

#: What a decision may say at most.
LONGEST_NOTE = 200
#: Reasons that a person chooses from, and what M-Pesa itself has answered: codes, and no words.
CHOICES = ("not_found", "other_business", "unreadable")
ANSWERS = ("not_completed", "not_to_us", "not_usable")
REFUSALS = (*CHOICES, *ANSWERS)


@dataclass(frozen=True, slots=True)
class PaidSaid:
    """What M-Pesa's message says: its code, and as hints the sum and the instant (UTC)."""

    code: str
    amount: Money | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaidProof:
    """One code or picture. `said` is what its message says; `note` why it was refused.

    `note` is a code of ours; somebody's own words are sealed, and in `note` only where they were
    opened for whoever judges (services/reasons). `decided_by` is a name; no person decided what
    M-Pesa itself has answered.
    """

    id: int
    public_id: UUID
    person_id: int
    booking_id: int
    code: str | None
    said: Money | None
    settled_at: datetime | None
    file_id: str | None
    file_kind: str | None
    state: ProofState
    shown_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    note: str | None

    @property
    def version(self) -> int:
        """Its buttons never go stale: what it says stays, and its state is asked for."""
        return 0

    @property
    def is_undecided(self) -> bool:
        return self.state in {ProofState.CHECKING, ProofState.OPEN}
