"""How many requests are in work at once, and how long one may take (D4).

There are three rooms, so that a crowd in one keeps nobody out of another: people's pages, callbacks
that have yet to be looked at, and senders that are known by their secret. What finds its room full
is sent away at once, and whoever it is tries again.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from webhooks.connections import Connections

log = structlog.get_logger()

KNOWN = "known"
IsKnown = Callable[[web.Request], bool]
"""Whether its head alone says whose it is: a right secret in it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Times in seconds. `at_once` for each room; `of_one` for an address in it, if unknown."""

    at_once: int = 150
    of_one: int = 75
    body_seconds: float = 10.0
    request_seconds: float = 30.0
    idle_seconds: float = 75.0


@dataclass(slots=True)
class Places:
    """Who is in which room; `house` tells callers apart."""

    bounds: Bounds
    is_known: IsKnown
    house: Callable[[web.Request], str]
    connections: Connections
    _taken: Counter[str] = field(default_factory=Counter)
    _houses: Counter[tuple[str, str]] = field(default_factory=Counter)

    def guard(self) -> Middleware:
        @web.middleware
        async def give_a_place(request: web.Request, handler: Handler) -> web.StreamResponse:
            known = self.is_known(request)
            room = KNOWN if known else _room(request)
            house = (room, "" if known else self.house(request))
            if self._is_full(room, house, known=known):
                log.warning("request_turned_away", kind=room)
                return _closing(web.Response(status=503, headers={"Retry-After": "1"}))
            self._taken[room] += 1
            self._houses[house] += 1
            self.connections.begin(request.transport, known=known)
            try:
                return await _in_time(request, handler, self.bounds)
            finally:
                self.connections.end(request.transport)
                self._taken[room] -= 1
                self._houses[house] -= 1
                if not self._houses[house]:
                    del self._houses[house]

        return give_a_place

    def _is_full(self, room: str, house: tuple[str, str], *, known: bool) -> bool:
        if self._taken[room] >= self.bounds.at_once:
            return True
        return not known and self._houses[house] >= self.bounds.of_one


def _room(request: web.Request) -> str:
    is_callback = request.method == "POST" and request.path.startswith("/hooks/")
    return "callbacks" if is_callback else "pages"


async def _in_time(request: web.Request, handler: Handler, bounds: Bounds) -> web.StreamResponse:
    """The body has a time of its own to arrive in; once it has, the whole request's counts."""
    end = asyncio.get_running_loop().time() + bounds.request_seconds
    limit, in_work = asyncio.timeout(bounds.body_seconds), True

    def arrived() -> None:
        if in_work and not limit.expired():
            limit.reschedule(end)

    try:
        async with limit:
            request.content.on_eof(arrived)
            return await handler(request)
    except TimeoutError:
        if not limit.expired():
            raise
    finally:
        in_work = False
    late = request.content.is_eof()
    log.warning("request_cut", reason="work" if late else "body")
    status = web.HTTPServiceUnavailable.status_code if late else web.HTTPRequestTimeout.status_code
    return _closing(web.Response(status=status, headers={"Retry-After": "1"}))


def _closing(response: web.Response) -> web.Response:
    """The rest of what the caller may still be sending is not waited for."""
    response.force_close()
    return response
