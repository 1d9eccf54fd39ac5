"""A short cut for the requests that come by the thousand.

Small Bot API calls that arrive whole are answered here, without the web framework. The first
request of a connection that is anything else hands the connection over to aiohttp for good, so
there are no two readers of one stream. What a call does is the same either way.
"""

import asyncio
import time
from collections.abc import Callable
from typing import cast

from simulator.telegram.answers import encode, headers, record
from simulator.telegram.dispatch import perform_now
from simulator.telegram.errors import ApiError
from simulator.telegram.methods import METHODS
from simulator.telegram.requests import Body, parse
from simulator.world import World

START = b"POST /telegram/bot"
ENDS = (b" HTTP/1.1", b"")
# Any of these asks for something only the framework does.
SPECIAL = (b"\r\ntransfer-encoding:", b"\r\nexpect:", b"\r\nconnection: close")


class Front(asyncio.Protocol):
    """One incoming connection, until somebody else has to read it."""

    def __init__(
        self, world: World, framework: Callable[[], asyncio.Protocol], open_: set[asyncio.Transport]
    ) -> None:
        self._world, self._framework, self._open = world, framework, open_
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports do not inherit from asyncio's.
        self._transport = cast(asyncio.Transport, transport)
        self._open.add(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._open.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        answer = self._quickly(data) if data.startswith(START) else None
        if answer is None:
            self._hand_over(self._transport, data)
        else:
            self._transport.write(answer)

    def _hand_over(self, transport: asyncio.Transport, data: bytes) -> None:
        self._open.discard(transport)
        protocol = self._framework()
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        protocol.data_received(data)

    def _quickly(self, data: bytes) -> bytes | None:
        """The whole HTTP answer; None when this is not for the short cut."""
        started = time.perf_counter()
        head, found, content = data.partition(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        path, version, more = line[len(START) :].partition(ENDS[0])
        token, _, name = path.decode("latin-1").partition("/")
        method = METHODS.get(name.lower())
        if not found or not version or more or method is None or method.waits:
            return None
        kind = _kind(b"\r\n" + rest.lower(), len(content))
        if kind is None or self._world.faults:
            return None
        try:
            bot = self._world.bots.find(token)
            body = Body(parse(kind, content))
        except (ValueError, ApiError):
            return None
        if bot is None:
            return None
        answer = perform_now(self._world, bot, method, body)
        record(self._world, "POST", name, answer, body=body, started=started)
        return _http(answer[0], encode(answer[1]), headers(answer))


def _kind(fields: bytes, size: int) -> str | None:
    """The content type, when the body is here in full and of a simple sort."""
    if any(special in fields for special in SPECIAL):
        return None
    length = _field(fields, b"\r\ncontent-length:")
    if not length.isdigit() or int(length) != size:
        return None
    kind = _field(fields, b"\r\ncontent-type:").partition(b";")[0].decode("latin-1")
    return kind if kind in ("application/json", "application/x-www-form-urlencoded") else None


def _field(fields: bytes, name: bytes) -> bytes:
    at = fields.find(name)
    if at < 0:
        return b""
    end = fields.find(b"\r\n", at + 2)
    return fields[at + len(name) : end if end >= 0 else len(fields)].strip()


def _http(status: int, body: bytes, more: dict[str, str]) -> bytes:
    extra = "".join(f"{name}: {value}\r\n" for name, value in more.items())
    return (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{extra}"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
