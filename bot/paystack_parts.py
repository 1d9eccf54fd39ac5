"""The parts that talk to Paystack, from the settings; without its key there are none."""

from urllib.parse import urlsplit

import aiohttp

from bot.loops import Job, Loops
from bot.settings import Settings
from handlers.cashier import Cashier
from handlers.deliver import Courier
from handlers.practice import Practice
from services import clock
from services.gateways.paystack import PaystackGateway
from services.gateways.paystack_values import PaystackSettings
from webhooks.paid import PATH as PAID_PATH
from webhooks.server import Cards


def paystack(settings: Settings) -> PaystackSettings | None:
    group = settings.paystack
    if group is None:
        return None
    return PaystackSettings(group.url.rstrip("/"), group.secret_key.get_secret_value())


def payer_domain(settings: Settings) -> str:
    """Where the e-mail addresses are that Paystack gets for payers."""
    given = settings.paystack.email_domain if settings.paystack else None
    return given or urlsplit(settings.server.public_url).hostname or ""


def gateway(session: aiohttp.ClientSession, practice: Practice) -> PaystackGateway | None:
    return PaystackGateway(session, practice.paystack) if practice.paystack else None


def cashier(
    session: aiohttp.ClientSession, practice: Practice, courier: Courier
) -> Cashier | None:  # fmt: skip
    paystack = gateway(session, practice)
    back = f"{practice.public_url}{PAID_PATH}"
    return Cashier(paystack, practice, courier, back, clock.now) if paystack else None


def jobs(cashier: Cashier | None) -> tuple[Job, ...]:
    if cashier is None:
        return ()
    return (
        Job("paystack", 2, cashier.work_due),
        Job("paystack_strays", 30, cashier.verify_strays),
    )


def cards(practice: Practice, cashier: Cashier | None, loops: Loops) -> Cards | None:
    """What the HTTP server needs for Paystack's two endpoints."""
    if practice.paystack is None or cashier is None:
        return None
    desk = cashier

    async def came_back(reference: str) -> None:
        await desk.came_back(reference)
        loops.soon("paystack")

    chat = f"https://t.me/{practice.bot_username}"
    return Cards(practice.paystack.secret_key, came_back, practice.name, chat)
