"""Every sentence that is asked for exists, in each language, and none is left over."""

import ast
import re
from pathlib import Path

import pytest

from conversations import decline
from conversations.english import ENGLISH
from models.calendar import Unavailable
from models.outside_calendars import FAILURES
from models.values import BookingStatus, Medium
from services.gateways.mpesa_results import PushResult
from tests.house.tree import ROOT

#: Keys that are put together at run time, from all values that they can be put together from.
FAMILIES = {
    *(f"taken_{reason}" for reason in Unavailable), "taken_nothing_near",
    *(f"status_{status}" for status in BookingStatus),
    *(f"place_{medium}" for medium in Medium),
    *(f"{kind}_{listing}" for kind in ("no", "list", "line")
      for listing in ("sessions", "pending", "today")),
    *(f"weekday_{day}" for day in range(7)),
    *(f"{reason}_said" for reason in decline.REASONS),
    *(f"{key}_staff" for key in ("welcome", "help", "expired_unpaid", "expired_unanswered")),
    *(result.words_key for result in PushResult if result is not PushResult.PAID),
    *(f"calendar_{code}" for code in FAILURES),
    *(f"command_{name}" for name in ("book", "sessions", "pending", "today", "cancel", "help")),
}  # fmt: skip
TAGS = re.compile(r"</?(b|i|u|s|code|pre|blockquote)>")


def _literals() -> set[str]:
    """Every string constant of the rooms that speak."""
    found: set[str] = set()
    for room in ("conversations", "handlers", "services", "webhooks"):
        for file in (ROOT / room).rglob("*.py"):
            if file.parent.name != "english":
                found |= _strings(file)
    return found


def _strings(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text()))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _asked_for() -> set[str]:
    """First arguments of Say(…) and Button(…) that are plain strings."""
    found: set[str] = set()
    for file in (ROOT / "conversations").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                plain = any(keyword.arg == "plain" for keyword in node.keywords)
                if node.func.id in {"Say", "Button"} and literal and not plain:
                    found.add(first.value)  # type: ignore[attr-defined]
    return found


def test_every_sentence_that_is_asked_for_exists() -> None:
    assert (_asked_for() | FAMILIES) - ENGLISH.keys() == set()


def test_no_sentence_is_left_over() -> None:
    assert ENGLISH.keys() - _literals() - FAMILIES == set()


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_a_sentence_is_html_that_telegram_takes(key: str) -> None:
    without = TAGS.sub("", ENGLISH[key])
    assert "<" not in without
    assert ENGLISH[key].count("<b>") == ENGLISH[key].count("</b>")
    assert len(ENGLISH[key]) < 2000
