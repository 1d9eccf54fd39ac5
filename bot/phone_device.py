"""What every use of a simulated phone over HTTP needs: its state, its doings, and patience."""

import time
from typing import Any

import aiohttp

#: Seconds until what was promised must be there, on a machine that has much else to do.
PATIENCE = 60.0


class Unseen(AssertionError):
    """Something that a person was promised did not show up."""


class Device:
    """One simulated phone behind the simulator's control interface."""

    def __init__(self, session: aiohttp.ClientSession, url: str, phone_id: str) -> None:
        self._session = session
        self._url = url
        self.id = phone_id

    async def state(self) -> dict[str, Any]:
        return await self._get(f"/sim/phones/{self.id}")

    async def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.state())["messages"]
        return found

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        url = f"{self._url}/sim/phones/{self.id}/{path}"
        async with self._session.post(url, json=body) as response:
            if response.status >= 400:
                raise Unseen(f"{self.id}: {await response.text()}")
            return await _object(response)

    async def _get(self, path: str) -> dict[str, Any]:
        async with self._session.get(self._url + path) as response:
            response.raise_for_status()
            return await _object(response)

    async def _wait(self, seq: int, deadline: float, what: str) -> None:
        """Until something happens in the world after `seq`; raises Unseen at the deadline."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise Unseen(f"{self.id} saw no {what}; the last messages are {await self._last()}")
        await self._get(f"/sim/wait?after={seq}&timeout={min(left, 1.0):.2f}")

    async def _last(self) -> list[str]:
        return [m["text"][:200] for m in (await self.messages())[-3:]]


async def _object(response: aiohttp.ClientResponse) -> dict[str, Any]:
    found: dict[str, Any] = await response.json()
    return found
