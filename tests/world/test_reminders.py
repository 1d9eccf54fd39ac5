"""Reminders from a booking to the session, on both phones, as the clock moves on (R1)."""

from datetime import datetime, timedelta

from bot.story.steps import AMINA, BRIAN
from tests.town import HURRIED, Town, open_town
from tests.world.paying import PAY_STEP, PIN_STEP, until_she_may_pay


async def until(here: Town, before: timedelta) -> None:
    """Move the clock to so long before the confirmed session."""
    [row] = await here.sql("SELECT starts_at FROM bookings WHERE status = 'confirmed'")
    now = datetime.fromisoformat((await here.get("/sim/clock"))["now"])
    await here.pass_time((row["starts_at"] - before - now).total_seconds() + 1)


async def test_r1_both_are_reminded_a_day_two_hours_and_minutes_before(database_url: str) -> None:
    async with open_town(database_url, **HURRIED) as here:
        await until_she_may_pay(here)
        await here.play((PAY_STEP, PIN_STEP))
        for before in (timedelta(hours=24), timedelta(hours=2), timedelta(minutes=15)):
            phones = here.phone(AMINA), here.phone(BRIAN)
            for phone in phones:
                await phone.mark()
            await until(here, before)
            await phones[0].expect("your session with Brian Otieno")
            await phones[1].expect("Amina Njeri")
        said = await here.sql("SELECT state, why FROM reminders")
        assert said == [{"state": "said", "why": None}] * 6
