"""The program, put together: bot, channels, gateways, HTTP server, ticks."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError

from bot import clock_follower, polling
from bot.loops import Job, Loops
from bot.reception import Reception
from bot.settings import Settings
from conversations import menus
from handlers import forgotten_ends, ticks
from handlers.deliver import Courier
from handlers.google_consent import ConsentDesk
from handlers.meetings import MeetMaker
from handlers.pushes import Till
from handlers.sitting import Practice
from models import database
from services import clock
from services.budget import Limits
from services.channels.telegram import TelegramChannel
from services.channels.telegram_transport import AiohttpRequest
from services.gateways.google import GoogleGateway
from services.gateways.google_values import GoogleSettings
from services.gateways.mpesa import MpesaGateway
from services.gateways.mpesa_values import MpesaSettings
from services.policy import Policy
from services.tokens import SharedTokens
from services.vault import Vault
from webhooks.google import PATH as GOOGLE_PATH
from webhooks.google import Consented
from webhooks.server import application
from webhooks.telegram import PATH as TELEGRAM_PATH

log = structlog.get_logger()

#: Seconds that a stop waits for work, pushes and letters that are under way.
LAST_WORDS = 10


@dataclass(slots=True)
class Program:
    """The running parts, for whoever started them."""

    bot: Bot
    reception: Reception
    courier: Courier
    till: Till
    loops: Loops
    port: int
    consented: Consented | None = None

    async def settle(self) -> None:
        """Wait until the work that has begun is done and its letters have left."""
        await self.reception.settle()
        await self.till.settle()
        await self.courier.settle()


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Program]:
    """Start everything in order and end it in reverse; the database must be there at the start."""
    async with AsyncExitStack() as stack:
        url, size = settings.database.url.get_secret_value(), settings.database.pool_size
        await database.connect(url, pool_size=size)
        stack.push_async_callback(database.disconnect)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        if settings.server.clock_url:
            await clock_follower.read_once(settings.server.clock_url, session)
        bot = await _bot(settings, stack)
        parts = _parts(settings, bot, session)
        parts.port = await _serve(settings, parts, stack)
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


def _parts(settings: Settings, bot: Bot, session: aiohttp.ClientSession) -> Program:
    rules = settings.practice
    policy = Policy(
        hold_minutes=rules.hold_minutes,
        hold_most_minutes=rules.hold_max_minutes,
        approval_hours=rules.approval_hours,
        payment_hours=rules.payment_hours,
        cancel_notice_hours=rules.cancel_notice_hours,
        timezone=str(rules.timezone),
    )
    practice = Practice(
        rules.name, policy, rules.jitsi_url, Vault(settings.vault.keys), takes_payments=True,
        admins=frozenset(rules.admins), google=_google(settings), bot_username=bot.username,
    )  # fmt: skip
    rate, chat_rate = (
        settings.telegram.messages_per_second,
        settings.telegram.chat_messages_per_second,
    )
    limits = Limits(rate, overall_burst=rate, lane_per_second=chat_rate)
    courier = Courier(TelegramChannel(bot), limits, clock.now, practice.vault)
    gateway = MpesaGateway(session, _mpesa(settings), SharedTokens("daraja"), clock.now)
    public_url = settings.server.public_url.rstrip("/")
    till = Till(gateway, practice, courier, public_url, clock.now)
    google = GoogleGateway(session, practice.google, clock.now) if practice.google else None
    maker = MeetMaker(google, practice, courier, clock.now)
    desk = ConsentDesk(google, practice, courier, clock.now) if google else None
    loops: list[Loops] = []
    reception = Reception(
        practice, courier, lambda: loops[0].soon("pushes"), clock.now,
        at_once=max(2, settings.database.pool_size - 2),
    )  # fmt: skip

    async def lapse() -> None:
        courier.hand_over(await ticks.lapse(practice, clock.now()))

    async def ask_how_it_went() -> None:
        courier.hand_over(await forgotten_ends.ask(practice, clock.now()))

    loops.append(
        Loops(
            (
                Job("inbox", 1, reception.sweep),
                Job("pushes", 2, till.push_waiting),
                Job("questions", 2, till.ask_open),
                Job("lapse", 5, lapse),
                Job("meetings", 2, maker.work_due),
                Job("forgotten_ends", 30, ask_how_it_went),
                Job("outbox", 1, courier.drain),
                Job("tidy", 3600, lambda: ticks.tidy(clock.now())),
            )
        )
    )
    return Program(bot, reception, courier, till, loops[0], 0, desk.receive if desk else None)


def _google(settings: Settings) -> GoogleSettings | None:
    google = settings.google
    if google is None:
        return None
    return GoogleSettings(
        client_id=google.client_id,
        client_secret=google.client_secret.get_secret_value(),
        accounts_url=google.accounts_url,
        token_url=google.token_url,
        calendar_url=google.calendar_url,
        redirect_uri=f"{settings.server.public_url.rstrip('/')}{GOOGLE_PATH}",
    )


def _mpesa(settings: Settings) -> MpesaSettings:
    daraja = settings.daraja
    return MpesaSettings(
        base_url=daraja.url.rstrip("/"),
        consumer_key=daraja.consumer_key.get_secret_value(),
        consumer_secret=daraja.consumer_secret.get_secret_value(),
        shortcode=daraja.shortcode,
        passkey=daraja.passkey.get_secret_value(),
        transaction_type=daraja.transaction_type,
        party_b=daraja.party_b or "",
    )


async def _serve(settings: Settings, parts: Program, stack: AsyncExitStack) -> int:
    """The HTTP server; returns the port that it listens on."""
    secret = settings.telegram.webhook_secret
    app = application(
        parts.reception.receive,
        telegram_secret=secret.get_secret_value() if secret else "",
        takes_payments=True,
        consented=parts.consented,
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, settings.server.host, settings.server.port).start()
    return int(runner.addresses[0][1])


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
    await bot.set_my_commands(menus.menu(frozenset(), "en"), BotCommandScopeAllPrivateChats())


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
