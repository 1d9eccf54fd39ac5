"""Everything outside the program in one object: people, phones, bots, time, faults, records."""

import asyncio
import itertools
import time
from collections import defaultdict, deque
from pathlib import Path
from typing import Any

from simulator.calls import Calls
from simulator.clock import Clock
from simulator.events import Events
from simulator.faults import Faults
from simulator.outgoing import Outgoing
from simulator.phones import Mail, Phone, digits, slug
from simulator.telegram.bench import Bench
from simulator.telegram.bots import Bots
from simulator.telegram.files import Files
from simulator.telegram.settings import Settings
from simulator.views import phone_json

Stats = dict[str, dict[str, Any]]
FIRST_TELEGRAM_ID = 700_000_001
MAILS_KEPT = 1000
#: What the program did wrong towards Africa's Talking: see `simulator.texting`.
TEXTING_VIOLATIONS = (
    "callback_not_200",
    "ussd_bad_answer",
    "ussd_late",
    "ussd_not_gsm",
    "ussd_not_plain",
    "ussd_too_long",
)


class World:
    """The state all services share. Nothing here knows HTTP paths; the rooms add those."""

    def __init__(self, record: Path | None = None) -> None:
        self.events = Events()
        self.clock = Clock(lambda: self.publish("clock", **self.clock.as_json()))
        self.faults = Faults(lambda: self.publish("faults", faults=self.faults.as_json()))
        self.calls = Calls(self.clock.now, self.publish, record)
        self.outgoing = Outgoing()
        self.phones: dict[str, Phone] = {}
        self.users: dict[int, Phone] = {}
        self._ids = itertools.count(FIRST_TELEGRAM_ID)
        self._numbers: dict[str, Phone] = {}
        self.bots = Bots()
        self.telegram = Settings()
        self.files = Files()
        self.stats: Stats = new_stats()
        self.bench: Bench | None = None
        self.url = ""
        self.smtp = ("", 0)
        # Mails to addresses that no phone's owner has.
        self.elsewhere: deque[Mail] = deque(maxlen=MAILS_KEPT)
        self.closing = asyncio.Event()
        # Set whenever something worth saving may have changed.
        self.dirty = False

    def publish(self, type_: str, **fields: Any) -> int:
        """Tell the page and the waiting tests; returns the event's number."""
        self.dirty = True
        return self.events.publish(type_, **fields)

    def record(self, **call: Any) -> None:
        """Keep one HTTP call: see `Calls.record` for the fields."""
        self.calls.record(**call)

    def count(self, service: str, group: str, name: str) -> None:
        """Raise one counter of `GET /sim/stats`: stats[service][group][name]."""
        counters = self.stats[service].setdefault(group, {})
        counters[name] = counters.get(name, 0) + 1

    async def post(
        self,
        service: str,
        url: str,
        *,
        json: Any = None,
        data: Any = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60.0,
    ) -> tuple[int | None, str]:
        """POST to the program and record it as an outgoing call of `service`.

        Returns (status, body); (None, reason) when no answer came.
        """
        started = time.monotonic()
        status, body = await self.outgoing.post(
            url, json=json, data=data, headers=headers, timeout=timeout
        )
        self.record(
            service=service,
            direction="out",
            method="POST",
            path=url,
            body=data if json is None else json,
            status=status,
            answer=body,
            ms=(time.monotonic() - started) * 1000,
        )
        return status, body

    def phone_by_number(self, number: str) -> Phone | None:
        """The phone with this number, in any of the usual spellings."""
        try:
            return self._numbers.get(digits(number))
        except ValueError:
            return None

    def phone_by_email(self, address: str) -> Phone | None:
        """The phone whose owner has this address, in any case of its letters."""
        wanted = address.casefold()
        found = (phone for phone in self.phones.values() if phone.email)
        return next((phone for phone in found if (phone.email or "").casefold() == wanted), None)

    def add_phone(
        self,
        name: str,
        number: str,
        *,
        telegram: bool = True,
        telegram_id: int | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        balance: int = 20_000,
        pin: str = "1234",
        email: str | None = None,
        met: bool = False,
    ) -> Phone:
        """A new person, or the one who already has this number. Raises ValueError.

        One who has `met` the present bot pressed Start some time ago: it may write to them.
        """
        known = self.phone_by_number(number)
        if known is not None:
            known.email = known.email or email
            return known
        if telegram_id in self.users:
            raise ValueError(f"telegram id {telegram_id} is taken")
        phone = Phone(
            id=slug(name, self.phones),
            name=name,
            number=digits(number),
            telegram=telegram,
            telegram_id=self._free_id() if telegram_id is None else telegram_id,
            username=username,
            language_code=language_code,
            balance=balance,
            pin=pin,
            email=email,
        )
        self.adopt(phone)
        if met:
            self.bots.current.chat(phone.telegram_id).started = True
        self.phone_changed(phone)
        return phone

    def _free_id(self) -> int:
        return next(number for number in self._ids if number not in self.users)

    def adopt(self, phone: Phone) -> None:
        """Enter a phone in the directories, silently."""
        self.phones[phone.id] = phone
        self.users[phone.telegram_id] = phone
        self._numbers[phone.number] = phone

    def phone_changed(self, phone: Phone) -> None:
        """Publish a phone's card (name, balance, blocked …) after any change of it."""
        if not self.events.quiet:
            self.publish("phone", phone=phone_json(self, phone, lists=False))

    def pending(self) -> int:
        """How many updates the program has not taken yet."""
        return sum(len(bot.updates.pending) for bot in self.bots.all())

    async def close(self) -> None:
        """Stop timers, deliveries and connections."""
        self.clock.close()
        self.bots.close()
        self.calls.close()
        await self.outgoing.close()


def new_stats() -> Stats:
    """Empty counters, with the names that readers may rely on."""
    stats: Stats = defaultdict(dict)
    stats["telegram"] = {
        "violations": {"per_chat": 0, "overall": 0},
        "requests": {},
        "rejected": {},
        "unknown_parameters": {},
        "updates": {},
    }
    stats["daraja"] = {}
    stats["mail"] = {}
    stats["sms"] = {"violations": dict.fromkeys(TEXTING_VIOLATIONS, 0)}
    stats["google"] = {}
    stats["paystack"] = {}
    return stats
