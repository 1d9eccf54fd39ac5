"""What forgetting somebody would do, before they say yes to it (D2)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.changes import Outcome
from models.money_views import WayBack
from models.values import Money, Provider
from models.views import BookingView

#: What stands in place of a name; nobody speaks to them any more, so it needs no translation.
FORGOTTEN = "Forgotten client"


class Obstacle(StrEnum):
    """Why somebody can't be forgotten now; each has words that say the way out."""

    STAFF = "staff"
    """They work here, or have sessions ahead as a psychologist."""
    SESSION = "session"
    """A session of theirs is running."""
    PROMPT = "prompt"
    """M-Pesa asks somebody for a PIN."""
    PROOF = "proof"
    """A payment that they have shown is being looked for."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A session that is cancelled with it, and what that brings."""

    booking: BookingView
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Farewell:
    """All of it. `credit` is what is theirs once the sessions are cancelled.

    `ways` is where that would go back to. `until`: when a running session ends. `delete_days`:
    until what is left is deleted.
    """

    obstacle: Obstacle | None
    until: datetime | None
    endings: tuple[Ending, ...]
    credit: tuple[Money, ...]
    ways: tuple[WayBack, ...]
    receipts: int
    delete_days: int

    @property
    def can_be_sent(self) -> bool:
        """Whether the credit finds its way back without its owner: cash needs a hand to take it."""
        return all(way.provider is not Provider.HAND for way in self.ways)

    @property
    def fingerprint(self) -> str:
        """Tells whether this is still what was on the screen."""
        endings = [
            (e.booking.id, e.booking.version, e.outcome.late, e.outcome.refund, e.outcome.kept,
             e.outcome.as_credit)
            for e in self.endings
        ]  # fmt: skip
        shown = repr((self.obstacle, endings, self.credit))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was done: sessions as they were, money on its way back, credit given up."""

    endings: tuple[Ending, ...]
    sent_back: tuple[Money, ...]
    given_up: tuple[Money, ...]
    delete_after: datetime
    counts: Mapping[str, int] = field(default_factory=dict)
