"""Whatever comes, there is an answer, and the right one (X60, X62, X63, X64, X65, X33)."""

import asyncio
from typing import Any

import pytest

from bot import demo_intake
from bot.settings import load
from bot.story.booking import BOOKING
from services import clock
from services.vault import Vault
from tests.town import HURRIED, Town, open_town
from tests.world.paying import texts

STICKER, VOICE, PLACE = {"sticker": True}, {"voice": True}, {"location": True}
PHOTO = {"photo": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
         "AAAABJRU5ErkJggg=="}  # fmt: skip
SOMEBODY = {"contact": {"phone_number": "+254799999999", "first_name": "Eve", "user_id": 5}}


async def _answered(here: Town, message: dict[str, Any]) -> str:
    """Send something and return the one answer to it."""
    amina = here.phone("amina")
    before = {m["message_id"]: (m["text"], m["edited"]) for m in await amina.messages()}
    await amina.post("send", message)
    await here.post("/sim/telegram/settle", {"timeout": 5})
    assert here.program is not None
    await here.program.settle()
    new = [
        m["text"]
        for m in await amina.messages()
        if m["from"] == "bot" and before.get(m["message_id"]) != (m["text"], m["edited"])
    ]
    assert len(new) == 1, f"{message} was answered {len(new)} times"
    return str(new[0])


@pytest.mark.parametrize("steps", range(8))
async def test_x62_each_step_answers_what_it_cannot_read(here: Town, steps: int) -> None:
    await here.play(BOOKING[:steps])
    for message in (STICKER, VOICE, PLACE, PHOTO, SOMEBODY):
        assert await _answered(here, message)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/nonsense", "I don't know that command"),
        ("/pending", "for our psychologists"),
        ("/today", "for our psychologists"),
        ("/cancel", "nothing to cancel"),
        ("/sessions", "no session to come"),
        ("hello there", "not sure what you mean"),
        ("/start psy_brian", "Brian Otieno"),
        ("/start psy_nobody", "Who would you like to see?"),
        ("/start ' OR 1=1 --", "Hello Amina"),
        ("x" * 4000, "not sure what you mean"),
    ],
)
async def test_x62_words_out_of_the_blue(here: Town, text: str, answer: str) -> None:
    assert answer in await _answered(here, {"text": text})


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("+44 7700 900123", "Kenyan mobile number"),
        ("020 2222222", "can't have M-Pesa"),
        ("07", "doesn't look like a phone number"),
        ("my brother's", "doesn't look like a phone number"),
        ("0112 345 678", "0112 345 678"),
        ("+254 (0) 712-000-001", "0712 000 001"),
    ],
)
async def test_p4_numbers_as_people_type_them(here: Town, typed: str, answer: str) -> None:
    await here.play(BOOKING[:9])
    assert answer in await _answered(here, {"text": typed})


async def test_p4_another_persons_contact_may_pay(here: Town) -> None:
    await here.play(BOOKING[:9])
    assert "0799 999 999" in await _answered(here, SOMEBODY)


async def test_x60_every_button_tapped_twice_has_one_effect(here: Town) -> None:
    for step in BOOKING:
        if step.does != "tap":
            await here.play((step,))
            continue
        phone = here.phone(step.who)
        marked = {who: here.phone(who) for who, _ in step.sees}
        for seen in marked.values():
            await seen.mark()
        message, button = await phone.find(step.what)
        tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
        await asyncio.gather(phone.post("tap", tap), phone.post("tap", tap))
        for who, words in step.sees:
            await marked[who].expect(words)
    assert len(await here.sql("SELECT id FROM bookings")) == 1
    assert len(await here.sql("SELECT id FROM payments")) == 1
    requests = [text for text in await texts(here, "brian") if "New request" in text]
    assert len(requests) <= 1


async def test_x60_a_week_old_keyboard_shows_the_present_state(here: Town) -> None:
    await here.play(BOOKING[:3])
    amina = here.phone("amina")
    message, button = await amina.find("Individual session")
    await here.move_clock(8 * 86_400)
    await amina.send("/book")
    await amina.expect("Who would you like to see?")
    await amina.mark()
    stale = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await amina.post("tap", stale)
    await amina.expect("Who would you like to see?")


async def test_x60_two_devices_stay_consistent(here: Town) -> None:
    """The second device still shows the services while the first has chosen a day."""
    await here.play(BOOKING[:3])
    amina = here.phone("amina")
    message, button = await amina.find("Long session")
    await here.play(BOOKING[3:5])
    before = await texts(here)
    stale = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await amina.post("tap", stale)
    await here.post("/sim/telegram/settle", {"timeout": 5})
    assert here.program is not None
    await here.program.settle()
    assert await texts(here) == before


async def test_x63_somebody_elses_button_is_refused(here: Town) -> None:
    await here.play(BOOKING[:7])
    message, button = await here.phone("brian").find("Approve Amina")
    chidi = await here.post(
        "/sim/phones", {"name": "Chidi Obi", "phone": "+254712000009", "telegram_id": 9}
    )
    phone = here.phone(chidi["id"])
    await phone.send("/start")
    hello = await phone.expect("Hello Chidi")
    forged = {"message_id": hello["message_id"], "data": button["data"], "stale": True}
    for person in (phone, here.phone("peter")):
        await person.mark()
        target = (await person.messages())[-1]["message_id"]
        await person.post("tap", {**forged, "message_id": target})
        await person.expect("I can't find that among your bookings")
    guessed = button["data"].replace(button["data"].split(":")[2], "0" * 32)
    await phone.mark()
    await phone.post("tap", {**forged, "data": guessed})
    await phone.expect("I can't find that among your bookings")
    assert await here.sql("SELECT status FROM bookings") == [{"status": "pending"}]
    assert message


@pytest.mark.parametrize("data", ["", "x", "book", "book:x:y", "do:ok:zz:1", "do:ok", "pay:1:"])
async def test_x63_data_that_no_button_of_ours_has(here: Town, data: str) -> None:
    await here.play(BOOKING[:1])
    amina = here.phone("amina")
    target = (await amina.messages())[-1]["message_id"]
    await amina.mark()
    await amina.post("tap", {"message_id": target, "data": data or "-", "stale": True})
    await here.post("/sim/telegram/settle", {"timeout": 5})
    assert here.program is not None
    await here.program.settle()
    assert await here.sql("SELECT id FROM inbox WHERE state <> 'done'") == []


async def test_x64_a_message_that_is_gone_is_said_anew(here: Town) -> None:
    await here.play(BOOKING[:3])
    amina = here.phone("amina")
    message, button = await amina.find("Individual session")
    token = here.environment["TELEGRAM_BOT_TOKEN"]
    gone = {"chat_id": 700_000_001, "message_id": message["message_id"]}
    assert (await here.post(f"/telegram/bot{token}/deleteMessage", gone))["ok"]
    await amina.mark()
    tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await amina.post("tap", tap)
    await amina.expect("Which day in")


async def test_x65_markup_in_a_name_is_shown_as_typed(database_url: str) -> None:
    async with open_town(database_url, **HURRIED) as here:
        name = "<b>Ann</b> & _*[{x}"
        card = {"name": name, "phone": "+254712000008", "telegram_id": 8}
        vault = Vault(load(here.environment, None).vault.keys)
        await demo_intake.have_told(vault, (card,), clock.now())
        made = await here.post("/sim/phones", card)
        ann = here.phone(made["id"])
        await ann.send("/start")
        await ann.expect(f"Hello {name}")
        for label in ("Book a session", "Brian Otieno", "Individual session"):
            await ann.tap(label)
        await ann.tap(r"^\d{1,2}$")
        await ann.tap(r"^\d\d:\d\d$")
        await ann.tap("Send request")
        brian = here.phone("brian")
        message = await brian.expect(name)
        assert "&lt;b&gt;Ann&lt;/b&gt; &amp; _*[{x}" in message["html"]


async def test_x33_a_blocked_bot_makes_no_storm_and_the_person_may_return(here: Town) -> None:
    await here.play(BOOKING[:7])
    await here.post("/sim/phones/amina/block", {})
    await here.settled()
    await here.phone("brian").tap("Approve Amina")
    await here.phone("brian").expect("Approved")
    assert here.program is not None
    await here.program.settle()
    # The chat isn't even tried, and who could not be told is told of.
    assert await here.sql("SELECT attempts FROM outbox WHERE state = 'dead'") == []
    await here.phone("brian").expect("Amina Njeri could not be told")
    flag = "SELECT unreachable_since IS NOT NULL AS gone FROM people WHERE name = 'Amina Njeri'"
    assert await here.sql(flag) == [{"gone": True}]
    await here.post("/sim/phones/amina/unblock", {})
    await here.phone("amina").send("/sessions")
    await here.phone("amina").expect("To be paid")
    assert await here.sql(flag) == [{"gone": False}]


async def test_x33_retry_after_is_obeyed(here: Town) -> None:
    await here.fault("telegram", "429", method="sendMessage", value=2)
    amina = here.phone("amina")
    await amina.send("/start")
    await amina.expect("Hello Amina")
    stats = await here.get("/sim/stats")
    assert stats["telegram"]["violations"] == {"per_chat": 0, "overall": 0}
