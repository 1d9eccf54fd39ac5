"""A gateway in front of the simulated Daraja, and the fixture that brings one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import aiohttp
import pytest

from services.gateways.mpesa import (
    Accepted,
    MpesaGateway,
    MpesaSettings,
    PushRequest,
    Token,
)
from simulator import Simulator
from simulator.faults import Fault

AMINA = "+254712000001"
CALLBACK = "http://127.0.0.1:9/hooks/pay/0a1b2c3d"


class InMemoryTokenStore:
    """What the table of tokens does, for all gateways of one test."""

    def __init__(self) -> None:
        self.token: Token | None = None
        self.lock = asyncio.Lock()

    async def get(self) -> Token | None:
        return self.token

    async def refresh(self, failed: str | None, fetch: Callable[[], Awaitable[Token]]) -> Token:
        async with self.lock:
            if self.token is None or self.token.access_token == failed:
                self.token = await fetch()
            return self.token


class House:
    """A simulator, a shared token store, and as many gateways as there are replicas."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession) -> None:
        self.sim, self.http, self.world = sim, http, sim.world
        self.tokens = InMemoryTokenStore()

    def gateway(self, timeout: float = 5.0, **changes: str) -> MpesaGateway:
        base_url = self.sim.url + "/daraja"
        settings = MpesaSettings(
            **{
                "base_url": base_url,
                "consumer_key": "demo-key",
                "consumer_secret": "demo-secret",
                "shortcode": "174379",
                "passkey": "demo-passkey",
            }
            | changes
        )
        return MpesaGateway(self.http, settings, self.tokens, self.world.clock.now, timeout)

    def order(self, fault: str, times: int | None = 1, value: Any = None) -> None:
        self.world.faults.add(Fault("daraja", fault, times, value=value))

    def requests(self, name: str) -> int:
        return cast(int, self.world.stats["daraja"].get("requests", {}).get(name, 0))

    async def push(self, **changes: Any) -> Accepted:
        """A push that must be accepted."""
        outcome = await self.gateway().push(request(**changes))
        assert isinstance(outcome, Accepted)
        return outcome


def request(**changes: Any) -> PushRequest:
    fields: dict[str, Any] = {
        "amount_minor": 150_000,
        "phone": AMINA,
        "reference": "SS-7K2M9",
        "description": "Session",
        "callback_url": CALLBACK,
    }
    return PushRequest(**fields | changes)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", AMINA, balance=5000)
        yield House(sim, http)
