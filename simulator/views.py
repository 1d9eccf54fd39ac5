"""Phones and messages as the page and the tests read them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.networks import network_code
from simulator.telegram.chats import Chat, Message
from simulator.telegram.markup import to_html

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.world import World


def phone_json(world: World, phone: Phone, *, lists: bool = True) -> dict[str, Any]:
    """The contract's Phone; `lists=False` leaves out messages, SMS, prompts, money."""
    bot = world.bots.current
    chat = bot.chats.get(phone.telegram_id) or Chat(phone.telegram_id)
    found: dict[str, Any] = {
        "id": phone.id,
        "name": phone.name,
        "phone": f"+{phone.number}",
        "telegram": phone.telegram,
        "telegram_id": phone.telegram_id,
        "username": phone.username,
        "email": phone.email,
        "language_code": phone.language_code,
        "blocked": chat.blocked,
        "balance": phone.balance,
        "pin": phone.pin,
        "off": phone.off,
        "held": len(phone.held),
        "network": network_code(phone.number),
        "commands": bot.commands_for(phone.telegram_id, phone.language_code),
        "reply_keyboard": chat.reply_keyboard,
    }
    if lists:
        found["messages"] = [message_json(world, m) for m in chat.messages.values()]
        found["sms"] = [sms.as_json() for sms in phone.sms]
        found["mail"] = [mail.as_json() for mail in phone.mail]
        found["ussd"] = phone.ussd and phone.ussd.as_json()
        found["prompts"] = [prompt.as_json() for prompt in phone.prompts]
        found["statement"] = [movement.as_json() for movement in phone.statement]
    return found


def message_json(world: World, message: Message) -> dict[str, Any]:
    """The contract's Message."""
    return {
        "message_id": message.message_id,
        "from": "bot" if message.from_bot else "me",
        "date": _iso(message.date),
        "edited": None if message.edited is None else _iso(message.edited),
        "html": to_html(message.text, message.entities),
        "text": message.text,
        "kind": message.kind,
        "file": _file_json(world, message),
        "keyboard": [[_button_json(button) for button in row] for row in message.keyboard or []],
        "protected": message.protected,
        "silent": message.silent,
        "reply_to": message.reply_to,
        "contact": message.content.get("contact"),
    }


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _file_json(world: World, message: Message) -> dict[str, Any] | None:
    file = world.files.get(message.file_id) if message.file_id else None
    if file is None:
        return None
    return {
        "name": file.name,
        "size": len(file.data),
        "mime": file.mime,
        "url": f"/sim/files/{file.file_id}",
    }


def _button_json(button: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"text": button["text"]}
    if "callback_data" in button:
        found["data"] = button["callback_data"]
    if "url" in button:
        found["url"] = button["url"]
    if "copy_text" in button:
        found["copy"] = button["copy_text"]["text"]
    if "web_app" in button:
        found["web_app"] = button["web_app"]["url"]
    if "style" in button:
        found["style"] = button["style"]
    return found
