"""Running a session, as it is tapped and typed (B10)."""

from typing import Any

import pytest

from conversations.events import Action
from conversations.session import read_minutes
from conversations.work.answer import BookingFound, LookUp
from conversations.work.session import LatePossible, LateSaid, MarkNoShow, SayLate
from models.moves import Actor
from models.values import BookingStatus as S
from tests.day_world import (
    STRANGE,
    begun,
    buttons,
    day_world,
    document,
    refusing,
    shows_the_step_again,
    taps_junk,
    view,
)
from tests.dialog import NOW, REFERENCE, Chat, dialog


def test_b10_a_session_is_started_and_ended() -> None:
    chat = begun("go")
    assert "In session" in chat.screen["text"]
    assert "End the session" in buttons(chat)
    assert chat.current is None
    said = chat.happens(Action("end", REFERENCE, 3, 1))
    assert "It took 48 min" in said[0]["text"]
    assert "Notes" in buttons(chat)


def test_b10_completed_without_a_start_has_no_length() -> None:
    chat = begun("done")
    assert "Completed" in chat.screen["text"]
    assert "It took" not in chat.screen["text"]


def test_b10_missed_is_asked_once() -> None:
    chat = dialog([("Yes, mark as missed", "I have written to Amina kindly")], begun("ns"))
    assert chat.current is None
    assert [type(c) for c in chat.asked].count(MarkNoShow) == 1


@pytest.mark.parametrize("leaves", ["‹ Back", "/cancel"])
def test_not_marking_it_as_missed_changes_nothing(leaves: str) -> None:
    chat = dialog([(leaves, "BK-2026-000007")], begun("ns"))
    assert not any(isinstance(command, MarkNoShow) for command in chat.asked)
    assert chat.current is None
    assert "Start now" in buttons(chat)


@pytest.mark.parametrize(
    ("says", "minutes"), [("15 min", 15), ("25", 25), ("about 7 minutes", 7), ("an hour", 60)]
)
def test_b10_late_by_a_button_or_typed(says: str, minutes: int) -> None:
    chat = dialog([(says, f"about {minutes} minutes late")], begun("late"))
    said = [command for command in chat.asked if isinstance(command, SayLate)]
    assert [command.minutes for command in said] == [minutes]


@pytest.mark.parametrize("says", ["soon", "0", "121", "999 hours", "-", "<b>"])
def test_what_is_no_delay_is_asked_again(says: str) -> None:
    chat = dialog([(says, "Please type just the minutes")], begun("late"))
    assert chat.current == "session"
    dialog([("20", "about 20 minutes late")], chat)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("10", 10), ("1h", 60), ("2 hours", 120), ("half an hour", 30), ("3 hours", None),
     ("١٠", 10), ("9" * 30, None)],
)  # fmt: skip
def test_minutes_are_read(said: str, minutes: int | None) -> None:
    assert read_minutes(said) == minutes


def test_a_client_who_is_late_gets_no_buttons_of_the_staff() -> None:
    def world(command: Any) -> Any:
        if isinstance(command, SayLate):
            return LateSaid(view(), Actor.CLIENT, command.minutes, told=True)
        if isinstance(command, LookUp):
            return BookingFound(view(), NOW)
        possible = LatePossible(view(), Actor.CLIENT)
        return possible if command.__class__.__name__ == "AskLate" else day_world(command)

    chat = dialog([("10 min", "Brian Otieno knows")], begun("late", world))
    assert buttons(chat) == ["Open the video room", "Running late"]
    back = dialog([("‹ Back", "Confirmed")], begun("late", world))
    assert buttons(back) == ["Open the video room", "Running late"]


def test_nobody_is_said_to_know_who_could_not_be_told() -> None:
    def world(command: Any) -> Any:
        if isinstance(command, SayLate):
            return LateSaid(view(), Actor.PSYCHOLOGIST, command.minutes, told=False)
        return day_world(command)

    dialog([("10 min", "I couldn't tell them")], begun("late", world))


@pytest.mark.parametrize(
    ("verb", "key", "words"),
    [
        ("go", "start_too_early", "can be started from <b>Tue 15 Sep, 09:30"),
        ("go", "start_too_late", "can't be started any more"),
        ("done", "complete_too_early", "begins Tue 15 Sep, 10:00"),
        ("ns", "no_show_too_early", "from <b>Tue 15 Sep, 10:10"),
        ("late", "late_too_early", "From Tue 15 Sep, 09:00"),
        ("late", "late_too_late", "was to end Tue 15 Sep, 10:50"),
        ("late", "late_said_often", "three times"),
        ("end", "outdated_booking", "Confirmed"),
    ],
)
def test_a_refusal_says_when_or_how_it_stands(verb: str, key: str, words: str) -> None:
    chat = begun(verb, refusing(key))
    assert words in chat.screen["text"]
    assert chat.current is None


@pytest.mark.parametrize("verb", ["go", "end", "done", "ns", "late"])
def test_x63_what_is_somebody_elses_is_not_described(verb: str) -> None:
    chat = begun(verb, refusing("not_yours", knows=False))
    assert "I can't find that" in chat.screen["text"]
    assert buttons(chat) == []


@pytest.mark.parametrize("status", list(S))
def test_x60_a_stale_button_shows_the_present_state(status: S) -> None:
    chat = begun("go", refusing("outdated_booking", status=status))
    assert "This has changed meanwhile" in chat.screen["text"]


@pytest.mark.parametrize("happening", [*STRANGE, document()])
@pytest.mark.parametrize("verb", ["ns", "late"])
def test_each_kind_of_event_shows_the_step_again(verb: str, happening: Any) -> None:
    text = shows_the_step_again(begun(verb), "session", happening)
    assert "<i>" in text


@pytest.mark.parametrize("verb", ["ns", "late"])
def test_x63_made_up_taps_change_nothing(verb: str) -> None:
    taps_junk(begun(verb), "session")


def test_when_it_is_over_there_is_nothing_to_leave() -> None:
    assert "nothing to cancel" in Chat(day_world).says("/cancel")
