"""The one HTTP server: its routes, and bounds on what a stranger may send."""

import asyncio
from dataclasses import dataclass, field
from functools import partial

import structlog
from aiohttp import web

from models.database import AWAY
from services.inbox import Arrival
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
    sms,
    telegram,
    ussd,
)
from webhooks.addresses import Addresses
from webhooks.c2b import Paybill
from webhooks.connections import Connections, Doorman
from webhooks.google import Consented
from webhooks.intake_page import Page
from webhooks.paid import CameBack
from webhooks.places import Bounds, Places
from webhooks.telegram import Receive
from webhooks.ussd import Menu
from webhooks.visitors import VISITORS, Visitors

log = structlog.get_logger()

LARGEST_BODY = 256 * 1024
#: Of a request's head, in bytes: its first line, and each of its fields; and how many there may be.
LONGEST_LINE, LONGEST_FIELD, MOST_FIELDS = 8190, 8190, 64
#: How long the rest of a refused body is still read, so that its sender gets to see the answer.
LINGERING_SECONDS = 3
#: Open connections for each place in a room: three rooms, and as many that wait.
CONNECTIONS_PER_PLACE = 4
#: Seconds after which whoever could not be heard may try again.
RETRY_AFTER = "5"


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
    paybill: Paybill | None = None, visitors: Visitors, places: Places,
    page: Page | None = None, sms_secret: str = "", menu: Menu | None = None,
) -> web.Application:  # fmt: skip
    """Everything that calls us from outside; how `places` are given depends on who calls."""
    callers = visitors.names.addresses
    receive = or_later(receive)
    app = web.Application(
        client_max_size=LARGEST_BODY,
        middlewares=[places.guard(), visitors.guard(), addresses.guard(callers)],
    )
    app[VISITORS] = visitors
    app.add_routes(health.routes())
    app.add_routes(feeds.routes())
    app.add_routes(telegram.routes(receive, telegram_secret))
    app.add_routes(google.routes(consented))
    app.add_routes(intake_page.routes(page))
    app.add_routes(sms.routes(receive, sms_secret))
    app.add_routes(ussd.routes(menu, sms_secret))
    if takes_payments:
        app.add_routes(payments.routes(receive))
        app.add_routes(mpesa_results.routes(receive))
        if paybill is not None:
            app.add_routes(c2b.routes(receive, paybill))
    if cards:
        app.add_routes(paystack.routes(receive, cards.secret_key))
        app.add_routes(paid.routes(cards.came_back, cards.practice, cards.chat))
    return app


def or_later(receive: Receive) -> Receive:
    """While the database is away, whoever brings something is asked to bring it again (503)."""

    async def take(arrivals: list[Arrival]) -> None:
        try:
            await receive(arrivals)
        except AWAY as error:
            log.warning("not_stored", count=len(arrivals), error=type(error).__name__)
            raise web.HTTPServiceUnavailable(headers={"Retry-After": RETRY_AFTER}) from error

    return take


def is_known(
    request: web.Request,
    telegram_secret: str,
    paybill: Paybill | None,
    callers: Addresses,
    sms_secret: str = "",
) -> bool:
    """Whether the head of a request alone says whose it is (Paystack signs what it says)."""
    if request.method != "POST":
        return False
    if request.path == telegram.PATH:
        return telegram.shows_secret(request, telegram_secret)
    if request.path.startswith(c2b.START):
        return paybill is not None and c2b.names_secret(request.path, paybill)
    if request.path.startswith(sms.START):
        return sms.names_secret(request.path, sms_secret)
    if not callers.allowed or not request.path.startswith(addresses.GUARDED):
        return False
    return callers.allow(request.remote, request.headers.getall(addresses.FORWARDED, []))


async def listen(
    app: web.Application, connections: Connections, bounds: Bounds, host: str, port: int
) -> tuple[web.AppRunner, asyncio.Server]:
    """Serve until both are closed, the server first."""
    runner = web.AppRunner(
        app,
        access_log=None,
        keepalive_timeout=bounds.idle_seconds,
        lingering_time=LINGERING_SECONDS,
        max_line_size=LONGEST_LINE,
        max_field_size=LONGEST_FIELD,
        max_headers=MOST_FIELDS,
    )
    await runner.setup()
    assert runner.server is not None
    loop = asyncio.get_running_loop()
    doorman = partial(Doorman, connections, runner.server)
    return runner, await loop.create_server(doorman, host, port)
