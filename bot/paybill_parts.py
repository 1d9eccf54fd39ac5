"""The parts that take money paid by hand, from the settings."""

import aiohttp

from bot import daraja_parts
from bot.loops import Job
from bot.settings import Settings
from handlers import unallocated_news
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.pull import ListReader
from services import clock, paybill
from services.gateways.mpesa_c2b import C2BPayment
from services.gateways.mpesa_pull import PullGateway
from webhooks.c2b import Paybill


def notices(settings: Settings, practice: Practice) -> Paybill:
    """What the addresses for notices need; with an empty secret there are none."""

    async def judge(asked: C2BPayment) -> paybill.Welcome:
        return await paybill.judge(asked, practice.short_codes, clock.now())

    return Paybill(secret(settings), judge)


def secret(settings: Settings) -> str:
    """The part of the addresses that only Safaricom and we know; empty: no notices come."""
    kept = settings.daraja.c2b_secret
    return kept.get_secret_value() if kept else ""


def short_codes(settings: Settings) -> frozenset[str]:
    """The numbers under which money of ours may be told of."""
    return frozenset({settings.daraja.shortcode, settings.daraja.receiver})


def number(settings: Settings) -> str | None:
    """The number to type at "Pay Bill"; a till has no account to type, so it is none."""
    daraja = settings.daraja
    return daraja.shortcode if daraja.transaction_type == "CustomerPayBillOnline" else None


def jobs(
    settings: Settings, session: aiohttp.ClientSession, practice: Practice, courier: Courier
) -> tuple[Job, ...]:
    """M-Pesa's list is read where a number is nominated for it; admins hear of what is nobody's."""

    async def tell_admins() -> None:
        courier.hand_over(await unallocated_news.tell(practice, clock.now()))

    telling = Job("unallocated", 20, tell_admins)
    if settings.daraja.pull_phone is None:
        return (telling,)
    gateway = PullGateway(daraja_parts.line(settings, session))
    reader = ListReader(gateway, practice, courier, clock.now)
    return (Job("pull", 20, reader.read_due), telling)
