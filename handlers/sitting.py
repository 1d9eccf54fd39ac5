"""One piece of work inside one transaction: who it is for, and the letters it leaves behind."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import Any, Literal
from zoneinfo import ZoneInfo

from conversations import reminding, texts
from conversations.words import Say
from handlers import ways
from handlers.practice import Practice
from handlers.ways import EMAIL, SMS, TELEGRAM, Told
from models.views import Reader
from services import (
    applications,
    booking_views,
    contacting,
    outbox,
    people,
    reminders,
    sealed_letters,
)
from services.contacting import Contact
from services.outbox import Claimed, Fence, Letter

#: Ticks that work can wake, by their names in bot/parts.py.
Tick = Literal["pushes", "paystack", "paystack_strays", "refunds", "meetings", "calendars"]


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
        self, whom: int | Contact, say: Say, *,
        at: datetime | None = None, fence: Fence | None = None,
    ) -> None:  # fmt: skip
        """Say something to anybody in their own language and zone; a new message.

        `whom`: a person's id, or the contact where it has just been looked up.

        By each way that reaches them and that they want, where it has brief words (R4, R8); a
        booking's other side is told where none does.
        """
        contact = whom if isinstance(whom, Contact) else await contacting.of(whom)
        brief = say.brief
        if brief is None:
            if contact.chat is not None:
                chat = ways.in_chat(say, contact, self.practice.house)
                chat = await self._confided(say, contact, chat)
                self.put(contact.chat, chat, at=at, fence=fence)
            return
        later = at is not None and at > self.now
        chosen = ways.for_news(brief, contact, self.practice, later=later)
        await self._put_by(chosen, Told(say), contact, at=at, fence=fence)
        if not chosen and not brief.only_mail:
            await self.not_reached(contact, brief.booking_id)

    async def remind(self, contact: Contact, told: Told) -> None:
        """Say it by the ways that this person wants to be reminded by; checked again when sent.

        Who wants none of the ways that are left isn't reported.
        """
        chosen = ways.for_reminders(contact, self.practice)
        await self._put_by(chosen, told, contact, bulk=True)
        if not chosen:
            await reminders.unreachable(told.reminders, self.now)
            if told.say.brief is not None and not contact.refuses:
                await self.not_reached(contact, told.say.brief.booking_id)

    async def _put_by(
        self, chosen: Set[str], told: Told, contact: Contact, *, at: datetime | None = None,
        fence: Fence | None = None, bulk: bool = False,
    ) -> None:  # fmt: skip
        """One letter for each way; each knows which others there are, should it not arrive."""
        for way, lane, payload in ways.payloads(chosen, told, contact, self.practice.house):
            letter = payload
            if way == TELEGRAM:
                letter = await self._confided(told.say, contact, payload)
            self._put(way, lane, letter, at=at, fence=fence, bulk=bulk)

    async def _confided(
        self, say: Say, contact: Contact, payload: dict[str, Any]
    ) -> dict[str, Any]:
        """What goes into the chat, sealed with the words that somebody confided to it."""
        if say.confided is None:
            return payload
        full = replace(say, args={**say.args, **say.confided.args})
        with_words = {**payload, **ways.in_chat(full, contact, self.practice.house)}
        owner = say.confided.person
        return await sealed_letters.confide(
            self.practice.vault, owner, with_words, payload, self.now
        )

    async def reaches(self, person_id: int) -> bool:
        """Whether what is told now has any way to them."""
        contact = await contacting.of(person_id)
        return any(ways.is_open(way, contact, self.practice) for way in (TELEGRAM, SMS, EMAIL))

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

    def instead(self, way: str, contact: Contact, words: dict[str, Any]) -> None:
        """Words that were made for an SMS go by this way now, because another failed (R4)."""
        if way == SMS:
            self.put_sms(contact.reader.person_id, words)
        elif contact.chat is not None:
            self.put(contact.chat, {"text": escape(words["text"], quote=False)})

    def text(self, person_id: int, words: str, *, vital: bool = False) -> None:
        """Answer an SMS: these words and no others, to whatever number is theirs when it leaves."""
        self.put_sms(person_id, ways.answer(person_id, words, vital=vital))

    def put_sms(self, person_id: int, payload: dict[str, Any]) -> None:
        self._put(SMS, ways.sms_lane(person_id), payload)

    def text_stranger(self, lane: str, phone: str, words: str, *, vital: bool = False) -> None:
        """Answer an SMS from a number (E.164) that is nobody's."""
        self._put(SMS, lane, ways.to_stranger(phone, words, vital=vital))

    def put(
        self, telegram_chat_id: int, payload: dict[str, object], *, draft_id: int | None = None,
        at: datetime | None = None, fence: Fence | None = None,
    ) -> None:  # fmt: skip
        lane = ways.lane_of(telegram_chat_id)
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
