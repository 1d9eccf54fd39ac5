"""Daraja's paths, its guard at the gate, and the record of every call."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from simulator.daraja import c2b, oauth, people, pull, requests, security, stk
from simulator.daraja.errors import (
    AT_THE_GATE,
    BAD_PAYLOAD,
    BAD_TOKEN,
    WRONG_METHOD,
    WRONG_URL,
    Refusal,
)
from simulator.daraja.pushes import Daraja, daraja_of
from simulator.world import World

OAUTH = "/daraja/oauth/v1/generate"
#: What a business downloads from the portal, by hand.
CERTIFICATE = "/daraja/certificate.pem"

Fields = dict[str, Any]
Answer = Callable[[web.Request, Fields], Awaitable[web.Response | None]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One POST: its name in the counters, the prefix of its gate's faults, and who answers.

    `number` is the field with the phone for which a fault may be ordered.
    """

    name: str
    answer: Callable[[Daraja, Fields], Awaitable[web.Response | None]]
    gate: str
    number: str = ""


ENDPOINTS = {
    "/daraja/mpesa/stkpush/v1/processrequest": Endpoint("push", stk.push, "", "PhoneNumber"),
    "/daraja/mpesa/stkpushquery/v1/query": Endpoint("query", stk.query, "query_"),
    "/daraja/mpesa/c2b/v2/registerurl": Endpoint("c2b_register", c2b.register, "c2b_"),
    "/daraja/pulltransactions/v1/register": Endpoint(
        "pull_register", pull.register, "pull_register_"
    ),
    "/daraja/pulltransactions/v1/query": Endpoint("pull", pull.query, "pull_"),
    "/daraja/mpesa/transactionstatus/v1/query": Endpoint("status", requests.status, "status_"),
    "/daraja/mpesa/reversal/v1/request": Endpoint("reversal", requests.reversal, "reversal_"),
    "/daraja/mpesa/b2c/v3/paymentrequest": Endpoint("b2c", requests.b2c, "b2c_", "PartyB"),
}


def routes(world: World) -> list[web.RouteDef]:
    """Daraja's own paths, and those by which people pay and answer prompts."""
    daraja = daraja_of(world)
    doors = Doors(daraja)
    return [
        web.get(OAUTH, doors.recorded("oauth", doors.oauth), allow_head=False),
        *(web.post(path, doors.door(found)) for path, found in ENDPOINTS.items()),
        web.get(CERTIFICATE, _certificate),
        web.route("*", "/daraja/{path:.*}", doors.recorded("other", doors.other)),
        *people.routes(daraja),
    ]


class Doors:
    """The HTTP handlers of one Daraja."""

    def __init__(self, daraja: Daraja) -> None:
        self.daraja = daraja
        self.world = daraja.world

    def recorded(self, name: str, answer: Answer) -> Handler:
        """A handler that turns problems into answers, counts and records."""

        async def handler(request: web.Request) -> web.StreamResponse:
            started = time.monotonic()
            fields = _fields(await request.read())
            self.world.count("daraja", "requests", name)
            try:
                response = await answer(request, fields or {})
            except Refusal as refusal:
                self.world.count("daraja", "rejected", getattr(refusal.answer, "code", "page"))
                response = refusal.answer.response()
            self._record(request, fields, response, started)
            return response or _hang_up(request)

        return handler

    async def oauth(self, request: web.Request, fields: Fields) -> web.Response:
        self._gate("oauth_", None)
        return oauth.generate(self.daraja, request)

    def door(self, endpoint: Endpoint) -> Handler:
        """The handler of one endpoint: its gate, the token, the body, then the work."""

        async def answer(request: web.Request, fields: Fields) -> web.Response | None:
            number = str(fields.get(endpoint.number)) if endpoint.number else None
            self._gate(endpoint.gate, number)
            self._check(request, fields)
            return await endpoint.answer(self.daraja, fields)

        return self.recorded(endpoint.name, answer)

    async def other(self, request: web.Request, fields: Fields) -> web.Response:
        known = request.path == OAUTH or request.path in ENDPOINTS
        raise Refusal(WRONG_METHOD if known else WRONG_URL)

    def _gate(self, prefix: str, number: str | None) -> None:
        """Faults ordered for this kind of call, before anything is looked at."""
        phone = self.world.phone_by_number(number) if number else None
        for name, problem in AT_THE_GATE.items():
            if self.world.faults.take("daraja", prefix + name, phone.id if phone else None):
                raise Refusal(problem)

    def _check(self, request: web.Request, fields: Fields) -> None:
        if not self.daraja.knows_token(request.headers.get("Authorization", "")):
            raise Refusal(BAD_TOKEN)
        if not fields or request.content_type != "application/json":
            raise Refusal(BAD_PAYLOAD)

    def _record(
        self,
        request: web.Request,
        fields: Fields | None,
        response: web.Response | None,
        started: float,
    ) -> None:
        self.world.record(
            service="daraja",
            direction="in",
            method=request.method,
            path=request.path_qs,
            body=fields,
            status=response.status if response else None,
            answer=_shown(response.text) if response else None,
            ms=(time.monotonic() - started) * 1000,
        )


async def _certificate(request: web.Request) -> web.Response:
    return web.Response(body=security.certificate(), content_type="application/x-pem-file")


def _fields(body: bytes) -> Fields | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _shown(text: str | None) -> Any:
    return _fields((text or "").encode()) or text


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without an answer; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
