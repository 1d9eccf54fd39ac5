"""M-Pesa's callbacks: the raw body is a row before anything is decided about it (M2).

The path says neither "mpesa" nor what it is for (1.7), and its token is the only thing that names
the payment. Every caller hears the same answer, right token or not.
"""

import hashlib

from aiohttp import web

from services.inbox import Arrival
from webhooks.telegram import Receive

PATH = "/hooks/pay/{token}"
LANE = "mpesa:"
_ACCEPTED = {"ResultCode": 0, "ResultDesc": "Accepted"}


def routes(receive: Receive) -> list[web.RouteDef]:
    async def callback(request: web.Request) -> web.Response:
        token = request.match_info["token"][:64]
        raw = await request.read()
        # The same bytes again are the same report; a changed one is a row of its own.
        digest = hashlib.sha256(raw).hexdigest()[:40]
        await receive([Arrival("mpesa", f"{token}:{digest}", f"{LANE}{token}", 0, raw)])
        return web.json_response(_ACCEPTED)

    return [web.post(PATH, callback)]
