"""Brian's desk in tests: his commands, each in a transaction of its own, and who is told."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conversations.work import Command, Result
from conversations.work import leave as work
from handlers.perform import perform
from handlers.practice import Practice as House
from handlers.sitting import Sitting
from models.database import count
from models.date_changes import DateChange, Decision
from models.values import Role
from services import people
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY, Practice, practice
from tests.rows import insert

#: Thursday; sessions from 06:00 UTC on are from 09:00 on in Nairobi.
THURSDAY = date(2026, 9, 10)
HOUSE = House("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
              takes_payments=True)  # fmt: skip
CLOSED = (DateChange(THURSDAY, THURSDAY, opens=False, reason="private"),)


@dataclass(slots=True)
class Desk:
    """Brian's and Amina's chats, and what each was told so far."""

    here: Practice
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    turns: int = 0

    async def do(self, person: int, command: Command, now: Any = NOW) -> Result:
        """One command in a transaction of its own, as the shell does it."""
        self.turns += 1
        async with transaction():
            guest = await people.lock_chat_of(person)
            assert guest is not None
            sitting = Sitting(HOUSE, now, f"turn{self.turns}")
            result = await perform(sitting, guest, command)
            await sitting.post()
        for letter in sitting.letters:
            if letter.due_at is None:
                self.told.setdefault(letter.lane, []).append(dict(letter.payload))
        return result

    async def look(self, changes: tuple[DateChange, ...] = CLOSED) -> work.Foreseen:
        found = await self.do(self.here.brian, work.LookAhead(changes))
        assert isinstance(found, work.Foreseen)
        return found

    async def decide(
        self, decision: Decision, looked: work.Foreseen, *, at_once: bool = False
    ) -> Result:
        leave = looked.leave
        command = work.ChangeDates(leave.changes, leave.fingerprint, decision, at_once)
        return await self.do(self.here.brian, command)

    def amina_heard(self) -> list[str]:
        return [payload["text"] for payload in self.told.get("tg:1", [])]


def sessions(found: work.Foreseen) -> list[int]:
    return [met.booking.id for met in found.leave.sessions]


async def exceptions() -> int:
    return await count("SELECT 1 FROM availability_exceptions")


async def open_desk() -> Desk:
    """Amina, Chidi and Brian with their chats; Brian holds his role."""
    here = await practice()
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    for chat, person in ((1, here.amina), (2, here.chidi), (3, here.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return Desk(here)
