"""A letter whose words can't be read any more is given up, and keeps its lane free (R3)."""

import pytest

from handlers.deliver import Courier
from handlers.fall_back import FallBack
from models.database import rows
from services import outbox
from services.budget import Limits
from services.outbox import Letter
from services.vault import Vault
from tests.handlers.test_every_step import SETTINGS
from tests.handlers.test_reminder_letters import Chats
from tests.people import NOW, practice


@pytest.mark.parametrize("channel", ["sms", "email"])
async def test_x33_a_sealed_letter_whose_key_is_gone_is_given_up(db: str, channel: str) -> None:
    assert db
    here = await practice()
    sealed = {"sealed": "AAAA", "of": here.amina, "record": "0" * 32}
    letters = await outbox.put([Letter("one", channel, f"{channel}:1", sealed)], NOW)
    courier = Courier(Chats(), Limits(100, overall_burst=100), lambda: NOW, Vault({1: bytes(32)}),
                      {}, FallBack(SETTINGS, lambda: NOW))  # fmt: skip
    courier.hand_over(letters)
    await courier.settle()
    assert await rows("SELECT state, payload FROM outbox") == [{"state": "dead", "payload": None}]
