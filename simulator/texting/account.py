"""What Africa's Talking remembers of the practice's account: addresses, switches, who opted out."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from simulator.faults import Fault
    from simulator.outgoing import Answer
    from simulator.phones import Phone
    from simulator.texting.ussd import Session
    from simulator.world import World

#: Sender ids that the account owns, and the one that everybody shares.
SHORT_CODE, NAME = "21512", "SmilingSteps"
SENDERS = frozenset({NAME, SHORT_CODE})
SHARED_SENDER = "AFRICASTKNG"
#: What a person dials.
SERVICE_CODE = "*384*123#"
#: Seconds: what a network waits for an answer of a menu.
USSD_LIMIT = 5.0
#: Seconds: how long the program may think about a callback.
PATIENCE = 10.0

#: What each address is told: see `inbound`, `reports`, `optout` and `ussd`.
KINDS = ("inbound", "report", "optout", "ussd", "ussd_end")

Form = dict[str, str]


class Texting:
    """The account. `keywords`: the network itself listens for STOP and START."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.callbacks: dict[str, str] = {}
        self.keywords = False
        self.service_code = SERVICE_CODE
        self.ussd_limit = USSD_LIMIT
        # Numbers (digits only) and the sender that they want to hear nothing of.
        self.opted_out: set[tuple[str, str]] = set()
        self.sessions: dict[str, Session] = {}
        # Reports that a fault sends before the answer to the sending.
        self.early: list[Callable[[], Awaitable[object]]] = []
        # By turns: the two forms of a date, the two first words of a report.
        self.turns = itertools.count()

    def take(self, fault: str, phone: Phone | None = None) -> Fault | None:
        return self.world.faults.take("sms", fault, phone.id if phone else None)

    async def tell(self, kind: str, form: Form, timeout: float = PATIENCE) -> int | None:
        """POST a form to the address of this kind, once: nothing is known of a second try.

        The status, or None without an answer or an address.
        """
        url = self.callbacks.get(kind)
        if url is None:
            return None
        status, _ = await self.world.post("sms", url, data=form, timeout=timeout)
        self.world.count("sms", "callbacks", kind)
        if status != 200:
            self.violation("callback_not_200")
        return status

    async def ask(self, form: Form) -> Answer:
        """Ask for a screen of the menu; nobody waits longer than the network does."""
        url, started = self.callbacks.get("ussd", ""), time.monotonic()
        answer = await self.world.outgoing.ask(url, data=form, timeout=self.ussd_limit)
        self.world.count("sms", "callbacks", "ussd")
        self.world.record(
            service="sms",
            direction="out",
            method="POST",
            path=url,
            body=form,
            status=answer.status,
            answer=answer.text,
            ms=(time.monotonic() - started) * 1000,
        )
        return answer

    def violation(self, name: str) -> None:
        self.world.count("sms", "violations", name)

    def change(self, body: dict[str, Any]) -> None:
        """Addresses (null takes one away) and switches. Raises TypeError, ValueError."""
        known = {*KINDS, "keywords", "service_code", "ussd_limit"}
        if unknown := body.keys() - known:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        addresses = {kind: _address(body[kind]) for kind in KINDS if kind in body}
        keywords = body.get("keywords", self.keywords)
        code = str(body.get("service_code", self.service_code))
        if not isinstance(keywords, bool):
            raise TypeError("keywords is true or false")
        if not is_service_code(code):
            raise ValueError(f"not a service code: {code}")
        limit = float(body.get("ussd_limit", self.ussd_limit))
        merged = self.callbacks | addresses
        self.callbacks = {kind: url for kind, url in merged.items() if url is not None}
        self.keywords, self.service_code, self.ussd_limit = keywords, code, limit

    def as_json(self) -> dict[str, Any]:
        return {
            "callbacks": {kind: self.callbacks.get(kind) for kind in KINDS},
            "keywords": self.keywords,
            "service_code": self.service_code,
            "ussd_limit": self.ussd_limit,
            "short_code": SHORT_CODE,
            "senders": sorted(SENDERS),
            "opted_out": [
                {"phone": f"+{number}", "sender": sender}
                for number, sender in sorted(self.opted_out)
            ],
        }

    def adopt(self, saved: dict[str, Any]) -> None:
        """What outlives a restart is who opted out; addresses are told anew."""
        self.opted_out = {
            (str(one["phone"]).lstrip("+"), str(one["sender"]))
            for one in saved.get("opted_out", ())
        }


def is_service_code(text: str) -> bool:
    return re.fullmatch(r"\*\d{2,5}(\*\d{1,10})*#", text) is not None


def _address(url: object) -> str | None:
    if url is None:
        return None
    if not isinstance(url, str) or not re.match(r"https?://[^\s/]+", url):
        raise ValueError(f"not an address: {url}")
    return url


_known: WeakKeyDictionary[World, Texting] = WeakKeyDictionary()


def texting_of(world: World) -> Texting:
    """The account in a world."""
    if world not in _known:
        _known[world] = Texting(world)
    return _known[world]
