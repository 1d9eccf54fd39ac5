"""What Daraja remembers: the token that works, every push with its end, the registered URLs."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from simulator.daraja.books import Books
from simulator.daraja.conversations import Conversations
from simulator.daraja.receipts import NAIROBI

if TYPE_CHECKING:
    from simulator.phones import Phone, Prompt
    from simulator.world import World

PROMPT_SECONDS = 60.0
# A phone that is off: that long until the network gives up.
UNREACHABLE_SECONDS = 14.0
SAME_AMOUNT_SECONDS = 120.0
TOKEN_LIFE = timedelta(seconds=3599)


@dataclass(slots=True)
class Push:
    """One accepted request. `asked_at` in seconds of the clock, `amount` in shillings.

    `code` is None until it is over; `ignored` when the person swiped the prompt away.
    """

    checkout_request_id: str
    merchant_request_id: str
    callback_url: str
    number: str
    amount: int
    asked_at: float
    code: str | None = None
    receipt: str | None = None
    paid_at: float | None = None
    ignored: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Urls:
    """Where payments by Paybill are told. `unreachable` decides when nobody validates."""

    confirmation: str
    validation: str
    unreachable: str


class Daraja:
    """The memory of one world's M-Pesa."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.books = Books(world)
        self.urls: Urls | None = None
        #: Safaricom switches validation on for a business that asks for it.
        self.validates = False
        #: Whether the short code was registered for Pull Transactions.
        self.pulls = False
        self.conversations = Conversations()
        self._pushes: dict[str, Push] = {}
        self._by_number: defaultdict[str, list[Push]] = defaultdict(list)
        self._token = ""
        self._token_ends = world.clock.now()

    def new_token(self) -> str:
        """A token of 28 characters; the one before stops working."""
        self._token = secrets.token_urlsafe(21)
        self._token_ends = self.world.clock.now() + TOKEN_LIFE
        return self._token

    def knows_token(self, authorization: str) -> bool:
        alive = self.world.clock.now() < self._token_ends
        return alive and secrets.compare_digest(
            authorization.encode(), f"Bearer {self._token}".encode()
        )

    def add(self, number: str, amount: int, callback_url: str, reference: str) -> Push:
        """Accept a push."""
        now = self.world.clock.now()
        return self._keep(
            Push(
                checkout_request_id=self._checkout_id(now, number),
                merchant_request_id="-".join(secrets.token_hex(2) for _ in range(3))
                + f"-{secrets.token_hex(2)}{secrets.randbelow(10**16):016}",
                callback_url=callback_url,
                number=number,
                amount=amount,
                asked_at=now.timestamp(),
                reference=reference,
            )
        )

    def find(self, checkout_request_id: str) -> Push | None:
        """A push by its id, also one of an earlier life whose prompt is still on a phone."""
        if checkout_request_id not in self._pushes:
            for phone in self.world.phones.values():
                for prompt in phone.prompts:
                    if prompt.extra.get("checkout_request_id") == checkout_request_id:
                        self._keep(Push(**prompt.extra))
        return self._pushes.get(checkout_request_id)

    def is_open(self, number: str) -> bool:
        """Whether a push to this number waits for its end: the subscriber is locked."""
        return any(push.code is None for push in self._by_number[number])

    def is_repeated(self, number: str, amount: int) -> bool:
        """Whether this amount was asked of this number within two minutes (rule 17)."""
        since = self.world.clock.timestamp() - SAME_AMOUNT_SECONDS
        return any(
            push.amount == amount and push.asked_at > since and push.code not in {"17", "1001"}
            for push in self._by_number[number]
        )

    def _keep(self, push: Push) -> Push:
        self._pushes[push.checkout_request_id] = push
        self._by_number[push.number].append(push)
        return push

    def _checkout_id(self, now: datetime, number: str) -> str:
        """Time in Nairobi, milliseconds and nine digits of the phone, as today's ids."""
        while True:
            moment = now.astimezone(NAIROBI)
            found = f"ws_CO_{moment:%d%m%Y%H%M%S}{moment.microsecond // 1000}{number[-9:]}"
            if found not in self._pushes:
                return found
            now += timedelta(milliseconds=1)

    def prompt_of(self, push: Push) -> tuple[Phone, Prompt] | None:
        """The phone and prompt that show a push."""
        phone = self.world.phone_by_number(push.number)
        for prompt in phone.prompts if phone else ():
            if phone and prompt.extra.get("checkout_request_id") == push.checkout_request_id:
                return phone, prompt
        return None

    def show(self, phone: Phone, prompt: Prompt, push: Push) -> None:
        """Put the push's present state on the phone and into its memory."""
        prompt.extra = asdict(push)
        if prompt not in phone.prompts:
            phone.prompts.append(prompt)
        self.world.publish("prompt", phone=phone.id, prompt=prompt.as_json())

    def take(self, fault: str, about: Push | str | None = None) -> Any:
        """The ordered fault of this name, for everybody or for the phone of a push or number."""
        number = about.number if isinstance(about, Push) else about
        phone = self.world.phone_by_number(number) if number else None
        return self.world.faults.take("daraja", fault, phone.id if phone else None)


_known: WeakKeyDictionary[World, Daraja] = WeakKeyDictionary()


def daraja_of(world: World) -> Daraja:
    """The M-Pesa of a world."""
    if world not in _known:
        _known[world] = Daraja(world)
    return _known[world]
