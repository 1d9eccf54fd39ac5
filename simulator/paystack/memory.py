"""What Paystack remembers: customers, transactions, refunds, and events still to be delivered."""

from __future__ import annotations

import itertools
import secrets
import string
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from simulator.world import World

FIRST_ID = 4_100_000_001
_LETTERS = string.ascii_lowercase + string.digits


@dataclass(slots=True)
class Customer:
    """Whoever pays, known by the email address."""

    id: int
    email: str
    code: str
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None


@dataclass(slots=True)
class Transaction:
    """One attempt to be paid. Amounts in cents, instants in seconds of the clock.

    `charged` is what the customer paid, more than `amount` when fees are passed on. A declined
    card makes it "failed", and the same page may still make it "success". `phone` is the id of
    the simulated phone on which the page was opened.
    """

    id: int
    reference: str
    access_code: str
    email: str
    amount: int
    currency: str
    metadata: Any
    channels: list[str]
    callback_url: str | None
    created_at: float
    charged: int
    status: str = "abandoned"
    gateway_response: str = "The transaction was not completed"
    channel: str = "card"
    paid_at: float | None = None
    card: str | None = None
    number: str | None = None
    phone: str | None = None
    receipt: str | None = None
    asked_at: float = 0.0
    refunded: int = 0

    @property
    def is_paid(self) -> bool:
        return self.paid_at is not None


@dataclass(slots=True)
class Refund:
    """Money on its way back; `end` is what it comes to when its time is over."""

    id: int
    reference: str
    amount: int
    currency: str
    created_at: float
    customer_note: str
    merchant_note: str
    status: str = "pending"
    end: str = "processed"
    refunded_at: float | None = None
    bank_reference: str | None = None


@dataclass(slots=True)
class Event:
    """A webhook not yet taken: its very bytes (as text), its signature, and when it is due."""

    id: int
    name: str
    body: str
    signature: str | None
    due: float
    tries: int = 0


class Paystack:
    """The memory of one world's Paystack."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.webhook_url: str | None = None
        self.customers: dict[str, Customer] = {}
        self.transactions: dict[str, Transaction] = {}
        self.refunds: dict[int, Refund] = {}
        self.events: dict[int, Event] = {}
        self._ids = itertools.count(FIRST_ID)

    def new_id(self) -> int:
        return next(self._ids)

    def customer(self, email: str) -> Customer:
        """The customer with this address; a new one when there is none."""
        known = self.customers.get(email.lower())
        if known is None:
            known = Customer(self.new_id(), email, f"CUS_{random_word(15)}")
            self.customers[email.lower()] = known
        return known

    def find(self, id_or_reference: object) -> Transaction | None:
        """By reference, or by the number or digits of the id."""
        if isinstance(id_or_reference, str) and id_or_reference in self.transactions:
            return self.transactions[id_or_reference]
        found = (t for t in self.transactions.values() if str(t.id) == str(id_or_reference))
        return next(found, None)

    def by_access_code(self, access_code: str) -> Transaction | None:
        found = (t for t in self.transactions.values() if t.access_code == access_code)
        return next(found, None)

    def checkout_url(self, transaction: Transaction) -> str:
        return f"{self.world.url}/paystack/checkout/{transaction.access_code}"

    def take(self, fault: str, method: str | None = None) -> Any:
        """The ordered fault of this name, if any."""
        return self.world.faults.take("paystack", fault, method=method)

    def changed(self) -> None:
        """Tell the page, the waiting tests and the file on disk."""
        self.world.publish("paystack", transactions=len(self.transactions))

    def as_json(self) -> dict[str, Any]:
        """Everything, for the file that survives and for `GET /sim/paystack`."""
        return {
            "webhook_url": self.webhook_url,
            "customers": [asdict(one) for one in self.customers.values()],
            "transactions": [asdict(one) for one in self.transactions.values()],
            "refunds": [asdict(one) for one in self.refunds.values()],
            "events": [asdict(one) for one in self.events.values()],
        }

    def adopt(self, saved: dict[str, Any]) -> None:
        """Take over what an earlier life had saved."""
        self.webhook_url = saved.get("webhook_url")
        self.customers = {
            one["email"].lower(): Customer(**one) for one in saved.get("customers", ())
        }
        self.transactions = {
            one["reference"]: Transaction(**one) for one in saved.get("transactions", ())
        }
        self.refunds = {one["id"]: Refund(**one) for one in saved.get("refunds", ())}
        self.events = {one["id"]: Event(**one) for one in saved.get("events", ())}
        known = [
            *(one.id for one in self.customers.values()),
            *(one.id for one in self.transactions.values()),
            *self.refunds,
            *self.events,
        ]
        self._ids = itertools.count(max(known, default=FIRST_ID - 1) + 1)


def random_word(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def iso(seconds: float) -> str:
    """As Paystack writes instants: 2026-09-01T07:00:00.000Z."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


_known: WeakKeyDictionary[World, Paystack] = WeakKeyDictionary()


def paystack_of(world: World) -> Paystack:
    """The Paystack of a world."""
    if world not in _known:
        _known[world] = Paystack(world)
    return _known[world]
