"""Visits of the page beside the chat of the same person: none waits for one that waits (I3)."""

import asyncio

import pytest

from models.database import count, row
from services import page_sessions, people
from services.init_data import Launch
from services.page_sessions import VisitOver
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.rows import insert

pytestmark = pytest.mark.usefixtures("db")
TOKEN, CHAT = "t" * 43, 1


async def test_x71_a_page_that_saves_while_its_person_is_forgotten_stops_nobody(
    here: Practice,
) -> None:
    await insert("chats", {"telegram_chat_id": CHAT, "person_id": here.amina})
    async with transaction():
        opened = Launch(CHAT, None, None, NOW, "f" * 64)
        await page_sessions.open_visit(opened, TOKEN, here.amina, None, NOW)
    locked, saving = asyncio.Event(), asyncio.Event()

    async def forget() -> None:
        async with transaction():
            await people.lock_chat(CHAT)
            locked.set()
            await saving.wait()
            await asyncio.sleep(0.3)
            await count("DELETE FROM page_sessions WHERE person_id = $1", here.amina)
            await count("DELETE FROM chats WHERE person_id = $1", here.amina)

    async def save() -> None:
        await locked.wait()
        async with transaction():
            saving.set()
            visit = await page_sessions.hold_visit(TOKEN, NOW)
            await people.lock_chat_of(visit.person_id)

    forgotten, saved = await asyncio.gather(forget(), save(), return_exceptions=True)
    assert forgotten is None
    assert isinstance(saved, VisitOver)
    assert await row("SELECT id FROM page_sessions") is None
