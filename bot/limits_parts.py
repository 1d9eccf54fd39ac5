"""The limits (D4), from the settings: who is counted how, and how the server is bounded."""

import hashlib
import hmac

from aiohttp import web

from bot.settings import Settings
from services.visitors import Gate, Rate
from webhooks.addresses import Addresses
from webhooks.c2b import Paybill
from webhooks.connections import Connections
from webhooks.places import Bounds, Places
from webhooks.server import CONNECTIONS_PER_PLACE, is_known
from webhooks.visitors import Names, Visitors

#: What the bot's token is a key for here: all replicas have it, and none gets another meanwhile.
PURPOSE = b"names of addresses"


def persons(settings: Settings) -> Gate:
    """What each chat may send."""
    limits = settings.limits
    return Gate(Rate(limits.person_at_once, limits.person_per_second))


def visitors(settings: Settings) -> Visitors:
    """What each address may ask for."""
    limits, token = settings.limits, settings.telegram.bot_token.get_secret_value()
    callers = Addresses(
        settings.daraja.callback_addresses or (), settings.server.trusted_proxies or ()
    )
    key = hmac.digest(token.encode(), PURPOSE, hashlib.sha256)
    pages = Rate(limits.address_at_once, limits.address_per_second)
    guesses = Rate(limits.wrong_secrets, 1 / 60)
    return Visitors(Names(key, callers), Gate(pages), Gate(guesses, untold=0))


def places(
    settings: Settings, visitors: Visitors, paybill: Paybill | None, sms_secret: str
) -> Places:
    """How many requests are in work, and for how long."""
    limits, secret = settings.limits, settings.telegram.webhook_secret
    bounds = Bounds(
        limits.at_once,
        limits.address_requests,
        limits.body_seconds,
        limits.request_seconds,
        limits.idle_seconds,
    )

    def knows(request: web.Request) -> bool:
        words = secret.get_secret_value() if secret else ""
        return is_known(request, words, paybill, visitors.names.addresses, sms_secret)

    connections = Connections(CONNECTIONS_PER_PLACE * limits.at_once, limits.body_seconds)
    return Places(bounds, knows, visitors.names.house, connections)
