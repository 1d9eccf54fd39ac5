"""Telegram doesn't answer for half an hour: what waits leaves afterwards."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from handlers.deliver import Courier
from models.database import rows
from services import outbox
from services.budget import Limits
from services.errors import DeliveryFailed
from services.outbox import Letter
from services.vault import Vault
from tests.handlers.test_reminder_letters import Chats
from tests.people import NOW


class Trouble(Chats):
    def __init__(self, *, away: bool) -> None:
        super().__init__()
        self._away = away

    async def send(self, chat_id: int, payload: Mapping[str, Any]) -> int | None:
        raise DeliveryFailed("NetworkError", away=self._away)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("away", "least", "most"), [(True, 45, 90), (False, 3, 6)])
async def test_r3_a_letter_outlives_an_outage(*, away: bool, least: int, most: int) -> None:
    now = NOW
    limits = Limits(1000, overall_burst=1000, lane_per_second=1000)
    courier = Courier(Trouble(away=away), limits, lambda: now, Vault({1: bytes(32)}))
    courier.hand_over(await outbox.put([Letter("one", "telegram", "tg:1", {"text": "x"})], NOW))
    await courier.settle()
    while (await rows("SELECT state FROM outbox"))[0]["state"] == "due":
        now = (await rows("SELECT due_at FROM outbox"))[0]["due_at"]
        await courier.drain()
        await courier.settle()
    assert timedelta(minutes=least) < now - NOW < timedelta(minutes=most)
