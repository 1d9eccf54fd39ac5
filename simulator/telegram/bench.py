"""Many people pressing buttons as fast as the program answers, measured.

A tap lasts from the hand-over of its update (POST begun, or given to getUpdates) until both an
edit of that person's message and the answer to that press arrived.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.telegram import people
from simulator.telegram.chats import Chat, Message

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.telegram.updates import Update
    from simulator.world import World

FIRST_NUMBER = 254_799_000_000
# Without any progress for so long the rest counts as lost.
PATIENCE = 10.0


@dataclass(slots=True)
class Person:
    """One phone of the benchmark and its tap under way."""

    phone: Phone
    message: Message
    update: Update | None = None
    edited: bool = False
    answered: bool = False


class Bench:
    """`taps` presses by `phones` people, at most `concurrency` at once, `rate` a second.

    Pressed is the first button whose data has one of the `endings`; any button by default.
    """

    def __init__(
        self, world: World, *, taps: int, data: str, endings: tuple[str, ...] = ("",),
        concurrency: int = 64, rate: float = 0,
    ) -> None:  # fmt: skip
        self.world = world
        self.left = taps
        self.data = data
        self.endings = endings
        self.concurrency = concurrency
        self.rate = rate
        self.latencies: list[float] = []
        self._people: dict[int, Person] = {}
        self._free: deque[Person] = deque()
        self._under_way = 0
        self._finished = asyncio.Event()

    def enrol(self, count: int) -> None:
        """People with one message from the bot and one button in it."""
        bot = self.world.bots.current
        for number in range(FIRST_NUMBER, FIRST_NUMBER + count):
            phone = self.world.add_phone(f"Bench {number - FIRST_NUMBER + 1}", str(number))
            chat = bot.chat(phone.telegram_id)
            chat.started = True
            person = Person(phone, chat.add(self._message(chat)))
            self._people[phone.telegram_id] = person
            self._free.append(person)

    async def run(self) -> dict[str, Any]:
        """Press until all taps are done or nothing moves any more; the measures."""
        wanted, started = self.left, time.perf_counter()
        pacer = asyncio.create_task(self._pace()) if self.rate else None
        if pacer is None:
            self._press_more()
        done = -1
        while done < len(self.latencies) < wanted:
            done = len(self.latencies)
            try:
                await asyncio.wait_for(self._finished.wait(), PATIENCE)
            except TimeoutError:
                continue
        if pacer is not None:
            pacer.cancel()
        return self._measures(wanted, time.perf_counter() - started)

    def edited(self, user_id: int) -> None:
        """The program changed this person's message."""
        person = self._people.get(user_id)
        if person is not None and person.update is not None:
            person.edited = True
            self._check(person)

    def answered(self, user_id: int) -> None:
        """The program answered this person's press."""
        person = self._people.get(user_id)
        if person is not None and person.update is not None:
            person.answered = True
            self._check(person)

    def _check(self, person: Person) -> None:
        if not (person.edited and person.answered) or person.update is None:
            return
        self.latencies.append(time.perf_counter() - person.update.handed)
        person.update = None
        self._under_way -= 1
        self._free.append(person)
        if self.left == 0 and self._under_way == 0:
            self._finished.set()
        elif not self.rate:
            # Not within the request that just came: its answer should leave first.
            asyncio.get_running_loop().call_soon(self._press_more)

    def _press_more(self) -> None:
        while self.left and self._free and self._under_way < self.concurrency:
            self._press(self._free.popleft())

    async def _pace(self) -> None:
        """Presses at even distances; one that finds nobody free comes late."""
        started, pressed = time.perf_counter(), 0
        while self.left:
            due = int((time.perf_counter() - started) * self.rate)
            while pressed < due and self.left and self._free:
                self._press(self._free.popleft())
                pressed += 1
            await asyncio.sleep(min(0.005, 1 / self.rate))

    def _press(self, person: Person) -> None:
        person.edited = person.answered = False
        self.left -= 1
        self._under_way += 1
        data = _first_data(person.message, self.endings) or self.data
        person.update = people.press(self.world, person.phone, person.message.message_id, data)[1]

    def _message(self, chat: Chat) -> Message:
        return Message(
            message_id=chat.next_id(),
            from_bot=True,
            date=int(self.world.clock.timestamp()),
            text="Benchmark",
            keyboard=[[{"text": "Tap", "callback_data": self.data}]],
        )

    def _measures(self, wanted: int, seconds: float) -> dict[str, Any]:
        found = sorted(self.latencies)

        def percentile(share: float) -> float | None:
            return round(found[int((len(found) - 1) * share)] * 1000, 3) if found else None

        return {
            "seconds": round(seconds, 3),
            "taps": len(found),
            "lost": wanted - len(found),
            "per_second": round(len(found) / seconds, 1),
            "p50_ms": percentile(0.5),
            "p99_ms": percentile(0.99),
        }


def _first_data(message: Message, endings: tuple[str, ...]) -> str | None:
    for row in message.keyboard or []:
        for button in row:
            data = str(button.get("callback_data", ""))
            if data and data.endswith(endings):
                return data
    return None
