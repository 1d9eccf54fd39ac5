"""Google's paths, the faults at their doors, and the record of every call."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.google import consent, tokens
from simulator.google.calendar import Calendar
from simulator.google.errors import (
    AT_THE_GATE,
    BAD_ACCESS,
    NO_JSON,
    NO_SCOPE,
    NOT_FOUND,
    Refusal,
)
from simulator.google.memory import SCOPE, Google, google_of
from simulator.world import World

CONSENT = "/google/accounts/o/oauth2/v2/auth"
TOKEN = "/google/oauth2/token"
REVOKE = "/google/oauth2/revoke"
EVENTS = "/google/calendar/v3/calendars/{calendar}/events"
EVENT = f"{EVENTS}/{{event}}"

Fields = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.Response]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(world: World) -> list[web.RouteDef]:
    """Google's own paths, and the control interface's."""
    doors = Doors(google_of(world))
    return [
        web.get(CONSENT, doors.recorded("consent", doors.consent), allow_head=False),
        web.post(CONSENT, doors.recorded("consent", doors.consent)),
        web.post(TOKEN, doors.recorded("token", doors.token)),
        web.post(REVOKE, doors.recorded("revoke", doors.revoke)),
        web.post(EVENTS, doors.recorded("insert", doors.insert)),
        web.get(EVENT, doors.recorded("get", doors.get), allow_head=False),
        web.patch(EVENT, doors.recorded("patch", doors.patch)),
        web.delete(EVENT, doors.recorded("delete", doors.delete)),
        web.get("/sim/google", doors.shown),
        web.post("/sim/google/consent", doors.by_hand),
    ]


class Doors:
    """The HTTP handlers of one Google."""

    def __init__(self, google: Google) -> None:
        self.google = google
        self.world = google.world

    def recorded(self, name: str, answer: Answer) -> Handler:
        """A handler that turns problems into answers, counts, records, and loses answers."""

        async def handler(request: web.Request) -> web.StreamResponse:
            started = time.monotonic()
            self.world.count("google", "requests", name)
            try:
                self._gate(name)
                response = await answer(request)
            except Refusal as refusal:
                self.world.count("google", "rejected", getattr(refusal.answer, "reason", "page"))
                response = refusal.answer.response()
            lost = self.world.faults.take("google", "lost_answer", method=name)
            await self._record(request, None if lost else response, started)
            if slow := self.world.faults.take("google", "slow", method=name):
                await asyncio.sleep(float(slow.value or 1))
            if lost and request.transport is not None:
                request.transport.abort()
            return response

        return handler

    async def consent(self, request: web.Request) -> web.Response:
        if request.method == "GET":
            return consent.page(request)
        return consent.answer(self.google, await _form(request))

    async def by_hand(self, request: web.Request) -> web.Response:
        try:
            return await consent.by_hand(self.google, request)
        except Refusal as refusal:
            return refusal.answer.response()

    async def token(self, request: web.Request) -> web.Response:
        return tokens.token(self.google, await _form(request))

    async def revoke(self, request: web.Request) -> web.Response:
        return tokens.revoke(self.google, {**request.query, **await _form(request)})

    async def insert(self, request: web.Request) -> web.Response:
        calendar, fields = self._calendar(request), await _body(request)
        version = request.query.get("conferenceDataVersion")
        return web.json_response(calendar.insert(fields, version))

    async def get(self, request: web.Request) -> web.Response:
        return web.json_response(self._calendar(request).get(request.match_info["event"]))

    async def patch(self, request: web.Request) -> web.Response:
        calendar, fields = self._calendar(request), await _body(request)
        return web.json_response(calendar.patch(request.match_info["event"], fields))

    async def delete(self, request: web.Request) -> web.Response:
        self._calendar(request).delete(request.match_info["event"])
        return web.Response(status=204)

    async def shown(self, request: web.Request) -> web.Response:
        return web.json_response(self.google.as_json())

    def _gate(self, name: str) -> None:
        """Faults ordered for this kind of call, before anything is looked at."""
        for fault, problem in AT_THE_GATE.items():
            if self.world.faults.take("google", fault, method=name):
                raise Refusal(problem)

    def _calendar(self, request: web.Request) -> Calendar:
        """The calendar that the access token opens. Raises Refusal."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        grant = self.google.opened_by(token) if scheme == "Bearer" else None
        if grant is None:
            raise Refusal(BAD_ACCESS)
        if SCOPE not in grant.scope.split():
            raise Refusal(NO_SCOPE)
        if request.match_info["calendar"] not in {"primary", grant.account}:
            raise Refusal(NOT_FOUND)
        return Calendar(self.google, grant.account)

    async def _record(
        self, request: web.Request, response: web.Response | None, started: float
    ) -> None:
        body = await request.text()
        self.world.record(
            service="google",
            direction="in",
            method=request.method,
            path=request.path_qs,
            body=_parsed(body),
            status=response.status if response else None,
            answer=_parsed(response.text or "") if response else None,
            ms=(time.monotonic() - started) * 1000,
        )


async def _form(request: web.Request) -> dict[str, str]:
    await request.read()
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


async def _body(request: web.Request) -> Fields:
    fields = _parsed(await request.text())
    if not isinstance(fields, dict) or request.content_type != "application/json":
        raise Refusal(NO_JSON)
    return fields


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text or None
