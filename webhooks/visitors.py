"""How much one address may ask for: pages by the second, secrets by the guess (D4).

No address is stored: its bucket goes by a hash under a key that is another one each day. Whoever
shows a right secret is not counted at all, wherever it comes from.
"""

import hashlib
import hmac
import math
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from conversations import texts
from services import clock
from services.visitors import Gate, Verdict
from webhooks.addresses import FORWARDED, Addresses, house
from webhooks.languages import language_of

log = structlog.get_logger()

#: What calls us from outside; its senders have secrets, and everything else is a person's.
HOOKS = "/hooks/"


@dataclass(frozen=True, slots=True)
class Names:
    """Who called, and the name of their bucket: `key` is the same in all replicas."""

    key: bytes
    addresses: Addresses

    def house(self, request: web.Request) -> str:
        """The caller's address, for use in memory only; empty when nobody can tell."""
        caller = self.addresses.caller(request.remote, request.headers.getall(FORWARDED, []))
        return house(caller)

    def hidden(self, kind: str, house: str) -> str:
        today = clock.now().date().isoformat()
        digest = hmac.digest(self.key, f"{today} {house}".encode(), hashlib.sha256)
        return f"{kind}:{digest.hex()[:32]}"


@dataclass(frozen=True, slots=True)
class Visitors:
    """The two buckets that each address has."""

    names: Names
    pages: Gate
    guesses: Gate

    async def guessed(self, request: web.Request) -> None:
        """A wrong secret was shown; raises 429 once there were too many of them."""
        name = self.names.hidden("guess", self.names.house(request))
        if await self.guesses.judge_anyway(name) is not Verdict.WELCOME:
            raise web.HTTPTooManyRequests(text="", headers=_retry_after(self.guesses))

    def guard(self) -> Middleware:
        @web.middleware
        async def limit_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
            if _is_hook(request):
                return await handler(request)
            name = self.names.hidden("page", self.names.house(request))
            verdict = await self.pages.judge_anyway(name)
            if verdict is Verdict.WELCOME:
                return await handler(request)
            if verdict is Verdict.WORDS:
                log.warning("address_flood")
            text = _words(request) if verdict is Verdict.WORDS else ""
            return web.Response(status=429, text=text, headers=_retry_after(self.pages))

        return limit_pages


VISITORS = web.AppKey("visitors", Visitors)


async def guessed(request: web.Request) -> None:
    """Say so before a wrong secret is recorded; raises 429 in place of whatever its answer is."""
    await request.app[VISITORS].guessed(request)


def _words(request: web.Request) -> str:
    return texts.text("that_was_a_lot_for_a_page", language_of(request)) + "\n"


def _is_hook(request: web.Request) -> bool:
    """Only what is posted: a browser that comes back from Google's consent is a person's."""
    return request.method == "POST" and request.path.startswith(HOOKS)


def _retry_after(gate: Gate) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(gate.wait))}
