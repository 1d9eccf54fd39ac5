"""Asking Telegram for updates: one poller among all replicas, elected by an advisory lock."""

import asyncio
import json
from typing import Any

import asyncpg
import structlog
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.reception import Reception
from services.channels.telegram import TelegramChannel
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
            await _as_the_poller(bot, channel, reception, connection)
        except (asyncpg.PostgresError, OSError, asyncpg.InterfaceError, TimeoutError) as error:
            log.warning("poller_waits", error=type(error).__name__)
            await asyncio.sleep(1)


async def _as_the_poller(
    bot: Bot, channel: TelegramChannel, reception: Reception, connection: dict[str, Any]
) -> None:
    lock = await asyncpg.connect(**connection)
    try:
        while not await lock.fetchval("SELECT pg_try_advisory_lock($1)", POLLER_LOCK):
            await asyncio.sleep(1)
        offset: int | None = None
        while not lock.is_closed():
            offset = await _ask(bot, channel, reception, offset)
            await lock.execute("SELECT 1")
    finally:
        await lock.close(timeout=2)


async def _ask(
    bot: Bot, channel: TelegramChannel, reception: Reception, offset: int | None
) -> int | None:
    """One long poll; what it brought is stored before the next one confirms it."""
    asked = {"timeout": WAIT_SECONDS, "allowed_updates": ALLOWED_UPDATES}
    try:
        updates: Any = await bot.do_api_request(
            "getUpdates", {**asked, "offset": offset} if offset else asked,
            read_timeout=WAIT_SECONDS + 10,
        )  # fmt: skip
    except RetryAfter as error:
        await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type]
        return offset
    except (Conflict, TelegramError) as error:
        log.warning("polling_failed", error=type(error).__name__)
        await asyncio.sleep(1)
        return offset
    if not updates:
        return offset
    came = [arrival(json.dumps(update).encode()) for update in updates]
    await reception.receive([row for row, _ in came])
    for _, query_id in came:
        if query_id is not None:
            asyncio.create_task(channel.answer(query_id))  # noqa: RUF006 - best effort
    return int(max(update["update_id"] for update in updates)) + 1
