"""Paystack's events: signed over their bytes, stored as they came, then answered (M7, X50).

What is not signed with our key is refused and recorded without what it said: anybody can send it.
"""

import hashlib

import structlog
from aiohttp import web

from services.errors import MalformedCallback
from services.gateways.paystack_events import SIGNATURE_HEADER, parse_event, signature_is_right
from services.inbox import Arrival
from webhooks import addresses
from webhooks.telegram import Receive
from webhooks.visitors import guessed

log = structlog.get_logger()

PATH = "/hooks/paystack"
SOURCE = "paystack"
LANE = "paystack:"
#: Lane of events that are about no transaction.
NOTHING = "-"


def routes(receive: Receive, secret: str) -> list[web.RouteDef]:
    """Without the secret key there is no endpoint."""
    if not secret:
        return []

    async def event(request: web.Request) -> web.Response:
        raw = await request.read()
        shown = request.headers.getall(SIGNATURE_HEADER, [])
        if len(shown) != 1 or not signature_is_right(raw, shown[0], secret):
            await guessed(request)
            reason = "wrong_signature" if shown else "no_signature"
            log.warning("paystack_event_refused", reason=reason)
            await addresses.record(f"{PATH}/", reason.replace("_", " "), raw)
            raise web.HTTPUnauthorized
        await receive([arrival(raw)])
        return web.Response()

    return [web.post(PATH, event)]


def arrival(raw: bytes) -> Arrival:
    """An event as an inbox row; what can't be read is stored all the same, for a person to see."""
    try:
        event = parse_event(raw)
    except MalformedCallback:
        return Arrival(SOURCE, _digest(raw), f"{LANE}{NOTHING}", 0, raw)
    return Arrival(SOURCE, event.external_id, f"{LANE}{_lane(event.reference)}", 0, raw)


def _lane(reference: str | None) -> str:
    return reference if reference and len(reference) <= 60 else NOTHING


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
