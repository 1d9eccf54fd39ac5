"""Demo and tests only: follow a clock that can be moved, given by CLOCK_URL."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import aiohttp

from services import clock


async def follow(
    url: str, session: aiohttp.ClientSession, moved: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """Take over the offset of `url` for ever; `moved` runs after each change, beside it."""
    async with asyncio.TaskGroup() as work:
        while True:
            try:
                await _listen(f"{url}/stream", session, lambda: work.create_task(moved()))
            except (aiohttp.ClientError, TimeoutError, ValueError):
                await asyncio.sleep(0.2)


async def read_once(url: str, session: aiohttp.ClientSession) -> None:
    """The offset as it is now, before any work is begun."""
    async with session.get(url) as response:
        clock.shift(timedelta(seconds=(await response.json())["offset"]))


async def _listen(url: str, session: aiohttp.ClientSession, moved: Callable[[], object]) -> None:
    timeout = aiohttp.ClientTimeout(total=None, sock_read=30)
    async with session.get(url, timeout=timeout) as response:
        response.raise_for_status()
        async for line in response.content:
            offset = timedelta(seconds=json.loads(line)["offset"])
            if offset != clock.offset():
                clock.shift(offset)
                moved()
