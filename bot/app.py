"""The program, from its start to its end: database, bot, HTTP server, ticks, updates."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError

from bot import clock_follower, clock_keeper, limits_parts, polling, ways_parts
from bot.parts import Program, put_together
from bot.settings import Settings
from conversations import menus
from handlers import danger, texting
from models import database
from models.languages import DEFAULT_LANGUAGE, LANGUAGES
from services.channels.telegram import TelegramChannel
from services.channels.telegram_transport import AiohttpRequest
from services.gateways.calendar_fetch import CalendarFetcher
from services.vault import Vault
from webhooks.server import application, listen
from webhooks.telegram import PATH as TELEGRAM_PATH

log = structlog.get_logger()

#: Seconds that a stop waits for work, pushes and letters that are under way.
LAST_WORDS = 10


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Program]:
    """Start everything in order and end it in reverse; the database must be there at the start.

    Raises MasterKeyWrong before anything is sealed under a key that is not this practice's.
    """
    async with AsyncExitStack() as stack:
        url, size = settings.database.url.get_secret_value(), settings.database.pool_size
        await database.connect(url, pool_size=size)
        stack.push_async_callback(database.disconnect)
        await clock_keeper.agree()
        await Vault(settings.vault.keys).check()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        if settings.server.clock_url:
            await clock_follower.read_once(settings.server.clock_url, session)
        bot = await _bot(settings, stack)
        fetcher = CalendarFetcher(simulated=settings.server.is_simulated)
        stack.push_async_callback(fetcher.close)
        parts = put_together(settings, bot, session, fetcher)
        parts.port = await _serve(settings, parts, stack)
        danger.get_ready()
        if settings.sms is not None:
            texting.get_ready()
        if unconfirmed := settings.crisis.crisis.unconfirmed:
            log.warning("crisis_lines_unconfirmed", count=len(unconfirmed))
        parts.loops.start()
        stack.callback(parts.loops.stop)
        await _receive_updates(settings, parts, session, stack)
        log.info("started", port=parts.port, mode=settings.server.updates)
        try:
            yield parts
        finally:
            log.info("stopping")
            parts.loops.stop()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(parts.settle(), LAST_WORDS)


async def _bot(settings: Settings, stack: AsyncExitStack) -> Bot:
    base = settings.telegram.api_url.rstrip("/")
    bot = Bot(
        settings.telegram.bot_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2),
    )
    for attempt in range(10):
        try:
            await bot.initialize()
            break
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram_not_reached", attempt=attempt, error=type(error).__name__)
            if attempt == 9:
                raise
            await asyncio.sleep(min(2**attempt, 15))
    stack.push_async_callback(bot.shutdown)
    return bot


async def _serve(settings: Settings, parts: Program, stack: AsyncExitStack) -> int:
    """The HTTP server; returns the port that it listens on."""
    secret = settings.telegram.webhook_secret
    visitors = limits_parts.visitors(settings)
    sms_secret = ways_parts.sms_secret(settings)
    places = limits_parts.places(settings, visitors, parts.paybill, sms_secret)
    app = application(
        parts.reception.receive,
        telegram_secret=secret.get_secret_value() if secret else "",
        takes_payments=True,
        consented=parts.consented,
        cards=parts.cards,
        paybill=parts.paybill,
        page=parts.page,
        sms_secret=sms_secret,
        menu=parts.ussd,
        visitors=visitors,
        places=places,
    )
    runner, server = await listen(
        app, places.connections, places.bounds, settings.server.host, settings.server.port
    )
    stack.push_async_callback(runner.cleanup)
    stack.callback(server.close)
    return int(server.sockets[0].getsockname()[1])


async def _receive_updates(
    settings: Settings, parts: Program, session: aiohttp.ClientSession, stack: AsyncExitStack
) -> None:
    await _menus(parts.bot)
    server = settings.server
    if server.updates == "webhook":
        secret = settings.telegram.webhook_secret
        await parts.bot.set_webhook(
            f"{server.public_url.rstrip('/')}{TELEGRAM_PATH}",
            secret_token=secret.get_secret_value() if secret else None,
            allowed_updates=polling.ALLOWED_UPDATES,
            max_connections=100,
        )
    else:
        await parts.bot.delete_webhook()
        connection = database.connection_arguments(settings.database.url.get_secret_value())
        channel = TelegramChannel(parts.bot)
        poller = polling.poll(parts.bot, channel, parts.reception, connection)
        _in_background(poller, stack)
    if server.clock_url:
        _in_background(clock_follower.follow(server.clock_url, session, parts.loops.run_all), stack)


async def _menus(bot: Bot) -> None:
    """The clients' menu, in English for everybody and in each other language for its speakers."""
    scope = BotCommandScopeAllPrivateChats()
    for language in LANGUAGES:
        code = None if language == DEFAULT_LANGUAGE else language
        await bot.set_my_commands(menus.menu(frozenset(), language), scope, language_code=code)


def _in_background(work: Coroutine[Any, Any, None], stack: AsyncExitStack) -> None:
    task = asyncio.create_task(work)
    task.add_done_callback(_stop_if_it_failed)

    async def end() -> None:
        task.cancel()
        await asyncio.wait([task])

    stack.push_async_callback(end)


def _stop_if_it_failed(task: asyncio.Task[None]) -> None:
    """A program that has gone deaf must end, so that whoever watches it starts another."""
    if not task.cancelled() and task.exception() is not None:
        log.error("background_work_failed", exc_info=task.exception(), alarm=True)
        os.kill(os.getpid(), signal.SIGTERM)
