"""/settings over HTTP: the own contact, somebody else's, and every time in one's own zone."""

from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.phones import Phone
from bot.story.booking import UNANSWERED
from conversations.texts import text
from tests.town import HURRIED, Clients, Town, open_town

BERLIN = "Europe/Berlin"


async def amina(town: Town) -> Phone:
    phone = town.phone("amina")
    await phone.send("/start")
    await phone.expect("Hello Amina")
    return phone


async def person(town: Town) -> dict[str, Any]:
    return (await town.sql("SELECT * FROM people WHERE telegram_id = 700000001"))[0]


async def test_p4_the_own_contact_is_kept_and_the_keyboard_goes(here: Town) -> None:
    phone = await amina(here)
    await phone.send("/settings")
    await phone.tap("Phone number")
    await phone.expect("Your phone number")
    keys = (await phone.state())["reply_keyboard"]
    assert keys["keyboard"][0][0] == {"text": "Share my number", "request_contact": True}
    await phone.share_contact()
    await phone.expect("noted your number")
    state = await phone.state()
    assert state["reply_keyboard"] is None
    texts = [m["text"] for m in state["messages"] if m["from"] == "bot"]
    assert not any("One moment" in text or "Share it with" in text for text in texts)
    assert (await person(here))["phone"] == state["phone"]
    await phone.tap("Phone number")
    await phone.expect("Your phone number")
    await phone.send("Remove my number")
    await phone.expect("is removed")
    assert (await person(here))["phone"] is None
    assert (await phone.state())["reply_keyboard"] is None


async def test_p4_somebody_elses_contact_is_refused(here: Town) -> None:
    phone = await amina(here)
    await phone.send("/settings")
    await phone.tap("Phone number")
    await phone.expect("Your phone number")
    brian = {"phone_number": "254733000102", "first_name": "Brian", "user_id": 700_000_102}
    await phone.post("send", {"contact": brian})
    await phone.expect("somebody else's contact")
    nobody = {"phone_number": "254733000102", "first_name": "Brian"}
    await phone.mark()
    await phone.post("send", {"contact": nobody})
    await phone.expect("somebody else's contact")
    assert (await person(here))["phone"] is None
    assert (await phone.state())["reply_keyboard"] is not None


async def test_the_keyboard_goes_whatever_is_done_next(here: Town) -> None:
    phone = await amina(here)
    await phone.send("/settings")
    await phone.tap("Phone number")
    await phone.expect("Your phone number")
    await phone.send("/book")
    await phone.expect("Who would you like to see?")
    assert (await phone.state())["reply_keyboard"] is None
    assert not (await here.sql("SELECT has_reply_keys FROM chats WHERE has_reply_keys"))


async def test_p5_the_sessions_show_berlin_time(here: Town) -> None:
    await here.play(UNANSWERED[:6])
    phone = here.phone("amina")
    await phone.send("/settings")
    await phone.tap("Time zone")
    await phone.expect("Where do you live?")
    await phone.send("berlin")
    await phone.expect("Time zone: Berlin")
    booked = (await here.sql("SELECT starts_at FROM bookings"))[0]["starts_at"]
    shown = format_datetime(booked, "EEE d MMM, HH:mm", ZoneInfo(BERLIN), "en")
    await phone.send("/sessions")
    await phone.expect(f"{shown} (Berlin time)")
    assert (await person(here))["timezone"] == BERLIN


async def test_p5_the_menu_shows_the_new_clock_at_once(here: Town) -> None:
    phone = await amina(here)
    await phone.send("/settings")
    await phone.tap("Time zone")
    await phone.tap("New York")
    screen = await phone.expect("Time zone: New York")
    assert "(New York time)" in screen["text"]
    await phone.tap("Language")
    await phone.expect("Which language?")
    await phone.tap("Kiswahili")
    screen = await phone.expect("Lugha: Kiswahili")
    assert ", saa za New York)" in screen["text"]
    assert (await person(here))["language"] == "sw"
    await phone.tap(text("change_name", "sw"))
    await phone.send("Mama Njeri <3")
    await phone.expect("Ninakuita: Mama Njeri <3")


async def test_the_practice_has_its_own_name_and_zone(database_url: str) -> None:
    changed = {**HURRIED, "PRACTICE_NAME": "Upendo & Co", "PRACTICE_TIMEZONE": "Africa/Kampala"}
    async with open_town(database_url, Clients.NEW, **changed) as town:
        phone = town.phone("amina")
        await phone.send("/start")
        await phone.expect("welcome to Upendo & Co")
        await phone.send("/settings")
        screen = await phone.expect("Time zone: Kampala")
        assert "Kampala time" not in screen["text"]
