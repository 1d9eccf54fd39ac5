"""A merchant in front of the simulated Paystack, and the fixture that brings one."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from simulator import Simulator

KEY = "sk_test_demo0000000000000000000000000000000000"
PHONE = "+254712000001"


class Hook:
    """The program's end of the webhook: keeps what arrives; `answers` are used up, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.raw: asyncio.Queue[tuple[bytes, str | None]] = asyncio.Queue()
        self.answers: list[int] = []

    async def post(self, request: web.Request) -> web.Response:
        await self.raw.put((await request.read(), request.headers.get("x-paystack-signature")))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def next(self) -> dict[str, Any]:
        """The next event, whose signature must be right."""
        body, signature = await asyncio.wait_for(self.raw.get(), 60)
        assert signature == hmac.new(KEY.encode(), body, hashlib.sha512).hexdigest()
        found: dict[str, Any] = json.loads(body)
        return found

    async def silent(self) -> bool:
        """Whether nothing comes for a while."""
        await asyncio.sleep(0.4)
        return self.raw.empty()


class Caller:
    """A merchant's hand-made HTTP."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession, hook: Hook) -> None:
        self.sim, self.http, self.hook = sim, http, hook
        self.key: str | None = f"Bearer {KEY}"

    async def call(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        headers = {"Authorization": self.key} if self.key else {}
        url = f"{self.sim.url}/paystack{path}"
        async with self.http.request(method, url, headers=headers, **options) as response:
            text = await response.text()
            is_json = response.content_type == "application/json"
            return response.status, json.loads(text) if is_json else text

    async def initialize(self, **changes: Any) -> tuple[int, Any]:
        body = {
            "email": "amina@clients.example",
            "amount": 250_000,
            "currency": "KES",
            "reference": "SS-7K2M9.1",
            "callback_url": f"{self.hook.url}/back",
            "metadata": {"booking": "SS-7K2M9"},
        } | changes
        body = {name: value for name, value in body.items() if value is not None}
        return await self.call("POST", "/transaction/initialize", json=body)

    async def charge(self, **changes: Any) -> tuple[int, Any]:
        body: dict[str, Any] = {
            "email": "amina@clients.example",
            "amount": 250_000,
            "currency": "KES",
            "reference": "SS-7K2M9.1",
            "mobile_money": {"phone": PHONE, "provider": "mpesa"},
        } | changes
        body = {name: value for name, value in body.items() if value is not None}
        return await self.call("POST", "/charge", json=body)

    async def verify(self, reference: str = "SS-7K2M9.1") -> Any:
        status, found = await self.call("GET", f"/transaction/verify/{reference}")
        assert status == 200
        assert (found["status"], found["message"]) == (True, "Verification successful")
        return found["data"]

    async def pay(self, card: str = "success", **more: Any) -> Any:
        """What Amina's browser would do with the newest link."""
        body = {"reference": "SS-7K2M9.1", "card": card, **more}
        return await self.sim_post("phones/amina/checkout", **body)

    async def paid(self, **changes: Any) -> dict[str, Any]:
        """A transaction that was paid, and its event."""
        await self.initialize(**changes)
        await self.pay(reference=changes.get("reference", "SS-7K2M9.1"))
        return await self.hook.next()

    async def refund(self, **fields: Any) -> tuple[int, Any]:
        body = {"transaction": "SS-7K2M9.1", **fields}
        return await self.call("POST", "/refund", json=body)

    async def refund_state(self, refund_id: int) -> str:
        status, found = await self.call("GET", f"/refund/{refund_id}")
        assert status == 200
        return str(found["data"]["status"])

    async def fault(self, fault: str, **options: Any) -> None:
        await self.sim_post("faults", service="paystack", fault=fault, **options)

    async def advance(self, seconds: float) -> None:
        await self.sim_post("clock", advance=seconds)

    async def phone(self) -> Any:
        async with self.http.get(f"{self.sim.url}/sim/phones/amina") as response:
            return await response.json()

    async def answer(self, **what: Any) -> Any:
        prompt = (await self.phone())["prompts"][-1]["id"]
        return await self.sim_post(f"phones/amina/prompts/{prompt}", **what)

    async def sim_post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.sim.url}/sim/{path}", json=body) as response:
            return await response.json() if response.status == 200 else response.status


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hooks/paystack", hook.post)
    app.router.add_get("/hooks/paystack/back", _thanks)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/paystack"
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", PHONE, balance=5000, pin="4321")
        found = Caller(sim, http, hook)
        await found.sim_post("paystack", webhook_url=hook.url)
        yield found
    await runner.cleanup()


async def _thanks(request: web.Request) -> web.Response:
    return web.Response(text="Thank you")
