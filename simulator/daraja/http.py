"""Daraja's paths, its guard at the gate, and the record of every call."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.daraja import oauth, stk
from simulator.daraja.errors import (
    AT_THE_GATE,
    BAD_PAYLOAD,
    BAD_TOKEN,
    WRONG_METHOD,
    WRONG_URL,
    Refusal,
)
from simulator.daraja.pushes import Daraja, daraja_of
from simulator.prompts import AlreadyOver, resolve
from simulator.world import World

OAUTH = "/daraja/oauth/v1/generate"
PUSH = "/daraja/mpesa/stkpush/v1/processrequest"
QUERY = "/daraja/mpesa/stkpushquery/v1/query"

Fields = dict[str, Any]
Answer = Callable[[web.Request, Fields], Awaitable[web.Response | None]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(world: World) -> list[web.RouteDef]:
    """Daraja's own paths, and the one by which a person answers a prompt."""
    doors = Doors(daraja_of(world))
    return [
        web.get(OAUTH, doors.recorded("oauth", doors.oauth), allow_head=False),
        web.post(PUSH, doors.recorded("push", doors.push)),
        web.post(QUERY, doors.recorded("query", doors.query)),
        web.route("*", "/daraja/{path:.*}", doors.recorded("other", doors.other)),
        web.post("/sim/phones/{id}/prompts/{prompt}", doors.prompt),
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

    async def push(self, request: web.Request, fields: Fields) -> web.Response | None:
        self._gate("", str(fields.get("PhoneNumber")))
        self._check(request, fields)
        return await stk.push(self.daraja, fields)

    async def query(self, request: web.Request, fields: Fields) -> web.Response:
        self._gate("query_", None)
        self._check(request, fields)
        return await stk.query(self.daraja, fields)

    async def other(self, request: web.Request, fields: Fields) -> web.Response:
        known = request.path in {OAUTH, PUSH, QUERY}
        raise Refusal(WRONG_METHOD if known else WRONG_URL)

    async def prompt(self, request: web.Request) -> web.Response:
        """`{"pin": "1234"}`, `{"cancel": true}` or `{"ignore": true}`, from the page or a test."""
        phone = self.world.phones.get(request.match_info["id"])
        prompt = phone.prompt(request.match_info["prompt"]) if phone else None
        if phone is None or prompt is None:
            return web.json_response({"error": "no such prompt"}, status=404)
        body = _fields(await request.read()) or {}
        try:
            if body.get("cancel"):
                resolve(self.world, phone, prompt, "cancel")
            elif body.get("ignore"):
                resolve(self.world, phone, prompt, "ignore")
            else:
                resolve(self.world, phone, prompt, "pin", str(body.get("pin", "")))
        except AlreadyOver as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response(prompt.as_json())

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
