"""How many connections are open: where all places are taken, whoever only holds one loses it (D4).

The HTTP library closes connections that are idle for long, and knows no bound on their number. A
process that has no file left takes nobody's, Telegram's included; so the one that gives way is
idle, of the address with the most of them, and has shown no secret.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import structlog

from webhooks.addresses import house_of

log = structlog.get_logger()


@dataclass(slots=True)
class _Seen:
    house: str
    since: float
    in_work: int = 0
    was_heard: bool = False
    is_known: bool = False


class Connections:
    """At most `most` of them; a new one says within `head_seconds` what it wants."""

    def __init__(self, most: int, head_seconds: float) -> None:
        self._most = most
        self._head_seconds = head_seconds
        self._open: dict[asyncio.Transport, _Seen] = {}

    def welcome(self, transport: asyncio.Transport) -> bool:
        """Whether there is a place for this new one, made free perhaps."""
        if len(self._open) >= self._most and not self._make_room():
            log.warning("connection_turned_away", connections=len(self._open))
            return False
        loop = asyncio.get_running_loop()
        peer = transport.get_extra_info("peername")
        self._open[transport] = _Seen(house_of(peer[0]) if peer else "", loop.time())
        loop.call_later(self._head_seconds, self._cut_unheard, transport)
        return True

    def begin(self, transport: asyncio.Transport | None, *, known: bool) -> None:
        """A request of this connection is worked on; `known`: it has shown a right secret."""
        seen = self._seen(transport)
        if seen is not None:
            seen.was_heard = True
            seen.is_known |= known
            seen.in_work += 1

    def end(self, transport: asyncio.Transport | None) -> None:
        seen = self._seen(transport)
        if seen is not None:
            seen.in_work -= 1
            seen.since = asyncio.get_running_loop().time()

    def _seen(self, transport: asyncio.Transport | None) -> _Seen | None:
        return self._open.get(transport) if transport is not None else None

    def _cut_unheard(self, transport: asyncio.Transport) -> None:
        seen = self._open.get(transport)
        if seen is not None and not seen.was_heard:
            transport.abort()

    def _make_room(self) -> bool:
        self._open = {one: seen for one, seen in self._open.items() if not one.is_closing()}
        if len(self._open) < self._most:
            return True
        crowds = Counter(seen.house for seen in self._open.values())
        ranks = {
            one: (-crowds[seen.house], seen.since)
            for one, seen in self._open.items()
            if not seen.in_work and not seen.is_known
        }
        if not ranks:
            return False
        one = min(ranks, key=ranks.__getitem__)
        del self._open[one]
        one.abort()
        return True


class Doorman(asyncio.Protocol):
    """Meets a new connection, and hands it on to the HTTP library or closes it."""

    def __init__(
        self, connections: Connections, library: Callable[[], asyncio.BaseProtocol]
    ) -> None:
        self._connections = connections
        self._library = library

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        stream = cast("asyncio.Transport", transport)
        if not self._connections.welcome(stream):
            stream.abort()
            return
        handler = self._library()
        stream.set_protocol(handler)
        handler.connection_made(stream)
