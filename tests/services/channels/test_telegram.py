"""Screens with and without a photo, over HTTP against the simulated Bot API (X64)."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.phones import PIXEL
from services.channels.telegram import TelegramChannel
from services.channels.telegram_transport import AiohttpRequest
from services.errors import DeliveryFailed
from simulator import Simulator
from simulator.telegram import people
from simulator.telegram.people import Content

AMINA = 501
KEYBOARD = [[{"text": "On", "data": "book:1:y"}]]
WORDS = {"text": "<b>Words</b> &amp; more", "keyboard": KEYBOARD}


@dataclass(slots=True)
class Line:
    """The channel, and what Amina's phone shows."""

    sim: Simulator
    bot: Bot
    channel: TelegramChannel
    photo: str

    def shown(self) -> list[dict[str, Any]]:
        """The bot's messages on the phone, in order."""
        chat = self.sim.world.bots.current.chat(AMINA)
        return [
            {"id": m.message_id, "kind": m.kind, "text": m.text, "keys": bool(m.keyboard)}
            for m in chat.messages.values()
            if m.from_bot
        ]

    async def send(self, **payload: Any) -> int:
        sent = await self.channel.send(AMINA, payload)
        assert sent is not None
        return sent

    async def gone(self, message_id: int) -> None:
        await self.bot.delete_message(AMINA, message_id)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with Simulator(page=False) as sim:
        base = f"{sim.url}/telegram"
        bot = Bot("4242:" + "A" * 35, base_url=f"{base}/bot", request=AiohttpRequest(),
                  get_updates_request=AiohttpRequest())  # fmt: skip
        async with bot:
            phone = sim.world.add_phone("Amina", "+254712000001", telegram_id=AMINA)
            people.send(sim.world, phone, Content(text="/start"))
            yield Line(sim, bot, TelegramChannel(bot), _picture(sim))
        assert sim.world.stats["telegram"]["unknown_parameters"] == {}


def picture(file_id: str) -> dict[str, Any]:
    return {"kind": "photo", "file_id": file_id, "dispensable": True}


def _picture(sim: Simulator) -> str:
    return sim.world.files.add("photo", "me.png", base64.b64decode(PIXEL)).file_id


async def test_a_new_screen_with_a_photo(line: Line) -> None:
    sent = await line.send(**WORDS, media=picture(line.photo))
    assert line.shown() == [{"id": sent, "kind": "photo", "text": "Words & more", "keys": True}]


async def test_a_text_becomes_a_photo_in_place_and_another_photo_too(line: Line) -> None:
    first = await line.send(**WORDS)
    assert await line.send(**WORDS, media=picture(line.photo), edit=first) == first
    assert line.shown() == [{"id": first, "kind": "photo", "text": "Words & more", "keys": True}]
    other = _picture(line.sim)
    assert await line.send(text="Other", media=picture(other), edit=first) == first
    assert line.shown() == [{"id": first, "kind": "photo", "text": "Other", "keys": False}]


async def test_x64_a_text_after_a_photo_is_a_new_message_and_the_photo_goes(line: Line) -> None:
    first = await line.send(**WORDS, media=picture(line.photo))
    second = await line.send(**WORDS, edit=first, replaces=first)
    assert line.shown() == [{"id": second, "kind": "text", "text": "Words & more", "keys": True}]


async def test_x64_a_message_with_a_file_that_was_tapped_on_stays(line: Line) -> None:
    """Its buttons open a dialogue; the file in it is what the person keeps."""
    first = await line.send(
        **WORDS, file={"name": "a.ics", "mime": "text/calendar", "content": "BEGIN:VCALENDAR"}
    )
    second = await line.send(text="Now this", edit=first)
    assert [(m["id"], m["kind"]) for m in line.shown()] == [(first, "document"), (second, "text")]


async def test_x64_the_same_screen_again_is_no_error(line: Line) -> None:
    first = await line.send(**WORDS, media=picture(line.photo))
    assert await line.send(**WORDS, media=picture(line.photo), edit=first) == first
    assert len(line.shown()) == 1


@pytest.mark.parametrize("with_photo", [True, False])
async def test_x64_a_screen_that_is_gone_comes_anew(line: Line, *, with_photo: bool) -> None:
    more = {"media": picture(line.photo)} if with_photo else {}
    first = await line.send(**WORDS, **more)
    await line.gone(first)
    second = await line.send(**WORDS, **more, edit=first, replaces=first)
    assert [m["id"] for m in line.shown()] == [second]


async def test_x64_a_photo_too_old_to_be_removed_stays_and_nothing_is_lost(line: Line) -> None:
    first = await line.send(**WORDS, media=picture(line.photo))
    line.sim.world.clock.advance(49 * 3600)
    second = await line.send(**WORDS, edit=first, replaces=first)
    assert [m["id"] for m in line.shown()] == [first, second]


async def test_i5_a_page_too_old_to_be_deleted_is_written_over(line: Line) -> None:
    """A program that was down for two days comes too late for a deletion, not for that."""
    page = await line.send(**WORDS, protected=True)
    line.sim.world.clock.advance(49 * 3600)
    assert await line.channel.send(AMINA, {"delete": page, "text": "Delete it"}) is None
    assert line.shown() == [{"id": page, "kind": "text", "text": "…", "keys": False}]


PAPER = {"name": "data.pdf", "mime": "application/pdf", "content": b"%PDF"}


async def test_d2_a_file_is_put_into_its_cover_and_goes_with_it(line: Line) -> None:
    """What is handed out for a while comes as a file, not as its words alone."""
    cover = await line.send(text="Opening…", protected=True)
    assert await line.send(text="Their data", file=PAPER, edit=cover, covered=True) == cover
    assert line.shown() == [{"id": cover, "kind": "document", "text": "Their data", "keys": False}]
    again = await line.send(text="Their data", file=PAPER, edit=cover, covered=True)
    assert (again, len(line.shown())) == (cover, 1), "after a crash it is done once more"
    await line.channel.send(AMINA, {"delete": cover, "text": "Delete it"})
    assert line.shown() == []


async def test_d2_a_file_whose_cover_was_taken_away_is_shown_to_nobody(line: Line) -> None:
    cover = await line.send(text="Opening…", protected=True)
    await line.gone(cover)
    assert await line.send(text="Their data", file=PAPER, edit=cover, covered=True) == cover
    assert line.shown() == []


@pytest.mark.parametrize("is_protected", [True, False])
async def test_i5_a_file_is_as_protected_as_it_was_asked_for(
    line: Line, *, is_protected: bool
) -> None:
    how = {"protected": True} if is_protected else {}
    sent = await line.send(text="A file", file=PAPER, **how)
    message = line.sim.world.bots.current.chat(AMINA).messages[sent]
    assert message.protected is is_protected


async def test_i5_somebody_elses_old_words_are_left_to_them(line: Line) -> None:
    chat = line.sim.world.bots.current.chat(AMINA)
    [theirs] = [m.message_id for m in chat.messages.values() if not m.from_bot]
    line.sim.world.clock.advance(49 * 3600)
    said = await line.send(delete=theirs, text="Delete it")
    assert [(m["id"], m["text"]) for m in line.shown()] == [(said, "Delete it")]


async def test_a_photo_below_what_was_typed_replaces_the_old_screen(line: Line) -> None:
    first = await line.send(**WORDS)
    second = await line.send(**WORDS, media=picture(line.photo), replaces=first)
    assert line.shown() == [{"id": second, "kind": "photo", "text": "Words & more", "keys": True}]


@pytest.mark.parametrize("edited", [True, False])
async def test_a_picture_that_telegram_doesnt_know_is_left_out(line: Line, *, edited: bool) -> None:
    document = line.sim.world.files.add("document", "a.pdf", b"%PDF").file_id
    first = await line.send(**WORDS)
    for photo in ("AgAD-unknown", document):
        sent = await line.send(
            text="Later", media=picture(photo), **({"edit": first} if edited else {})
        )
        assert (sent == first) == edited
        assert line.shown()[-1]["kind"] == "text"
        assert line.shown()[-1]["text"] == "Later"
        await line.send(**WORDS, edit=first)


async def test_words_that_are_wrong_with_or_without_a_photo_are_dead_at_once(line: Line) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await line.send(text="<b>no end", media=picture(line.photo))
    assert failed.value.permanent
    assert isinstance(failed.value.__cause__, BadRequest)
