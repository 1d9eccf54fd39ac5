"""Many ask for one booking, or one phone, at once, in whatever process: one prompt (X46)."""

import asyncio

import pytest

from models.database import row
from models.views import BookingView
from services import payment_dues, payments
from services.payments import NotDue, PaymentRunning, PhoneBusy, Push
from services.prompt_limits import PromptRefused
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.services.booking_steps import MINUTE, confirm, requested

pytestmark = pytest.mark.usefixtures("db")

PHONE = "+254712000001"


async def asks(booking: BookingView, phone: str = PHONE) -> str:
    """As one replica does: in a transaction of its own."""
    try:
        async with transaction():
            await payments.ask(booking, phone, NOW)
    except (PaymentRunning, PhoneBusy, PromptRefused, NotDue) as refused:
        return type(refused).__name__
    return "asked"


async def claims() -> Push | None:
    async with transaction():
        return await payments.claim_push(NOW)


async def test_x46_ten_taps_for_one_booking_are_one_prompt(here: Practice) -> None:
    booking = await requested(here, needs_approval=False)
    phones = [f"+25471200010{number}" for number in range(10)]
    said = await asyncio.gather(*(asks(booking, phone) for phone in phones))
    assert sorted(said) == ["PaymentRunning"] * 9 + ["asked"]
    claimed = await asyncio.gather(*(claims() for _ in range(5)))
    assert len([push for push in claimed if push]) == 1
    assert await payment_dues.is_asked(booking.id)


async def test_x46_two_bookings_on_one_phone_are_one_prompt(here: Practice) -> None:
    first = await requested(here, needs_approval=False)
    second = await requested(here, 60, needs_approval=False)
    said = await asyncio.gather(*(asks(booking) for booking in (first, second)))
    assert sorted(said) == ["PhoneBusy", "asked"]


async def test_a_pay_link_that_is_open_is_no_prompt(here: Practice) -> None:
    """The phone is busy with another booking, and that is what is said."""
    first = await requested(here, needs_approval=False)
    second = await requested(here, 60, needs_approval=False)
    assert await asks(first) == "asked"
    await row(
        """INSERT INTO payments (public_id, booking_id, provider, attempt, status, amount_minor,
               currency, callback_token, queries, asked_at)
           VALUES (gen_random_uuid(), $1, 'paystack', 1, 'prompted', 250000, 'KES', 'x', 0, $2)
           RETURNING id""",
        second.id,
        NOW,
    )
    assert not await payment_dues.is_asked(second.id)
    assert await asks(second) == "PhoneBusy"


async def test_only_what_is_to_be_paid_is_due(here: Practice) -> None:
    booking = await requested(here, needs_approval=False)
    async with transaction():
        assert await payment_dues.due(booking, NOW) == booking.price
    assert booking.payment_due_at is not None
    with pytest.raises(NotDue):
        await payment_dues.due(booking, booking.payment_due_at + MINUTE)
    assert await confirm(booking)
    with pytest.raises(NotDue):
        await payment_dues.due(booking, NOW)
