"""The booking dialogue, as it is spoken."""

import pytest

from conversations.events import Contact, Happening, Tap, Text, Typed, Unknown
from tests.dialog import Chat, dialog, taken, tap

WHOM, WHAT, DAY, TIME = "Who would you like", "What would you like", "Which day in", "which time?"
TO_REVIEW = [
    ("/book", WHOM),
    ("Brian Otieno", WHAT),
    ("Individual", DAY),
    ("15", TIME),
    ("10:00", "Is this right?"),
]


def test_by_buttons() -> None:
    chat = dialog([*TO_REVIEW, ("Send request", "Request sent")])
    assert chat.current is None


def test_by_words() -> None:
    dialog(
        [("/book", WHOM), ("brian", WHAT), ("1", DAY), ("tomorrow", TIME), ("11", "Is this right?")]
    )


@pytest.mark.parametrize("day", ["15 Sep", "Sep 15", "2026-09-15", "tue", "15/9"])
def test_days_as_people_type_them(day: str) -> None:
    dialog([*TO_REVIEW[:3], (day, TIME)])


@pytest.mark.parametrize(
    ("before", "typed", "hears"),
    [
        (1, "nobody like that", "nobody by that name"),
        (2, "something cheap", "couldn't match"),
        (3, "when the moon is full", "couldn't match"),
        (4, "at dawn", "couldn't match"),
        (4, "03:00", "couldn't match"),
        (5, "yes please", "use the buttons"),
    ],
)
def test_what_is_not_understood_shows_the_same_step(before: int, typed: str, hears: str) -> None:
    chat = dialog(TO_REVIEW[:before])
    present = chat.screen["text"].split("</b>")[0]
    dialog([(typed, hears)], chat)
    assert present in chat.screen["text"]


@pytest.mark.parametrize("steps", range(2, 6))
def test_back_leads_to_the_step_before(steps: int) -> None:
    chat = dialog(TO_REVIEW[:steps])
    dialog([("‹ Back", TO_REVIEW[steps - 2][1])], chat)


@pytest.mark.parametrize("steps", range(1, 6))
@pytest.mark.parametrize("words", ["Cancel", "/cancel"])
def test_cancel_ends_it_and_lets_the_hold_go(steps: int, words: str) -> None:
    chat = dialog([*TO_REVIEW[:steps], (words, "nothing was booked")])
    assert chat.current is None
    released = [type(command).__name__ for command in chat.asked].count("ReleaseHold")
    assert released == (1 if steps == 5 else 0)


def test_x1_the_loser_is_offered_other_times() -> None:
    chat = dialog(TO_REVIEW[:4])
    chat.world = taken
    dialog([("10:00", "took that time"), ("Tue 15 Sep, 11:00", "took that time")], chat)


def test_x5_a_hold_that_ran_out_leads_back_to_the_times() -> None:
    chat = dialog(TO_REVIEW)
    chat.world = taken
    dialog([("Send request", "has run out")], chat)
    assert TIME in chat.screen["text"]


def test_x60_a_double_tap_has_one_effect_at_every_step() -> None:
    chat = Chat()
    chat.says("/book")
    for label in ("Brian Otieno", "Individual", "15", "10:00"):
        button = chat.button(label)
        assert button is not None
        first = chat.happens(tap(button["data"]))
        assert chat.happens(tap(button["data"])) == first
    button = chat.button("Send request")
    assert button is not None
    chat.happens(tap(button["data"]))
    assert chat.happens(tap(button["data"])) == []
    assert [type(c).__name__ for c in chat.asked].count("SendRequest") == 1


def test_x60_an_old_keyboard_shows_the_present_step() -> None:
    chat = dialog(TO_REVIEW)
    present = chat.screen["text"]
    assert chat.happens(Tap("book", 1, "p2", 1))[0]["text"] == present
    dialog([("Send request", "Request sent")], chat)
    assert "is finished" in chat.happens(Tap("book", 1, "p2", 1))[0]["text"]


def test_a_deep_link_opens_the_psychologist() -> None:
    dialog([("/start psy_brian", WHAT), ("Individual", DAY)])
    dialog([("/start psy_nobody", "nobody by that name")])


def test_beginning_anew_lets_the_hold_go() -> None:
    chat = dialog([*TO_REVIEW, ("/book", WHOM)])
    assert "ReleaseHold" in [type(command).__name__ for command in chat.asked]
    assert "booking" not in chat.drafts["book"].answers


EVERY_KIND: list[Happening] = [
    Text("hello"), Text(""), Text("x" * 5000), Text("<b>&"), Typed("nonsense"), Typed("help"),
    Typed("sessions"), Contact("+254712000001", own=True), Contact("+15", own=False),
    *(Unknown(kind) for kind in ("photo", "voice", "sticker", "location", "edited", "button")),
    Tap("book", 99, "p2", 1), Tap("pay", 0, "y", 1), Tap("nowhere", 1, "x", 1),
    Tap("book", 0, "zzz", 1),
]  # fmt: skip


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(steps: int, event: Happening) -> None:
    assert len(dialog(TO_REVIEW[:steps]).happens(event)) == 1
