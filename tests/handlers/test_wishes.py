"""Wishes and e-mail addresses through real services: planned anew, sealed, proven (R1, R8)."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from conversations.events import Happening, Text, Typed
from handlers.converse import converse
from handlers.parse import tapped
from handlers.practice import Practice as House
from handlers.sitting import Sitting
from models.database import count, row, rows
from models.values import ReminderKind
from services import contacting, outbox, people, phone_owners, reminder_plans, sealed_letters
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY, Practice, hours, practice
from tests.rows import book, insert

HOUSE = House("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
              takes_payments=True, has_sms=True, has_email=True)  # fmt: skip
ADDRESS = "amina@example.com"


class Phone:
    """Amina's chat, and what would be mailed."""

    def __init__(self) -> None:
        self.now = NOW
        self.events = 0
        self.screen: dict[str, Any] = {}
        self.mails: list[dict[str, Any]] = []

    async def happens(self, event: Happening) -> str:
        async with transaction():
            guest = await people.lock_chat(1)
            assert guest is not None
            self.events += 1
            sitting = Sitting(HOUSE, self.now, f"event{self.events}")
            await converse(sitting, guest, event)
            for letter in sitting.letters:
                if letter.channel == "telegram":
                    self.screen = dict(letter.payload)
                else:
                    self.mails.append({**letter.payload, "lane": letter.lane})
            await sitting.post()
        return str(self.screen["text"])

    async def says(self, words: str) -> str:
        for line in self.screen.get("keyboard", []):
            for button in line:
                if button["text"].startswith(words) and "data" in button:
                    return await self.happens(tapped(button["data"], 1))
        return await self.happens(Text(words))

    async def code(self) -> str:
        """Out of the last mail, as its reader would see it."""
        mail = await sealed_letters.opened(HOUSE.vault, self.mails[-1])
        found = re.search(r"\d{6}", mail["mail"])
        assert found is not None
        return found[0]


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    made = await practice()
    await insert("chats", {"telegram_chat_id": 1, "person_id": made.amina})
    return made


@pytest.fixture
async def phone(here: Practice) -> Phone:
    assert here.amina
    shown = Phone()
    await shown.happens(Typed("reminders"))
    return shown


async def due() -> dict[str, datetime]:
    async with transaction():
        await reminder_plans.plan()
    found = await rows(
        """SELECT kind, due_at FROM reminders JOIN people ON people.id = person_id
           WHERE people.name = 'Amina' AND state = 'waiting'"""
    )
    return {one["kind"]: one["due_at"] for one in found}


async def test_x32_wishes_that_change_plan_the_reminders_anew(here: Practice, phone: Phone) -> None:
    """A session at 07:30 in Nairobi: two hours before is 5:30, in the quiet hours till 7."""
    await book(here, 46.5, "confirmed")
    start = hours(46.5)
    assert await due() == {
        "day": start - timedelta(days=1), "hours": start - timedelta(minutes=30),
        "minutes": start - timedelta(minutes=15),
    }  # fmt: skip
    await phone.says("Quiet hours")
    await phone.says("off")
    assert (await due())["hours"] == start - timedelta(hours=2)
    await phone.says("When")
    await phone.says("2 hours before")
    assert (await due()).keys() == {"day", "minutes"}
    await phone.says("Back")
    await phone.says("Quiet hours")
    await phone.says("saa tatu usiku hadi saa moja asubuhi")
    assert "Quiet from 21:00 to 07:00" in phone.screen["text"]


async def test_r8_a_code_goes_sealed_to_the_new_address_and_comes_back(
    here: Practice, phone: Phone
) -> None:
    await phone.says("E-mail")
    assert "Look into" in await phone.says(f" Amina <{ADDRESS}> ")
    [mail] = phone.mails
    opened = await sealed_letters.opened(HOUSE.vault, mail)
    assert mail["lane"] == f"mail:{here.amina}"
    assert opened["to"] == ADDRESS
    assert opened["subject"] == "Smiling Steps: your code"
    assert await phone.code() in opened["mail"]
    assert await phone.code() not in str({**opened, "mail": ""})
    for word in ("therapy", "session", "psycholog", "Amina"):
        assert word not in opened["mail"]
    code = await phone.code()
    kept = str(await rows("SELECT answers::text, payload::text FROM drafts, outbox"))
    assert code not in kept
    assert (await contacting.of(here.amina)).email is None
    assert "That address is yours" in await phone.says(f"{code[:3]} {code[3:]}")
    assert (await contacting.of(here.amina)).email == ADDRESS


async def test_r8_a_code_is_good_for_fifteen_minutes(here: Practice, phone: Phone) -> None:
    await phone.says("E-mail")
    await phone.says(ADDRESS)
    code = await phone.code()
    phone.now = NOW + timedelta(minutes=15, seconds=1)
    assert "15 minutes, and they are over" in await phone.says(code)
    await phone.says(ADDRESS)
    assert await phone.code()
    assert "not the code" in await phone.says(code) or code == await phone.code()
    assert (await contacting.of(here.amina)).email is None


async def test_r8_three_codes_a_day_and_no_more(phone: Phone) -> None:
    await phone.says("E-mail")
    for number in range(3):
        assert "Look into" in await phone.says(f"a{number}@example.com")
    assert "three codes today" in await phone.says("b@example.com")
    assert len(phone.mails) == 3
    phone.now = NOW + timedelta(days=1)
    assert "Look into" in await phone.says("b@example.com")


async def test_r8_a_code_of_one_address_is_none_of_another(here: Practice, phone: Phone) -> None:
    """Somebody asks for a code at their own address, then says it was another's."""
    await phone.says("E-mail")
    await phone.says(ADDRESS)
    code = await phone.code()
    await phone.says("brian@example.com")
    assert "not the code" in await phone.says(code) or code == await phone.code()
    await phone.says("Cancel")
    await phone.happens(Typed("reminders"))
    assert "doesn't look like" in (await phone.says("E-mail"), await phone.says(code))[1]
    assert (await contacting.of(here.amina)).email is None


async def test_r4_sms_stopped_by_stop_are_switched_on_here(here: Practice, phone: Phone) -> None:
    await count("UPDATE people SET phone = '+254712000001' WHERE id = $1", here.amina)
    await phone_owners.stop("+254712000001", NOW)
    assert "stopped them with STOP" in await phone.happens(Typed("reminders"))
    assert "Write START from the phone itself" in await phone.says("Switch SMS on again")
    assert (await contacting.of(here.amina)).stopped
    await count("UPDATE people SET phone_confirmed_at = $2 WHERE id = $1", here.amina, NOW)
    await phone.says("Switch SMS on again")
    contact = await contacting.of(here.amina)
    assert contact.may_sms
    assert "STOP" not in phone.screen["text"]


async def test_what_is_wished_is_one_row_and_nothing_else_changes(
    here: Practice, phone: Phone
) -> None:
    before = (await contacting.of(here.amina)).wishes
    await phone.says("When")
    await phone.says("24 hours before")
    wished = (await contacting.of(here.amina)).wishes
    assert wished == replace(before, kinds=before.kinds - {ReminderKind.DAY})
    assert len(await rows("SELECT 1 FROM wishes")) == 1


async def test_a_button_of_settings_leads_here_and_back(phone: Phone) -> None:
    await phone.happens(Typed("settings"))
    assert "Your reminders" in await phone.says("Reminders, SMS")
    assert "Your phone number" in await phone.says("Give my phone number")
    await phone.happens(Typed("reminders"))
    assert "Your settings" in await phone.says("All settings")


async def test_the_letter_with_a_code_is_words_gone_once_it_left(phone: Phone) -> None:
    await phone.says("E-mail")
    await phone.says(ADDRESS)
    [letter] = await rows("SELECT id FROM outbox WHERE channel = 'email'")
    await outbox.sent([letter["id"]], NOW)
    found = await row("SELECT payload, dedupe_key FROM outbox WHERE id = $1", letter["id"])
    assert found is not None
    assert found["payload"] is None
    assert ADDRESS not in json.dumps(dict(found))
