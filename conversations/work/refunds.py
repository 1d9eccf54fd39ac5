"""Money on its way back as admins see it: what waits for a person, and what they decide."""

from dataclasses import dataclass, field
from uuid import UUID

from models.refund_views import RefundView


@dataclass(frozen=True, slots=True)
class ListRefunds:
    """-> RefundsListed | NotPossible"""

    page: int


@dataclass(frozen=True, slots=True)
class RefundsListed:
    refunds: tuple[RefundView, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OpenRefund:
    """-> RefundFound | NotPossible"""

    refund: UUID


@dataclass(frozen=True, slots=True)
class RefundFound:
    refund: RefundView


@dataclass(frozen=True, slots=True)
class PaidOut:
    """The asker has paid it themselves; `code` what it went by -> RefundDecided | NotPossible"""

    refund: UUID
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ItWasSent:
    """A refund that nobody knew of has arrived after all -> RefundDecided | NotPossible"""

    refund: UUID
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendAgain:
    """One that failed, or that has not arrived -> RefundDecided | NotPossible"""

    refund: UUID


@dataclass(frozen=True, slots=True)
class KeepAsCredit:
    """It does not go back, but is its owner's credit -> RefundDecided | NotPossible"""

    refund: UUID


@dataclass(frozen=True, slots=True)
class RefundDecided:
    """How it stands now."""

    refund: RefundView


RefundsCommand = ListRefunds | OpenRefund | PaidOut | ItWasSent | SendAgain | KeepAsCredit
RefundsResult = RefundsListed | RefundFound | RefundDecided
