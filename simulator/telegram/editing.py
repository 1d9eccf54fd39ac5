"""Changed messages: editMessageText, …Caption, …ReplyMarkup, …Media."""

from typing import Any

from simulator.phones import Phone
from simulator.telegram import limits, people
from simulator.telegram.call import Call
from simulator.telegram.chat_access import own_message, spend, writable
from simulator.telegram.chats import Chat, Message
from simulator.telegram.entities import formatted
from simulator.telegram.errors import NOT_MODIFIED, bad_request
from simulator.telegram.keyboards import Rows, inline_only
from simulator.telegram.media import document_content, input_file, photo_content
from simulator.telegram.payload import message_payload
from simulator.telegram.sending import caption

NOT_EDITABLE = bad_request("message can't be edited")
MEDIA = {"photo": photo_content, "document": document_content}
# Fields of InputMediaPhoto and InputMediaDocument; those not simulated have no effect.
COMMON = {"type", "media", "caption", "parse_mode", "caption_entities"}
FIELDS = {
    "photo": COMMON | {"show_caption_above_media", "has_spoiler"},
    "document": COMMON | {"thumbnail", "disable_content_type_detection"},
}


def edit_message_text(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if limits.utf16(text) > limits.TEXT:
        raise bad_request("message is too long")
    message = _editable(call, chat)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _change(call, phone, chat, message, {"text": text, "entities": entities})


def edit_message_caption(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    text, entities = caption(call)
    message = _editable(call, chat)
    if message.kind not in MEDIA:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, phone, chat, message, {"text": text, "entities": entities})


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    message = _editable(call, chat)
    return _change(call, phone, chat, message, {})


def edit_message_media(call: Call) -> dict[str, Any]:
    """Another medium, or the first one of what was a text; never the way back."""
    phone, chat = writable(call)
    given = call.json("media", dict)
    if not given:
        raise bad_request("input media is not specified")
    kind = given.get("type")
    if kind not in MEDIA:
        raise bad_request("the simulator edits photos and documents only")
    for unknown in given.keys() - FIELDS[kind]:
        call.world.count("telegram", "unknown_parameters", f"{call.method}.media.{unknown}")
    message = _editable(call, chat)
    text, entities = caption(call.within(given))
    file = input_file(call, kind, given.get("media"))
    fields = {
        "text": text,
        "entities": entities,
        "kind": kind,
        "content": MEDIA[kind](file),
        "file_id": file.file_id,
    }
    return _change(call, phone, chat, message, fields)


def _editable(call: Call, chat: Chat) -> Message:
    message = own_message(call, chat, to="edit")
    # A message that ever carried a reply keyboard stays as it is (TDLib, can_edit_message).
    if not message.from_bot or message.had_reply_keyboard:
        raise NOT_EDITABLE
    return message


def _change(
    call: Call, phone: Phone, chat: Chat, message: Message, fields: dict[str, Any]
) -> dict[str, Any]:
    """Apply; an edit without reply_markup takes the keyboard away. Raises ApiError."""
    keyboard: Rows | None = inline_only(call)
    spend(call, chat)
    same = all(getattr(message, name) == value for name, value in fields.items())
    if same and message.keyboard == keyboard:
        raise NOT_MODIFIED
    for name, value in fields.items():
        setattr(message, name, value)
    message.keyboard = keyboard
    message.edited = int(call.world.clock.timestamp())
    people.publish(call.world, phone, message)
    if call.world.bench is not None:
        call.world.bench.edited(phone.telegram_id)
    return message_payload(call.world, call.bot, phone, chat, message)
