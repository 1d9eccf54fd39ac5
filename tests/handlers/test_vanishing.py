"""Pages that stay for minutes: a cover first, when it goes is written, then its words (I5, D2)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from handlers import vanishing
from handlers.papers import Press
from models.database import count, rows
from services.outbox import Claimed
from tests.handlers.test_changes import GRACE, here
from tests.handlers.test_every_step import SETTINGS
from tests.handlers.test_for_them import mama, walked
from tests.people import NOW

__all__ = ["here", "mama"]

PAGE = {"text": "Told", "protected": True,
        "vanishes": {"minutes": 10, "text": "Delete it", "cover": "Opening…"}}  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


@dataclass
class Chat:
    """What arrived, with the numbers that it got."""

    came: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, chat_id: int, payload: dict[str, object]) -> int:
        assert chat_id == GRACE
        self.came.append(payload)
        return 100 + len(self.came)


def letter(attempts: int = 1) -> Claimed:
    return Claimed(7, "telegram", f"tg:{GRACE}", PAGE, attempts)


async def deletions() -> list[tuple[str, Any]]:
    found = await rows("SELECT payload->>'delete' AS message, due_at FROM outbox"
                       " WHERE dedupe_key LIKE 'vanish%' ORDER BY id")  # fmt: skip
    return [(one["message"], one["due_at"]) for one in found]


async def test_i5_the_words_come_into_a_cover_whose_end_is_written() -> None:
    chat = Chat()
    page = await vanishing.covered(chat, GRACE, letter(), PAGE, NOW)
    assert page == {**PAGE, "edit": 101, "covered": True}
    assert chat.came == [{"protected": True, "text": "Opening…"}]
    assert await deletions() == [("101", NOW + timedelta(minutes=10))]


async def test_i5_sent_once_more_it_goes_into_the_same_cover() -> None:
    chat = Chat()
    await vanishing.covered(chat, GRACE, letter(), PAGE, NOW)
    again = await vanishing.covered(chat, GRACE, letter(2), PAGE, NOW + timedelta(minutes=1))
    assert again is not None
    assert (again["edit"], len(chat.came)) == (101, 1)
    assert len(await deletions()) == 1


async def test_i5_whoever_comes_after_its_time_shows_nothing() -> None:
    chat = Chat()
    await vanishing.covered(chat, GRACE, letter(), PAGE, NOW)
    late = NOW + timedelta(minutes=11)
    assert await vanishing.covered(chat, GRACE, letter(2), PAGE, late) is None
    await count("UPDATE outbox SET state = 'sent', payload = NULL, sent_at = $1", late)
    assert await vanishing.covered(chat, GRACE, letter(3), PAGE, late) is None
    assert len(chat.came) == 1


@pytest.mark.parametrize("label", ["To show", "To print"])
async def test_d2_what_is_handed_out_has_its_file_when_it_leaves(mama: str, label: str) -> None:
    said = await walked("datafor", mama, "In writing", label)
    (paper,) = [one for one in said.to(GRACE) if "paper" in one]
    chat = Chat()
    press = Press(chat, SETTINGS.house, lambda: NOW, SETTINGS.vault)
    page = await vanishing.covered(press, GRACE, letter(), paper, NOW)
    assert page is not None
    await press.send(GRACE, page)
    cover, filled = chat.came
    assert "file" not in cover
    assert filled["file"]["content"].startswith(b"%PDF")
    assert (filled["edit"], filled["covered"]) == (101, True)
    assert cover.get("protected") is (True if label == "To show" else None)
