"""The one HTTP server: its routes, and bounds on what a stranger may send."""

from dataclasses import dataclass, field

from aiohttp import web

from webhooks import (
    addresses,
    c2b,
    feeds,
    google,
    health,
    intake_page,
    mpesa_results,
    paid,
    payments,
    paystack,
    telegram,
)
from webhooks.addresses import Addresses
from webhooks.c2b import Paybill
from webhooks.google import Consented
from webhooks.intake_page import Page
from webhooks.paid import CameBack
from webhooks.telegram import Receive

LARGEST_BODY = 256 * 1024


@dataclass(frozen=True, slots=True)
class Cards:
    """What Paystack's two endpoints need; `chat` is the address of the bot."""

    secret_key: str = field(repr=False)
    came_back: CameBack
    practice: str
    chat: str


def application(
    receive: Receive, *, telegram_secret: str, takes_payments: bool,
    consented: Consented | None = None, cards: Cards | None = None,
    paybill: Paybill | None = None, callers: Addresses | None = None,
    page: Page | None = None,
) -> web.Application:  # fmt: skip
    """Everything that calls us from outside."""
    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[addresses.guard(callers or Addresses())]
    )
    app.add_routes(health.routes())
    app.add_routes(feeds.routes())
    app.add_routes(telegram.routes(receive, telegram_secret))
    app.add_routes(google.routes(consented))
    app.add_routes(intake_page.routes(page))
    if takes_payments:
        app.add_routes(payments.routes(receive))
        app.add_routes(mpesa_results.routes(receive))
        if paybill is not None:
            app.add_routes(c2b.routes(receive, paybill))
    if cards:
        app.add_routes(paystack.routes(receive, cards.secret_key))
        app.add_routes(paid.routes(cards.came_back, cards.practice, cards.chat))
    return app
