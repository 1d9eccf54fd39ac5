"""Paying by card, or by M-Pesa through Paystack (M7)."""

from dataclasses import dataclass
from uuid import UUID

from conversations.work.payment import PaymentAsked, PaymentHeldBack
from models.views import BookingView, PaymentView


@dataclass(frozen=True, slots=True)
class AskForCard:
    """The booking's pay link, the same one for as long as it lives -> CardLink | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class CardLink:
    """Without `payment.checkout_url` its address is on its way: PaymentMoved brings it."""

    payment: PaymentView
    booking: BookingView


@dataclass(frozen=True, slots=True)
class AskThroughPaystack:
    """An M-Pesa request that doesn't go through Daraja.

    -> PaymentAsked | PaymentHeldBack | NotPossible
    """

    booking: UUID
    phone: str


CardCommand = AskForCard | AskThroughPaystack
CardResult = CardLink | PaymentAsked | PaymentHeldBack
