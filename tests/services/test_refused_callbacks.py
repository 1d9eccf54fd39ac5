"""Strangers can't fill the database with what they send, nor hide what concerns a payment (X44)."""

from datetime import timedelta

import pytest

from models.database import row
from services import refused_callbacks
from tests.people import NOW, Practice
from tests.rows import book, pay


async def kept() -> int:
    found = await row("SELECT count(*) AS n FROM refused_callbacks")
    assert found is not None
    return int(found["n"])


async def test_x44_strangers_fill_an_hour_and_no_more(
    here: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused_callbacks, "MOST_OF_STRANGERS", 3)
    for number in range(5):
        at = NOW + number * timedelta(seconds=1)
        await refused_callbacks.record("mpesa", "unknown token", f"{number}", b"{}", at)
    assert await kept() == 3
    payment = await pay(await book(here), callback_token="ab" * 24)
    await refused_callbacks.record("mpesa", "wrong amount", "ab" * 24, b"{}", NOW)
    found = await row("SELECT * FROM refused_callbacks ORDER BY id DESC LIMIT 1")
    assert found is not None
    assert (found["payment_id"], found["reason"]) == (payment, "wrong amount")
    later = NOW + timedelta(hours=1, seconds=3)
    await refused_callbacks.record("mpesa", "unknown token", "\0", b"{}", later)
    assert await kept() == 5
