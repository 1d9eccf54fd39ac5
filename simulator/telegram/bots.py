"""The bots of this world: a token of the right form is a bot from its first use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from simulator.telegram.chats import Chat
from simulator.telegram.limits import Bucket
from simulator.telegram.queries import Queries
from simulator.telegram.updates import Updates

TOKEN = re.compile(r"(\d{1,20}):([A-Za-z0-9_-]{30,})")
NAME, USERNAME = "Smiling Steps", "smiling_steps_bot"
# About thirty messages a second in bulk (3-protocols 8.2).
BURST, RATE = 30, 30.0


@dataclass(slots=True)
class Bot:
    """One bot. `id` is 0 until a program comes with a token; what people send waits."""

    id: int = 0
    secret: str | None = None
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    queries: Queries = field(default_factory=Queries)
    # (scope, language) -> commands; scope is "default", "all_private_chats", "chat:<id>" …
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)
    bucket: Bucket = field(default_factory=lambda: Bucket(BURST, RATE))

    def chat(self, user_id: int) -> Chat:
        """The chat with this person, opened when there is none."""
        chat = self.chats.get(user_id)
        if chat is None:
            chat = self.chats[user_id] = Chat(user_id)
        return chat

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User for the bot itself."""
        return {"id": self.id, "is_bot": True, "first_name": NAME, "username": USERNAME}

    def commands_for(self, user_id: int, language: str | None) -> list[dict[str, Any]]:
        """What the person's menu shows: the narrowest scope wins, its language first."""
        for scope in (f"chat:{user_id}", "all_private_chats", "default"):
            for code in ((language or "").partition("-")[0], ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []


class Bots:
    """All bots; `current` is the one the phones talk to: the last that was set up."""

    def __init__(self) -> None:
        self.current = Bot()
        self._by_token: dict[str, Bot] = {}
        self._by_id: dict[int, Bot] = {}

    def find(self, token: str) -> Bot | None:
        """The bot of a token; None when the id is known with another secret.

        Raises ValueError when the token has not the right form.
        """
        bot = self._by_token.get(token)
        return bot if bot is not None else self._meet(token)

    def adopt(self, bot: Bot) -> None:
        """Enter a loaded bot and let the phones talk to it."""
        self._by_id[bot.id] = bot
        self.current = bot

    def all(self) -> Iterable[Bot]:
        return {id(bot): bot for bot in (self.current, *self._by_id.values())}.values()

    def close(self) -> None:
        for bot in self.all():
            bot.updates.close()

    def _meet(self, token: str) -> Bot | None:
        match = TOKEN.fullmatch(token)
        if match is None or int(match[1]) == 0:
            raise ValueError("not a bot token")
        number, secret = int(match[1]), match[2]
        bot = self._by_id.get(number)
        if bot is None:
            bot = self.current if self.current.id == 0 else Bot()
            bot.id = number
            self.adopt(bot)
        if bot.secret is None:
            bot.secret = secret
        if bot.secret != secret:
            return None
        self._by_token[token] = bot
        return bot
