"""One piece of work inside one transaction: who it is for, and the letters it leaves behind."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from conversations import consents, texts
from conversations.consents import OURS, Library
from conversations.render import render
from conversations.words import Draft, Say
from models.crisis import Crisis
from models.intake_views import ConsentText
from models.views import House, Reader
from services import outbox, people
from services.gateways.google_values import GoogleSettings
from services.gateways.paystack_values import PaystackSettings
from services.outbox import Claimed, Fence, Letter
from services.periods import Periods
from services.policy import Policy
from services.vault import Vault
from services.visitors import Gate, Rate

TELEGRAM = "telegram"
#: Lanes of Telegram chats begin with this.
LANE = "tg:"
_NO_DRAFT = Draft("desk")

#: Ticks that work can wake, by their names in bot/parts.py.
Tick = Literal["pushes", "paystack", "paystack_strays", "refunds", "meetings", "calendars"]


@dataclass(frozen=True, slots=True)
class Practice:
    """What the practice has decided, from the settings.

    `payer_domain`: where the e-mail addresses are that we make up for payers (M7).
    `bot_username` is Telegram's word; `public_url` is our own address on the internet;
    `simulated`: the world outside is the demo's. `has_operator`: M-Pesa sends money back and tells
    a transaction's status when we ask; without it, people do that by hand. `short_codes`: M-Pesa's
    numbers for us; `paybill` is the one that a client can pay to by hand, if there is one.
    `crisis`: whom to call, and who is told, when somebody may be in danger (I6).
    `persons` says how much one chat may send.
    `library` are the texts that clients agree to, `phone` where they can ask about them.
    """

    name: str
    policy: Policy
    jitsi_url: str
    vault: Vault
    takes_payments: bool
    admins: frozenset[int] = frozenset()
    google: GoogleSettings | None = None
    paystack: PaystackSettings | None = None
    payer_domain: str = ""
    bot_username: str = ""
    public_url: str = ""
    simulated: bool = False
    has_operator: bool = False
    short_codes: frozenset[str] = frozenset()
    paybill: str | None = None
    periods: Periods = field(default=Periods())
    persons: Gate = field(default_factory=lambda: Gate(Rate(30, 1.0)))
    crisis: Crisis = field(default_factory=Crisis)
    library: Library = OURS
    phone: str | None = None

    def consent_texts(self, language: str) -> tuple[ConsentText, ...]:
        """What is to be agreed to now, in this language where it is there."""
        return consents.present(language, self.name, self.library)

    @property
    def house(self) -> House:
        return House(self.name, self.policy.timezone, self.public_url if self.has_pages else None)

    @property
    def has_pages(self) -> bool:
        """Telegram opens a Mini App over HTTPS only; the simulated one on this machine, too."""
        return self.simulated or self.public_url.startswith("https://")

    @property
    def takes_cards(self) -> bool:
        return self.paystack is not None

    def link(self, payload: str) -> str:
        """An address that opens the bot and sends it `/start payload`."""
        return f"https://t.me/{self.bot_username}?start={payload}"


def lane_of(telegram_chat_id: int) -> str:
    """The order of one person's updates, and of what is said to them."""
    return f"{LANE}{telegram_chat_id}"


@dataclass(slots=True)
class Sitting:
    """`cause` names what is being worked on; the letters' dedupe keys begin with it.

    `wakes` are the ticks that find work now, so that whoever waits doesn't wait for their turn.
    """

    practice: Practice
    now: datetime
    cause: str
    letters: list[Letter] = field(default_factory=list)
    wakes: set[Tick] = field(default_factory=set)

    async def tell(
        self, person_id: int, say: Say, *, at: datetime | None = None, fence: Fence | None = None
    ) -> None:
        """Say something to anybody in their own language and zone; a new message."""
        guest = await people.find_chat_of(person_id)
        if guest is not None:
            payload = render(say, guest.reader, _NO_DRAFT, self.practice.house)
            self.put(guest.telegram_chat_id, payload, at=at, fence=fence)

    def put(
        self, telegram_chat_id: int, payload: dict[str, object], *, draft_id: int | None = None,
        at: datetime | None = None, fence: Fence | None = None,
    ) -> None:  # fmt: skip
        key = f"{self.cause}:{len(self.letters)}"
        lane = lane_of(telegram_chat_id)
        self.letters.append(Letter(key, TELEGRAM, lane, payload, at, fence, draft_id))

    def remove(self, guest: people.Guest, message_id: int | None) -> None:
        """Delete what somebody wrote from their chat; where Telegram can't, they are asked to."""
        if message_id is not None:
            words = texts.text("delete_it_yourself", guest.reader.language)
            self.put(guest.telegram_chat_id, {"delete": message_id, "text": words})

    async def post(self) -> list[Claimed]:
        """Store the letters; the answer are those that this process sends right after commit."""
        return await outbox.put(self.letters, self.now)


def title_for(reader: Reader, key: str, **args: str) -> str:
    return texts.text(key, reader.language).format(**args)
