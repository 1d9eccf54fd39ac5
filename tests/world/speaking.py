"""Somebody whose Telegram speaks Kiswahili, on a phone of their own, and the English they saw."""

import re
from html import unescape
from typing import Any

from bot.demo_people import PSYCHOLOGISTS
from bot.phones import Phone
from conversations.texts import text
from tests.town import Town

#: Short words that every English sentence has some of, and Kiswahili has none of.
ENGLISH = re.compile(
    r"\b(the|you|your|is|are|and|of|to|it|please|sessions?|book|pay|paid|time|for|with|not|this|"
    r"that|have|has|will|at|by|from|yes|back|cancel|next|what|how|or|in|mon|tue|wed|thu|fri|sat|"
    r"sun|january|february|march|june|july|august|october|december|minutes?|hours?|receipt)\b",
    re.IGNORECASE,
)
#: What is called so by others: people's own words, addresses, commands, an office.
_OWN = re.compile(
    "|".join((r"https?://\S+", r"/\w+", "Office of the Data Protection Commissioner",
              *(re.escape(each.bio) for each in PSYCHOLOGISTS)))
)  # fmt: skip
_PLACE = re.compile(r"\{[^}]*\}|<[^>]*>|\n")


class Speaker:
    """A phone, asked for what it shows by keys of the texts; keeps all that it has shown."""

    def __init__(self, phone: Phone, language: str = "sw") -> None:
        self.phone = phone
        self.language = language
        self.shown: dict[str, None] = {}

    def says(self, key: str) -> str:
        """The longest piece of a text that stands in it as it is."""
        pieces = _PLACE.split(unescape(text(key, self.language)))
        return max((piece.strip() for piece in pieces), key=len)

    async def send(self, words: str, hears: str) -> None:
        await self.phone.mark()
        await self.phone.send(words)
        await self.hear(hears)

    async def tap(self, label: str, hears: str) -> None:
        """Press the button of this key (or one that fits, begun with ~), hear another."""
        await self.phone.mark()
        await self.phone.tap(label[1:] if label[:1] == "~" else re.escape(self.says(label)))
        await self.hear(hears)

    async def hear(self, key: str) -> dict[str, Any]:
        found = await self.phone.expect(self.says(key))
        await self.look()
        return found

    async def look(self) -> None:
        state = await self.phone.state()
        for message in state["messages"]:
            if message["from"] == "bot":
                self.shown[message["text"]] = None
                rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
                self.shown |= {button["text"]: None for row in rows for button in row}
        self.shown |= {command["description"]: None for command in state["commands"]}

    def english(self) -> list[str]:
        """Whatever was shown with an English word in it that isn't somebody's own."""
        found = ((ENGLISH.search(_OWN.sub("", words)), words) for words in self.shown)
        return [f"{word[0]}: {words}" for word, words in found if word]


async def newcomer(here: Town, language_code: str | None, name: str = "Zuri Wanjala") -> Phone:
    """A phone that has never written to the bot."""
    card = {"name": name, "phone": "0712 000 909", "language_code": language_code}
    return here.phone((await here.post("/sim/phones", card))["id"])
