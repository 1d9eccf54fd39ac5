"""A parent opens the link in their own chat: reads, agrees or not, and learns nothing else (I4)."""

from typing import Any

import pytest

from conversations.events import Contact, File, Happening, Text, Typed, Unknown
from models.values import ConsentKind
from tests.conversations.consents_world import Agreements
from tests.dialog import Chat, dialog

STRANGE: tuple[Happening, ...] = (
    Text(""), Contact("+254712000001", own=True), Unknown("sticker"), File("photo", "f", None, 1),
)  # fmt: skip
NAMED = [
    ("/start gdn_token-1", "Amani would like to talk to a psychologist"),
    ("Wanjiru Njeri", "Working together</b> · text 1 of 4"),
]


def opened(*lines: tuple[str, str]) -> tuple[Chat, Agreements]:
    world = Agreements(is_minor=True)
    return dialog([*NAMED[: len(lines) or 2], *lines], Chat(world=world)), world


def test_i4_a_parent_reads_and_agrees_in_a_chat_of_their_own() -> None:
    chat, world = opened()
    dialog([("I agree", "2 of 4"), ("I agree", "3 of 4"), ("I agree", "4 of 4"),
            ("I agree", "Everything is agreed to for Amani")], chat)  # fmt: skip
    assert [kind for kind, _ in world.guardians] == list(ConsentKind)
    assert world.name == "Wanjiru Njeri"
    assert world.own == []
    assert chat.current is None


def test_i4_nothing_of_the_session_or_the_client_is_in_what_they_see() -> None:
    chat, _ = opened()
    for words in ("Brian", "KES", "BK-2026", "session with"):
        assert words not in chat.screen["text"]


def test_i4_a_parent_declines_after_a_second_thought_and_may_come_back() -> None:
    chat, world = opened()
    dialog([("I don't agree", "Don't you agree?"), ("Read it again", "1 of 4")], chat)
    assert [world.declined] == [False]
    dialog([("I don't agree", "Don't you agree?"), ("No, I don't", "I have told Amani")], chat)
    assert world.declined
    assert world.guardians == []
    dialog(NAMED, chat)


def test_i4_leaving_decides_nothing() -> None:
    chat, world = opened(("Cancel", "nothing is decided"))
    assert not world.declined
    dialog([NAMED[0], ("Wanjiru", "first and a last name"), NAMED[1],
            ("‹ Back", "type your full name")], chat)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("guardian_link_own", "send it to your parent or guardian"),
        ("guardian_link_spent", "used already"),
        ("guardian_not_of_age", "under 18 yourself"),
    ],
)
def test_i4_a_link_that_is_not_for_them_says_what_to_do(key: str, words: str) -> None:
    chat = dialog([("/start gdn_token-1", words)], Chat(world=Agreements(refuses=key)))
    assert chat.current is None


def test_i4_a_link_that_lapses_meanwhile_agrees_to_nothing() -> None:
    chat, world = opened()
    world.refuses = "guardian_link_spent"
    dialog([("I agree", "no longer good")], chat)
    assert world.guardians == []


def test_i4_the_name_is_taken_out_of_the_chat_and_the_token_is_not_kept() -> None:
    from conversations.engine import advance

    chat = dialog(NAMED[:1], Chat(world=Agreements(is_minor=True)))
    turn = advance(chat.drafts["guardian"], Text("Wanjiru Njeri"))
    assert turn.remove
    assert "token-1" not in repr(chat.drafts)
    assert "Wanjiru" not in repr(turn.do)


@pytest.mark.parametrize("event", STRANGE, ids=repr)
@pytest.mark.parametrize("ways", [[], ["Wanjiru Njeri"], ["Wanjiru Njeri", "I don't agree"]])
def test_x62_each_step_answers_whatever_comes_with_itself(ways: list[str], event: Any) -> None:
    chat = dialog(NAMED[:1], Chat(world=Agreements(is_minor=True)))
    for said in ways:
        chat.says(said)
    before = chat.drafts["guardian"]
    [answer] = chat.happens(event)
    assert answer["text"].startswith("<i>")
    assert chat.drafts["guardian"] == before


def test_x63_nothing_is_open_without_a_link() -> None:
    from tests.dialog import tap

    chat = Chat(world=Agreements())
    for value in ("yterms 2026-11-21", "n", "back", "cancel"):
        chat.happens(tap(f"guardian:0:{value}"))
    assert chat.asked == []
    chat.happens(Typed("guardian"))
    assert chat.current is None
