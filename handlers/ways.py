"""By which ways somebody can be told, and what a letter carries on each of them (R1, R4, R8).

What an SMS carries is also what takes the place of a message that can't arrive (`otherwise` in the
payload of one to a chat, handlers/fall_back): `text`, whose it is (`person`), which `booking` and
`reminders` it is about, whether it is `vital`, whether it may be mailed only (`only_mail`), and
`beside`, the other ways that the same was told by.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from conversations import briefs
from conversations.render import render
from conversations.words import Brief, Draft, Say
from handlers.practice import Practice
from models.views import House
from services.contacting import Contact

TELEGRAM, SMS, EMAIL = "telegram", "sms", "email"
#: Lanes of Telegram chats begin with this.
LANE = "tg:"
_NO_DRAFT = Draft("desk")


def lane_of(telegram_chat_id: int) -> str:
    """The order of one person's updates, and of what is said to them."""
    return f"{LANE}{telegram_chat_id}"


def sms_lane(person_id: int) -> str:
    return f"{SMS}:{person_id}"


def is_open(way: str, contact: Contact, practice: Practice) -> bool:
    """Whether something may arrive by it now, and they haven't asked that nothing does."""
    match way:
        case "telegram":
            return contact.in_chat
        case "sms":
            return practice.has_sms and contact.may_sms
        case _:
            return practice.has_email and contact.by_email


def for_news(brief: Brief, contact: Contact, practice: Practice, *, later: bool) -> set[str]:
    """By which to say it. A chat that is blocked may not be any more `later`."""
    by_chat = contact.in_chat or (later and contact.chat is not None)
    ways = {TELEGRAM} if by_chat else set()
    if not brief.only_mail and is_open(SMS, contact, practice):
        ways |= {SMS} if contact.wants_both or not by_chat else set()
    return ways | ({EMAIL} if is_open(EMAIL, contact, practice) else set())


def for_reminders(contact: Contact, practice: Practice) -> set[str]:
    """By which this person wants to be reminded, of those that are there."""
    ways = {TELEGRAM} if contact.chat_for_reminders else set()
    ways |= {SMS} if contact.sms_for_reminders and practice.has_sms else set()
    return ways | ({EMAIL} if is_open(EMAIL, contact, practice) else set())


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said, and which reminders (their ids) it is.

    After `until` its words would be wrong, or at the wrong hour.
    """

    say: Say
    reminders: Sequence[int] = ()
    until: datetime | None = None


def payloads(
    ways: Set[str], told: Told, contact: Contact, house: House
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Channel, lane and payload of one letter for each way."""
    assert told.say.brief is not None, "what goes by several ways has brief words"
    person_id = contact.reader.person_id
    ends = {"until": told.until.isoformat()} if told.until is not None else {}
    if TELEGRAM in ways and contact.chat is not None:
        otherwise = _words(told, contact, house, ways - {TELEGRAM})
        chat = {**in_chat(told.say, contact, house), "reminders": list(told.reminders),
                "otherwise": otherwise, **ends}  # fmt: skip
        yield TELEGRAM, lane_of(contact.chat), chat
    if SMS in ways:
        yield SMS, sms_lane(person_id), {**_words(told, contact, house, ways - {SMS}), **ends}
    if EMAIL in ways:
        shared = contact.wishes.shares_phone
        mail = briefs.for_mail(told.say.brief, contact.reader, house, shared=shared)
        words = _words(told, contact, house, ways - {EMAIL})
        yield EMAIL, f"mail:{person_id}", {**words, **mail, "name": uuid4().hex}


def in_chat(say: Say, contact: Contact, house: House) -> dict[str, Any]:
    """A message of its own, whatever stands in the chat."""
    return render(say, contact.reader, _NO_DRAFT, house)


def _words(told: Told, contact: Contact, house: House, beside: Set[str]) -> dict[str, Any]:
    brief, shared = told.say.brief, contact.wishes.shares_phone
    assert brief is not None, "as above"
    return {
        "text": briefs.for_sms(brief, contact.reader, house, shared=shared),
        "person": contact.reader.person_id,
        "booking": brief.booking_id,
        "vital": brief.vital,
        "only_mail": brief.only_mail,
        "reminders": list(told.reminders),
        "beside": sorted(beside),
    }


def answer(person_id: int, text: str, *, vital: bool) -> dict[str, Any]:
    """An SMS that answers one, also to somebody who wants none: they have just asked."""
    return {**_aside(text, vital=vital), "person": person_id, "answers": True}


def to_stranger(phone: str, text: str, *, vital: bool) -> dict[str, Any]:
    """An SMS that answers a number (E.164) that is nobody's."""
    return {**_aside(text, vital=vital), "person": None, "to": phone}


def _aside(text: str, *, vital: bool) -> dict[str, Any]:
    """About no booking, and by no other way."""
    return {"text": text, "booking": None, "vital": vital, "only_mail": False, "reminders": [],
            "beside": []}  # fmt: skip
