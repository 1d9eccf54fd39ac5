"""A private chat between one person and one bot, and the messages in it."""

from dataclasses import dataclass, field
from typing import Any

from simulator.telegram.limits import Bucket

# About one message a second in a chat; short bursts pass (3-protocols 8.2).
BURST, RATE = 8, 1.0


@dataclass(slots=True)
class Message:
    """One message. `date` and `edited` are Unix seconds of the simulated clock."""

    message_id: int
    from_bot: bool
    date: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    kind: str = "text"
    edited: int | None = None
    # The inline keyboard, as sent: a list of rows of buttons.
    keyboard: list[list[dict[str, Any]]] | None = None
    # A message that carried a reply keyboard can't be edited.
    had_reply_keyboard: bool = False
    # The Bot API fields of a contact, photo, document … as they appear in the message.
    content: dict[str, Any] = field(default_factory=dict)
    file_id: str | None = None
    reply_to: int | None = None
    protected: bool = False
    silent: bool = False


@dataclass(slots=True)
class Chat:
    """The chat as the bot's account sees it: `started` once the person sent something."""

    user_id: int
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    started: bool = False
    blocked: bool = False
    reply_keyboard: dict[str, Any] | None = None
    bucket: Bucket = field(default_factory=lambda: Bucket(BURST, RATE))

    def next_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id

    def add(self, message: Message) -> Message:
        self.messages[message.message_id] = message
        return message
