"""python-telegram-bot on aiohttp: its documented extension point, for speed (3-protocols 8.3)."""

import json
from collections.abc import Mapping
from typing import Any, cast

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_JSON = {"Content-Type": "application/json"}


class _Ready:
    """Parameters as they leave: what `do_request` reads of PTB's RequestData."""

    contains_files = False

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.json_payload = json.dumps(parameters).encode()


async def call(bot: Bot, method: str, parameters: Mapping[str, Any]) -> Any:
    """A Bot API method with plain JSON both ways, over a bot whose transport is ours.

    Errors are PTB's. Its own methods build objects of each answer (the Message just sent, with all
    that hangs on it) that nobody reads, and that take longer than the request.
    """
    ready = cast(RequestData, _Ready(parameters))
    return await bot.request.post(f"{bot.base_url}/{method}", ready)


class AiohttpRequest(BaseRequest):
    """HTTP for `telegram.Bot` over one aiohttp session; time-outs are seconds."""

    def __init__(self, *, connections: int = 100, read_timeout: float = 10.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None,
        read_timeout: Any = None, write_timeout: Any = None, connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:  # fmt: skip
        """One call. Raises TimedOut when it may have arrived, NetworkError when it didn't."""
        del write_timeout, pool_timeout
        if self._session is None:
            raise NetworkError("the transport is not started")
        timeout = aiohttp.ClientTimeout(
            total=self._seconds(read_timeout), connect=self._seconds(connect_timeout, 10.0)
        )
        try:
            async with self._session.request(
                method, url, timeout=timeout, **_body(request_data)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error

    def _seconds(self, given: Any, default: float | None = None) -> float:
        """PTB passes an object of its own for "not said"."""
        if isinstance(given, int | float):
            return float(given)
        return default or self._read_timeout


def _body(data: RequestData | None) -> dict[str, Any]:
    """JSON, unless there are files (Bot API, "Making requests")."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": _JSON}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
