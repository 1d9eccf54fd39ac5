"""A business that asks the simulated Daraja for what is answered later, and its fixture."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.simulator.daraja_caller import AMINA, NAIROBI, Caller

STATUS = "/daraja/mpesa/transactionstatus/v1/query"
REVERSAL = "/daraja/mpesa/reversal/v1/request"
B2C = "/daraja/mpesa/b2c/v3/paymentrequest"
PULL = "/daraja/pulltransactions/v1/query"
PASSWORD = b"Smiling#2026"


class Business:
    """A merchant that sends requests and keeps the results."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.url = ""
        self.credential = ""
        self.results: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.timeouts: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def done(self, request: web.Request) -> web.Response:
        await self.results.put(await request.json())
        return web.json_response({"ResultCode": 0, "ResultDesc": "Accepted"})

    async def late(self, request: web.Request) -> web.Response:
        await self.timeouts.put(await request.json())
        return web.json_response({"ResultCode": 0, "ResultDesc": "Accepted"})

    async def seal(self, password: bytes = PASSWORD) -> str:
        """As the portal tells: the certificate's key, PKCS#1 v1.5, base64."""
        _, pem = await self.caller.json("GET", "/daraja/certificate.pem")
        key = x509.load_pem_x509_certificate(pem.encode()).public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        self.credential = base64.b64encode(key.encrypt(password, padding.PKCS1v15())).decode()
        return self.credential

    async def paid(self, amount: int = 1500) -> str:
        """The receipt of a payment by Amina."""
        bill = {"business": "174379", "account": "SS-7K2M9", "amount": amount, "pin": "4321"}
        status, found = await self.caller.json("POST", "/sim/phones/amina/paybill", json=bill)
        assert status == 200
        receipt: str = found["receipt"]
        return receipt

    async def status(self, **changes: Any) -> tuple[int, Any]:
        return await self._ask(
            STATUS,
            {
                "Initiator": "smilingapi",
                "CommandID": "TransactionStatusQuery",
                "PartyA": "174379",
                "IdentifierType": "4",
                "Occasion": "",
            },
            changes,
        )

    async def reverse(self, receipt: str, **changes: Any) -> tuple[int, Any]:
        return await self._ask(
            REVERSAL,
            {
                "Initiator": "smilingapi",
                "CommandID": "TransactionReversal",
                "TransactionID": receipt,
                "Amount": 1500,
                "ReceiverParty": "174379",
                "RecieverIdentifierType": "11",
            },
            changes,
        )

    async def pay_out(self, own_id: str, **changes: Any) -> tuple[int, Any]:
        return await self._ask(
            B2C,
            {
                "OriginatorConversationID": own_id,
                "InitiatorName": "smilingapi",
                "CommandID": "BusinessPayment",
                "Amount": 700,
                "PartyA": "174379",
                "PartyB": AMINA,
                "Occassion": "Refund",
            },
            changes,
        )

    async def _ask(
        self, path: str, body: dict[str, Any], changes: dict[str, Any]
    ) -> tuple[int, Any]:
        shared = {
            "SecurityCredential": self.credential,
            "ResultURL": f"{self.url}/done/abc",
            "QueueTimeOutURL": f"{self.url}/late/abc",
            "Remarks": "Session",
        }
        return await self.caller.post(path, {**body, **shared, **changes})

    async def pull(self, **changes: Any) -> tuple[int, Any]:
        now = self.caller.sim.world.clock.now().astimezone(NAIROBI)
        body = {
            "ShortCode": "174379",
            "StartDate": f"{now - timedelta(hours=72):%Y-%m-%d %H:%M:%S}",
            "EndDate": f"{now + timedelta(minutes=1):%Y-%m-%d %H:%M:%S}",
            "OffSetValue": "0",
        }
        return await self.caller.post(PULL, body | changes)

    async def register_pull(self) -> tuple[int, Any]:
        body = {
            "ShortCode": "174379",
            "RequestType": "Pull",
            "NominatedNumber": "254722000102",
            "CallBackURL": f"{self.url}/done/abc",
        }
        return await self.caller.post("/daraja/pulltransactions/v1/register", body)

    async def result(self) -> dict[str, Any]:
        found: dict[str, Any] = (await asyncio.wait_for(self.results.get(), 60))["Result"]
        return found

    async def balance(self) -> int:
        return int((await self.caller.phone())["balance"])


@pytest.fixture
async def business(caller: Caller) -> AsyncIterator[Business]:
    found = Business(caller)
    app = web.Application()
    app.router.add_post("/hooks/done/abc", found.done)
    app.router.add_post("/hooks/late/abc", found.late)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks"
    await found.seal()
    yield found
    await runner.cleanup()


def values(result: dict[str, Any]) -> dict[str, Any]:
    """Key to value; the first of a key that comes twice."""
    entries = result["ResultParameters"]["ResultParameter"]
    entries = entries if isinstance(entries, list) else [entries]
    return {one["Key"]: one.get("Value") for one in reversed(entries)}
