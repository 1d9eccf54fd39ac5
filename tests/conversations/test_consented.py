"""/consents: read again what one agreed to, and take it back after seeing what follows (I4)."""

from typing import Any

import pytest

from conversations.events import Contact, File, Happening, Text, Unknown
from models.values import ConsentKind
from tests.conversations.consents_world import WARD, Agreements
from tests.dialog import Chat, dialog, tap

STRANGE: tuple[Happening, ...] = (
    Text("hello?"), Text(""), Contact("+254712000001", own=True), Unknown("sticker"),
    File("photo", "f", None, 1),
)  # fmt: skip


def opened(world: Agreements | None = None) -> tuple[Chat, Agreements]:
    world = world or Agreements(is_minor=False).all_given()
    return dialog([("/consents", "What you agreed to")], Chat(world=world)), world


def buttons(chat: Chat) -> list[list[str]]:
    return [[button["text"] for button in row] for row in chat.screen["keyboard"]]


def test_i4_what_when_and_by_whom() -> None:
    chat, _ = opened()
    assert (
        "<b>Your data</b>\nBy you, Mon 7 Sep, 09:00, version of 2026-11-21" in (chat.screen["text"])
    )
    assert buttons(chat)[0] == ["Read: Working together", "Take it back…"]
    assert len(buttons(chat)) == 5
    dialog([("Read: Your data", "the data controller"), ("‹ Back", "What you agreed to"),
            ("Close", "Closed")], chat)  # fmt: skip


def test_i4_a_guardians_word_is_named_and_is_not_the_clients_to_take_back() -> None:
    world = Agreements(is_minor=True, name="Wanjiru <Njeri>")
    world.guardians = [(text.kind, text.version) for text in world.texts]
    chat, _ = opened(world)
    assert "By Wanjiru &lt;Njeri&gt;, for you" in chat.screen["text"]
    assert buttons(chat) == [["Read and agree"], ["Close"]]
    world.name = None
    assert "By a parent or guardian, for you" in opened(world)[0].screen["text"]
    chat, _ = opened(world.all_given())
    assert ["I am 18 by now"] in buttons(chat)


def test_i4_taking_back_shows_first_what_follows() -> None:
    chat, world = opened()
    dialog([("Take it back…", "Take back “Working together”?")], chat)
    text = chat.screen["text"]
    assert "Your sessions that are arranged already (2)" in text
    assert "/forget" in text
    assert world.taken_back == []
    dialog([("‹ Back", "What you agreed to"), ("Take it back…", "Take back"),
            ("Yes, take it back", "Taken back, Mon 7 Sep")], chat)  # fmt: skip
    assert world.taken_back == [ConsentKind.TREATMENT]
    assert "<i>Taken back.</i>" in chat.screen["text"]
    assert buttons(chat)[0] == ["Read: Working together"]


def test_i4_without_sessions_none_are_spoken_of() -> None:
    chat, _ = opened(Agreements(is_minor=False, sessions=0).all_given())
    chat.says("Take it back…")
    assert "arranged already" not in chat.screen["text"]


def test_i4_a_new_version_is_offered() -> None:
    world = Agreements(is_minor=False).all_given()
    world.renew(ConsentKind.TERMS)
    chat, _ = opened(world)
    assert "(there is a newer one)" in chat.screen["text"]
    dialog([("Read and agree", "4 of 4")], chat)


def test_i4_who_agreed_to_nothing_is_shown_the_way() -> None:
    chat, _ = opened(Agreements())
    assert chat.screen["text"].count("Not agreed to yet") == 4
    assert buttons(chat) == [["Read and agree"], ["Close"]]


def test_i4_a_guardian_sees_the_ward_and_what_taking_back_brings() -> None:
    chat, world = opened(Agreements(is_minor=False, wards=(WARD,)))
    dialog([("As Amani's guardian", "Take back what you agreed to for Amani?"),
            ("‹ Back", "What you agreed to"), ("As Amani's", "for Amani?"),
            ("Yes, take it back", "Taken back")], chat)  # fmt: skip
    assert world.wards == ()
    assert "Amani" not in str(buttons(chat))


def test_x63_a_made_up_ward_is_nobody() -> None:
    chat, _ = opened()
    rev = chat.drafts["consents"].rev
    assert "What you agreed to" in str(chat.happens(tap(f"consents:{rev}:c99")))


@pytest.mark.parametrize("event", STRANGE, ids=repr)
@pytest.mark.parametrize("ways", [[], ["Take it back…"], ["As Amani"]])
def test_x62_each_step_answers_whatever_comes_with_itself(ways: list[str], event: Any) -> None:
    chat, _ = opened(Agreements(is_minor=False, wards=(WARD,)).all_given())
    for said in ways:
        chat.says(said)
    [answer] = chat.happens(event)
    assert answer["text"].startswith("<i>")


def test_x63_made_up_taps_take_nothing_back() -> None:
    chat, world = opened()
    for value in ("t", "w", "wnothing", "r", "rterms", "x" * 20):
        chat.happens(tap(f"consents:{chat.drafts['consents'].rev}:{value}"))
    assert world.taken_back == []
