"""Notices of money paid by hand: asked whether it is welcome, told that it came (1.7).

The secret in the path is all that says who speaks: nothing is signed. Whoever doesn't know it hears
what everybody hears, and changes nothing. Without a secret the addresses don't exist.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from models.database import AWAY
from services.errors import MalformedCallback
from services.gateways.mpesa_c2b import C2BPayment, parse_c2b
from services.inbox import Arrival
from services.paybill import Welcome
from webhooks import addresses
from webhooks.telegram import Receive
from webhooks.visitors import guessed

log = structlog.get_logger()

START = "/hooks/c2b/"
CONFIRM_PATH = f"{START}{{secret}}/confirm"
CHECK_PATH = f"{START}{{secret}}/check"
SOURCE = "c2b"
LANE = "c2b:"
#: Safaricom waits for eight seconds; the payer waits with it.
ANSWER_SECONDS = 0.8
_ACCEPTED = {"ResultCode": 0, "ResultDesc": "Accepted"}

Judge = Callable[[C2BPayment], Awaitable[Welcome]]


@dataclass(frozen=True, slots=True)
class Paybill:
    """The `secret` in the addresses, and who judges what is about to be paid."""

    secret: str = field(repr=False)
    judge: Judge


def routes(receive: Receive, paybill: Paybill) -> list[web.RouteDef]:
    if not paybill.secret:
        return []

    async def is_ours(request: web.Request) -> bool:
        if names_secret(request.path, paybill):
            return True
        await guessed(request)
        log.warning("paybill_notice_refused", reason="wrong_secret")
        return False

    async def confirm(request: web.Request) -> web.Response:
        raw = await request.read()
        if not await is_ours(request):
            await addresses.record(request.path, "wrong secret", raw)
        else:
            # The same bytes again are the same notice; which of them counts, the receipt says.
            digest = hashlib.sha256(raw).hexdigest()[:48]
            await receive([Arrival(SOURCE, digest, f"{LANE}{digest}", 0, raw)])
        return web.json_response(_ACCEPTED)

    async def check(request: web.Request) -> web.Response:
        raw = await request.read()
        welcome = await _judged(paybill.judge, raw) if await is_ours(request) else Welcome.YES
        words = "Accepted" if welcome is Welcome.YES else "Rejected"
        return web.json_response({"ResultCode": welcome.value, "ResultDesc": words})

    return [web.post(CONFIRM_PATH, confirm), web.post(CHECK_PATH, check)]


def names_secret(path: str, paybill: Paybill) -> bool:
    """Whether the address has the secret in it."""
    said, _, _ = path.removeprefix(START).partition("/")
    return bool(paybill.secret) and hmac.compare_digest(said.encode(), paybill.secret.encode())


async def _judged(judge: Judge, raw: bytes) -> Welcome:
    """In doubt money is taken: one without a booking finds its owner later, one refused is lost."""
    try:
        asked = parse_c2b(raw)
    except MalformedCallback:
        log.warning("paybill_check_skipped", error="unreadable")
        return Welcome.YES
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await judge(asked)
    except AWAY as error:
        log.warning("paybill_check_skipped", error=type(error).__name__)
        return Welcome.YES
