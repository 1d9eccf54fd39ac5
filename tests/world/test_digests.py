"""Agenda and report arrive when the clock moves, once with two programs running (R7)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.story.steps import BRIAN
from tests.town import HURRIED, Town, open_town
from tests.world.paying import PAY_STEP, PIN_STEP, until_she_may_pay

NAIROBI = ZoneInfo("Africa/Nairobi")


async def until(here: Town, wanted: datetime) -> None:
    """Move the clock to an instant."""
    now = datetime.fromisoformat((await here.get("/sim/clock"))["now"])
    await here.pass_time((wanted - now).total_seconds() + 1)


async def test_r7_the_agenda_and_the_report_arrive(database_url: str) -> None:
    async with open_town(database_url, **HURRIED) as here:
        await until_she_may_pay(here)
        await here.play((PAY_STEP, PIN_STEP))
        brian, admin = here.phone(BRIAN), here.phone("grace")
        await admin.send("/start")
        await admin.expect("The practice is under /admin")
        [row] = await here.sql("SELECT starts_at FROM bookings WHERE status = 'confirmed'")
        paid_at = datetime.fromisoformat((await here.get("/sim/clock"))["now"])
        evening = paid_at.astimezone(NAIROBI).replace(hour=18, minute=0, second=0)
        await until(here, evening if evening > paid_at else evening + timedelta(days=1))
        await admin.expect("Came by M-Pesa: KES")
        morning = row["starts_at"].astimezone(NAIROBI).replace(hour=7, minute=0, second=0)
        await brian.mark()
        await until(here, morning)
        await brian.expect("Good morning, Brian")
        agendas = await here.sql("SELECT count(*) FROM digests WHERE kind = 'agenda'")
        await here.pass_time(3600)
        assert await here.sql("SELECT count(*) FROM digests WHERE kind = 'agenda'") == agendas
