"""Paying (M1)."""

from dataclasses import dataclass
from uuid import UUID

from models.views import BookingView, PaymentView


@dataclass(frozen=True, slots=True)
class AskForPayment:
    """Write the payment row; the push follows the commit -> PaymentAsked | NotPossible"""

    booking: UUID
    phone: str


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    payment: PaymentView


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
    """The push or its result came in: how the payment stands now; `cards` may be paid with, too."""

    payment: PaymentView
    booking: BookingView
    cards: bool = False


PaymentCommand = AskForPayment | CheckPhone
PaymentResult = PaymentAsked | PhoneChecked | PhoneRefused | PaymentMoved
