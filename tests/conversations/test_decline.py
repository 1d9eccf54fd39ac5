"""Declining a request, as it is spoken."""

import pytest

from conversations.events import Action
from tests.dialog import REFERENCE, Chat, asked, dialog


@pytest.mark.parametrize("reason", ["My schedule is full", "I am at a workshop & away"])
def test_declining_by_button_or_in_words(reason: str) -> None:
    chat = Chat(asked)
    said = chat.happens(Action("no", REFERENCE, 2, 1))
    assert "Tap a reason or type one" in said[0]["text"]
    dialog([(reason, "has been told")], chat)


def test_x60_declining_what_was_answered_meanwhile_shows_how_it_stands() -> None:
    said = Chat().happens(Action("no", REFERENCE, 2, 1))
    assert "changed meanwhile" in said[0]["text"]


def test_declining_can_be_left() -> None:
    chat = Chat(asked)
    chat.happens(Action("no", REFERENCE, 2, 1))
    dialog([("‹ Back", "Nothing was declined")], chat)
