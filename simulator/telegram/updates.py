"""Updates on their way to the program, kept until the program took them."""

import asyncio
import json
import random
from dataclasses import dataclass
from typing import Any, Protocol

# Not sent unless asked for by name; the last is no update a private chat has.
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Key = tuple[str, int]


@dataclass(slots=True)
class Update:
    """One update. Updates with the same `key` are delivered one after another.

    `expires` is in simulated seconds; `handed` is the real time (perf_counter) of the
    first hand-over, 0.0 before.
    """

    id: int
    kind: str
    key: Key
    body: bytes
    expires: float
    phone: str | None = None
    handed: float = 0.0


class Taker(Protocol):
    """Whoever carries updates to the program: a webhook."""

    def offer(self, update: Update) -> None: ...

    def close(self) -> None: ...


class Updates:
    """All waiting updates of one bot in the order of update_id."""

    def __init__(self) -> None:
        # Never seen before by any program, and below 2**31 for a long time.
        self.next_id = random.randint(10**8, 10**9)
        self.allowed: frozenset[str] | None = None
        self.pending: dict[int, Update] = {}
        self.taker: Taker | None = None
        self.arrived: asyncio.Event = asyncio.Event()
        # The getUpdates request that waits now; its result is the error that ends it.
        self.poller: asyncio.Future[Exception] | None = None

    def push(
        self,
        kind: str,
        key: Key,
        payload: dict[str, Any],
        expires: float,
        phone: str | None = None,
    ) -> Update:
        """Number an update and hand it on; one the bot did not ask for is dropped."""
        number = self.next_id
        self.next_id += 1
        body = ENCODER.encode({"update_id": number, kind: payload})
        update = Update(number, kind, key, body.encode(), expires, phone)
        if self._wanted(kind):
            self.pending[number] = update
            if self.taker is not None:
                self.taker.offer(update)
            else:
                self.arrived.set()
        return update

    def allow(self, kinds: list[str] | None) -> None:
        """Remember `allowed_updates`: None leaves it, an empty list means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm(self, before: int) -> None:
        """Forget everything with a smaller id."""
        while self.pending:
            first = next(iter(self.pending))
            if first >= before:
                return
            del self.pending[first]

    def done(self, update: Update) -> None:
        self.pending.pop(update.id, None)

    def forget(self) -> None:
        """drop_pending_updates."""
        self.pending.clear()

    def close(self) -> None:
        if self.taker is not None:
            self.taker.close()
            self.taker = None

    def _wanted(self, kind: str) -> bool:
        return kind not in UNASKED if self.allowed is None else kind in self.allowed
