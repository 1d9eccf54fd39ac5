"""Paying (M1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.views import BookingView, PaymentView


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
    booking: BookingView
    phone: str
    until: datetime | None
    now: datetime
    cards: bool = False


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
PaymentResult = PaymentAsked | PaymentHeldBack | PhoneChecked | PhoneRefused | PaymentMoved
