"""Asking Telegram for updates: one poller among all replicas, elected by an advisory lock."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import asyncpg
import structlog
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.reception import Reception
from models.database import AWAY
from services.channels.telegram import TelegramChannel, seconds
from services.channels.telegram_transport import AiohttpRequest
from webhooks.telegram import arrival

log = structlog.get_logger()

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
#: Any number that nothing else in this database locks.
POLLER_LOCK = 7_355_608
WAIT_SECONDS = 25


async def poll(
    bot: Bot, channel: TelegramChannel, reception: Reception, connection: dict[str, Any]
) -> None:
    """For ever: become the poller, ask, store, and only then confirm by asking for the next."""
    while True:
        try:
            async with AiohttpRequest(connections=1) as transport:
                await _Poller(bot, transport, channel, reception).poll(connection)
        except AWAY as error:
            log.warning("poller_waits", error=type(error).__name__)
            await asyncio.sleep(1)


class _Poller:
    """One life of the poller. Asks for raw updates: a poison one must not end the polling."""

    def __init__(
        self, bot: Bot, transport: AiohttpRequest, channel: TelegramChannel, reception: Reception
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._channel = channel
        self._reception = reception
        self._answers: set[asyncio.Task[None]] = set()

    async def poll(self, connection: dict[str, Any]) -> None:
        """As long as the lock's connection lives; raises what the database raises."""
        lock = await asyncpg.connect(**connection)
        try:
            while not await lock.fetchval("SELECT pg_try_advisory_lock($1)", POLLER_LOCK):
                await asyncio.sleep(1)
            offset = 0
            while True:
                offset = await self._ask(offset)
                await lock.execute("SELECT 1")
        finally:
            await lock.close(timeout=2)

    async def _ask(self, offset: int) -> int:
        """One long poll; what it brought is stored before the next one confirms it."""
        try:
            updates = await self._updates(offset)
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
            return offset
        except Conflict:
            # Among our own processes the lock sees to it, so this one is a stranger.
            log.error("another_program_polls", reason="same_bot_token", alarm=True)
            await asyncio.sleep(5)
            return offset
        except TelegramError as error:
            log.warning("polling_failed", error=type(error).__name__)
            await asyncio.sleep(1)
            return offset
        if not updates:
            return offset
        came = [arrival(json.dumps(update).encode()) for update in updates]
        await self._reception.receive([row for row, _ in came])
        for _, query_id in came:
            if query_id is not None:
                self._answer(query_id)
        return max(int(update["update_id"]) for update in updates) + 1

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        asked = {"timeout": WAIT_SECONDS, "offset": offset,
                 "allowed_updates": json.dumps(ALLOWED_UPDATES)}  # fmt: skip
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        found: Any = await self._transport.post(url, read_timeout=WAIT_SECONDS + 10)
        return list(found)

    def _answer(self, query_id: str) -> None:
        """No webhook response can carry it here, so it is a call of its own; best effort."""
        task = asyncio.create_task(self._channel.answer(query_id))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)
