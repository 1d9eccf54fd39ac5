"""Every step of every dialogue, with everything that people send, through real services."""

from typing import get_args
from uuid import UUID, uuid4

import pytest

from conversations.events import Action, Text, Typed
from conversations.work import Command
from handlers.parse import tapped
from handlers.perform import PERFORMERS
from handlers.practice import Practice
from models.database import row, rows
from models.values import BookingStatus, Role
from services import consents, guardian_links, people
from services.guardian_links import LINK
from services.transaction import transaction
from services.vault import Vault
from tests.handlers.walker import NOBODY, Walker, entrances, undone
from tests.people import NOW, POLICY, hours, practice
from tests.rows import book, insert

SETTINGS = Practice("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
                    takes_payments=True)  # fmt: skip
AMINA, CHIDI, BRIAN, GRACE = 1, 2, 3, 4
STAFF_VERBS = ("ok", "no", "alt", "go", "end", "done", "ns", "note", "proof", "wv", "kp")
VERBS = (*STAFF_VERBS, "see", "pay", "mv", "cx", "yes", "ctr", "again", "late", "link")
#: Public id and version, by state.
Bookings = dict[str, tuple[UUID, int]]
LISTS = [Typed(name) for name in ("sessions", "history", "pending", "today", "week", "past")]


@pytest.fixture
async def bookings(db: str) -> Bookings:
    """A practice with one booking in each state; public id and version by state."""
    assert db
    here = await practice()
    grace = await insert("people", {
        "public_id": uuid4(), "telegram_id": GRACE, "name": "Grace", "language": "en",
        "timezone": "Africa/Nairobi", "created_at": NOW,
    })  # fmt: skip
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    await people.grant(grace, Role.ADMIN, NOW)
    for chat, person in ((AMINA, here.amina), (CHIDI, here.chidi), (BRIAN, here.brian),
                         (GRACE, grace)):  # fmt: skip
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    made = {}
    for number, status in enumerate(BookingStatus):
        if status is BookingStatus.HELD:
            continue
        booking = await book(here, 30 + number * 2, status, answer_due_at=hours(20),
                             payment_due_at=hours(20))  # fmt: skip
        found = await row("SELECT public_id, version FROM bookings WHERE id = $1", booking)
        assert found is not None
        made[status.value] = (found["public_id"], found["version"])
    return made


def walker(chat: int) -> Walker:
    return Walker(SETTINGS, chat)


@pytest.mark.parametrize("chat", [AMINA, CHIDI, BRIAN, GRACE])
async def test_x62_each_step_of_each_dialogue_answers_whatever_comes(
    bookings: Bookings, chat: int
) -> None:
    walk = walker(chat)
    async with transaction():
        for entrance in [Typed("start"), Typed("help"), *LISTS, *entrances()]:
            await walk.walk(entrance)
        for public_id, version in bookings.values():
            for verb in VERBS:
                await walk.walk(Action(verb, public_id, version, 1))
    assert walk.answers > 200
    assert walk.seen >= {("mydata", "which"), ("privacy", "shown"), ("trail", "page")}
    is_client = chat in {AMINA, CHIDI}
    assert (walk.seen >= {("forget", "preview"), ("forget", "last"), NOBODY}) is is_client


async def test_x62_i4_each_step_of_agreeing_answers_whatever_comes(bookings: Bookings) -> None:
    """Chidi is under 18; Amina is his guardian, beside him and in a chat of her own."""
    assert bookings
    beside, apart = walker(CHIDI), walker(AMINA)
    async with transaction():
        chidi = await people.lock_chat(CHIDI)
        assert chidi is not None
        await consents.say_age(chidi.person_id, NOW, is_minor=True)
        await beside.walk(Typed("agree"))
        [shown] = await beside.happens(Typed("agree"))
        here = tapped(shown["keyboard"][0][0]["data"], 1)
        await beside.happens(here)
        await beside.walk(Text("Amina Njeri"))
        start = Typed("start", LINK + await guardian_links.make(chidi.person_id, NOW))
        await apart.walk(start)
        await apart.happens(start)
        await apart.walk(Text("Amina Njeri"))
    steps = {"guardian", "name", "beside", "grown", "link"}
    assert steps <= {step for name, step in beside.seen if name == "agree"}
    assert {"name", "text", "declining"} <= {s for name, s in apart.seen if name == "guardian"}


async def _unmoved(chat: int, verb: str, about: UUID, version: int) -> str:
    """What this person hears to a button, which must have moved nothing."""
    async with transaction(), undone():
        before = await rows("SELECT * FROM bookings ORDER BY id")
        said = await walker(chat).happens(Action(verb, about, version, 1))
        assert await rows("SELECT * FROM bookings ORDER BY id") == before, f"{chat} {verb}"
        return str(said)
    raise AssertionError("not reached")


async def test_x63_a_stranger_moves_and_learns_nothing_by_somebody_elses_buttons(
    bookings: Bookings,
) -> None:
    """Chidi has the ids, from a forwarded message."""
    for public_id, version in bookings.values():
        for verb in VERBS:
            heard = await _unmoved(CHIDI, verb, public_id, version)
            assert "Amina" not in heard
            assert "BK-" not in heard


async def test_x63_a_client_makes_none_of_the_psychologists_moves(bookings: Bookings) -> None:
    for public_id, version in bookings.values():
        for verb in STAFF_VERBS:
            await _unmoved(AMINA, verb, public_id, version)


async def test_x60_a_button_of_an_older_version_moves_nothing(bookings: Bookings) -> None:
    for public_id, version in bookings.values():
        for verb in VERBS:
            for chat in (AMINA, BRIAN):
                await _unmoved(chat, verb, public_id, version - 1)


def test_each_command_of_each_dialogue_is_done_by_somebody() -> None:
    assert PERFORMERS.keys() == set(get_args(Command))
