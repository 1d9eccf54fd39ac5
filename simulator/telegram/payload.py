"""Messages and chats in the Bot API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.telegram.bots import Bot
    from simulator.telegram.chats import Chat, Message
    from simulator.world import World


def chat_json(phone: Phone) -> dict[str, Any]:
    """The Bot API's private Chat with this person."""
    user = phone.as_user()
    found = {"id": user["id"], "first_name": user["first_name"], "type": "private"}
    for name in ("last_name", "username"):
        if name in user:
            found[name] = user[name]
    return found


def message_payload(
    world: World,
    bot: Bot,
    phone: Phone,
    chat: Chat,
    message: Message,
    *,
    with_reply: bool = True,
) -> dict[str, Any]:
    """The Bot API's Message; a reply is told one level deep, as the real server does."""
    found: dict[str, Any] = {
        "message_id": message.message_id,
        "from": bot.as_user() if message.from_bot else phone.as_user(),
        "chat": chat_json(phone),
        "date": message.date,
    }
    if message.edited is not None:
        found["edit_date"] = message.edited
    _add_text(found, message)
    found.update(message.content)
    if message.protected:
        found["has_protected_content"] = True
    if message.keyboard:
        found["reply_markup"] = {"inline_keyboard": message.keyboard}
    replied = chat.messages.get(message.reply_to) if message.reply_to and with_reply else None
    if replied is not None:
        found["reply_to_message"] = message_payload(
            world, bot, phone, chat, replied, with_reply=False
        )
    return found


def _add_text(found: dict[str, Any], message: Message) -> None:
    if not message.text:
        return
    if message.kind == "text":
        found["text"] = message.text
        if message.entities:
            found["entities"] = message.entities
    else:
        found["caption"] = message.text
        if message.entities:
            found["caption_entities"] = message.entities
