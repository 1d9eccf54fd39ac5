"""Paying (M1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.values import Money
from models.views import BookingView, PaymentView


@dataclass(frozen=True, slots=True)
class LookAtBill:
    """What is to pay for a booking of one's own, and by which ways -> Bill | NotPossible"""

    booking: UUID
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """How a booking's money stands; only its client sees it.

    `rests_until`: from when on M-Pesa takes the next request for this phone, None for now. `cards`
    and `paybill` (its number) are ways that this practice has beside the M-Pesa request.
    """

    booking: BookingView
    outstanding: Money
    paid: Money
    credit: Money
    now: datetime
    payer_phone: str | None = None
    rests_until: datetime | None = None
    cards: bool = False
    paybill: str | None = None


@dataclass(frozen=True, slots=True)
class AskForPayment:
    """Write the payment row; the push follows the commit.

    -> PaymentAsked | PaymentHeldBack | NotPossible
    """

    booking: UUID
    phone: str


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    payment: PaymentView


@dataclass(frozen=True, slots=True)
class PaymentHeldBack:
    """No request for now; `key` says why, `until` from when on one may be asked for again."""

    key: str
    phone: str
    until: datetime | None
    bill: Bill


@dataclass(frozen=True, slots=True)
class UseCredit:
    """Pay from one's credit, as far as it goes or is needed -> CreditUsed | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class CreditUsed:
    """`rest` is still to pay; without one the booking is confirmed."""

    taken: Money
    rest: Money


@dataclass(frozen=True, slots=True)
class CheckPhone:
    """-> PhoneChecked | PhoneRefused"""

    typed: str


@dataclass(frozen=True, slots=True)
class PhoneChecked:
    phone: str


@dataclass(frozen=True, slots=True)
class PhoneRefused:
    key: str


@dataclass(frozen=True, slots=True)
class PaymentMoved:
    """The push or its result came in: how the payment stands now."""

    payment: PaymentView
    booking: BookingView


PaymentCommand = LookAtBill | AskForPayment | UseCredit | CheckPhone
PaymentResult = (
    Bill | PaymentAsked | PaymentHeldBack | CreditUsed | PhoneChecked | PhoneRefused | PaymentMoved
)
