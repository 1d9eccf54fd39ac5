"""New texts before a session: asked once a version, staff told once a session (I4, R2)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.consents import OURS, Library
from handlers import consent_reminders
from handlers.practice import Practice
from models.database import count, rows
from services import consents, outbox
from services.vault import Vault
from tests.people import NOW, POLICY, hours
from tests.people import Practice as People
from tests.people import practice as people_of
from tests.rows import book, insert

HOUSE = Practice("Smiling Steps", POLICY, "https://meet.jit.si", Vault({1: b"k" * 32}),
                 takes_payments=True)  # fmt: skip
NEWER = replace(HOUSE, library=Library({
    (kind, "2027-01-01", language): replace(text, version="2027-01-01")
    for (kind, _, language), text in OURS.texts.items()
}))  # fmt: skip


@pytest.fixture
async def here(db: str) -> People:
    """Amina and Brian have chats."""
    assert db
    made = await people_of()
    for chat, person in ((1, made.amina), (3, made.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return made


async def agree(here: People) -> None:
    await consents.say_age(here.amina, NOW, is_minor=False)
    texts = HOUSE.consent_texts("en")
    await consents.write_down(HOUSE.vault, here.amina, texts, here.amina, NOW)


async def heard(chat: int) -> int:
    return len(await rows("SELECT 1 FROM outbox WHERE lane = $1", f"tg:{chat}"))


async def test_i4_three_replicas_at_once_and_a_restart_ask_once(here: People) -> None:
    await book(here, 48, "confirmed")
    await book(here, 96, "approved")
    found = await asyncio.gather(*(consent_reminders.ask(HOUSE, NOW) for _ in range(3)))
    assert sum(map(len, found)) == 1
    assert await consent_reminders.ask(HOUSE, hours(24)) == []
    assert await heard(1) == 1


async def test_i4_who_agreed_is_asked_only_when_there_is_a_new_version(here: People) -> None:
    await agree(here)
    await book(here, 48, "confirmed")
    assert await consent_reminders.ask(HOUSE, NOW) == []
    assert len(await consent_reminders.ask(NEWER, NOW)) == 1
    assert await consent_reminders.ask(NEWER, hours(1)) == []


@pytest.mark.parametrize(
    ("at", "status"),
    [(-2, "confirmed"), (48, "pending"), (48, "cancelled"), (29 * 24, "confirmed")],
)
async def test_i4_without_a_session_ahead_nobody_is_asked(
    here: People, at: float, status: str
) -> None:
    await book(here, at, status)
    assert await consent_reminders.ask(HOUSE, NOW) == []


async def test_i4_the_psychologist_hears_two_hours_before_and_once(here: People) -> None:
    await book(here, 3, "confirmed")
    assert await consent_reminders.warn(HOUSE, NOW) == []
    soon = hours(1)
    found = await asyncio.gather(*(consent_reminders.warn(HOUSE, soon) for _ in range(3)))
    assert sum(map(len, found)) == 1
    assert await consent_reminders.warn(HOUSE, soon + timedelta(hours=1)) == []
    assert (await heard(1), await heard(3)) == (0, 1)
    assert await rows("SELECT status FROM bookings") == [{"status": "confirmed"}]


async def test_i4_nothing_is_said_of_who_agreed_meanwhile_or_whose_session_moved(
    here: People,
) -> None:
    booking = await book(here, 1, "confirmed")
    [letter] = await consent_reminders.warn(HOUSE, NOW)
    await outbox.release([letter], NOW)
    await count("UPDATE bookings SET status = 'cancelled', version = 2 WHERE id = $1", booking)
    assert await outbox.claim_due(NOW) == []
    await agree(here)
    await book(here, 1.9, "confirmed")
    assert await consent_reminders.warn(HOUSE, NOW) == []


async def test_i4_whoever_has_no_chat_is_not_asked_but_staff_is_told(here: People) -> None:
    await count("DELETE FROM chats WHERE telegram_chat_id = 1")
    await book(here, 1, "confirmed")
    assert await consent_reminders.ask(HOUSE, NOW) == []
    assert len(await consent_reminders.warn(HOUSE, NOW)) == 1
