"""Results and time-outs of asynchronous requests: the raw body is a row before anything is decided.

The token in the path is the only thing that names the request. Every caller hears the same answer.
"""

import hashlib
import re

import structlog
from aiohttp import web

from services.inbox import Arrival
from webhooks import addresses
from webhooks.telegram import Receive
from webhooks.visitors import guessed

log = structlog.get_logger()

DONE_PATH = "/hooks/done/{token}"
LATE_PATH = "/hooks/late/{token}"
LANE = "ask:"
#: What `services.mpesa_requests` makes: 24 random bytes in hex, no word that Safaricom refuses.
TOKEN = re.compile(r"[0-9a-f]{48}")
_ACCEPTED = {"ResultCode": 0, "ResultDesc": "Accepted"}


def routes(receive: Receive) -> list[web.RouteDef]:
    async def take(request: web.Request, source: str) -> web.Response:
        token, raw = request.match_info["token"], await request.read()
        if not TOKEN.fullmatch(token):
            await guessed(request)
            log.warning("result_refused", reason="no_token_of_ours")
            await addresses.record(request.path, "no token of ours", raw)
            return web.json_response(_ACCEPTED)
        # The same bytes again are the same report; a changed one is a row of its own.
        digest = hashlib.sha256(raw).hexdigest()[:40]
        await receive([Arrival(source, f"{token}:{digest}", f"{LANE}{token}", 0, raw)])
        return web.json_response(_ACCEPTED)

    async def done(request: web.Request) -> web.Response:
        return await take(request, "mpesa_result")

    async def late(request: web.Request) -> web.Response:
        return await take(request, "mpesa_late")

    return [web.post(DONE_PATH, done), web.post(LATE_PATH, late)]
