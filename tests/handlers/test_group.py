"""X74: whoever is in a group session hears of themselves only, whatever they do.

Groups can't be booked by anybody yet, so their rows are written by hand: one slot, many clients.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest

from conversations.events import Action, Happening, Typed
from models.database import count, row
from models.intake_form import FORM
from models.values import IntakeWay, Role
from models.views import BookingView
from services import calendar_files, feeds, intake, mydata, people
from services.booking_views import view
from services.transaction import transaction
from tests.handlers.test_every_step import LISTS, SETTINGS, VERBS
from tests.handlers.walker import Walker, entrances
from tests.people import NOW, Practice, person, practice
from tests.rows import book, insert

CHIDI, BRIAN = 2, 3
MARKED, NAME, PHONE = "MARKED-3b90", "Wambui", "+2547123456"
#: No date, time or price has these numbers: so many others, and so many places.
OTHERS, PLACES = 41, 53
COUNTS = re.compile(rf"\b({OTHERS}|{OTHERS + 1}|{PLACES})\b")


@dataclass
class Listening(Walker):
    """Chidi's walk, and all that he is told on the way."""

    heard: list[str] = field(default_factory=list)

    async def happens(self, event: Happening) -> list[dict[str, Any]]:
        said = await Walker.happens(self, event)
        self.heard += [_as_read(payload) for payload in said]
        return said


def _as_read(payload: dict[str, Any]) -> str:
    """Words, labels of buttons and files, without what the program needs for itself."""
    labels = [key.get("text", "") for line in payload.get("keyboard", []) for key in line]
    kept = {name: value for name, value in payload.items() if name != "keyboard"}
    return json.dumps([kept, labels], ensure_ascii=False, default=str)


def _tells(words: str) -> bool:
    return any(secret in words for secret in (MARKED, NAME, PHONE)) or bool(COUNTS.search(words))


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


@pytest.fixture
async def group(here: Practice) -> list[BookingView]:
    """Chidi's booking, and those of the others in the same hour."""
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await count("UPDATE services SET format = 'group', capacity = $1", PLACES)
    for chat, who in ((CHIDI, here.chidi), (BRIAN, here.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": who})
    together = uuid4()
    found = [await _joins(here.chidi, here, together)]
    for number in range(OTHERS):
        other = await person(f"{NAME} {number}", 100 + number)
        phone = f"{PHONE}{number:02}"
        await count("UPDATE people SET phone = $2 WHERE id = $1", other, phone)
        found.append(await _joins(other, here, together))
    await _tells_all(found[1])
    return found


async def _joins(client: int, here: Practice, together: UUID) -> BookingView:
    return await view(await book(here, 48, "confirmed", client_id=client, group_key=together,
                                 format="group", payment_status="paid"))  # fmt: skip


async def _tells_all(booking: BookingView) -> None:
    async with transaction():
        vault, client = SETTINGS.vault, booking.client_id
        filled = await intake.begin(vault, client, booking, IntakeWay.CHAT, NOW)
        for question in FORM:
            if question.key in {"medical_history", "expectations", "special_requests"}:
                await intake.keep(vault, filled, question.key, MARKED, booking, NOW)


async def test_x74_no_message_and_no_error_tells_of_the_others(group: list[BookingView]) -> None:
    own, theirs = group[0], group[1]
    walk = Listening(SETTINGS, CHIDI, deepest=3)
    async with transaction():
        for entrance in [Typed("start"), *LISTS, *entrances()]:
            await walk.walk(entrance)
        for booking in (own, theirs):
            for verb in (*VERBS, "told", "glass", "fill", "look"):
                await walk.walk(Action(verb, booking.public_id, booking.version, 1))
    assert len(walk.heard) > 200
    assert any(str(own.reference) in words for words in walk.heard)
    assert [words for words in walk.heard if _tells(words)] == []
    assert not any(str(other.reference) in words for other in group[1:] for words in walk.heard)
    to_clients = [letter for letter in walk.others if letter["lane"] not in {"tg:2", "tg:3"}]
    assert to_clients == [], "the others hear nothing of him either"


async def test_x74_no_calendar_file_tells_of_the_others(
    here: Practice, group: list[BookingView]
) -> None:
    feed = await feeds.find(await feeds.token(here.chidi), NOW)
    assert feed is not None
    files = [
        calendar_files.invitation(group[0], "Session", NOW),
        calendar_files.invitation(group[0], "Session", NOW, cancelled=True),
        calendar_files.feed("Sessions", [(session, "Session") for session in feed.sessions]),
    ]
    for file in files:
        (event,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
        assert "ATTENDEE" not in event
        assert not _tells(re.sub(r"(?m)^(UID|URL|LOCATION):.*(\r\n .*)*", "", file))


async def test_x74_nobody_elses_data_is_in_a_members_file(
    here: Practice, group: list[BookingView]
) -> None:
    assert len(group) == OTHERS + 1
    zone = ZoneInfo("Africa/Nairobi")
    mine = await mydata.collect(SETTINGS.vault, here.chidi, zone, NOW, with_intake=True)
    words = json.dumps(mine, default=str)
    assert str(group[0].reference) in words
    assert not _tells(words)


async def test_x74_the_test_would_hear_it(group: list[BookingView]) -> None:
    """The guard taken away: a message that names somebody else is found."""
    other = await row("SELECT name, phone FROM people WHERE id = $1", group[1].client_id)
    assert other is not None
    for words in (other["name"], other["phone"], MARKED, f"{OTHERS} others", f"of {PLACES}"):
        assert _tells(_as_read({"text": f"Session with {words}", "keyboard": []}))
