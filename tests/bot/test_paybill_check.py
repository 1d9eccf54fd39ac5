"""Whether money is welcome is answered within a second, whatever becomes of our database (1.7)."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from services.gateways.mpesa_c2b import C2BPayment
from services.inbox import Arrival
from services.paybill import Welcome
from services.visitors import Gate, Rate
from webhooks.addresses import Addresses
from webhooks.c2b import Judge, Paybill, routes
from webhooks.visitors import VISITORS, Names, Visitors

ASKED = {"TransID": "UKL1234567", "TransAmount": "2500.00", "BusinessShortCode": "174379",
         "BillRefNumber": "BK-2026-000123"}  # fmt: skip


async def _nobody(arrivals: list[Arrival]) -> None:
    raise AssertionError(f"{len(arrivals)} rows of a question")


MANY = Rate(100, 1.0)


@asynccontextmanager
async def served(judge: Judge, secret: str = "abc123") -> AsyncIterator[str]:
    app = web.Application()
    app[VISITORS] = Visitors(Names(b"k" * 32, Addresses()), Gate(MANY), Gate(MANY))
    app.add_routes(routes(_nobody, Paybill(secret, judge)))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/c2b"
    await runner.cleanup()


async def ask(url: str, body: Any = ASKED) -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as http, http.post(url, data=raw) as response:
        return response.status, await response.json() if response.status == 200 else None


async def test_m2_a_database_that_hangs_takes_the_money_in_time() -> None:
    async def hangs(_asked: C2BPayment) -> Welcome:
        await asyncio.sleep(600)
        return Welcome.UNKNOWN_ACCOUNT

    async with served(hangs) as url:
        began = time.monotonic()
        assert await ask(f"{url}/abc123/check") == (
            200, {"ResultCode": "0", "ResultDesc": "Accepted"}
        )  # fmt: skip
        assert time.monotonic() - began < 60


@pytest.mark.parametrize("error", [OSError, ConnectionResetError, TimeoutError])
async def test_m2_a_database_that_is_away_takes_the_money(error: type[Exception]) -> None:
    async def away(_asked: C2BPayment) -> Welcome:
        raise error

    async with served(away) as url:
        assert (await ask(f"{url}/abc123/check"))[1]["ResultCode"] == "0"


async def test_m2_a_no_is_told_in_safaricoms_words() -> None:
    async def refuses(_asked: C2BPayment) -> Welcome:
        return Welcome.WRONG_SHORT_CODE

    async with served(refuses) as url:
        assert (await ask(f"{url}/abc123/check"))[1] == {
            "ResultCode": "C2B00015", "ResultDesc": "Rejected"
        }  # fmt: skip
        assert (await ask(f"{url}/abc12/check"))[1]["ResultCode"] == "0"
        assert (await ask(f"{url}/abc123/check", b"\xff{"))[1]["ResultCode"] == "0"


async def test_without_a_secret_the_addresses_are_off() -> None:
    async def never(_asked: C2BPayment) -> Welcome:
        raise AssertionError("nobody asks")

    async with served(never, secret="") as url:
        assert [(await ask(f"{url}/{way}"))[0] for way in ("x/check", "x/confirm")] == [404, 404]
