"""The menu by the simulator's phones: dialled, answered, paid by STK; nothing twice (R6, 2.4)."""

from tests.town import Town
from tests.world.texting_steps import SESSION, paid_session


async def test_r6_who_dials_says_that_they_will_come(here: Town) -> None:
    await paid_session(here)
    amina = here.phone("amina")
    screen = await amina.dial()
    assert SESSION in screen["text"]
    assert "1 I'll be there" in screen["text"]
    print(screen)
    screen = await amina.answer_ussd("1")
    assert "We expect you" in screen["text"]
    assert not screen["open"]
    rows = await here.sql("SELECT coming_at FROM bookings")
    assert rows[0]["coming_at"] is not None
