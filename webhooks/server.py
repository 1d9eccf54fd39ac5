"""The one HTTP server: its routes, and bounds on what a stranger may send."""

from aiohttp import web

from webhooks import c2b, feeds, google, health, payments, telegram
from webhooks.c2b import Paybill
from webhooks.google import Consented
from webhooks.telegram import Receive

LARGEST_BODY = 256 * 1024


def application(
    receive: Receive, *, telegram_secret: str, takes_payments: bool,
    consented: Consented | None = None, paybill: Paybill | None = None,
) -> web.Application:  # fmt: skip
    """Everything that calls us from outside."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes(health.routes())
    app.add_routes(feeds.routes())
    app.add_routes(telegram.routes(receive, telegram_secret))
    app.add_routes(google.routes(consented))
    if takes_payments:
        app.add_routes(payments.routes(receive))
        if paybill is not None:
            app.add_routes(c2b.routes(receive, paybill))
    return app
