"""How a booking's money stands, for its client: what is to pay, and by which ways."""

from conversations.work.payment import Bill, PaymentHeldBack
from handlers.sitting import Sitting
from models.values import Money
from models.views import BookingView
from services import ledger, payment_views, prompt_limits
from services.people import Guest
from services.prompt_limits import PromptRefused


async def bill(sitting: Sitting, guest: Guest, booking: BookingView, phone: str | None) -> Bill:
    """`phone`: which one is about to be asked; else the one that they are likely to use."""
    practice, now, currency = sitting.practice, sitting.now, booking.price.currency
    payer = guest.phone or await payment_views.last_payer_phone(guest.person_id)
    asked = phone or payer
    paid, credit = await ledger.owed_to_each(
        ledger.booking_account(booking.id), ledger.credit_account(guest.person_id),
        currency=currency,
    )  # fmt: skip
    outstanding = Money(max(0, booking.price.minor - paid.minor), currency)
    rests_until = (
        await prompt_limits.rests_until(guest.person_id, asked, outstanding, now) if asked else None
    )
    return Bill(
        booking=booking,
        outstanding=outstanding,
        paid=paid,
        credit=credit,
        now=now,
        payer_phone=payer,
        rests_until=rests_until,
        cards=practice.takes_cards,
        paybill=practice.paybill,
    )


async def held_back(
    sitting: Sitting, guest: Guest, booking: BookingView, phone: str, refused: PromptRefused
) -> PaymentHeldBack:
    """Why there is no request now, beside all that can be done instead."""
    present = await bill(sitting, guest, booking, phone)
    return PaymentHeldBack(refused.why, phone, refused.until, present)
