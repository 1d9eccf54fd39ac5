"""What people do in Telegram, turned into updates: write, share, press, block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.telegram.chats import Chat, Message
from simulator.telegram.limits import CALLBACK_EXPIRES, MESSAGE_EXPIRES, utf16
from simulator.telegram.payload import chat_json, message_payload
from simulator.views import message_json

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.telegram.updates import Update
    from simulator.world import World

COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?")


class Refused(Exception):
    """Telegram's app would not let a person do this; `status` is the HTTP answer."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(slots=True)
class Content:
    """What is in a message a person sends."""

    kind: str = "text"
    text: str = ""
    fields: dict[str, Any] | None = None
    file_id: str | None = None
    reply_to: int | None = None


def commands_in(text: str) -> list[dict[str, Any]]:
    """The bot_command entity of a text that starts with one."""
    match = COMMAND.match(text)
    if match is None:
        return []
    return [{"type": "bot_command", "offset": 0, "length": utf16(match[0])}]


def send(world: World, phone: Phone, content: Content) -> tuple[Message, Update]:
    """A new message from a person; writing to a blocked bot restarts it first."""
    chat = _chat(world, phone)
    if chat.blocked:
        unblock(world, phone)
    chat.started = True
    message = chat.add(
        Message(
            message_id=chat.next_id(),
            from_bot=False,
            date=int(world.clock.timestamp()),
            text=content.text,
            entities=commands_in(content.text) if content.kind == "text" else [],
            kind=content.kind,
            content=content.fields or {},
            file_id=content.file_id,
            reply_to=content.reply_to,
        )
    )
    _hide_one_time_keyboard(world, phone, chat)
    publish(world, phone, message)
    return message, _push_message(world, phone, chat, message, "message")


def edit(world: World, phone: Phone, message_id: int, text: str) -> tuple[Message, Update]:
    """A person corrects their own text message. Raises Refused."""
    chat = _chat(world, phone)
    message = chat.messages.get(message_id)
    if message is None or message.from_bot or message.kind != "text":
        raise Refused("no such message of this person", 404)
    message.text, message.entities = text, commands_in(text)
    message.edited = int(world.clock.timestamp())
    publish(world, phone, message)
    return message, _push_message(world, phone, chat, message, "edited_message")


def forward(world: World, phone: Phone, message_id: int) -> tuple[Message, Update]:
    """A person sends a message of this chat again as a forward. Raises Refused."""
    chat = _chat(world, phone)
    source = chat.messages.get(message_id)
    if source is None:
        raise Refused("no such message", 404)
    if source.protected:
        raise Refused("forwarding of this message is not allowed", 403)
    sender = world.bots.current.as_user() if source.from_bot else phone.as_user()
    origin = {"type": "user", "sender_user": sender, "date": source.date}
    fields = {**source.content, "forward_origin": origin}
    return send(world, phone, Content(source.kind, source.text, fields, source.file_id))


def press(world: World, phone: Phone, message_id: int, data: str) -> tuple[str, Update]:
    """Press a callback button; whether it is there is the caller's question.

    Returns the callback query id and the update.
    """
    bot, chat = world.bots.current, _chat(world, phone)
    now = world.clock.timestamp()
    query = bot.queries.new(phone.telegram_id, now)
    message = chat.messages.get(message_id)
    if message is None:
        # An inaccessible message: only its place is known, its date is 0.
        shown: dict[str, Any] = {
            "chat": chat_json(phone),
            "message_id": message_id,
            "date": 0,
        }
    else:
        shown = message_payload(world, bot, phone, chat, message)
    payload = {
        "id": query.id,
        "from": phone.as_user(),
        "message": shown,
        "chat_instance": str(-7_000_000_000 - phone.telegram_id),
        "data": data,
    }
    key = ("callback", phone.telegram_id)
    update = bot.updates.push("callback_query", key, payload, now + CALLBACK_EXPIRES, phone.id)
    return query.id, update


def block(world: World, phone: Phone) -> None:
    _set_blocked(world, phone, True)


def unblock(world: World, phone: Phone) -> None:
    _set_blocked(world, phone, False)


def clear(world: World, phone: Phone) -> None:
    """The person deletes the history on their side; the bot is not told."""
    chat = _chat(world, phone)
    gone = list(chat.messages)
    chat.messages.clear()
    chat.reply_keyboard = None
    for message_id in gone:
        world.publish("deleted", phone=phone.id, message_id=message_id)
    world.phone_changed(phone)


def publish(world: World, phone: Phone, message: Message) -> None:
    """Show a new or changed message on the page."""
    if not world.events.quiet:
        world.publish("message", phone=phone.id, message=message_json(world, message))


def _chat(world: World, phone: Phone) -> Chat:
    if not phone.telegram:
        raise Refused("this phone has no Telegram", 409)
    return world.bots.current.chat(phone.telegram_id)


def _push_message(world: World, phone: Phone, chat: Chat, message: Message, kind: str) -> Update:
    bot = world.bots.current
    payload = message_payload(world, bot, phone, chat, message)
    expires = world.clock.timestamp() + MESSAGE_EXPIRES
    return bot.updates.push(kind, ("message", phone.telegram_id), payload, expires, phone.id)


def _hide_one_time_keyboard(world: World, phone: Phone, chat: Chat) -> None:
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
        world.phone_changed(phone)


def _set_blocked(world: World, phone: Phone, blocked: bool) -> None:
    chat = _chat(world, phone)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    bot = world.bots.current
    member = {"user": bot.as_user(), "status": "member"}
    kicked = {"user": bot.as_user(), "status": "kicked", "until_date": 0}
    now = world.clock.timestamp()
    payload = {
        "chat": chat_json(phone),
        "from": phone.as_user(),
        "date": int(now),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    key = ("member", phone.telegram_id)
    bot.updates.push("my_chat_member", key, payload, now + MESSAGE_EXPIRES, phone.id)
    world.phone_changed(phone)
