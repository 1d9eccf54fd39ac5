"""The question how a session went: once, whoever asks and however often (B10, R2)."""

import asyncio
from datetime import timedelta

import pytest

from handlers import forgotten_ends
from handlers.practice import Practice
from models.database import count, rows
from services import outbox
from services.vault import Vault
from tests.people import POLICY, hours
from tests.people import Practice as People
from tests.people import practice as people_of
from tests.rows import book, insert

HOUSE = Practice("Smiling Steps", POLICY, "https://meet.jit.si", Vault({1: b"k" * 32}),
                 takes_payments=True)  # fmt: skip
LATER = hours(3)


@pytest.fixture
async def here(db: str) -> People:
    """Brian has a chat."""
    assert db
    people = await people_of()
    await insert("chats", {"telegram_chat_id": 3, "person_id": people.brian})
    return people


async def asked() -> int:
    return len(await rows("SELECT 1 FROM outbox"))


async def test_three_replicas_at_once_and_a_restart_ask_once(here: People) -> None:
    await book(here, 1, "confirmed")
    await book(here, -3, "in_progress")
    found = await asyncio.gather(*(forgotten_ends.ask(HOUSE, LATER) for _ in range(3)))
    assert sum(map(len, found)) == 2
    assert await forgotten_ends.ask(HOUSE, LATER + timedelta(hours=5)) == []
    assert await asked() == 2


async def test_what_has_moved_on_meanwhile_is_not_asked(here: People) -> None:
    """The letter waited behind others, and the session was completed from its card."""
    booking = await book(here, 1, "confirmed")
    [letter] = await forgotten_ends.ask(HOUSE, LATER)
    await outbox.release([letter], LATER)
    await count("UPDATE bookings SET status = 'completed', version = 2 WHERE id = $1", booking)
    assert await outbox.claim_due(LATER) == []


async def test_whoever_has_no_chat_is_not_asked(here: People) -> None:
    await count("DELETE FROM chats")
    await book(here, 1, "confirmed")
    assert await forgotten_ends.ask(HOUSE, LATER) == []
    assert await asked() == 0
