"""Paystack's paths, the faults at their doors, and the record of every call."""

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.paystack import charges, checkout, refunds, transactions
from simulator.paystack.credentials import CURRENCY, SECRET_KEY
from simulator.paystack.errors import (
    AT_THE_GATE,
    BAD_HEADER,
    INVALID_KEY,
    NO_BODY,
    NO_KEY,
    WRONG_URL,
    Refusal,
)
from simulator.paystack.memory import Paystack, Transaction, paystack_of
from simulator.world import World

BASE = "/paystack"
CHECKOUT = f"{BASE}/checkout/{{code}}"

Fields = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.Response]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(world: World) -> list[web.RouteDef]:
    """Paystack's own paths, the page's, and the control interface's."""
    doors = Doors(paystack_of(world))
    return [
        web.post(f"{BASE}/transaction/initialize", doors.api("initialize", doors.initialize)),
        web.get(f"{BASE}/transaction/verify/{{reference}}", doors.api("verify", doors.verify)),
        web.get(f"{BASE}/transaction", doors.api("transactions", doors.transactions)),
        web.get(f"{BASE}/balance", doors.api("balance", doors.balance), allow_head=False),
        web.post(f"{BASE}/charge", doors.api("charge", doors.charge)),
        web.post(f"{BASE}/refund", doors.api("refund", doors.refund)),
        web.get(f"{BASE}/refund", doors.api("refunds", doors.refunds)),
        web.get(f"{BASE}/refund/{{id}}", doors.api("refund_get", doors.refund_get)),
        web.post(f"{BASE}/refund/retry_with_customer_details/{{id}}",
                 doors.api("retry", doors.retry)),
        web.get(CHECKOUT, doors.checkout, allow_head=False),
        web.post(CHECKOUT, doors.checkout),
        web.route("*", f"{BASE}/{{path:.*}}", doors.api("other", doors.other)),
        web.get("/sim/paystack", doors.shown),
        web.post("/sim/paystack", doors.settings),
        web.post("/sim/phones/{id}/checkout", doors.by_hand),
    ]  # fmt: skip


class Doors:
    """The HTTP handlers of one Paystack."""

    def __init__(self, paystack: Paystack) -> None:
        self.paystack = paystack
        self.world = paystack.world

    def api(self, name: str, answer: Answer) -> Handler:
        """A handler that asks for the key, turns problems into answers, and loses answers."""

        async def handler(request: web.Request) -> web.StreamResponse:
            started = time.monotonic()
            self.world.count("paystack", "requests", name)
            try:
                self._gate(name)
                _check_key(request)
                response = await answer(request)
                if self.paystack.take("error_after", name):
                    response = AT_THE_GATE["error_500"].response()
            except Refusal as refusal:
                self.world.count("paystack", "rejected", refusal.answer.code or "bare")
                response = refusal.answer.response()
            lost = self.paystack.take("lost_answer", name)
            await self._record(request, None if lost else response, started)
            if slow := self.paystack.take("slow", name):
                await asyncio.sleep(float(slow.value or 1))
            if lost and request.transport is not None:
                request.transport.abort()
            return response

        return handler

    async def initialize(self, request: web.Request) -> web.Response:
        made = transactions.initialize(self.paystack, await _body(request))
        return _success("Authorization URL created", made)

    async def verify(self, request: web.Request) -> web.Response:
        found = transactions.verify(self.paystack, request.match_info["reference"])
        return _success("Verification successful", found)

    async def transactions(self, request: web.Request) -> web.Response:
        found, meta = transactions.listing(self.paystack, request.query)
        return _success("Transactions retrieved", found, meta)

    async def balance(self, request: web.Request) -> web.Response:
        paid = sum(one.charged - one.refunded for one in self._paid())
        return _success("Balances retrieved", [{"currency": CURRENCY, "balance": paid}])

    def _paid(self) -> list[Transaction]:
        return [one for one in self.paystack.transactions.values() if one.is_paid]

    async def charge(self, request: web.Request) -> web.Response:
        return _success("Charge attempted", charges.charge(self.paystack, await _body(request)))

    async def refund(self, request: web.Request) -> web.Response:
        made = refunds.create(self.paystack, await _body(request))
        return _success("Refund has been queued for processing", made)

    async def refunds(self, request: web.Request) -> web.Response:
        found, meta = refunds.listing(self.paystack, request.query)
        return _success("Refunds retrieved", found, meta)

    async def refund_get(self, request: web.Request) -> web.Response:
        found = refunds.fetch(self.paystack, request.match_info["id"])
        return _success("Refund retrieved", found)

    async def retry(self, request: web.Request) -> web.Response:
        made = refunds.retry(self.paystack, request.match_info["id"], await _body(request))
        return _success("Refund retried and has been queued for processing", made)

    async def other(self, request: web.Request) -> web.Response:
        raise Refusal(WRONG_URL)

    async def checkout(self, request: web.Request) -> web.Response:
        found = self.paystack.by_access_code(request.match_info["code"])
        if found is None:
            return web.Response(status=404, text="This pay link is not known.")
        checkout.opened(self.paystack, found, self.world.phones.get(request.query.get("phone", "")))
        if request.method == "GET":
            return checkout.shown(self.paystack, found)
        form = {name: str(value) for name, value in (await request.post()).items()}
        return checkout.answered(self.paystack, found, form)

    async def shown(self, request: web.Request) -> web.Response:
        return web.json_response(self.paystack.as_json())

    async def settings(self, request: web.Request) -> web.Response:
        """`{"webhook_url": …}`: what the merchant enters on Paystack's dashboard."""
        body = await request.json()
        self.paystack.webhook_url = body["webhook_url"]
        self.paystack.changed()
        return web.json_response({"webhook_url": self.paystack.webhook_url})

    async def by_hand(self, request: web.Request) -> web.Response:
        phone = self.world.phones.get(request.match_info["id"])
        if phone is None:
            return web.json_response({"error": "no such phone"}, status=404)
        return await checkout.by_hand(self.paystack, phone, await request.json())

    def _gate(self, name: str) -> None:
        """Faults ordered for this kind of call, before anything is looked at."""
        for fault, problem in AT_THE_GATE.items():
            if self.paystack.take(fault, name):
                raise Refusal(problem)

    async def _record(
        self, request: web.Request, response: web.Response | None, started: float
    ) -> None:
        self.world.record(
            service="paystack",
            direction="in",
            method=request.method,
            path=request.path_qs,
            body=_parsed(await request.text()),
            status=response.status if response else None,
            answer=_parsed(response.text or "") if response else None,
            ms=(time.monotonic() - started) * 1000,
        )


def _check_key(request: web.Request) -> None:
    given = request.headers.get("Authorization")
    if given is None:
        raise Refusal(NO_KEY)
    scheme, _, key = given.partition(" ")
    if scheme != "Bearer" or not key:
        raise Refusal(BAD_HEADER)
    if not hmac.compare_digest(key.encode(), SECRET_KEY.encode()):
        raise Refusal(INVALID_KEY)


async def _body(request: web.Request) -> Fields:
    fields = _parsed(await request.text())
    if not isinstance(fields, dict) or request.content_type != "application/json":
        raise Refusal(NO_BODY)
    return fields


def _success(message: str, data: Any, meta: Fields | None = None) -> web.Response:
    body = {"status": True, "message": message, "data": data}
    return web.json_response(body | ({"meta": meta} if meta else {}))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text or None
