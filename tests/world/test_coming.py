"""“I'll be there” and “I can't come” below a reminder (R6)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from services import clock
from tests.town import Town
from tests.world.session_rows import session
from tests.world.ways_steps import session_ahead

NAIROBI = ZoneInfo("Africa/Nairobi")


async def test_r6_ill_be_there_is_answered_in_place_and_seen_by_the_psychologist(
    here: Town,
) -> None:
    await session_ahead(here, hours=25)
    await here.pass_time(3700)
    amina, brian = here.phone("amina"), here.phone("brian")
    before = len(await amina.messages())
    asked, _ = await amina.find("^I'll be there$")
    told = len(await brian.messages())
    await amina.tap("^I'll be there$")
    thanked = await amina.expect("it is noted that you'll be there")
    assert thanked["message_id"] == asked["message_id"]
    assert len([m for m in await amina.messages() if m["from"] == "bot"]) <= before
    assert len(await brian.messages()) == told
    await _opens_the_week_of_it(here)
    await brian.expect("Confirmed · “I'll be there”")
    await brian.tap("Amina Njeri")
    card = await brian.expect("50 minutes")
    assert "I'll be there" in card["text"]
    noted = await here.sql("SELECT version, coming_at IS NOT NULL AS coming FROM bookings"
                           " WHERE status = 'confirmed'")  # fmt: skip
    assert noted == [{"version": 1, "coming": True}]


async def _opens_the_week_of_it(here: Town) -> None:
    """On a Sunday, tomorrow is next week."""
    brian = here.phone("brian")
    [booked] = await here.sql("SELECT starts_at FROM bookings WHERE status = 'confirmed'")
    weeks = {
        (instant.astimezone(NAIROBI) - timedelta(days=instant.astimezone(NAIROBI).weekday())).date()
        for instant in (booked["starts_at"], clock.now())
    }
    await brian.send("/week")
    if len(weeks) == 2:
        await brian.expect("No sessions in this week")
        await brian.mark()
        await brian.tap("^Next week")


async def test_r6_i_cant_come_shows_the_money_first_and_offers_to_move(here: Town) -> None:
    await session_ahead(here, hours=25)
    await here.pass_time(3700)
    amina = here.phone("amina")
    await amina.tap("^I can't come$")
    await amina.find("^Move it instead$")
    await amina.tap("^Keep it$")
    assert await here.sql("SELECT status FROM bookings WHERE status = 'confirmed'")


async def test_r6_what_was_cancelled_meanwhile_is_not_answered(here: Town) -> None:
    booking = await session_ahead(here, hours=25)
    await here.pass_time(3700)
    amina = here.phone("amina")
    await amina.find("^I'll be there$")
    await here.sql(
        """UPDATE bookings SET status = 'cancelled', version = version + 1, cancelled_at = now(),
               cancellation_reason = 'x' WHERE id = $1""",
        booking,
    )
    await amina.tap("^I'll be there$")
    await amina.expect("Cancelled")


async def test_r1_each_of_several_sessions_has_a_button_of_its_own(here: Town) -> None:
    await session_ahead(here, hours=25)
    await session(here, clock.now() + timedelta(hours=25, minutes=55))
    await here.sql("UPDATE reminder_plans SET stale_since = $1", clock.now())
    await here.pass_time(3700)
    amina = here.phone("amina")
    message = await amina.expect("Your next sessions")
    assert [len(row) for row in message["keyboard"]] == [1, 1]
    await amina.tap(r"^\d\d:\d\d · Brian Otieno$")
    await amina.expect("50 minutes")
