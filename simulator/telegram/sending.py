"""New messages: sendMessage, sendPhoto, sendDocument, sendChatAction."""

from typing import Any

from simulator.phones import Phone
from simulator.telegram import limits, people
from simulator.telegram.call import Call
from simulator.telegram.chat_access import existing, spend, writable
from simulator.telegram.chats import Chat, Message
from simulator.telegram.entities import formatted
from simulator.telegram.errors import bad_request
from simulator.telegram.keyboards import Markup, markup
from simulator.telegram.media import document_content, input_file, photo_content
from simulator.telegram.payload import message_payload

ACTION_NAMES = (
    "typing upload_photo record_video upload_video record_voice upload_voice record_audio "
    "upload_audio upload_document choose_sticker find_location record_video_note "
    "upload_video_note"
)
ACTIONS = frozenset(ACTION_NAMES.split())


def send_message(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if limits.utf16(text) > limits.TEXT:
        raise bad_request("message is too long")
    message = _message(call, chat, "text", text, entities)
    return _finish(call, phone, chat, message)


def send_photo(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    text, entities = caption(call)
    file = input_file(call, "photo", call.params.get("photo"))
    message = _message(call, chat, "photo", text, entities)
    message.content, message.file_id = photo_content(file), file.file_id
    return _finish(call, phone, chat, message)


def send_document(call: Call) -> dict[str, Any]:
    phone, chat = writable(call)
    text, entities = caption(call)
    file = input_file(call, "document", call.params.get("document"))
    message = _message(call, chat, "document", text, entities)
    message.content, message.file_id = document_content(file), file.file_id
    return _finish(call, phone, chat, message)


def send_chat_action(call: Call) -> bool:
    phone, _ = existing(call)
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    writable(call)
    call.world.publish("action", phone=phone.id, action=action)
    return True


def caption(call: Call) -> tuple[str, list[dict[str, Any]]]:
    """The caption of a medium. Raises ApiError."""
    text, entities = formatted(call, "caption", "caption_entities")
    if limits.utf16(text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _message(
    call: Call, chat: Chat, kind: str, text: str, entities: list[dict[str, Any]]
) -> Message:
    """A checked message with its keyboard, numbered only when nothing can fail any more."""
    found, reply_to = markup(call), _reply_to(call, chat)
    spend(call, chat)
    message = Message(
        message_id=chat.next_id(),
        from_bot=True,
        date=int(call.world.clock.timestamp()),
        text=text,
        entities=entities,
        kind=kind,
        keyboard=found.inline,
        had_reply_keyboard=found.reply is not None or found.remove,
        reply_to=reply_to,
        protected=call.boolean("protect_content"),
        silent=call.boolean("disable_notification"),
    )
    _set_reply_keyboard(call, chat, found)
    return message


def _finish(call: Call, phone: Phone, chat: Chat, message: Message) -> dict[str, Any]:
    chat.add(message)
    people.publish(call.world, phone, message)
    return message_payload(call.world, call.bot, phone, chat, message)


def _reply_to(call: Call, chat: Chat) -> int | None:
    given = call.json("reply_parameters", dict)
    if not given:
        return None
    number = given.get("message_id")
    if number in chat.messages:
        return int(number)
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _set_reply_keyboard(call: Call, chat: Chat, found: Markup) -> None:
    if found.reply is None and not found.remove:
        return
    keyboard = found.reply if found.reply and "keyboard" in found.reply else None
    if keyboard != chat.reply_keyboard:
        chat.reply_keyboard = keyboard
        call.world.phone_changed(call.world.users[chat.user_id])
