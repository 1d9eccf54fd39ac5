"""The simulator in front of the real python-telegram-bot client."""

import asyncio
import struct
import zlib
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from simulator import Simulator
from tests.simulator.conftest import Api, Control, Program

Phone = dict[str, Any]


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=x) for x in labels]])


async def test_get_me_names_the_bot(bot: Bot) -> None:
    assert bot.username == "smiling_steps_bot"
    assert bot.id == 4242


async def test_polling_brings_every_kind_of_update(
    bot: Bot, control: Control, amina: Phone
) -> None:
    sent = await bot.send_message(501, "Hi", reply_markup=keyboard("yes"))
    await control("phones/amina/send", contact="own")
    await control("phones/amina/send", photo="aGVsbG8=")
    await control("phones/amina/send", voice=True)
    await control("phones/amina/send", sticker=True)
    await control("phones/amina/send", location=True)
    await control("phones/amina/send", document="aGVsbG8=", file_name="a.txt")
    await control("phones/amina/send", forward_of=sent.message_id)
    await control("phones/amina/send", text="typo", reply_to=sent.message_id)
    await control("phones/amina/tap", message_id=sent.message_id, text="yes")
    await control("phones/amina/block")
    updates = await bot.get_updates()
    messages = [u.message for u in updates if u.message]
    assert messages[0].text == "/start"
    assert messages[0].entities[0].type == "bot_command"
    assert messages[1].contact is not None
    assert messages[1].contact.user_id == 501
    assert messages[7].forward_origin is not None
    assert messages[8].reply_to_message is not None
    assert updates[-2].callback_query is not None
    assert updates[-2].callback_query.data == "yes"
    assert updates[-1].my_chat_member is not None
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"
    assert len(updates) == 11
    assert not any(update.api_kwargs for update in updates)
    assert await bot.get_updates(offset=updates[-1].update_id + 1) == ()


async def test_a_person_corrects_a_message(bot: Bot, control: Control, amina: Phone) -> None:
    first = await control("phones/amina/send", text="helo")
    await control("phones/amina/send", edit=first["message_id"], text="hello")
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "hello"


async def test_a_second_poller_ends_the_first(bot: Bot, api: Api, amina: Phone) -> None:
    updates = await bot.get_updates()
    offset = updates[-1].update_id + 1
    first = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await asyncio.sleep(0.1)
    assert await api("getUpdates", offset=offset) == {"ok": True, "result": []}
    with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates request"):
        await first


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, program: Program) -> None:
    await bot.set_webhook(program.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == program.url
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_tap_by_webhook_is_edited_and_answered(
    bot: Bot, control: Control, amina: Phone, program: Program, sim: Simulator
) -> None:
    await bot.set_webhook(program.url, secret_token="s3cret", drop_pending_updates=True)
    sent = await bot.send_message(501, "<b>1</b>", ParseMode.HTML, reply_markup=keyboard("go"))
    await control("phones/amina/tap", message_id=sent.message_id, data="go")
    assert await control("telegram/settle") == {"pending": 0}
    update = Update.de_json(program.updates[0], bot)
    query = update.callback_query
    assert query is not None
    assert program.secrets == ["s3cret"]
    assert await query.answer("Done", show_alert=True)
    await query.edit_message_text("2", reply_markup=keyboard("back"))
    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
        await query.answer()
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message"):
        await query.edit_message_text("2", reply_markup=keyboard("back"))
    assert sim.world.stats["telegram"]["unknown_parameters"] == {}


async def test_documents_go_and_come(bot: Bot, control: Control, amina: Phone) -> None:
    sent = await bot.send_document(501, b"BEGIN", filename="session.ics", caption="Add it")
    assert sent.document is not None
    assert sent.document.file_name == "session.ics"
    again = await bot.send_document(501, sent.document.file_id)
    assert again.document is not None
    file = await bot.get_file(again.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN"
    media = InputMediaDocument(b"other", filename="b.txt", caption="<i>new</i>", parse_mode="HTML")
    edited = await bot.edit_message_media(media, 501, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.document is not None
    assert edited.document.file_name == "b.txt"
    assert edited.caption == "new"


async def test_a_text_becomes_a_photo_and_never_a_text_again(bot: Bot, amina: Phone) -> None:
    known = (await bot.send_photo(501, png())).photo[-1].file_id
    sent = await bot.send_message(501, "Words", reply_markup=keyboard("a"))
    media = InputMediaPhoto(known, caption="<b>Words</b>", parse_mode="HTML")
    edited = await bot.edit_message_media(media, 501, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.text, edited.reply_markup) == ("Words", None, None)
    assert edited.photo[-1].file_id == known
    with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
        await bot.edit_message_text("x", 501, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_media(media, 501, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
        await bot.edit_message_media(InputMediaPhoto(known, "x" * 1025), 501, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)wrong remote file identifier"):
        await bot.edit_message_media(InputMediaPhoto("AgAD"), 501, sent.message_id)
    document = (await bot.send_document(501, b"x", filename="a.txt")).document
    assert document is not None
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
        await bot.edit_message_media(InputMediaPhoto(document.file_id), 501, sent.message_id)


async def test_a_field_that_no_medium_has_is_noticed(sim: Simulator, api: Api, bot: Bot,
                                                      amina: Phone) -> None:  # fmt: skip
    known = (await bot.send_photo(501, png())).photo[-1].file_id
    sent = await bot.send_message(501, "Words")
    media = {"type": "photo", "media": known, "text": "x"}
    await api("editMessageMedia", chat_id=501, message_id=sent.message_id, media=media)
    assert sim.world.stats["telegram"]["unknown_parameters"] == {"editMessageMedia.media.text": 1}


async def test_photos_must_be_images(bot: Bot, amina: Phone) -> None:
    sent = await bot.send_photo(501, png(), caption="A plot")
    assert (sent.photo[0].width, sent.photo[0].height) == (3, 2)
    await bot.edit_message_caption(501, sent.message_id, caption="A new plot")
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(501, b"no image at all")
    with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
        await bot.edit_message_text("x", 501, sent.message_id)


async def test_reply_keyboards_show_and_go(bot: Bot, control: Control, amina: Phone) -> None:
    share = ReplyKeyboardMarkup([[KeyboardButton("Share", request_contact=True)]])
    sent = await bot.send_message(501, "Number?", reply_markup=share)
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("Other", 501, sent.message_id)
    await bot.send_message(501, "Thanks", reply_markup=ReplyKeyboardRemove())


async def test_commands_of_a_chat_hide_the_general_ones(
    bot: Bot, control: Control, http: Any, amina: Phone
) -> None:
    async def shown() -> list[str]:
        async with http.get("/sim/phones/amina") as response:
            return [one["command"] for one in (await response.json())["commands"]]

    await bot.set_my_commands([BotCommand("book", "Book a session")])
    await bot.set_my_commands([BotCommand("weka", "Weka nafasi")], language_code="sw")
    assert await shown() == ["book"]
    await bot.set_my_commands([BotCommand("day", "Today")], scope=BotCommandScopeChat(501))
    assert await shown() == ["day"]
    assert [c.command for c in await bot.get_my_commands(language_code="sw")] == ["weka"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(501))
    assert await shown() == ["book"]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Book", "no capitals")])


async def test_the_bots_description_and_menu(bot: Bot, amina: Phone) -> None:
    assert await bot.set_my_description("We listen.")
    assert await bot.set_my_short_description("Smiling Steps")
    assert await bot.set_chat_menu_button(501)


async def test_blocked_unknown_and_gone(bot: Bot, control: Control, amina: Phone) -> None:
    await control("phones/amina/block")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(501, "Hello?")
    await control("phones/amina/unblock")
    await bot.send_message(501, "Hello!")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(502, "Hello?")
    await control("faults", service="telegram", fault="403")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(501, "Hello?")


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_flood_control_asks_to_wait(bot: Bot, sim: Any, amina: Phone) -> None:
    for number in range(8):
        await bot.send_message(501, str(number))
    with pytest.raises(RetryAfter):
        await bot.send_message(501, "one too many")
    assert sim.world.stats["telegram"]["violations"]["per_chat"] == 1


async def test_a_wrong_token_is_refused(sim: Any, bot: Bot) -> None:
    other = Bot("4242:" + "B" * 35, base_url=f"{sim.url}/telegram/bot")
    with pytest.raises(InvalidToken):
        await other.initialize()
    await other.shutdown()
