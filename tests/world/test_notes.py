"""Notes over HTTP: what is written is nowhere in plain, and gone from the chat (B10, I2, X63)."""

import asyncio
import json
import logging
from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

import pytest

from bot.phones import PIXEL, Phone
from bot.story.day import NOW
from services import clock
from tests.town import Town
from tests.world.paying import settled
from tests.world.session_rows import everything_stored, hidden, met

MARKED = "MARKED7f3a she dreamt of the lake"


@pytest.fixture
async def writing(here: Town) -> Phone:
    """Brian has the notes of a session with Amina open."""
    await met(here)
    await here.play(NOW)
    brian = here.phone("brian")
    await brian.tap("^Notes$")
    await brian.expect("Type your note")
    await brian.mark()
    return brian


async def chat_of(phone: Phone) -> str:
    return json.dumps(await phone.messages(), ensure_ascii=False)


async def until_gone(phone: Phone, words: str) -> None:
    for _ in range(100):
        if words not in await chat_of(phone):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the message is still in the chat")


async def test_i2_a_note_is_in_no_row_no_log_and_no_chat(
    here: Town, writing: Phone, log: list[MutableMapping[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    await writing.send(MARKED)
    await writing.expect("Kept so far: 1")
    await until_gone(writing, MARKED)
    await writing.tap("^Read")
    shown = await writing.expect(MARKED)
    assert shown["protected"]
    await writing.tap("^Done$")
    await writing.expect("closed and locked")
    await until_gone(writing, MARKED)
    await settled(here)
    stored = await everything_stored(here)
    assert hidden(stored, MARKED)
    assert len(await here.sql("SELECT 1 FROM session_notes")) == 1
    logged = "\n".join([*map(str, log), *(record.getMessage() for record in caplog.records)])
    assert MARKED not in logged
    erased = await here.sql("SELECT 1 FROM inbox WHERE payload = ''::bytea")
    assert len(erased) >= 4


async def test_i2_an_answer_that_comes_meanwhile_takes_no_note_away(here: Town) -> None:
    """Brian gave an address that turns out to be none, and has begun to write a note by then."""
    await met(here)
    await here.play(NOW)
    brian = here.phone("brian")
    await here.fault("calendars", "slow", value=3)
    await brian.send("/calendar")
    await brian.tap("^Add a calendar")
    await brian.send(f"{here.url}/calendars/nobody.ics")
    await brian.expect("I am reading the calendar")
    await brian.tap("^Notes$")
    await brian.expect("Type your note")
    await brian.expect("There is no calendar at that address")
    await brian.send(MARKED)
    await brian.expect("Kept so far: 1")
    await until_gone(brian, MARKED)


async def test_i2_a_note_that_waits_to_be_shown_waits_sealed(here: Town, writing: Phone) -> None:
    await writing.send(MARKED)
    await writing.expect("Kept so far: 1")
    await here.fault("telegram", "500", method="sendMessage", times=2)
    await writing.tap("^Read")
    sealed = "SELECT 1 FROM outbox WHERE state = 'due' AND payload ? 'sealed'"
    for _ in range(100):
        if await here.sql(sealed):
            break
        await asyncio.sleep(0.02)
    assert await here.sql(sealed)
    assert hidden(await everything_stored(here), MARKED)
    await here.pass_time(60)
    await here.pass_time(60)
    await writing.expect(MARKED)


async def test_i2_nothing_else_that_is_sent_while_writing_leaves_a_trace(
    here: Town, writing: Phone
) -> None:
    """A message from before that is edited now, and a photo with words below it."""
    before = next(m for m in await writing.messages() if m["text"] == "/now")
    plain = "SELECT count(*) AS n FROM inbox WHERE payload <> ''::bytea"
    sent = await here.sql(plain)
    await writing.post("send", {"edit": before["message_id"], "text": MARKED})
    await writing.expect("type the correction as another note")
    await writing.mark()
    await writing.post("send", {"photo": PIXEL, "caption": MARKED})
    await writing.expect("Notes are words")
    await settled(here)
    assert hidden(await everything_stored(here), MARKED)
    assert await here.sql(plain) == sent


async def test_i2_an_answer_to_a_note_on_the_screen_leaves_no_trace(
    here: Town, writing: Phone
) -> None:
    """Telegram sends along what is answered to, also when the notes are left for something else."""
    await writing.send(MARKED)
    await writing.expect("Kept so far: 1")
    await writing.tap("^Read")
    note = await writing.expect(MARKED)
    await writing.send("/now")
    await writing.expect("with whom?")
    await writing.mark()
    await writing.post("send", {"text": "zebra", "reply_to": note["message_id"]})
    await writing.expect("couldn't match that")
    await settled(here)
    assert hidden(await everything_stored(here), MARKED)


async def test_x64_what_telegram_does_not_delete_is_asked_of_the_person(here: Town) -> None:
    brian = here.phone("brian")
    await brian.send("words from long ago")
    await brian.expect("The buttons below")
    old = next(m for m in await brian.messages() if m["text"] == "words from long ago")
    await here.move_clock(timedelta(hours=49).total_seconds())
    await brian.mark()
    for message_id in (old["message_id"], 10**6):
        await here.sql(
            """INSERT INTO outbox (dedupe_key, channel, lane, payload, state, attempts, due_at,
                   put_at)
               SELECT $1::text, 'telegram', 'tg:' || telegram_chat_id,
                   jsonb_build_object('delete', $2::bigint, 'text', $1::text), 'due', 0, $3, $3
               FROM chats JOIN people ON people.id = person_id WHERE name LIKE 'Brian%'
               RETURNING id""",
            f"Please choose Delete {message_id}",
            message_id,
            clock.now(),
        )
    await brian.expect(f"Please choose Delete {old['message_id']}")
    for _ in range(100):
        left = await here.sql(
            "SELECT 1 FROM outbox WHERE dedupe_key LIKE 'Please%' AND state = 'due'"
        )
        if not left:
            break
        await asyncio.sleep(0.05)
    assert "Please choose Delete 1000000" not in await chat_of(brian)


async def test_x63_a_forwarded_button_opens_nobody_elses_notes(here: Town, writing: Phone) -> None:
    await writing.send(MARKED)
    await writing.expect("Kept so far: 1")
    found = await here.sql("SELECT public_id, version FROM bookings ORDER BY id DESC LIMIT 1")
    data = f"do:note:{found[0]['public_id'].hex}:{found[0]['version']}"
    refusals = {"grace": "to nobody else", "dr": "I can't find that", "amina": "to nobody else"}
    for name, words in refusals.items():
        phone = here.phone(name)
        await phone.send("/start")
        await phone.expect("Hello")
        message = (await phone.messages())[-1]["message_id"]
        await phone.post("tap", {"message_id": message, "data": data, "stale": True})
        await phone.expect(words)
        assert MARKED not in await chat_of(phone)
