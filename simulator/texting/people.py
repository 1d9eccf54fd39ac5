"""`/sim` for texting: what people do at their phones, and what the account's owner sets."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.texting import inbound, reports, ussd
from simulator.texting.account import SHORT_CODE, Texting, texting_of
from simulator.views import phone_json

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.world import World

Body = dict[str, Any]
Answer = Callable[["Phone", Body], Awaitable[Body]]
Handler = Callable[[web.Request], Awaitable[web.Response]]


def routes(world: World) -> list[web.RouteDef]:
    """The routes below `/sim` that concern SMS and USSD."""
    people = People(texting_of(world))
    return [
        web.post("/sim/phones/{id}/sms", people.one(people.sms)),
        web.post("/sim/phones/{id}/ussd", people.one(people.ussd)),
        web.post("/sim/phones/{id}/power", people.one(people.power)),
        web.get("/sim/sms", people.show),
        web.post("/sim/sms/callbacks", people.change),
    ]


class People:
    """The handlers of one account's control routes."""

    def __init__(self, texting: Texting) -> None:
        self.texting = texting
        self.world = texting.world

    def one(self, answer: Answer) -> Handler:
        """A handler that finds the phone; 409 carries the words that the phone shows."""

        async def handler(request: web.Request) -> web.Response:
            phone = self.world.phones.get(request.match_info["id"])
            if phone is None:
                return _error("no such phone", 404)
            try:
                return web.json_response(await answer(phone, await _body(request)))
            except (inbound.NotSent, ussd.NotDialled) as refusal:
                return _error(str(refusal), 409)
            except (TypeError, ValueError) as error:
                return _error(str(error), 400)

        return handler

    async def sms(self, phone: Phone, body: Body) -> Body:
        """`{"text": "…", "to": "21512"}`: the message as the phone has it."""
        text, to = body.get("text"), body.get("to", SHORT_CODE)
        if not isinstance(text, str) or not isinstance(to, str):
            raise TypeError("an SMS has a text and goes to somebody")
        return inbound.send(self.texting, phone, text, to).as_json()

    async def ussd(self, phone: Phone, body: Body) -> Body:
        """`{"code": "*384*123#"}`, `{"input": "1"}` or `{"hang_up": true}`: the screen then."""
        match body:
            case {"code": str(code)}:
                screen = await ussd.dial(self.texting, phone, code.strip())
            case {"input": str(typed)}:
                screen = await ussd.answer(self.texting, phone, typed)
            case {"hang_up": True}:
                ussd.hang_up(self.texting, phone)
                return {"ussd": None}
            case _:
                raise ValueError("dial a code, answer by an input, or hang up")
        return {"ussd": screen.as_json()}

    async def power(self, phone: Phone, body: Body) -> Body:
        """`{"on": false}`: what is texted to the phone waits at the network until it is on."""
        on = body.get("on")
        if not isinstance(on, bool):
            raise TypeError("on is true or false")
        was_off, phone.off = phone.off, not on
        if not on:
            ussd.hang_up(self.texting, phone)
        elif was_off:
            reports.switched_on(self.texting, phone)
        self.world.phone_changed(phone)
        return phone_json(self.world, phone, lists=False)

    async def show(self, request: web.Request) -> web.Response:
        """The account: addresses, switches, and who opted out of which sender."""
        return web.json_response(self.texting.as_json())

    async def change(self, request: web.Request) -> web.Response:
        """`{"inbound": url, "report": url, "optout": url, "ussd": url, "ussd_end": url}`.

        Each optional, null takes one away; also `keywords`, `service_code`, `ussd_limit` (seconds).
        """
        try:
            self.texting.change(await _body(request))
        except (TypeError, ValueError) as error:
            return _error(str(error), 400)
        return await self.show(request)


def _error(words: str, status: int) -> web.Response:
    return web.json_response({"error": words}, status=status)


async def _body(request: web.Request) -> Body:
    """The JSON object in a request. Raises TypeError, ValueError."""
    try:
        found = json.loads(await request.read())
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(found, dict):
        raise TypeError("not a JSON object")
    return found
