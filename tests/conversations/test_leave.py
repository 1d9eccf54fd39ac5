"""Closing and opening dates as it is spoken of: one message, buttons, sick today (A2, A6)."""

from datetime import date

import pytest

from conversations.work import Command, Result
from conversations.work import leave as leave_work
from models.date_changes import DateChange, Decision
from models.hours import Hours
from tests.availability_world import SESSIONS, booked, free, last, leave_of
from tests.dialog import Chat, dialog, tap


@pytest.mark.parametrize("start", ["/availability", "/availability rules", "/leave", "/sick"])
def test_one_typed_message_is_enough_anywhere(start: str) -> None:
    chat = Chat(world=free)
    chat.says(start)
    dialog([("block tomorrow 14-16 dentist", "closed 14:00–16:00 · dentist")], chat)
    dialog([("yes", "Done.")], chat)
    change = DateChange(date(2026, 9, 8), date(2026, 9, 8), False, (Hours(840, 960),), "dentist")
    assert last(chat) == leave_work.ChangeDates((change,), "print0", Decision.KEEP)


@pytest.mark.parametrize(
    ("command", "seen"),
    [
        ("/block 24 Dec to 2 Jan, leave", "Thu 24 Dec – Sat 2 Jan</b>: closed · leave"),
        ("/leave 24 Dec to 2 Jan", "Thu 24 Dec – Sat 2 Jan</b>: closed · leave"),
        ("/block", "From which day"),
        ("/block 31 Feb", "isn't in the calendar"),
        ("/block yesterday", "That day is over"),
        ("/sick tomorrow", "Tue 8 Sep</b>: closed"),
        ("/sick", "Take care of yourself first"),
        ("/availability off on Friday", "Fri 11 Sep</b>: closed"),
    ],
)
def test_commands_take_the_whole_wish(command: str, seen: str) -> None:
    assert seen in Chat(world=free).says(command)


def test_leave_by_buttons() -> None:
    chat = dialog(
        [
            ("/leave", "From which day in September 2026?"),
            ("Next ›", "October 2026"),
            ("5", "From Mon 5 Oct until which day"),
            ("‹ Back", "From which day in September 2026?"),
            ("14", "From Mon 14 Sep"),
            ("18", "Mon 14 Sep – Fri 18 Sep: why?"),
            ("Training", "closed · training"),
            ("Yes, close it", "Done."),
        ],
        Chat(world=free),
    )
    change = DateChange(date(2026, 9, 14), date(2026, 9, 18), opens=False, reason="training")
    assert last(chat) == leave_work.ChangeDates((change,), "print0", Decision.KEEP)


def test_leave_by_words_at_each_step() -> None:
    dialog(
        [
            ("/leave", "From which day"),
            ("14 Sep", "From Mon 14 Sep"),
            ("10 Sep", "before the first day"),
            ("16 Sep", "Mon 14 Sep – Wed 16 Sep: why?"),
            ("My sister's <wedding>", "closed · My sister's &lt;wedding&gt;"),
            ("no idea", "I found no day in that"),
            ("off tomorrow", "Tue 8 Sep</b>: closed"),
            ("yes", "Done."),
        ],
        Chat(world=free),
    )


def test_leave_over_sessions_is_decided_once_for_all() -> None:
    chat = dialog(
        [
            ("/block 15 Sep", "Booked in that time: 3"),
            ("yes", "Please choose what becomes of them"),
            ("Offer other times (3)", "have been offered another time: 2"),
        ],
        Chat(world=booked),
    )
    assert last(chat).decision is Decision.MOVE
    assert last(chat).fingerprint == "print3"
    said = Chat(world=booked).says("/block 15 Sep")
    assert "KES 2,500 would go back" in said
    assert "waits for your answer · nothing to give back" in said
    assert "paying right now" in said
    assert "If you cancel them, KES 2,500 goes back to your clients" in said


@pytest.mark.parametrize(
    ("choice", "heard"),
    [
        ("Cancel and give back (3)", "Sessions cancelled, their clients told: 2"),
        ("Keep them", "Sessions that stay as they are: 3"),
        ("cancel all", "Sessions cancelled"),
        ("keep", "Sessions that stay"),
        ("move all", "offered another time"),
    ],
)
def test_every_decision_has_a_button_and_a_word(choice: str, heard: str) -> None:
    dialog([("/block 15 Sep", "Booked"), (choice, heard)], Chat(world=booked))


def test_sick_offers_no_third_way() -> None:
    chat = dialog(
        [("/sick", "Take care"), ("The rest of today", "Booked in that time: 3")],
        Chat(world=booked),
    )
    assert chat.button("Keep them") is None
    assert "Booked" in chat.says("keep")
    dialog([("Cancel and give back", "Sessions cancelled")], chat)
    assert last(chat).at_once


def test_x60_a_double_tap_decides_once() -> None:
    chat = dialog([("/block 15 Sep", "Booked")], Chat(world=booked))
    button = chat.button("Cancel and give back")
    assert button is not None
    assert len(chat.happens(tap(button["data"]))) == 1
    asked = len(chat.asked)
    assert chat.happens(tap(button["data"])) == []
    assert len(chat.asked) == asked


def test_x60_a_button_of_an_older_preview_decides_nothing() -> None:
    chat = dialog([("/block 15 Sep", "Booked")], Chat(world=booked))
    old = chat.button("Cancel and give back")
    assert old is not None
    dialog([("/block 16 Sep", "Wed 16 Sep")], chat)
    said = chat.happens(tap(old["data"]))
    assert "Wed 16 Sep" in said[0]["text"]
    assert not any(isinstance(each, leave_work.ChangeDates) for each in chat.asked)


def test_what_changed_meanwhile_is_shown_again_and_then_decided() -> None:
    moved = [True]

    def restless(command: Command) -> Result:
        if isinstance(command, leave_work.ChangeDates) and moved:
            moved.clear()
            return leave_work.Foreseen(leave_of(command.changes, *SESSIONS[:2]), again=True)
        return booked(command)

    chat = dialog(
        [
            ("/block 15 Sep", "Booked in that time: 3"),
            ("Cancel and give back (3)", "Something changed while you were looking"),
            ("Cancel and give back (2)", "Sessions cancelled"),
        ],
        Chat(world=restless),
    )
    assert last(chat).fingerprint == "print2"
