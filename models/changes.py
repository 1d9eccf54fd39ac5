"""What a change of a booking would bring, before anybody says yes to it (B8, B9)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from models.values import Money
from models.views import BookingView

#: Begins a reason that was a button: its words are read in the reader's language.
BUTTON = "\N{SYMBOL FOR START OF TEXT}"


class Hindrance(StrEnum):
    """Why a booking can't be cancelled or moved at the moment."""

    PROMPT_LIVE = "prompt_live"
    """M-Pesa asks somebody for a PIN: whether it is paid is not known yet."""
    OVER = "over"
    """The session has begun, or the booking has ended."""


class Waiver(StrEnum):
    """How it stands with waiving the rule for a late cancel."""

    NONE = "none"
    ASKED = "asked"
    KEPT = "kept"
    """The psychologist has decided to keep the rule."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cancel would do now: `refund` goes back to the client, `kept` stays.

    `as_credit` is the part of the refund that was paid with credit, and is credit again.
    """

    hindrance: Hindrance | None
    late: bool
    refund: Money
    kept: Money
    as_credit: Money = field(default=Money(0))

    @property
    def owed(self) -> "Owed":
        minor = self.refund.minor - self.as_credit.minor
        return Owed(Money(minor, self.refund.currency), self.as_credit)

    @property
    def allowed(self) -> bool:
        return self.hindrance is None


@dataclass(frozen=True, slots=True)
class Owed:
    """What becomes of a client's money: `sent_back` to who paid it, `credit` theirs again."""

    sent_back: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another time for `booking`, kept as the row `held` until `held.held_until`."""

    booking: BookingView
    held: BookingView
    by_client: bool


def free_until(booking: BookingView) -> datetime:
    """The last instant at which the client may still cancel or move it for nothing (X24)."""
    return booking.starts_at - timedelta(minutes=booking.cancel_notice_minutes)


def is_late(booking: BookingView, now: datetime) -> bool:
    """Exactly the notice before the start is in time."""
    return now > free_until(booking)
