"""What a person does at their phone with M-Pesa, and what the business asks Safaricom for."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from simulator.daraja import c2b
from simulator.daraja.credentials import SHORTCODE
from simulator.daraja.pushes import Daraja
from simulator.prompts import AlreadyOver, resolve

Body = dict[str, Any]


def routes(daraja: Daraja) -> list[web.RouteDef]:
    """The routes below `/sim` that concern M-Pesa."""
    people = People(daraja)
    return [
        web.post("/sim/phones/{id}/prompts/{prompt}", people.prompt),
        web.post("/sim/phones/{id}/paybill", people.paybill),
        web.get("/sim/daraja", people.show),
        web.post("/sim/daraja", people.change),
        web.delete("/sim/daraja/urls", people.forget_urls),
    ]


class People:
    """The handlers of one Daraja's control routes."""

    def __init__(self, daraja: Daraja) -> None:
        self.daraja = daraja
        self.world = daraja.world

    async def prompt(self, request: web.Request) -> web.Response:
        """`{"pin": "1234"}`, `{"cancel": true}` or `{"ignore": true}`, from the page or a test."""
        phone = self.world.phones.get(request.match_info["id"])
        prompt = phone.prompt(request.match_info["prompt"]) if phone else None
        if phone is None or prompt is None:
            return web.json_response({"error": "no such prompt"}, status=404)
        body = await _body(request)
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

    async def paybill(self, request: web.Request) -> web.Response:
        """`{"business": "174379", "account": "…", "amount": 2500, "pin": "1234"}`.

        Answers the receipt, or 409 with the words that the phone shows.
        """
        phone = self.world.phones.get(request.match_info["id"])
        if phone is None:
            return web.json_response({"error": "no such phone"}, status=404)
        body = await _body(request)
        business, account = str(body.get("business", "")).strip(), str(body.get("account", ""))
        amount = str(body.get("amount", "")).strip()
        if not amount.isdecimal():
            return web.json_response({"error": "The amount is a whole number."}, status=409)
        try:
            made = await c2b.pay(
                self.daraja, phone, business, account, int(amount), str(body.get("pin", ""))
            )
        except c2b.NotPaid as refusal:
            return web.json_response({"error": str(refusal)}, status=409)
        paid = {"receipt": made.receipt, "amount": made.amount, "account": made.reference}
        return web.json_response({**paid, "balance": phone.balance})

    async def show(self, request: web.Request) -> web.Response:
        """The business as Safaricom knows it: accounts in KES, registered URLs, validation."""
        urls, books = self.daraja.urls, self.daraja.books
        return web.json_response(
            {
                "shortcode": SHORTCODE,
                "working": books.working,
                "utility": books.utility,
                "validation": self.daraja.validates,
                "urls": urls
                and {
                    "confirmation": urls.confirmation,
                    "validation": urls.validation,
                    "unreachable": urls.unreachable,
                },
            }
        )

    async def change(self, request: web.Request) -> web.Response:
        """`{"validation": true}` as Safaricom's support does; `working` and `utility` in KES."""
        body = await _body(request)
        books = self.daraja.books
        self.daraja.validates = bool(body.get("validation", self.daraja.validates))
        books.working = int(body.get("working", books.working))
        books.utility = int(body.get("utility", books.utility))
        return await self.show(request)

    async def forget_urls(self, request: web.Request) -> web.Response:
        """What two operators do in the portal before URLs can be registered anew."""
        self.daraja.urls = None
        return await self.show(request)


async def _body(request: web.Request) -> Body:
    try:
        found = json.loads(await request.read())
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
