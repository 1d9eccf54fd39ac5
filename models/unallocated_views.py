"""Pictures of money that came in, for those who look after it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.values import Money, Provider
from models.views import BookingView


class Fate(StrEnum):
    """What became of money that nobody was known for."""

    WAITING = "waiting"
    FOR_BOOKING = "for_booking"
    CREDIT = "credit"
    GOING_BACK = "going_back"


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """Money that came in without an owner, and how it stands now.

    `account` is what the payer typed, `payer` as M-Pesa shows them; `came_at` is theirs where
    known. `owner`, `reference` and `by` are names once somebody has decided. `phone` is E.164.
    """

    id: int
    public_id: UUID
    provider: Provider
    code: str | None
    amount: Money
    account: str
    payer: str
    phone: str | None
    came_at: datetime
    fate: Fate = Fate.WAITING
    owner: str | None = None
    reference: str | None = None
    by: str | None = None
    version: int = 1

    @property
    def waits(self) -> bool:
        return self.fate is Fate.WAITING


class EffectKind(StrEnum):
    """What giving money to somebody brings about.

    `NAMED`: it is what a session has been paid with already, told of a second time.
    """

    CONFIRMS = "confirms"
    PART = "part"
    CREDIT = "credit"
    NAMED = "named"
    GOES_BACK = "goes_back"


@dataclass(frozen=True, slots=True)
class Effect:
    """What would be, or was, the result: `rest` is still to pay then, `kept` is new credit.

    `client` is whose money it is then; nobody's if it goes back.
    """

    kind: EffectKind
    rest: Money = field(default_factory=lambda: Money(0))
    kept: Money = field(default_factory=lambda: Money(0))
    client: str | None = None
    booking: BookingView | None = None

    @property
    def mark(self) -> str:
        """The same for the same result: what was shown is compared by it with what is done."""
        return f"{self.kind}-{self.rest.minor}-{self.kept.minor}"
