"""From Telegram's update to the events of our dialogues; no I/O."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from telegram import ChatMember, Message, Update

from conversations.events import Action, Contact, File, Happening, Tap, Text, Typed, Unknown

#: Kinds of messages that have no words for us, as Telegram names them.
_KINDS = ("voice", "sticker", "location", "video", "audio", "poll", "venue")


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, with what. `event` is None for what needs no answer, such as being blocked.

    `words`: all that they wrote themselves, also below a picture, in a command or in place of
    earlier words.
    `language_code`: of their Telegram, as IETF has it; not everybody's says.
    `quotes_secret`: Telegram sent a protected message of ours along, to which this is an answer.
    """

    telegram_id: int
    telegram_chat_id: int
    name: str
    event: Happening | None
    message_id: int | None = None
    quotes_secret: bool = False
    blocked: bool | None = None
    words: str = ""
    language_code: str | None = None


def visit(payload: bytes) -> Visit | None:
    """Read one stored update; None for kinds that no private chat sends.

    Raises KeyError, TypeError or ValueError on what isn't an update: the row is parked then.
    """
    raw = json.loads(payload)
    if "callback_query" in raw:
        return _press(raw["callback_query"])
    update = Update.de_json(raw)
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != "private":
        return None
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status == ChatMember.BANNED
        return Visit(user.id, chat.id, user.full_name, None, blocked=gone)
    message = update.message or update.edited_message
    if message is None:
        return None
    event = Unknown("edited") if update.edited_message else _said(message)
    quoted = message.reply_to_message
    secret = quoted is not None and bool(quoted.has_protected_content)
    words = message.text or message.caption or ""
    return Visit(user.id, chat.id, user.full_name, event, message.message_id, secret, words=words,
                 language_code=user.language_code)  # fmt: skip


def _press(query: dict[str, Any]) -> Visit | None:
    """Most of what comes, so read as it is: PTB would first rebuild the whole message above it."""
    message = query.get("message")
    if message is None or message["chat"]["type"] != "private":
        return None
    user, message_id = query["from"], int(message["message_id"])
    name = " ".join(filter(None, (user["first_name"], user.get("last_name"))))
    event = tapped(query.get("data", ""), message_id)
    secret = bool(message.get("has_protected_content"))
    return Visit(int(user["id"]), int(message["chat"]["id"]), name, event, message_id, secret)


def tapped(data: str, message_id: int) -> Happening:
    """`book:7:p3` is a tap in a dialogue, `do:ok:<id>:4` a button of a row."""
    match data.split(":"):
        case ["do", verb, about, version] if _small(version):
            try:
                return Action(verb, UUID(hex=about), int(version), message_id)
            except ValueError:
                return Unknown("button")
        case [dialogue, rev, value] if _small(rev):
            return Tap(dialogue, int(rev), value, message_id)
        case _:
            return Unknown("button")


def _small(number: str) -> bool:
    return number.isdecimal() and len(number) <= 9


def _said(message: Message) -> Happening:
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return Contact(message.contact.phone_number, own)
    if message.photo:
        best = message.photo[-1]
        return File("photo", best.file_id, None, best.file_size or 0)
    if message.document is not None:
        sent = message.document
        return File("document", sent.file_id, sent.file_name, sent.file_size or 0)
    if message.text is None:
        present = [kind for kind in _KINDS if getattr(message, kind, None)]
        return Unknown(present[0] if present else "message")
    if message.text.startswith("/"):
        name, _, payload = message.text[1:].partition(" ")
        return Typed(name.partition("@")[0].lower(), payload.strip())
    return Text(message.text)
