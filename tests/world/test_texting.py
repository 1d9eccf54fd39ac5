"""SMS that people send, by HTTP from the simulator's phones: understood, done, answered (R6)."""

from tests.town import Town
from tests.world.texting_steps import SESSION, paid_session


async def test_r6_yes_is_remembered_and_thanked_for(here: Town) -> None:
    await paid_session(here)
    amina = here.phone("amina")
    await amina.mark()
    await amina.send_sms("YES")
    sms = await amina.expect_sms("We expect you")
    assert SESSION in sms["text"]
    assert sms["parts" if "parts" in sms else "segments"] == 1
    rows = await here.sql("SELECT coming_at FROM bookings")
    assert rows[0]["coming_at"] is not None
