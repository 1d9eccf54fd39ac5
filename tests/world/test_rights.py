"""D2, X71 in the whole program: the files that come, and what a phone can still do afterwards."""

import asyncio
import contextlib
import json
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from bot.phones import Phone, Unseen
from bot.story.changes import A_PAID_SESSION
from bot.story.steps import AMINA, BRIAN
from tests.books import books_agree
from tests.town import HURRIED, Town, open_town

#: Keeps what is put into the queue, which forgets it once it has left.
LOOK = (
    "CREATE TABLE seen (payload jsonb)",
    """CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       INSERT INTO seen VALUES (NEW.payload); RETURN NULL; END $$""",
    "CREATE TRIGGER looks AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION look()",
)


async def files(here: Town) -> dict[str, bytes]:
    """What hangs in Amina's chat, by name."""
    found = {}
    for message in await here.phone(AMINA).messages():
        if message["file"]:
            async with here.session.get(here.url + message["file"]["url"]) as response:
                found[message["file"]["name"]] = await response.read()
    return found


async def people(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT id, name, telegram_id FROM people ORDER BY id")


async def test_d2_both_files_come_and_the_queue_never_held_them(database_url: str) -> None:
    async with open_town(database_url, **HURRIED) as here:
        await here.play(A_PAID_SESSION)
        amina = here.phone(AMINA)
        for statement in LOOK:
            await here.sql(statement)
        await amina.send("/mydata")
        await amina.tap("^With my answers")
        await amina.expect("For other programs")
        await here.settled()
        found = await files(here)
        told = json.loads(found["My-data.json"])
        reference = told["sessions"]["sessions"][0]["bookingReference"]
        assert told["person"]["name"].startswith("Amina")
        pages = PdfReader(BytesIO(found["My-data.pdf"])).pages
        assert reference in " ".join(page.extract_text() for page in pages)
        queued = str(await here.sql("SELECT payload::text FROM seen"))
        assert "with_intake" in queued
        assert reference not in queued


async def _presses(phone: Phone, press: dict[str, Any]) -> None:
    """The phone lets nobody press what isn't there any more."""
    with contextlib.suppress(Unseen):
        await phone.post("tap", press)


async def test_x71_after_the_last_word_nobody_is_made_by_a_button(database_url: str) -> None:
    """A double tap on the last button, an old one, and blocking the bot: nobody new appears."""
    async with open_town(database_url, **HURRIED) as here:
        await here.play(A_PAID_SESSION)
        amina = here.phone(AMINA)
        await amina.send("/forget")
        await amina.tap("^Go on")
        message, button = await amina.find("^Delete my data for good")
        press = {"message_id": message["message_id"], "data": button["data"]}
        await asyncio.gather(*(_presses(amina, press) for _ in range(3)))
        await amina.expect("Your data is deleted")
        await here.phone(BRIAN).expect("A client has left")
        await here.settled()
        before = await people(here)
        await amina.tap("^Cancel it")
        await amina.post("block", {})
        await amina.post("unblock", {})
        await here.settled()
        assert await people(here) == before
        assert [one["name"] for one in before].count("Forgotten client") == 1
        assert not [one for one in before if one["name"].startswith("Amina")]
        await amina.send("/start")
        await amina.expect("welcome to")
        assert len(await people(here)) == len(before) + 1
        await here.pass_time(60)
        await books_agree(here.sql)
