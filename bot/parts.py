"""The composition root: from the settings to the parts of the program, handed to one another."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from telegram import Bot

from bot import (
    books_parts,
    clock_keeper,
    daraja_parts,
    limits_parts,
    page_parts,
    paybill_parts,
    paystack_parts,
    ways_parts,
)
from bot.keys import REREAD_SECONDS
from bot.loops import Job, Loops, Tick
from bot.reception import Reception
from bot.settings import Settings
from conversations.consents import OURS
from handlers import (
    consent_reminders,
    danger,
    digest,
    forgotten_ends,
    proof_reminders,
    remind,
    retain,
    ticks,
)
from handlers.calendars import CalendarReader
from handlers.chain_head import HeadTeller
from handlers.deliver import Courier
from handlers.fall_back import FallBack
from handlers.google_consent import ConsentDesk
from handlers.meetings import MeetMaker
from handlers.mpesa_requests import RequestDesk
from handlers.papers import Press
from handlers.practice import Practice
from handlers.pushes import Till
from handlers.refunds import RefundDesk
from handlers.ussd import UssdDesk
from services import clock
from services.budget import Limits
from services.channels.telegram import TelegramChannel
from services.gateways.calendar_fetch import CalendarFetcher
from services.gateways.google import GoogleGateway
from services.gateways.google_values import GoogleSettings
from services.gateways.mpesa import MpesaGateway
from services.outbox import Claimed
from services.policy import Policy
from services.tokens import SharedTokens
from services.vault import Vault
from webhooks.c2b import Paybill
from webhooks.google import PATH as GOOGLE_PATH
from webhooks.google import Consented
from webhooks.intake_page import Page
from webhooks.server import Cards


@dataclass(slots=True)
class Program:
    """The running parts, for whoever started them.

    `consented` takes Google's consents, `cards` what comes from Paystack, where there are any.
    """

    bot: Bot
    reception: Reception
    courier: Courier
    till: Till
    calendars: CalendarReader
    loops: Loops
    port: int
    ussd: UssdDesk
    consented: Consented | None = None
    requests: RequestDesk | None = None
    cards: Cards | None = None
    paybill: Paybill | None = None
    page: Page | None = None

    async def settle(self) -> None:
        """Wait until the work that has begun is done and its letters have left."""
        await self.reception.settle()
        await self.ussd.settle()
        await self.till.settle()
        if self.requests is not None:
            await self.requests.settle()
        await self.calendars.settle()
        await self.courier.settle()


def put_together(
    settings: Settings, bot: Bot, session: aiohttp.ClientSession, fetcher: CalendarFetcher
) -> Program:
    """Everything but the HTTP server, which knows its port only once it listens."""
    practice = _practice(settings, bot)
    channel = Press(TelegramChannel(bot), practice.house, clock.now, practice.vault)
    courier = Courier(
        channel, _limits(settings), clock.now, practice.vault,
        ways_parts.carriers(settings), FallBack(practice, clock.now),
    )  # fmt: skip
    gateway = MpesaGateway(session, daraja_parts.mpesa(settings), SharedTokens("daraja"), clock.now)
    till = Till(gateway, practice, courier, practice.public_url, clock.now)
    google = GoogleGateway(session, practice.google, clock.now) if practice.google else None
    requests = daraja_parts.request_desk(settings, session, practice, courier)
    refunds = RefundDesk(practice, courier, clock.now, paystack_parts.gateway(session, practice))
    maker = MeetMaker(google, practice, courier, clock.now)
    desk = ConsentDesk(google, practice, courier, clock.now) if google else None
    cashier = paystack_parts.cashier(session, practice, courier)
    calendars = CalendarReader(fetcher, practice, courier, clock.now)
    loops: list[Loops] = []
    reception = Reception(
        practice, courier, lambda tick: loops[0].soon(tick), clock.now,  # noqa: PLW0108 - it comes later
        at_once=max(2, settings.database.pool_size - 2),
    )  # fmt: skip

    jobs = (
        Job("clock", clock_keeper.SECONDS, clock_keeper.agree),
        Job("inbox", 1, reception.sweep),
        Job("pushes", 2, till.push_waiting),
        Job("questions", 2, till.ask_open),
        *_request_jobs(requests),
        *paystack_parts.jobs(cashier),
        *paybill_parts.jobs(settings, session, practice, courier),
        *books_parts.jobs(settings, session, practice, courier),
        Job("refunds", 2, refunds.work_due),
        *_ticks(practice, courier),
        Job("audit_head", 60, HeadTeller(clock.now).tell),
        Job("meetings", 2, maker.work_due),
        Job("calendars", 2, calendars.read_due),
        Job("outbox", 1, courier.drain),
    )
    loops.append(Loops(jobs))
    consented = desk.receive if desk else None
    cards = paystack_parts.cards(practice, cashier, loops[0])
    paybill = paybill_parts.notices(settings, practice)
    page = page_parts.page(settings, practice, courier)
    ussd = UssdDesk(practice, courier, loops[0].soon, clock.now)
    return Program(bot, reception, courier, till, calendars, loops[0], 0, ussd, consented, requests,
                   cards, paybill, page)  # fmt: skip


def _ticks(practice: Practice, courier: Courier) -> tuple[Job, ...]:
    """What only the clock brings about."""

    def said(tick: Callable[[Practice, datetime], Awaitable[list[Claimed]]]) -> Tick:
        async def work() -> None:
            courier.hand_over(await tick(practice, clock.now()))

        return work

    async def reread() -> None:
        practice.vault.masters.refresh()

    return (
        Job("remind", 1, said(remind.remind)),
        Job("digest", 30, said(digest.tell)),
        Job("lapse", 5, said(ticks.lapse)),
        Job("forgotten_ends", 30, said(forgotten_ends.ask)),
        Job("danger", 10, said(danger.remind)),
        Job("proofs", 60, said(proof_reminders.remind)),
        Job("consents", 300, said(consent_reminders.ask)),
        Job("consents_missing", 60, said(consent_reminders.warn)),
        Job("retain", 3600, lambda: retain.apply(practice.vault, practice.periods, clock.now())),
        Job("keys", REREAD_SECONDS, reread),
    )


def _request_jobs(requests: RequestDesk | None) -> tuple[Job, ...]:
    if requests is None:
        return ()
    return (
        Job("requests", 1, requests.send_waiting),
        Job("missing_results", 10, requests.look_after),
    )


def _practice(settings: Settings, bot: Bot) -> Practice:
    rules = settings.practice
    policy = Policy(
        hold_minutes=rules.hold_minutes,
        hold_most_minutes=rules.hold_max_minutes,
        approval_hours=rules.approval_hours,
        payment_hours=rules.payment_hours,
        cancel_notice_hours=rules.cancel_notice_hours,
        timezone=str(rules.timezone),
    )
    return Practice(
        rules.name,
        policy,
        rules.jitsi_url,
        Vault(settings.vault.keys),
        takes_payments=True,
        admins=frozenset(rules.admins),
        google=_google(settings),
        paystack=paystack_parts.paystack(settings),
        payer_domain=paystack_parts.payer_domain(settings),
        bot_username=bot.username,
        public_url=settings.server.public_url.rstrip("/"),
        simulated=settings.server.is_simulated,
        has_operator=settings.operator is not None,
        short_codes=paybill_parts.short_codes(settings),
        paybill=paybill_parts.number(settings),
        crisis=settings.crisis.crisis,
        persons=limits_parts.persons(settings),
        library=rules.consent_texts or OURS,
        phone=rules.phone,
        periods=settings.retention.periods,
        ussd_code=settings.sms.ussd_code if settings.sms else None,
        has_sms=settings.sms is not None,
        has_email=settings.mail is not None,
        sms_budget=settings.sms.budget if settings.sms else None,
    )


def _limits(settings: Settings) -> Limits:
    telegram = settings.telegram
    rate = telegram.messages_per_second
    return Limits(rate, overall_burst=rate, lane_per_second=telegram.chat_messages_per_second)


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
