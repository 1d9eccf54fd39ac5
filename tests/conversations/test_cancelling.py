"""Cancelling, as it is tapped and typed: the money first, then the button (B8, X24, X60)."""

import pytest

from conversations.events import Action, Contact, File, Happening, Tap, Text, Unknown
from conversations.work.answer import NotPossible
from conversations.work.change import AskWaiver, CancelBooking
from models.changes import Hindrance, Outcome, Waiver
from models.moves import Actor
from models.values import BookingStatus as S
from tests.change_world import (
    FREE,
    LATE,
    NOTHING,
    PRICE,
    UNPAID,
    World,
    asked,
    begun,
    buttons,
    session,
)
from tests.dialog import REFERENCE, Chat, dialog

STAFF = World(actor=Actor.PSYCHOLOGIST)


def staff() -> World:
    return World(actor=Actor.PSYCHOLOGIST)


def test_b8_in_time_all_of_it_comes_back() -> None:
    chat = begun("cx", World())
    assert "You have paid KES 2,500, and all of it goes back to you" in chat.screen["text"]
    assert "until Mon 14 Sep, 10:00" in chat.screen["text"]
    assert buttons(chat) == ["Cancel it, get KES 2,500 back", "Move it instead", "Keep it"]
    dialog([("Cancel it", "All of the KES 2,500 goes back to you")], chat)
    assert asked(chat, CancelBooking) == [CancelBooking(REFERENCE, 2, False, "", FREE)]
    assert chat.current is None


def test_b8_what_isnt_paid_moves_no_money() -> None:
    chat = begun("cx", World(outcome=UNPAID, booking=session(status=S.APPROVED)))
    assert "Nothing has been paid" in chat.screen["text"]
    dialog([("Cancel it", "nothing to give back")], chat)


def test_b8_late_says_so_before_the_button() -> None:
    chat = begun("cx", World(outcome=LATE))
    assert "Until Mon 14 Sep, 10:00 you could cancel and get all of it back" in chat.screen["text"]
    assert "Now the KES 2,500 that you have paid stay" in chat.screen["text"]
    assert buttons(chat) == [
        "Ask Brian Otieno for an exception",
        "Cancel without refund",
        "Move it instead",
        "Keep it",
    ]
    dialog([("Cancel without refund", "too late for a refund")], chat)
    assert asked(chat, CancelBooking)[0].expected == LATE


def test_b8_late_the_client_may_ask_with_words_of_their_own() -> None:
    chat = begun("cx", World(outcome=LATE))
    dialog([("I have a fever <39>", "Your words: <i>I have a fever &lt;39&gt;</i>"),
            ("Ask Brian", "stands until there is an answer")], chat)  # fmt: skip
    assert asked(chat, AskWaiver) == [AskWaiver(REFERENCE, 2, "I have a fever <39>")]
    assert asked(chat, CancelBooking) == []


@pytest.mark.parametrize(
    ("waiver", "says"), [(Waiver.ASKED, "You have asked"), (Waiver.KEPT, "couldn't make an exc")]
)
def test_b8_mercy_is_asked_for_once(waiver: Waiver, says: str) -> None:
    chat = begun("cx", World(outcome=LATE, waiver=waiver))
    assert says in chat.screen["text"]
    assert buttons(chat) == ["Cancel without refund", "Move it instead", "Keep it"]


def test_x24_a_deadline_that_passed_meanwhile_is_shown_before_anything_happens() -> None:
    chat = begun("cx", World(changes_to=LATE))
    dialog([("Cancel it", "This has changed while you were reading")], chat)
    assert "Cancel without refund" in buttons(chat)
    dialog([("Cancel without refund", "too late for a refund")], chat)
    assert [command.expected for command in asked(chat, CancelBooking)] == [FREE, LATE]


def test_b8_the_psychologist_says_why_and_sees_the_refund() -> None:
    chat = begun("cx", staff())
    assert "Tap a reason or type one" in chat.screen["text"]
    dialog([("I am unwell", "I am unwell and can't be there."),
            ("‹ Back", "Tap a reason or type one"),
            ("The roof leaks & <drips>", "The roof leaks &amp; &lt;drips&gt;")], chat)  # fmt: skip
    assert "Amina has paid KES 2,500, and all of it goes back." in chat.screen["text"]
    dialog([("Cancel it, get KES 2,500 back", "Amina has been told")], chat)
    command = asked(chat, CancelBooking)[0]
    assert (command.as_staff, command.reason) == (True, "The roof leaks & <drips>")


@pytest.mark.parametrize("leaves", ["Keep it", "/cancel"])
@pytest.mark.parametrize(
    "world", [World(), World(outcome=LATE), staff()], ids=["free", "late", "staff"]
)
def test_leaving_cancels_nothing(world: World, leaves: str) -> None:
    chat = dialog([(leaves, "nothing was cancelled")], begun("cx", world))
    assert chat.current is None
    assert asked(chat, CancelBooking) == []


@pytest.mark.parametrize(
    ("hindrance", "says"),
    [(Hindrance.PROMPT_LIVE, "M-Pesa is just asking"), (Hindrance.OVER, "has changed meanwhile")],
)
def test_what_hinders_it_is_said(hindrance: Hindrance, says: str) -> None:
    chat = begun("cx", World(outcome=Outcome(hindrance, False, PRICE, NOTHING)))
    assert says in chat.screen["text"]
    assert chat.current is None


def test_x10_an_old_button_shows_how_it_stands() -> None:
    chat = begun("cx", World(), version=1)
    assert "has changed meanwhile" in chat.screen["text"]
    assert chat.current is None


def test_x63_a_refusal_ends_it() -> None:
    chat = dialog([("Cancel it", "can't find that")],
                  begun("cx", World(refusal=NotPossible("not_yours"))))  # fmt: skip
    assert chat.current is None


def test_x60_a_double_tap_cancels_once() -> None:
    chat = begun("cx", World())
    button = chat.button("Cancel it")
    assert button is not None
    name, rev, value = button["data"].split(":")
    twice = Tap(name, int(rev), value, 1)
    chat.happens(twice)
    assert chat.happens(twice) == []
    assert len(asked(chat, CancelBooking)) == 1


EVERY_KIND: list[Happening] = [
    Text(""), Text("<b>&"), Text("x" * 5000), Contact("+254712000001", own=True),
    File("photo", "p", None, 1), *(Unknown(kind) for kind in ("voice", "sticker", "edited")),
    Tap("cancel", 99, "y", 1), Tap("cancel", 0, "zzz", 1), Action("junk", REFERENCE, 1, 1),
]  # fmt: skip
STEPS: list[tuple[World, list[tuple[str, str]]]] = [
    (World(), []),
    (World(outcome=LATE), []),
    (STAFF, []),
    (STAFF, [("I am unwell", "goes back")]),
]


@pytest.mark.parametrize("steps", range(len(STEPS)))
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(steps: int, event: Happening) -> None:
    world, lines = STEPS[steps]
    chat: Chat = dialog(lines, begun("cx", world))
    present = chat.screen["text"].splitlines()[0]
    said = chat.happens(event)
    assert len(said) == 1
    assert present in said[0]["text"] or isinstance(event, Text | Action)
    assert asked(chat, CancelBooking) == []
