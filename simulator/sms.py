"""Africa's Talking: the form API for sending SMS. What comes of it: `simulator.texting`.

Shapes and texts follow recorded answers of the real service (3-protocols 2.1, 2.2, 2.5).
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.phones import Phone
from simulator.texting import handsets, optout, reports
from simulator.texting.account import SENDERS, SHARED_SENDER, texting_of
from simulator.texting.handsets import deliver
from simulator.texting.segments import measure

if TYPE_CHECKING:
    from simulator.world import World

__all__ = ["deliver", "measure", "routes"]

USERNAME = "demo"
API_KEY = "demo-key"
COST = 0.8

#: Statuses of a recipient, and the faults (service "sms") that order them.
STATUSES = {
    "Processed": 100,
    "Success": 101,
    "Queued": 102,
    "RiskHold": 401,
    "InvalidSenderId": 402,
    "InvalidPhoneNumber": 403,
    "UnsupportedNumberType": 404,
    "InsufficientBalance": 405,
    "UserInBlacklist": 406,
    "CouldNotRoute": 407,
    "DoNotDisturbRejection": 409,
    "InternalServerError": 500,
    "GatewayError": 501,
    "RejectedByGateway": 502,
}
ACCEPTED = ("Processed", "Success", "Queued")


def routes(world: World) -> list[web.RouteDef]:
    """Sending, and the account's own data."""
    return [
        web.post("/sms/version1/messaging", Messaging(world).post),
        web.get("/sms/version1/user", Account(world).get, allow_head=False),
    ]


class Messaging:
    """POST /messaging, form-encoded, for one or many recipients."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.texting = texting_of(world)

    async def post(self, request: web.Request) -> web.Response:
        started = time.monotonic()
        form = {name: str(value) for name, value in (await request.post()).items()}
        response = self._answer(request, form)
        while self.texting.early:
            await self.texting.early.pop(0)()
        self.world.count("sms", "requests", "messaging")
        self.world.record(
            service="sms",
            direction="in",
            method="POST",
            path=request.path,
            body=form,
            status=response.status if response else None,
            answer=response.text if response else None,
            ms=(time.monotonic() - started) * 1000,
        )
        if response is None and request.transport is not None:
            request.transport.abort()
        return response or web.Response()

    def _answer(self, request: web.Request, form: Mapping[str, str]) -> web.Response | None:
        """The answer; None when it is lost after the messages have gone."""
        for fault, (status, text) in _AT_THE_GATE.items():
            if self._take(fault):
                return web.Response(status=status, text=text)
        if request.headers.get("apiKey") != API_KEY or form.get("username") != USERNAME:
            return web.Response(status=401, text="The supplied authentication is invalid")
        for field in ("to", "message"):
            if not form.get(field, "").strip():
                return web.Response(status=400, text=f"Request is missing required field {field}")
        answer = self._send(form)
        if self._take("lost_answer"):
            return None
        # The official SDK reads JSON only under exactly "application/json".
        kind = "application/json; charset=utf-8" if self._take("charset") else "application/json"
        return web.Response(
            status=201, body=json.dumps(answer).encode(), headers={"Content-Type": kind}
        )

    def _send(self, form: Mapping[str, str]) -> dict[str, Any]:
        sender = form.get("from", SHARED_SENDER)
        if sender not in SENDERS | {SHARED_SENDER} or self._take("invalid_sender"):
            return _message("InvalidSenderId", [])
        if self._take("no_credit"):
            return _message("InsufficientBalance", [])
        numbers = dict.fromkeys(form["to"].split(","))
        parts = measure(form["message"])[1]
        found = [self._to(number.strip(), sender, form["message"], parts) for number in numbers]
        sent = sum(1 for one in found if one["messageId"] != "None")
        cost = f"Total Cost: KES {sent * parts * COST:.4f} [Message parts: {parts}]"
        return _message(f"Sent to {sent}/{len(found)} {cost}", found)

    def _to(self, number: str, sender: str, text: str, parts: int) -> dict[str, Any]:
        phone = self.world.phone_by_number(number)
        name = self._status(number, sender, phone)
        sent = name in ACCEPTED
        message_id = f"ATXid_{uuid.uuid4().hex}"
        if sent:
            sms = handsets.addressed(self.world, number, sender, text, message_id)
            reports.accept(self.texting, phone, number, sms)
        return {
            "statusCode": STATUSES.get(name, 0) or int(name),
            "number": number,
            "status": name,
            "cost": f"KES {parts * COST:.4f}" if sent else "0",
            "messageId": message_id if sent else "None",
        }

    def _status(self, number: str, sender: str, phone: Phone | None) -> str:
        if not re.fullmatch(r"\+[0-9]{7,15}", number):
            return "InvalidPhoneNumber"
        for name in STATUSES:
            if self._take(name, phone):
                return name
        if optout.has_stopped(self.texting, number, sender):
            return "UserInBlacklist"
        # A status code that nobody has heard of.
        fault = self.world.faults.take("sms", "status", phone.id if phone else None)
        return str(fault.value) if fault else "Success"

    def _take(self, fault: str, phone: Phone | None = None) -> bool:
        return bool(self.world.faults.take("sms", fault, phone.id if phone else None))


class Account:
    """GET /user: the balance of the app, as text with its currency."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def get(self, request: web.Request) -> web.Response:
        started = time.monotonic()
        response = self._answer(request)
        self.world.count("sms", "requests", "user")
        self.world.record(
            service="sms",
            direction="in",
            method="GET",
            path=request.path_qs,
            body=None,
            status=response.status,
            answer=response.text,
            ms=(time.monotonic() - started) * 1000,
        )
        return response

    def _answer(self, request: web.Request) -> web.Response:
        for fault, (status, text) in _AT_THE_GATE.items():
            if self.world.faults.take("sms", fault):
                return web.Response(status=status, text=text)
        if request.headers.get("apiKey") != API_KEY or request.query.get("username") != USERNAME:
            return web.Response(status=401, text="The supplied authentication is invalid")
        balance = "KES 0.0000" if self.world.faults.take("sms", "no_credit") else "KES 1785.5000"
        return web.json_response({"UserData": {"balance": balance}})


_AT_THE_GATE = {
    "html_503": (503, "<html><body>Service Unavailable</body></html>"),
    "error_500": (500, "Internal Server Error"),
    "empty": (201, ""),
}


def _message(message: str, recipients: list[dict[str, Any]]) -> dict[str, Any]:
    return {"SMSMessageData": {"Message": message, "Recipients": recipients}}
