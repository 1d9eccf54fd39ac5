"""A Daraja that takes exactly the fields it documents, and answers what a test tells it to."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from services.gateways.mpesa_c2b import C2BGateway
from services.gateways.mpesa_credential import SecurityCredential
from services.gateways.mpesa_line import DarajaLine
from services.gateways.mpesa_operator import OperatorGateway
from services.gateways.mpesa_operator_values import Hooks, Operator
from services.gateways.mpesa_pull import PullGateway
from services.gateways.mpesa_values import MpesaSettings
from tests import key_pair
from tests.services.gateways.mpesa_house import InMemoryTokenStore

NOW = datetime(2026, 10, 2, 15, 11, tzinfo=UTC)
HOOKS = Hooks("https://bot.example.org/hooks/done/0a1b", "https://bot.example.org/hooks/late/0a1b")
PASSWORD = "Smiling#2026"

_OPERATOR = {"SecurityCredential", "CommandID", "ResultURL", "QueueTimeOutURL", "Remarks"}
#: What each path takes, with Daraja's own spellings (3-protocols 1.7, 1.8).
FIELDS = {
    "/mpesa/transactionstatus/v1/query": _OPERATOR
    | {"Initiator", "TransactionID", "PartyA", "IdentifierType", "Occasion"},
    "/mpesa/reversal/v1/request": _OPERATOR
    | {"Initiator", "TransactionID", "Amount", "ReceiverParty", "RecieverIdentifierType"}
    | {"Occasion"},
    "/mpesa/b2c/v3/paymentrequest": _OPERATOR
    | {"InitiatorName", "OriginatorConversationID", "Amount", "PartyA", "PartyB", "Occassion"},
    "/mpesa/c2b/v2/registerurl": {"ShortCode", "ResponseType", "ConfirmationURL", "ValidationURL"},
    "/pulltransactions/v1/register": {
        *("ShortCode", "RequestType", "NominatedNumber", "CallBackURL"),
    },
    "/pulltransactions/v1/query": {"ShortCode", "StartDate", "EndDate", "OffSetValue"},
}
TAKEN = {
    "ConversationID": "AG_20261002_0100100304dxxmatucq8",
    "OriginatorConversationID": "8fc3-415b-ba79",
    "ResponseCode": "0",
    "ResponseDescription": "Accept the service request successfully.",
}
#: An answer that never comes, though the request has been taken.
LOST = "lost"


@dataclass(slots=True)
class Desk:
    """What came, newest last, and the answers that are to be given, oldest first."""

    session: aiohttp.ClientSession
    url: str = ""
    came: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)

    def answer(self, body: Any, status: int = 200) -> None:
        self.answers.append((status, body))

    @property
    def line(self) -> DarajaLine:
        settings = MpesaSettings(self.url, "key", "secret", "600000", "passkey")
        return DarajaLine(self.session, settings, InMemoryTokenStore(), lambda: NOW, 2.0)

    def operator(self, b2c_shortcode: str = "") -> OperatorGateway:
        credential = SecurityCredential(key_pair.CERTIFICATE_PEM.encode(), PASSWORD)
        return OperatorGateway(self.line, Operator("smilingapi", credential, b2c_shortcode))

    @property
    def c2b(self) -> C2BGateway:
        return C2BGateway(self.line)

    @property
    def pull(self) -> PullGateway:
        return PullGateway(self.line)

    def taken(self, body: dict[str, Any]) -> dict[str, str]:
        """Daraja's own names for the request, but for the one that a payout brings along."""
        number = len(self.came)
        ours = body.get("OriginatorConversationID", f"8fc3-415b-{number}")
        return TAKEN | {"ConversationID": f"AG_{number}", "OriginatorConversationID": ours}

    async def token(self, _: web.Request) -> web.Response:
        return web.json_response({"access_token": "a" * 28, "expires_in": "3599"})

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        status = FIELDS.get(request.path)
        assert status is not None, request.path
        wanted = set(status)
        if "OriginalConversationID" in body:
            wanted ^= {"TransactionID", "OriginalConversationID"}
        if body.keys() != wanted:
            wrong = sorted(body.keys() ^ wanted)
            return web.json_response(
                {"requestId": "1", "errorCode": "400.002.02",
                 "errorMessage": f"Bad Request - Invalid {', '.join(wrong)}"}, status=400
            )  # fmt: skip
        self.came.append(body)
        code, answer = self.answers.pop(0) if self.answers else (200, self.taken(body))
        if answer is LOST:
            assert request.transport is not None
            request.transport.abort()
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return web.Response(status=code, text=text, content_type="application/json")


@asynccontextmanager
async def open_desk(session: aiohttp.ClientSession) -> AsyncIterator[Desk]:
    here = Desk(session)
    app = web.Application()
    app.router.add_get("/oauth/v1/generate", here.token)
    app.router.add_post("/{path:.*}", here.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield here
    finally:
        await runner.cleanup()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with aiohttp.ClientSession() as session, open_desk(session) as here:
        yield here
