"""What failed too often is buried, and a cry in it is heard all the same (I6)."""

import json

import pytest

from handlers.practice import Practice
from handlers.run import after_failure
from models.database import rows
from models.values import Role
from services import inbox, people
from services.inbox import MAX_ATTEMPTS, Arrival
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY
from tests.people import practice as people_of
from tests.rows import insert

HOUSE = Practice("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
                 takes_payments=True, bot_username="steps_bot")  # fmt: skip
AMINA, BRIAN = 1, 3


def _wrote(words: str) -> bytes:
    user = {"id": AMINA, "is_bot": False, "first_name": "Amina"}
    chat = {"id": AMINA, "type": "private", "first_name": "Amina"}
    message = {"message_id": 5, "date": int(NOW.timestamp()), "chat": chat, "from": user}
    return json.dumps({"update_id": 1, "message": {**message, "text": words}}).encode()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("words", "to_amina", "to_brian"), [("I want to kill myself", 2, 1), ("Monday please", 1, 0)]
)
async def test_i6_a_cry_that_no_dialogue_could_work_on_reaches_us(
    words: str, to_amina: int, to_brian: int
) -> None:
    made = await people_of()
    for chat, person in ((AMINA, made.amina), (BRIAN, made.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    await people.grant(made.brian, Role.ADMIN, NOW)
    came = Arrival("telegram", "1", f"tg:{AMINA}", 1, _wrote(words))
    async with transaction():
        stored = await inbox.store([came], HOUSE.vault, NOW)
    row_id = stored["telegram", "1"]
    for _ in range(2):
        await after_failure(HOUSE, row_id, MAX_ATTEMPTS, NOW)
    letters = await rows("SELECT lane FROM outbox WHERE state = 'due'")
    lanes = [letter["lane"] for letter in letters]
    assert (lanes.count(f"tg:{AMINA}"), lanes.count(f"tg:{BRIAN}")) == (to_amina, to_brian)
    (buried,) = await rows("SELECT state, payload FROM inbox")
    assert buried["state"] == "buried"
    assert (buried["payload"] == b"") == bool(to_brian)
