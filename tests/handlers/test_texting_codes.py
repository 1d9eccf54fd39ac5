"""Four digits cancel by SMS: what stands between them and somebody who guesses (R6)."""

from datetime import timedelta

from models.database import row, rows
from services import sms_threads
from tests.handlers.test_texting import PHONE, code_in, here, said, texts
from tests.people import NOW
from tests.people import Practice as People
from tests.rows import book

__all__ = ["here"]


async def state_of(booking: int) -> str:
    found = await row("SELECT status FROM bookings WHERE id = $1", booking)
    assert found is not None
    return str(found["status"])


async def guess(first: int) -> None:
    """Somebody who can't read what the phone is sent: asked once, answered wrongly three times."""
    await texts("cancel", first)
    right = code_in((await said())[-1])
    for second, code in enumerate(("2100", "2101", "2102"), start=first + 1):
        await texts("2103" if code == right else code, second)


async def test_r6_codes_are_not_guessed_for_long(here: People) -> None:
    """Four digits stand a few tries; then a person calls, and codes do nothing for a day."""
    booking = await book(here, status="confirmed", payment_status="pending", held_until=None)
    await guess(1)
    await guess(5)
    await texts("cancel", 9)
    assert "call you" in (await said())[-1]
    assert "to cancel" not in (await said())[-1]
    for second, code in enumerate(("3000", "YES", "cancel"), start=10):
        await texts(code, second)
        assert "to cancel, NO" not in (await said())[-1]
    assert await state_of(booking) == "confirmed"
    told = await rows("SELECT payload->>'text' AS words FROM outbox WHERE lane = 'tg:3'")
    assert any("Amina" in one["words"] for one in told), "who is to call hears of it"
    kept = await sms_threads.asked(PHONE, NOW)
    assert kept["guesses"] == 6
    assert await sms_threads.asked(PHONE, NOW + timedelta(hours=25)) == {}


async def test_r6_a_code_that_was_mistyped_once_still_cancels(here: People) -> None:
    booking = await book(here, status="confirmed", payment_status="pending", held_until=None)
    await texts("cancel", 1)
    right = code_in((await said())[-1])
    await texts("2101" if right == "2100" else "2100", 2)
    assert code_in((await said())[-1]) == right
    await texts(right, 3)
    assert await state_of(booking) == "cancelled"
    kept = await sms_threads.asked(PHONE, NOW)
    assert kept["step"] == "done"
    assert kept["asked_until"] < kept["counted_until"], "an echo is one for minutes only"
