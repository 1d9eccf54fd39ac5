"""Walks every dialogue through real services: each button of each step, each undone afterwards."""

import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from conversations.engine import DIALOGUES
from conversations.events import Action, Contact, File, Happening, Tap, Text, Typed, Unknown
from handlers.converse import converse
from handlers.parse import tapped
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.database import rows
from services import people, sealed_letters
from services.transaction import savepoint
from tests.people import NOW

#: What anybody may send at any step (X62).
ANYTHING: tuple[Happening, ...] = (
    Text(""),
    Text("hello?"),
    Text("<b>&_*["),
    Text("1"),
    Text("rudi"),
    Text("x" * 4096),
    File("photo", "photo-1", None, 100),
    File("document", "document-1", "a<b>.pdf", 100),
    Unknown("voice"),
    Unknown("sticker"),
    Unknown("location"),
    Unknown("edited"),
    Contact("+254712000001", own=True),
    Contact("+254799999999", own=False),
    Typed("nonsense"),
    Typed("help"),
    Typed("start", "psy_nobody"),
    Typed("start", "inv_nobody"),
    Typed("start", "gdn_nobody"),
    Tap("nobody", 0, "x", 1),
    Action("junk", UUID(int=1), 1, 1),
)

#: Where somebody is who was just forgotten: nothing is said to them any more.
NOBODY = ("nobody", "")

#: What tells two buttons of one kind apart: ids, dates, revisions.
NUMBERS = re.compile(r"[0-9a-f]{32}|\d+")


class _Undo(Exception):
    pass


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """What happens inside never happened."""
    with contextlib.suppress(_Undo):
        async with savepoint():
            yield
            raise _Undo


@dataclass(slots=True)
class Walker:
    """One person's walk; `seen` are the steps reached, `answers` the answers looked at.

    `others` is what other people were told on the way, with the lane it went to.
    """

    practice: Practice
    telegram_chat_id: int
    deepest: int = 9
    seen: set[tuple[str, str]] = field(default_factory=set)
    answers: int = 0
    others: list[dict[str, Any]] = field(default_factory=list)

    async def happens(self, event: Happening) -> list[dict[str, Any]]:
        """What this person hears of it, as payloads."""
        guest = await people.lock_chat(self.telegram_chat_id)
        assert guest is not None
        sitting = Sitting(self.practice, NOW, f"walk{self.answers}")
        await converse(sitting, guest, event)
        lane = f"tg:{self.telegram_chat_id}"
        vault = self.practice.vault
        said = [await sealed_letters.opened(vault, letter.payload)
                for letter in sitting.letters if letter.lane == lane]  # fmt: skip
        self.others += [{**letter.payload, "lane": letter.lane}
                        for letter in sitting.letters if letter.lane != lane]  # fmt: skip
        self.answers += 1
        assert said, f"silence after {event} at {await self.step()}"
        for payload in said:
            _can_be_shown(payload, event)
        return said

    async def step(self) -> tuple[str, str]:
        """The open dialogue of this chat and its step; ("desk", "") without one."""
        found = await rows(
            """SELECT chats.dialogue, drafts.step FROM chats
               LEFT JOIN drafts ON drafts.chat_id = chats.id AND drafts.dialogue = chats.dialogue
               WHERE telegram_chat_id = $1""",
            self.telegram_chat_id,
        )
        if not found:
            return NOBODY
        return found[0]["dialogue"] or "desk", found[0]["step"] or ""

    async def walk(self, event: Happening, depth: int = 0) -> None:
        """Let it happen, try everything at the step it leads to, go on by each button; undo all."""
        async with undone():
            said = await self.happens(event)
            place = await self.step()
            if place in self.seen and depth:
                return
            new = place not in self.seen
            self.seen.add(place)
            if place == NOBODY:
                return
            if new:
                await self._anything()
            if depth < self.deepest:
                for data in _buttons(said):
                    pressed = tapped(data, 1)
                    if not (isinstance(pressed, Tap) and pressed.value in {"back", "cancel"}):
                        await self.walk(pressed, depth + 1)

    async def _anything(self) -> None:
        for event in ANYTHING:
            async with undone():
                await self.happens(event)


def _buttons(said: list[dict[str, Any]]) -> list[str]:
    """One button of each kind: of thirty days, the first will do."""
    buttons = [
        button["data"]
        for payload in said
        for row in payload.get("keyboard", [])
        for button in row
        if "data" in button
    ]
    return list({NUMBERS.sub("#", data): data for data in reversed(buttons)}.values())


def _can_be_shown(payload: dict[str, Any], event: Happening) -> None:
    """Telegram's limits and our own manners."""
    if "text" not in payload:
        return
    assert 0 < len(payload["text"]) <= 4096, event
    for row in payload.get("keyboard", []):
        assert 0 < len(row) <= 8, event
        for button in row:
            assert button["text"].strip(), event
            assert len(button.get("data", "").encode()) <= 64, button


def entrances() -> list[Typed]:
    """Every command that opens something."""
    names = {name for dialogue in DIALOGUES.values() for name in dialogue.entrance.commands}
    return [Typed(name) for name in sorted(names)]
