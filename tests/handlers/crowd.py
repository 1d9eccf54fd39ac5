"""Several people with every button they were ever shown, on one database: for the state machine."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from asyncpg import DeadlockDetectedError, SerializationError

from conversations.events import Happening
from handlers import ticks
from handlers.converse import converse
from handlers.parse import tapped
from handlers.practice import Practice
from handlers.settle import Report, money_came
from handlers.sitting import Sitting
from models.database import rows
from models.values import MoneySource
from services import payments, people
from services.transaction import transaction


@dataclass(slots=True)
class Crowd:
    """`buttons` holds, by Telegram chat, what each person was shown so far: the stale ones too."""

    practice: Practice
    now: datetime
    buttons: dict[int, list[str]] = field(default_factory=dict)
    turns: int = 0

    async def happens(self, chat: int, event: Happening) -> None:
        """One person's event in a transaction of its own."""
        self.turns += 1
        await _again(partial(self._converse, chat, event, f"turn{self.turns}"))

    async def _converse(self, chat: int, event: Happening, cause: str) -> None:
        async with transaction():
            guest = await people.lock_chat(chat)
            assert guest is not None
            sitting = Sitting(self.practice, self.now, cause)
            await converse(sitting, guest, event)
            await sitting.post()
        self._remember(sitting)

    def press(self, chat: int, place: int, kind: str = "") -> Happening | None:
        """A button (of a kind) that this person was shown, lately or long ago."""
        shown = [data for data in self.buttons.get(chat, []) if re.search(kind, data)]
        return tapped(shown[-1 - place % len(shown)], 1) if shown else None

    async def side_by_side(self, *turns: tuple[int, Happening]) -> None:
        await asyncio.gather(*(self.happens(chat, event) for chat, event in turns))

    async def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        await _again(partial(ticks.lapse, self.practice, self.now))

    async def at_once(self, chat: int, event: Happening, hours: float) -> None:
        """Somebody presses a button while money comes and deadlines end."""
        self.now += timedelta(hours=hours)
        await asyncio.gather(self.happens(chat, event), self.money_comes(0), self.time_passes(0))

    async def money_comes(self, place: int) -> None:
        """One of the payments that were asked for succeeds, however late; maybe once more."""
        asked = await rows("""SELECT payments.id, client_id FROM payments
            JOIN bookings ON bookings.id = booking_id ORDER BY payments.id""")
        if asked:
            self.turns += 1
            chosen = asked[-1 - place % len(asked)]
            await _again(partial(self._pay, chosen["id"], chosen["client_id"], self.turns))

    async def _pay(self, payment_id: int, client_id: int, turn: int) -> None:
        """In the order of locks in which callbacks are worked on."""
        async with transaction():
            await people.lock_chat_of(client_id)
            held = await payments.lock(payment_id)
            sitting = Sitting(self.practice, self.now, f"turn{turn}")
            report = Report(f"R{payment_id:09}", held.amount.minor, MoneySource.CALLBACK)
            await money_came(sitting, held, client_id, report)
            await sitting.post()
        self._remember(sitting)

    def _remember(self, sitting: Sitting) -> None:
        for letter in sitting.letters:
            chat = int(letter.lane.removeprefix("tg:"))
            self.buttons.setdefault(chat, []).extend(_data(letter.payload))


async def _again(work: Callable[[], Awaitable[object]]) -> None:
    """A deadlock's victim tries again."""
    for _ in range(5):
        try:
            await work()
        except (DeadlockDetectedError, SerializationError):
            continue
        return
    raise AssertionError("a victim five times over")


def _data(payload: Any) -> list[str]:
    keyboard = payload.get("keyboard", [])
    return [button["data"] for row in keyboard for button in row if "data" in button]
