"""Updates by POST, as the real server's webhook actor does it.

Updates of one queue go one at a time, the next after a 2xx; different queues run in parallel on
up to `max_connections` connections. A failure is repeated at once, then after growing pauses,
and holds up its own queue only (telegram-bot-api, WebhookActor.cpp).
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from simulator.telegram.call import Perform
from simulator.telegram.updates import Key, Update
from simulator.telegram.wire import Connection, Reply

if TYPE_CHECKING:
    from simulator.telegram.bots import Bot
    from simulator.world import World

log = logging.getLogger(__name__)
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600


class Webhook:
    """Carries one bot's updates to one URL until closed."""

    def __init__(
        self,
        world: World,
        bot: Bot,
        url: str,
        *,
        secret: str,
        most: int,
        perform: Perform | None,
    ) -> None:
        self.url, self.most, self._secret = url, most, secret
        self.last_error: tuple[int, str] | None = None
        self._world, self._bot, self._perform = world, bot, perform
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._queues: dict[Key, deque[Update]] = {}
        self._failures: dict[Key, int] = {}
        self._ready: deque[Key] = deque()
        self._idle: deque[asyncio.Future[None]] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._pauses: dict[Key, asyncio.TimerHandle] = {}
        self._closed = False
        for update in bot.updates.pending.values():
            self.offer(update)

    def is_same(self, url: str, secret: str, most: int) -> bool:
        return (self.url, self._secret, self.most) == (url, secret, most)

    def offer(self, update: Update) -> None:
        """Put an update in its queue; it starts now when the queue was empty."""
        queue = self._queues.get(update.key)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.key] = deque([update])
        self._start(update.key)

    def close(self) -> None:
        """Stop; what was not delivered stays with the bot's updates."""
        self._closed = True
        for pause in self._pauses.values():
            pause.cancel()
        for worker in self._workers:
            worker.cancel()

    def _start(self, key: Key) -> None:
        self._ready.append(key)
        while self._idle:
            waiter = self._idle.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
        if len(self._workers) < self.most and not self._closed:
            worker = asyncio.get_running_loop().create_task(self._work())
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def _work(self) -> None:
        connection = Connection(self.url, self._headers)
        try:
            while True:
                while not self._ready:
                    waiter = asyncio.get_running_loop().create_future()
                    self._idle.append(waiter)
                    await waiter
                await self._serve(self._ready.popleft(), connection)
        finally:
            connection.close()

    async def _serve(self, key: Key, connection: Connection) -> None:
        """Try the first update of a queue; then the queue goes to the back of the line."""
        queue = self._queues[key]
        update = queue[0]
        reply: Reply | None = None
        if self._alive(update):
            reply = await self._deliver(update, connection)
            if reply is None or not 200 <= reply.status < 300:
                self._pause(key, reply)
                return
        queue.popleft()
        self._failures.pop(key, None)
        self._bot.updates.done(update)
        if queue:
            self._start(key)
        else:
            del self._queues[key]
        if reply is not None and reply.body[:1] not in (b"", b" "):
            await self._obey(reply)

    def _alive(self, update: Update) -> bool:
        """Neither expired nor dropped by the bot meanwhile."""
        if update.id not in self._bot.updates.pending:
            return False
        if update.expires >= self._world.clock.timestamp():
            return True
        self._world.count("telegram", "updates", "expired")
        return False

    async def _deliver(self, update: Update, connection: Connection) -> Reply | None:
        started = time.perf_counter()
        update.handed = update.handed or started
        faults = self._world.faults
        reply: Reply | None = None
        try:
            if faults and faults.take("telegram", "drop_connection", update.phone):
                await connection.connect()
                connection.drop(update.body)
                raise ConnectionResetError("Connection reset by the simulator")
            reply = await connection.post(update.body)
            if faults and faults.take("telegram", "duplicate", update.phone):
                self._record(update, reply, started)
                reply = await connection.post(update.body)
        except (OSError, ValueError) as error:
            self._failed(str(error) or type(error).__name__)
        else:
            if not 200 <= reply.status < 300:
                self._failed(f"Wrong response from the webhook: {reply.status}")
        self._record(update, reply, started)
        return reply

    def _failed(self, reason: str) -> None:
        self.last_error = (int(self._world.clock.timestamp()), reason)
        self._world.count("telegram", "updates", "failed")

    def _pause(self, key: Key, reply: Reply | None) -> None:
        """Once more at once, then after 2, 4, 8 … seconds, or as the program asks."""
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        base = self._world.telegram.retry_base
        delay = 0.0 if failures == 1 else min(base * 2 ** (failures - 2), LONGEST_PAUSE)
        if reply is not None and reply.retry_after is not None:
            delay = min(reply.retry_after, LONGEST_RETRY_AFTER)
        loop = asyncio.get_running_loop()
        self._pauses[key] = loop.call_later(delay, self._resume, key)

    def _resume(self, key: Key) -> None:
        del self._pauses[key]
        self._start(key)

    async def _obey(self, reply: Reply) -> None:
        """Carry out the method in the answer; the program never learns the result."""
        try:
            text = reply.body.decode()
            given: Any = json.loads(text) if text.startswith("{") else dict(parse_qsl(text))
        except ValueError:
            return
        name = given.pop("method", None) if isinstance(given, dict) else None
        if self._perform is not None and isinstance(name, str):
            try:
                await self._perform(self._world, self._bot, name, given, {})
            except Exception:  # A broken answer must not stop the deliveries.
                log.exception("the method in a webhook answer failed")

    def _record(self, update: Update, reply: Reply | None, started: float) -> None:
        world = self._world
        if world.calls.quiet:
            return
        answer = reply.body.decode(errors="replace") if reply and reply.body else None
        world.record(
            service="telegram",
            direction="out",
            method="POST",
            path=self.url,
            body=json.loads(update.body),
            status=reply.status if reply else None,
            answer=answer if reply or self.last_error is None else self.last_error[1],
            ms=(time.perf_counter() - started) * 1000,
        )
