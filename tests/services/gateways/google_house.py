"""A gateway in front of the simulated Google, and the fixture that brings one."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import aiohttp
import pytest
from yarl import URL

from services.gateways.google import GoogleGateway, consent_url
from services.gateways.google_values import Access, GoogleSettings, Grant, MeetEvent
from simulator import Simulator
from simulator.faults import Fault
from simulator.google import google_of
from simulator.google.consent import Asked
from simulator.google.memory import Google

REDIRECT = "http://127.0.0.1:9/hooks/google"
BRIAN = "brian@gmail.example"
STARTS = datetime(2026, 9, 15, 7, 0, tzinfo=UTC)
EVENT = MeetEvent("0a1b2c3d4e5f", "Appointment BK-2026-000007", STARTS,
                  STARTS + timedelta(minutes=50))  # fmt: skip


class House:
    """A simulator, and as many gateways as a test wants."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession) -> None:
        self.sim, self.http, self.world = sim, http, sim.world

    @property
    def google(self) -> Google:
        return google_of(self.world)

    def settings(self, **changes: str) -> GoogleSettings:
        fields = {
            "client_id": "demo.apps.googleusercontent.com",
            "client_secret": "demo-secret",
            "accounts_url": f"{self.sim.url}/google/accounts",
            "token_url": f"{self.sim.url}/google/oauth2",
            "calendar_url": f"{self.sim.url}/google/calendar/v3",
            "redirect_uri": REDIRECT,
        }
        return GoogleSettings(**fields | changes)

    def gateway(self, timeout: float = 5.0, **changes: str) -> GoogleGateway:
        return GoogleGateway(self.http, self.settings(**changes), self.world.clock.now, timeout)

    def order(self, fault: str, method: str | None = None, times: int | None = 1,
              value: Any = None) -> None:  # fmt: skip
        self.world.faults.add(Fault("google", fault, times, method=method, value=value))

    def code(self, *, scope_given: bool = True) -> str:
        """What the browser brings back when somebody allows it."""
        query = dict(URL(consent_url(self.settings(), "s" * 43)).query)
        back = Asked.read(query).answered(self.google, BRIAN, allow=True, scope_given=scope_given)
        return URL(back).query["code"]

    async def grant(self) -> Grant:
        return await self.gateway().exchange(self.code())

    async def access(self) -> Access:
        return (await self.grant()).access

    def events(self) -> list[dict[str, Any]]:
        return list(self.google.calendar(BRIAN).values())

    def requests(self, name: str) -> int:
        return cast(int, self.world.stats["google"].get("requests", {}).get(name, 0))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        yield House(sim, http)
