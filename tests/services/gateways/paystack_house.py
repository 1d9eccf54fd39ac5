"""A gateway in front of a little server that answers what a test tells it to, and what it heard."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from models.values import Money
from services.gateways.paystack import PaystackGateway
from services.gateways.paystack_values import (
    ChargeRequest,
    CheckoutRequest,
    PaystackSettings,
    RefundRequest,
)

KEY = "sk_test_0123456789abcdef"
REFERENCE = "BK-2026-000007-0a1b2c3d4e5f60718293"
PRICE = Money(250_000)
EMAIL = "client-1@clients.example.org"
CHECKOUT = CheckoutRequest(REFERENCE, PRICE, EMAIL, "https://bot.example.org/pay/done")
CHARGE = ChargeRequest(REFERENCE, PRICE, EMAIL, "+254712000001")
REFUND = RefundRequest(REFERENCE, PRICE, "refund-7f0e")


@dataclass
class Heard:
    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class House:
    """`answers` are given in turn, the last one for ever; a number instead hangs up, or waits."""

    http: aiohttp.ClientSession
    url: str = ""
    answers: list[tuple[int, bytes | dict[str, Any]]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    slow: float = 0
    hangs_up: bool = False

    def gateway(self, timeout: float = 2.0, url: str = "") -> PaystackGateway:
        return PaystackGateway(self.http, PaystackSettings(url or self.url, KEY), timeout)

    def answer(self, status: int, body: bytes | dict[str, Any]) -> None:
        self.answers.append((status, body))

    async def handle(self, request: web.Request) -> web.Response:
        raw = await request.read()
        body = json.loads(raw) if raw else None
        query = dict(request.query)
        self.heard.append(Heard(request.method, request.path, query, request.headers, body))
        if self.hangs_up:
            assert request.transport
            request.transport.close()
        await asyncio.sleep(self.slow)
        status, answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return web.Response(status=status, body=raw, content_type="application/json")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with aiohttp.ClientSession() as http:
        here = House(http)
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", here.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield here
        await runner.cleanup()


def good(data: object, **more: Any) -> dict[str, Any]:
    return {"status": True, "message": "ok", "data": data, **more}


def no(message: str, **more: Any) -> dict[str, Any]:
    return {"status": False, "message": message, **more}


def transaction(**changes: Any) -> dict[str, Any]:
    """A transaction as `verify` gives it, with what we don't read left out."""
    return {
        "id": 4099260516,
        "domain": "test",
        "status": "success",
        "reference": REFERENCE,
        "amount": 250_000,
        "requested_amount": 250_000,
        "currency": "KES",
        "channel": "card",
        "paid_at": "2026-11-21T09:20:00.000Z",
        "fees": 7250,
        "metadata": "",
        "log": None,
        **changes,
    }


def refund(**changes: Any) -> dict[str, Any]:
    """A refund as the list gives it: the transaction is a number there."""
    return {
        "id": 15581137,
        "transaction": 4099260516,
        "transaction_reference": REFERENCE,
        "status": "pending",
        "amount": 250_000,
        "currency": "KES",
        "merchant_note": REFUND.note,
        "createdAt": "2026-11-21T10:00:00.000Z",
        **changes,
    }
