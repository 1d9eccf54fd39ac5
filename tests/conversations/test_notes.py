"""Notes and proof, as they are typed, sent and shown; nothing that is written stays in a draft."""

from typing import Any

import pytest

from conversations.engine import advance
from conversations.events import Action, Text, Unknown
from conversations.work.records import WriteNote
from tests.day_world import (
    SECRET,
    STRANGE,
    begun,
    buttons,
    document,
    photo,
    refusing,
    shows_the_step_again,
    taps_junk,
)
from tests.dialog import REFERENCE, Chat, dialog, tap


def kept(chat: Chat) -> str:
    return repr(chat.drafts)


def test_b10_a_note_in_several_messages_until_done() -> None:
    chat = dialog(
        [(SECRET, "Kept so far: 3"), ("and more", "Kept so far: 3"), ("Done", "closed and locked")],
        begun("note"),
    )
    assert SECRET not in kept(chat)
    assert chat.current is None


def test_i2_neither_draft_nor_command_shows_what_was_written() -> None:
    chat = begun("note")
    chat.happens(Text(SECRET))
    [written] = [command for command in chat.asked if isinstance(command, WriteNote)]
    assert written.words == SECRET
    assert SECRET not in repr(chat.asked) + kept(chat) + repr(chat.screen)


def test_the_message_is_taken_out_of_the_chat_only_once_it_is_kept() -> None:
    chat = begun("note")
    writing = advance(chat.drafts["notes"], Text(SECRET))
    assert not writing.remove
    assert writing.do is not None
    done = advance(writing.draft, chat.world(writing.do))
    assert done.remove
    refused = advance(writing.draft, refusing("not_yours", knows=False)(writing.do))
    assert not refused.remove


def test_b10_notes_are_read_one_by_one_and_protected() -> None:
    chat = dialog([("Read (2)", "Note 2 of 2")], begun("note"))
    assert chat.screen["protected"]
    assert "she cried &lt;b&gt; &amp; laughed" in chat.screen["text"]
    assert "Newer ›" not in buttons(chat)
    dialog([("‹ Older", "Note 1 of 2"), ("Newer ›", "Note 2 of 2")], chat)
    dialog([("Write another", "Kept so far: 2")], chat)
    assert "protected" not in chat.screen


def test_typing_while_reading_adds_a_note() -> None:
    dialog([("Read (2)", "Note 2 of 2"), ("more", "Kept so far: 3")], begun("note"))


def test_an_edited_message_is_not_taken_for_a_note() -> None:
    text = shows_the_step_again(begun("note"), "notes", Unknown("edited"))
    assert "type the correction as another note" in text


@pytest.mark.parametrize("happening", [*STRANGE[:4], STRANGE[5], document(), photo()])
@pytest.mark.parametrize("reading", [False, True])
def test_each_kind_of_event_shows_the_notes_again(happening: Any, *, reading: bool) -> None:
    chat = begun("note")
    if reading:
        chat.says("Read (2)")
    assert "<i>" in shows_the_step_again(chat, "notes", happening)


def test_x63_made_up_taps_change_nothing() -> None:
    taps_junk(begun("note"), "notes")
    taps_junk(begun("proof"), "proof")


@pytest.mark.parametrize("verb", ["note", "proof"])
def test_x63_nobody_elses_are_opened(verb: str) -> None:
    chat = begun(verb, refusing("not_yours", knows=False))
    assert "I can't find that" in chat.screen["text"]
    assert chat.current is None


def test_b10_proof_is_attached_and_shown_again() -> None:
    chat = begun("proof")
    assert "Attached: 2" in chat.screen["text"]
    said = chat.happens(document())
    assert "<b>Attached</b>" in said[0]["text"]
    assert "sheet <1>.pdf · Mon 7 Sep, 09:00" in buttons(chat)
    tapped = chat.button("sheet")
    assert tapped is not None
    shown = chat.happens(tap(tapped["data"]))
    assert shown[1]["media"] == {"kind": "document", "file_id": "BQAD", "dispensable": False}
    assert shown[1]["protected"]


@pytest.mark.parametrize("key", ["proof_full", "proof_wrong_kind"])
def test_a_file_that_is_not_kept_leaves_the_list_open(key: str) -> None:
    chat = begun("proof")
    world = chat.world
    refused = refusing(key, knows=False)
    chat.world = lambda c: refused(c) if type(c).__name__ == "AttachProof" else world(c)
    said = chat.happens(photo())
    assert "<i>" in said[0]["text"]
    assert chat.current == "proof"


@pytest.mark.parametrize("happening", STRANGE)
def test_each_kind_of_event_shows_the_proof_again(happening: Any) -> None:
    text = shows_the_step_again(begun("proof"), "proof", happening)
    assert "Please send a photo or a document" in text


def test_leaving_the_notes_for_another_booking_begins_afresh() -> None:
    chat = begun("note")
    chat.says("Read (2)")
    chat.happens(Action("note", REFERENCE, 9, 1))
    assert "at" not in chat.drafts["notes"].answers
