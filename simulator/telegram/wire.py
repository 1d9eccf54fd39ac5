"""One kept-alive HTTP/1.1 connection for POSTs: a tenth of the cost of a general client.

The benchmark sends thousands of updates a second from one core, hence no client library here.
"""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

IDLE_LIMIT = 60.0
HEAD_END = b"\r\n\r\n"


@dataclass(slots=True)
class Reply:
    """The program's answer; `retry_after` is in seconds, when given."""

    status: int
    body: bytes
    retry_after: int | None = None


class Connection(asyncio.Protocol):
    """POSTs to one URL, one at a time, each followed by its reply."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        parts = urlsplit(url)
        self._secure = parts.scheme == "https"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (443 if self._secure else 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fields = {"Host": parts.netloc.rpartition("@")[2], "Connection": "keep-alive", **headers}
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        self._head = ("\r\n".join(lines) + "\r\nContent-Length: ").encode()
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[Reply] | None = None
        self._buffer = b""

    async def post(self, body: bytes) -> Reply:
        """Send and wait for the reply. Raises OSError, also for a silence of a minute."""
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            await self._connect(loop)
        assert self._transport is not None
        self._waiter = loop.create_future()
        self._transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))
        silence = loop.call_later(IDLE_LIMIT, self._fail, TimeoutError("Read timeout expired"))
        try:
            return await self._waiter
        finally:
            silence.cancel()
            if not self._waiter.done() or self._waiter.cancelled():
                self.close()
            self._waiter = None

    def drop(self, body: bytes) -> None:
        """Send, and hang up before the answer can come; only on an open connection."""
        if self._transport is not None:
            self._transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))
        self.close()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    async def connect(self) -> None:
        """Open the connection when it is not open. Raises OSError."""
        if self._transport is None or self._transport.is_closing():
            await self._connect(asyncio.get_running_loop())

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> None:
        context = ssl.create_default_context() if self._secure else None
        self._buffer = b""
        transport, _ = await loop.create_connection(
            lambda: self, self._host, self._port, ssl=context
        )
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        reply = parse(self._buffer, ended=False)
        if reply is not None:
            self._buffer = b""
            if self._waiter is not None and not self._waiter.done():
                self._waiter.set_result(reply)

    def eof_received(self) -> None:
        reply = parse(self._buffer, ended=True) if self._buffer else None
        if reply is not None and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._fail(ConnectionResetError("Connection closed"))

    def _fail(self, error: OSError) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)
            self.close()


def parse(data: bytes, *, ended: bool) -> Reply | None:
    """The reply in `data`; None while it is not complete. `ended`: nothing more will come."""
    head, found, body = data.partition(HEAD_END)
    if not found:
        return None
    lines = head.lower().split(b"\r\n")
    status = int(lines[0].split(b" ", 2)[1])
    headers = dict(line.split(b":", 1) for line in lines[1:] if b":" in line)
    whole: bytes | None
    if b"chunked" in headers.get(b"transfer-encoding", b""):
        whole = _unchunked(body)
    elif b"content-length" in headers:
        size = int(headers[b"content-length"])
        whole = body[:size] if len(body) >= size else None
    elif status == 204:
        whole = b""
    else:
        whole = body if ended else None
    if whole is None:
        return None
    after = headers.get(b"retry-after", b"").strip()
    return Reply(status, whole, int(after) if after.isdigit() else None)


def _unchunked(body: bytes) -> bytes | None:
    parts: list[bytes] = []
    while True:
        line, found, rest = body.partition(b"\r\n")
        if not found:
            return None
        size = int(line.split(b";")[0] or b"0", 16)
        if size == 0:
            return b"".join(parts)
        if len(rest) < size + 2:
            return None
        parts.append(rest[:size])
        body = rest[size + 2 :]
