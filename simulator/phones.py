"""People with a phone: their wallet, text messages, M-Pesa prompts and Telegram chat."""

import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Sms:
    """A text message received ("in") or sent ("out") by the phone that has it.

    `encoding` is "GSM-7" or "UCS-2"; segments are billed parts. `report` is what the network last
    said of a message of the program's: "Sent", "Success" …; empty for all others.
    """

    id: str
    from_: str
    text: str
    date: datetime
    segments: int = 1
    encoding: str = "GSM-7"
    direction: str = "in"
    to: str = ""
    report: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "direction": self.direction,
            "from": self.from_,
            "to": self.to,
            "text": self.text,
            "date": self.date.isoformat(),
            "segments": self.segments,
            "encoding": self.encoding,
            "report": self.report or None,
        }


@dataclass(slots=True)
class Mail:
    """An e-mail received. Attachments are as the page reads them: name, mime, size, url, text."""

    id: str
    from_: str
    to: str
    subject: str
    text: str
    date: datetime
    message_id: str
    headers: dict[str, str] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "from": self.from_,
            "to": self.to,
            "subject": self.subject,
            "text": self.text,
            "date": self.date.isoformat(),
            "message_id": self.message_id,
            "headers": self.headers,
            "attachments": self.attachments,
        }


@dataclass(slots=True)
class Prompt:
    """An M-Pesa question for the PIN. `amount` is whole KES; `extra` is Daraja's own memory."""

    id: str
    business: str
    amount: int
    reference: str
    description: str
    date: datetime
    status: str = "waiting"
    extra: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As the page sees it, without Daraja's memory."""
        return {
            "id": self.id,
            "business": self.business,
            "amount": self.amount,
            "reference": self.reference,
            "description": self.description,
            "status": self.status,
            "date": self.date.isoformat(),
        }


@dataclass(slots=True)
class Movement:
    """Money that came into a wallet, or left it: `amount` is then below 0. Whole KES.

    `who` is the other side, `balance` what the wallet held afterwards.
    """

    receipt: str
    amount: int
    who: str
    reference: str
    date: datetime
    balance: int

    def as_json(self) -> dict[str, Any]:
        return {
            "receipt": self.receipt,
            "amount": self.amount,
            "who": self.who,
            "reference": self.reference,
            "date": self.date.isoformat(),
            "balance": self.balance,
        }


@dataclass(slots=True)
class Screen:
    """What the network's menu (USSD) shows on a phone; `open` while it waits for an answer."""

    session: str
    code: str
    text: str
    open: bool = True
    error: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Phone:
    """One person. `number` is digits only (254712000001), `balance` whole KES.

    While it is `off`, text messages to it are `held` by the network.
    """

    id: str
    name: str
    number: str
    telegram: bool
    telegram_id: int
    username: str | None = None
    language_code: str | None = "en"
    balance: int = 20_000
    pin: str = "1234"
    email: str | None = None
    sms: list[Sms] = field(default_factory=list)
    mail: list[Mail] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    statement: list[Movement] = field(default_factory=list)
    off: bool = False
    held: list[Sms] = field(default_factory=list)
    ussd: Screen | None = None

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def last_name(self) -> str | None:
        return " ".join(self.name.split()[1:]) or None

    def prompt(self, prompt_id: str) -> Prompt | None:
        return next((prompt for prompt in self.prompts if prompt.id == prompt_id), None)

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User."""
        user: dict[str, Any] = {
            "id": self.telegram_id,
            "is_bot": False,
            "first_name": self.first_name,
        }
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


def digits(number: str) -> str:
    """`+254 712 000 001` and `0712000001` as 254712000001. Raises ValueError."""
    found = re.sub(r"[\s+()-]", "", number)
    if found.startswith("0"):
        found = "254" + found[1:]
    if not found.isdigit() or not 7 <= len(found) <= 15:
        raise ValueError(f"not a phone number: {number}")
    return found


def slug(name: str, taken: dict[str, Any]) -> str:
    """A short unique id from the first name."""
    first = (name.split() or ["phone"])[0]
    base = re.sub(r"[^a-z0-9]+", "", first.lower()) or "phone"
    number = 1
    while (candidate := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return candidate
