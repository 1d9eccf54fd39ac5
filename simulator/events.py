"""What happened in the outside world, numbered, for the page, the tour and the tests."""

import asyncio
from collections import deque
from typing import Any

Event = dict[str, Any]
KEPT = 5000


class Events:
    """A ring of the last events; readers wait for the next one."""

    def __init__(self) -> None:
        self.seq = 0
        self.quiet = False
        self._ring: deque[Event] = deque(maxlen=KEPT)
        self._waiters: set[asyncio.Future[None]] = set()

    def publish(self, type_: str, **fields: Any) -> int:
        """Add an event and wake the readers; returns its number."""
        if self.quiet:
            return self.seq
        self.seq += 1
        self._ring.append({"seq": self.seq, "type": type_, **fields})
        self.wake()
        return self.seq

    def wake(self) -> None:
        """Let every reader look again, whether there is something new or the world closes."""
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def resume(self, seq: int) -> None:
        """Go on from `seq` of an earlier life, far enough that old readers notice."""
        self.seq = seq + KEPT

    def knows(self, after: int) -> bool:
        """Whether everything later than `after` is still in the ring."""
        first = self._ring[0]["seq"] if self._ring else self.seq + 1
        return first - 1 <= after <= self.seq

    def since(self, after: int) -> list[Event]:
        """The kept events later than `after`, oldest first."""
        found: list[Event] = []
        for event in reversed(self._ring):
            if event["seq"] <= after:
                break
            found.append(event)
        found.reverse()
        return found

    async def next(self, timeout: float | None = None) -> bool:
        """Wait for any event; False when `timeout` seconds passed without one."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait_for(waiter, timeout)
        except TimeoutError:
            return False
        finally:
            self._waiters.discard(waiter)
        return True

    async def wait(self, after: int, timeout: float, phone: str | None = None) -> list[Event]:
        """Events later than `after` (of one phone), as soon as there are any."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            found = [e for e in self.since(after) if phone is None or _concerns(e, phone)]
            left = deadline - loop.time()
            if found or left <= 0 or not await self.next(left):
                return found


def _concerns(event: Event, phone: str) -> bool:
    value = event.get("phone")
    return bool((value["id"] if isinstance(value, dict) else value) == phone)
