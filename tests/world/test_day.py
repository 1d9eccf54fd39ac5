"""A psychologist's day over HTTP: sessions now, for others, and those whose end was forgotten."""

import asyncio
from datetime import timedelta

from bot.phones import Phone
from bot.story.day import NOW
from services import clock
from tests.town import Town
from tests.world.paying import books_agree, settled
from tests.world.session_rows import met, session

KAMAU = {"name": "Kamau", "phone": "+254712000077", "telegram": False}


async def questions(brian: Phone) -> int:
    return sum("How did it go?" in message["text"] for message in await brian.messages())


async def test_b10_forgotten_ends_are_asked_about_once(here: Town) -> None:
    await met(here)
    await session(here, clock.now() + timedelta(minutes=5))
    brian = here.phone("brian")
    await here.move_clock(timedelta(minutes=110).total_seconds())
    assert await questions(brian) == 0
    await here.move_clock(timedelta(minutes=10).total_seconds())
    await brian.expect("How did it go?")
    for _ in range(3):
        await here.move_clock(3600)
    await settled(here)
    assert await questions(brian) == 1
    await brian.tap("^It took place$")
    await brian.expect("A note now, while it is fresh?")
    states = await here.sql("SELECT status, ended_at FROM bookings ORDER BY id DESC LIMIT 1")
    assert tuple(states[0].values()) == ("completed", None)


async def test_the_other_side_hears_of_a_delay_three_times_at_most(here: Town) -> None:
    await met(here)
    await here.play(NOW)
    amina, brian = here.phone("amina"), here.phone("brian")
    for minutes in (5, 10, 15):
        await brian.tap("^Running late$")
        await brian.expect("How late will you be?")
        await brian.tap(f"^{minutes} min$")
        await amina.expect(f"about {minutes} minutes late")
    await brian.tap("^Running late$")
    await brian.expect("three times already")


async def test_x60_a_hurried_double_tap_starts_one_session(here: Town) -> None:
    await met(here)
    await here.play(NOW)
    brian = here.phone("brian")
    message, button = await brian.find("^Start now$")
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(brian.post("tap", tap) for _ in range(4)))
    await brian.expect("This has changed meanwhile")
    await brian.tap("^End the session$")
    await brian.expect("Completed")
    moves = await here.sql("SELECT 1 FROM booking_moves WHERE to_status = 'in_progress'")
    assert len(moves) == 1


async def test_b10_a_session_now_that_is_paid_is_confirmed_with_its_link(here: Town) -> None:
    await met(here)
    await here.play(NOW[:3])
    amina, brian = here.phone("amina"), here.phone("brian")
    await brian.tap("^Charge KES 2,500$")
    await brian.expect("is asked to pay")
    await amina.expect("can see you now")
    await amina.tap("^Pay · ")
    await amina.expect("Which M-Pesa number")
    await amina.send("0712 000 001")
    await amina.expect("I send the M-Pesa request")
    await amina.tap("now$")
    await amina.enter_pin()
    await amina.expect("Your session is confirmed")
    await brian.expect("Confirmed and paid")
    await settled(here)
    await books_agree(here)
    made = await here.sql("SELECT meeting_link FROM bookings ORDER BY id DESC LIMIT 1")
    assert made[0]["meeting_link"].startswith("https://")


async def test_a_session_now_that_nobody_pays_lapses_at_its_start(here: Town) -> None:
    await met(here)
    await here.play(NOW[:3])
    amina, brian = here.phone("amina"), here.phone("brian")
    await brian.tap("^Charge KES 2,500$")
    await amina.expect("can see you now")
    await here.move_clock(900)
    await amina.expect("because it has not been paid")
    await brian.expect("has not paid")


async def test_p2_a_client_without_telegram_is_booked_for_and_pays_on_their_phone(
    here: Town,
) -> None:
    await here.post("/sim/phones", KAMAU)
    added = await here.sql(
        """WITH brian AS (SELECT id FROM people WHERE name LIKE 'Brian%'), kamau AS (
               INSERT INTO people (public_id, name, phone, language, timezone, created_at)
               SELECT gen_random_uuid(), 'Kamau', '+254712000077', 'en', 'Africa/Nairobi', $1
               RETURNING id, public_id), known AS (
               INSERT INTO caseload_entries (person_id, client_id, added_at)
               SELECT brian.id, kamau.id, $1 FROM brian, kamau)
           SELECT public_id FROM kamau""",
        clock.now(),
    )
    brian = here.phone("brian")
    await brian.send(f"/bookfor {added[0]['public_id'].hex}")
    await brian.expect("A session for Kamau with Brian")
    await brian.tap("^Individual session")
    await brian.expect("Which day in")
    await brian.tap(r"^\d{1,2}$")
    await brian.expect("which time?")
    await brian.tap(r"^\d\d:\d\d$")
    await brian.expect("has no chat here and is told by SMS")
    await brian.tap("^Book it$")
    await brian.expect("Kamau is told by SMS")
    await brian.tap("^Send M-Pesa request$")
    await brian.expect("On its way")
    await here.phone("kamau").enter_pin()
    await brian.expect("Confirmed and paid")
    await settled(here)
    await books_agree(here)
