"""A merchant in front of the simulated Daraja, and the fixture that brings one."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web

from simulator import Simulator

NAIROBI = ZoneInfo("Africa/Nairobi")
AMINA = "254712000001"


class Receiver:
    """The program's end of a callback: keeps what arrives."""

    def __init__(self) -> None:
        self.url = ""
        self.arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.headers: dict[str, str] = {}

    async def post(self, request: web.Request) -> web.Response:
        self.headers = dict(request.headers)
        await self.arrived.put(await request.json())
        return web.json_response({"ResultCode": 0, "ResultDesc": "Accepted"})

    async def next(self) -> dict[str, Any]:
        """The stkCallback of the next request."""
        body = await asyncio.wait_for(self.arrived.get(), 60)
        callback: dict[str, Any] = body["Body"]["stkCallback"]
        return callback


class Caller:
    """A merchant's hand-made HTTP."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession, receiver: Receiver) -> None:
        self.sim, self.http, self.receiver = sim, http, receiver
        self.token = ""

    async def json(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        async with self.http.request(method, self.sim.url + path, **options) as response:
            text = await response.text()
            is_json = response.content_type == "application/json" and text
            return response.status, await response.json() if is_json else text

    async def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """A call with the token; fields that are None are left out."""
        given = {name: value for name, value in body.items() if value is not None}
        headers = {"Authorization": f"Bearer {self.token}"}
        return await self.json("POST", path, json=given, headers=headers)

    async def oauth(self, key: str = "demo-key", secret: str = "demo-secret") -> tuple[int, Any]:
        encoded = base64.b64encode(f"{key}:{secret}".encode()).decode()
        status, found = await self.json(
            "GET",
            "/daraja/oauth/v1/generate?grant_type=client_credentials",
            headers={"Authorization": f"Basic {encoded}"},
        )
        if status == 200:
            self.token = found["access_token"]
        return status, found

    def signed(self, at: datetime | None = None) -> dict[str, Any]:
        timestamp = (at or self.sim.world.clock.now()).astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")
        password = base64.b64encode(f"174379demo-passkey{timestamp}".encode()).decode()
        return {"BusinessShortCode": 174379, "Password": password, "Timestamp": timestamp}

    async def push(self, **changes: Any) -> tuple[int, Any]:
        body = {
            **self.signed(),
            "TransactionType": "CustomerPayBillOnline",
            "Amount": 1500,
            "PartyA": AMINA,
            "PartyB": "174379",
            "PhoneNumber": AMINA,
            "CallBackURL": self.receiver.url,
            "AccountReference": "SS-7K2M9",
            "TransactionDesc": "Session",
        } | changes
        return await self.post("/daraja/mpesa/stkpush/v1/processrequest", body)

    async def query(self, checkout_id: str) -> tuple[int, Any]:
        body = self.signed() | {"CheckoutRequestID": checkout_id}
        return await self.post("/daraja/mpesa/stkpushquery/v1/query", body)

    async def fault(self, fault: str, **options: Any) -> None:
        body = {"service": "daraja", "fault": fault, **options}
        status, _ = await self.json("POST", "/sim/faults", json=body)
        assert status == 200

    async def phone(self) -> Any:
        return (await self.json("GET", "/sim/phones/amina"))[1]

    async def answer(self, **what: Any) -> tuple[int, Any]:
        prompt = (await self.phone())["prompts"][-1]["id"]
        return await self.json("POST", f"/sim/phones/amina/prompts/{prompt}", json=what)

    async def advance(self, seconds: float) -> None:
        await self.json("POST", "/sim/clock", json={"advance": seconds})


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hooks/pay/{token}", receiver.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/pay/abc123"
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", "+254712000001", balance=5000, pin="4321")
        caller = Caller(sim, http, receiver)
        await caller.oauth()
        yield caller
    await runner.cleanup()


def items(callback: dict[str, Any]) -> dict[str, Any]:
    return {item["Name"]: item.get("Value") for item in callback["CallbackMetadata"]["Item"]}
