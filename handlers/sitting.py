"""One piece of work inside one transaction: who it is for, and the letters it leaves behind."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from conversations import briefs, consents, reminding, texts
from conversations.consents import OURS, Library
from conversations.render import render
from conversations.words import Brief, Draft, Say
from models.crisis import Crisis
from models.intake_views import ConsentText
from models.views import House, Reader
from services import applications, booking_views, contacting, outbox, people, reminders
from services.contacting import Contact
from services.gateways.google_values import GoogleSettings
from services.gateways.paystack_values import PaystackSettings
from services.outbox import Claimed, Fence, Letter
from services.periods import Periods
from services.policy import Policy
from services.vault import Vault
from services.visitors import Gate, Rate

TELEGRAM, SMS, EMAIL = "telegram", "sms", "email"
#: Lanes of Telegram chats begin with this.
LANE = "tg:"
_NO_DRAFT = Draft("desk")
#: An SMS that answers one: it is about no booking, and goes by no other way.
_ANSWER: dict[str, Any] = {"booking": None, "only_mail": False, "reminders": [], "beside": []}

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
    `persons` says how much one chat may send, `texters` how many SMS one number.
    `library` are the texts that clients agree to, `phone` where they can ask about them.
    `ussd_code` is what they dial for the menu on a phone without data, if there is one.
    `has_sms`, `has_email`: there is an account by which they can be sent. `sms_budget`: what SMS
    may cost in a calendar month, in KES.
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
    texters: Gate = field(default_factory=lambda: Gate(Rate(12, 1 / 30), untold=0))
    crisis: Crisis = field(default_factory=Crisis)
    library: Library = OURS
    phone: str | None = None
    ussd_code: str | None = None
    has_sms: bool = False
    has_email: bool = False
    sms_budget: Decimal | None = None

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
        """Say something to anybody in their own language and zone; a new message.

        By each way that reaches them and that they want, where it has brief words (R4, R8); a
        booking's other side is told where none does.
        """
        contact, brief = await contacting.of(person_id), say.brief
        if brief is None:
            if contact.chat is not None:
                self.put(contact.chat, self._rendered(say, contact), at=at, fence=fence)
            return
        # A chat that is blocked may not be any more by then.
        later = at is not None and at > self.now
        by_chat = contact.in_chat or (later and contact.chat is not None)
        ways = {TELEGRAM} if by_chat else set()
        if not brief.only_mail and self._may(SMS, contact):
            ways |= {SMS} if contact.wants_both or not by_chat else set()
        ways |= {EMAIL} if self._may(EMAIL, contact) else set()
        await self._by(ways, contact, say, at=at, fence=fence)
        if not ways and not brief.only_mail:
            await self.not_reached(contact, brief.booking_id)

    async def remind(
        self, contact: Contact, say: Say, due: Sequence[int], until: datetime | None
    ) -> None:
        """Say it by the ways that this person wants to be reminded by; checked again when sent.

        `due` are the reminders that it is, `until` when its words would begin to be wrong. Who
        wants none of the ways that are left isn't reported.
        """
        ways = {TELEGRAM} if contact.chat_for_reminders else set()
        ways |= {SMS} if contact.sms_for_reminders and self.practice.has_sms else set()
        ways |= {EMAIL} if self._may(EMAIL, contact) else set()
        await self._by(ways, contact, say, due=due, until=until)
        if not ways:
            await reminders.unreachable(due, self.now)
            if say.brief is not None and not contact.refuses:
                await self.not_reached(contact, say.brief.booking_id)

    async def _by(
        self, ways: Set[str], contact: Contact, say: Say, *, at: datetime | None = None,
        fence: Fence | None = None, due: Sequence[int] = (), until: datetime | None = None,
    ) -> None:  # fmt: skip
        """One letter for each way; each knows which others there are, should it not arrive."""
        assert say.brief is not None, "what goes by several ways has brief words"
        person_id, bulk = contact.reader.person_id, bool(due)
        for way in (TELEGRAM, SMS, EMAIL):
            if way not in ways:
                continue
            brief = self._brief(contact, say.brief, due, ways - {way})
            if way == TELEGRAM and contact.chat is not None:
                chat = {**self._rendered(say, contact), "reminders": list(due), "otherwise": brief}
                if until is not None:
                    chat["until"] = until.isoformat()
                self._put(way, lane_of(contact.chat), chat, at=at, fence=fence, bulk=bulk)
            elif way == SMS:
                self._put(way, f"sms:{person_id}", brief, at=at, fence=fence, bulk=bulk)
            elif way == EMAIL:
                shared = contact.wishes.shares_phone
                mail = briefs.for_mail(
                    say.brief, contact.reader, self.practice.house, shared=shared
                )
                mail = {**brief, **mail, "name": uuid4().hex}
                self._put(way, f"mail:{person_id}", mail, at=at, fence=fence, bulk=bulk)

    async def reaches(self, person_id: int) -> bool:
        """Whether what is told now has any way to them."""
        contact = await contacting.of(person_id)
        return contact.in_chat or any(self._may(way, contact) for way in (SMS, EMAIL))

    def _may(self, way: str, contact: Contact) -> bool:
        if way == SMS:
            return self.practice.has_sms and contact.may_sms
        return self.practice.has_email and contact.by_email

    async def not_reached(self, contact: Contact, booking_id: int | None) -> None:
        """Tell the other side of a booking that somebody could not be told: once a day (R4)."""
        if booking_id is None:
            return
        booking = await booking_views.view(booking_id)
        others: tuple[int, ...]
        if contact.reader.person_id == booking.client_id:
            others = (booking.psychologist_person_id,)
            say = reminding.client_untold(booking, contact.phone)
        elif contact.reader.person_id == booking.psychologist_person_id:
            others, say = await applications.admins(), reminding.staff_untold(booking)
        else:
            return
        day = self.now.astimezone(ZoneInfo(self.practice.policy.timezone)).date()
        for other in others:
            if other != contact.reader.person_id:
                cause = f"untold{booking_id}p{contact.reader.person_id}d{day}:{other}"
                aside = Sitting(self.practice, self.now, cause)
                await aside.tell(other, say)
                self.letters += aside.letters

    def _rendered(self, say: Say, contact: Contact) -> dict[str, Any]:
        return render(say, contact.reader, _NO_DRAFT, self.practice.house)

    def _brief(
        self, contact: Contact, brief: Brief, due: Sequence[int], beside: Set[str]
    ) -> dict[str, Any]:  # fmt: skip
        """The payload of an SMS, or of what takes the place of a message that can't arrive."""
        shared = contact.wishes.shares_phone
        return {
            "text": briefs.for_sms(brief, contact.reader, self.practice.house, shared=shared),
            "person": contact.reader.person_id,
            "booking": brief.booking_id,
            "vital": brief.vital,
            "only_mail": brief.only_mail,
            "reminders": list(due),
            "beside": sorted(beside),
        }

    def instead(self, way: str, contact: Contact, words: dict[str, Any]) -> None:
        """Words that were made for an SMS go by this way now, because another failed (R4)."""
        if way == SMS:
            self._put(SMS, f"sms:{contact.reader.person_id}", words)
        elif contact.chat is not None:
            self.put(contact.chat, {"text": escape(words["text"], quote=False)})

    def text(self, person_id: int, words: str, *, vital: bool = False) -> None:
        """Answer an SMS: these words and no others, to whatever number is theirs when it leaves.

        Also to somebody who wants no SMS: they have just asked.
        """
        self.put_sms(person_id, self.sms_letter(person_id, words, vital=vital))

    def sms_letter(self, person_id: int, words: str, *, vital: bool) -> dict[str, Any]:
        """The payload of such an answer, for who seals it first."""
        return {**_ANSWER, "text": words, "person": person_id, "vital": vital, "answers": True}

    def put_sms(self, person_id: int, letter: dict[str, Any]) -> None:
        self._put(SMS, f"{SMS}:{person_id}", letter)

    def text_stranger(self, lane: str, phone: str, words: str, *, vital: bool = False) -> None:
        """Answer an SMS from a number (E.164) that is nobody's."""
        self._put(SMS, lane, {**_ANSWER, "text": words, "person": None, "to": phone,
                              "vital": vital})  # fmt: skip

    def put(
        self, telegram_chat_id: int, payload: dict[str, object], *, draft_id: int | None = None,
        at: datetime | None = None, fence: Fence | None = None,
    ) -> None:  # fmt: skip
        lane = lane_of(telegram_chat_id)
        self._put(TELEGRAM, lane, payload, at=at, fence=fence, draft_id=draft_id)

    def _put(self, channel: str, lane: str, payload: dict[str, Any], *,
             at: datetime | None = None, fence: Fence | None = None, draft_id: int | None = None,
             bulk: bool = False) -> None:  # fmt: skip
        key = f"{self.cause}:{len(self.letters)}"
        self.letters.append(Letter(key, channel, lane, payload, at, fence, draft_id, bulk))

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
