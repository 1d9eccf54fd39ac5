"""Choosing whom: cards in pages, filters by buttons and by words, and any psychologist (B1)."""

from dataclasses import replace

import pytest

from conversations.events import Tap
from conversations.work import booking as work
from tests.conversations.booking_world import CARDS, KINDS, VIDEO_50, chat, many
from tests.dialog import Chat, dialog, tap

WHOM, WHAT, KIND, DAY = (
    "Who would you like",
    "What would you like to book",
    "what kind",
    "Which day",
)


def labels(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen["keyboard"] for button in row]


def shown(chat: Chat) -> list[str]:
    """Whose buttons are on the screen."""
    return [name for name in labels(chat) if name in {card.name for card in CARDS}]


def filtered(*lines: tuple[str, str]) -> Chat:
    return dialog([("/book", WHOM), *lines], chat())


def test_cards_come_in_pages_of_four() -> None:
    here = filtered()
    assert "Page 1 of 2" in here.screen["text"]
    assert shown(here) == [card.name for card in CARDS[:4]]
    dialog([("Next ›", "Page 2 of 2")], here)
    assert shown(here) == [CARDS[4].name]
    dialog([("‹ Prev", "Page 1 of 2")], here)


def test_filters_by_buttons_are_combined_and_cleared() -> None:
    here = filtered(("By specialty", "help with"), ("Grief", "Only shown: <b>Grief</b>"))
    assert shown(here) == ["Brian Otieno", "Amara Hassan"]
    dialog(
        [("By language", "Which language"), ("Somali", "Only shown: <b>Grief · Somali</b>")], here
    )
    assert shown(here) == ["Amara Hassan"]
    dialog(
        [("Specialty: Grief", "help with"), ("Any specialty", "Only shown: <b>Somali</b>")], here
    )
    dialog([("Show everybody", "Page 1 of 2")], here)


def test_a_filter_offers_only_what_leads_somewhere() -> None:
    here = filtered(("By language", "Which language"), ("Dholuo", "Only shown"))
    dialog([("By specialty", "help with")], here)
    assert labels(here) == ["Grief", "Men's mental health", "‹ Back", "Cancel"]


def test_back_from_a_filter_changes_nothing() -> None:
    here = filtered(("By specialty", "help with"), ("‹ Back", "Page 1 of 2"))
    assert "Only shown" not in here.screen["text"]


@pytest.mark.parametrize(
    ("typed", "hears", "whose"),
    [
        ("grief", "Only shown: <b>Grief</b>", ["Brian Otieno", "Amara Hassan"]),
        ("anx", "Only shown: <b>Anxiety</b>", ["Dr Wanjiku Kamau", "Brianna Wafula"]),
        ("SOMALI", "Only shown: <b>Somali</b>", ["Amara Hassan"]),
        ("grief in kiswahili", "Only shown: <b>Grief · Kiswahili</b>", ["Amara Hassan"]),
        ("bria", "Only shown: <b>bria</b>", ["Brian Otieno", "Brianna Wafula"]),
        ("mental health", "Only shown", ["Brian Otieno"]),
    ],
)
def test_typed_words_filter(typed: str, hears: str, whose: list[str]) -> None:
    assert shown(filtered((typed, hears))) == whose


@pytest.mark.parametrize("typed", ["wanjiku", "kamau", "Dr Wanjiku Kamau", "peter", "brian"])
def test_a_name_or_slug_opens_that_psychologist(typed: str) -> None:
    filtered((typed, WHAT))


@pytest.mark.parametrize("typed", ["<b>", "xx", "in", "'", "{x}", "-" * 4000, "¯"])
def test_what_means_nobody_shows_everybody_again(typed: str) -> None:
    here = filtered((typed, "nobody by that name"))
    assert len(shown(here)) == 4


def test_filters_that_nobody_fits_can_be_cleared() -> None:
    here = filtered(("somali", "Only shown"), ("trauma", "Nobody who takes bookings fits"))
    assert shown(here) == []
    dialog([("Show everybody", "Page 1 of 2")], here)


def test_words_typed_at_a_filter_are_understood_too() -> None:
    filtered(("By specialty", "help with"), ("sleep", "Only shown: <b>Sleep</b>"))
    filtered(("By specialty", "help with"), ("peter", WHAT))
    filtered(("By specialty", "help with"), ("nonsense", "nobody by that name"))


def test_many_specialties_come_in_pages() -> None:
    gifted = tuple(
        replace(CARDS[0], id=10 + n, name=f"P{n}", specialties=tuple(f"S{n}{m}" for m in range(5)))
        for n in range(6)
    )
    here = filtered()
    here.world = lambda command: (
        work.PsychologistsFound(gifted)
        if isinstance(command, work.FindPsychologists)
        else many(command)
    )
    dialog(
        [("By specialty", "help with"), ("Next ›", "help with"), ("S23", "Only shown: <b>S23</b>")],
        here,
    )
    assert "P2" in labels(here)


def test_any_psychologist_from_kind_to_request() -> None:
    here = dialog(
        [
            ("/book", WHOM),
            ("Any psychologist", KIND),
            ("Video, 50 min · from KES 2,500", DAY),
            ("15", "which time?"),
            ("10:00", "Brian Otieno is free then, so I chose them for you."),
        ],
        chat(),
    )
    assert "KES 2,500" in here.screen["text"]
    assert isinstance(here.asked[-1], work.HoldAny)
    assert here.asked[-1].kind == VIDEO_50
    dialog([("Send request", "Request sent")], here)


@pytest.mark.parametrize(
    ("typed", "kind"), [("chat", 2), ("video 50", 0), ("in person", 1), ("couples", 1), ("2", 1)]
)
def test_a_kind_can_be_typed(typed: str, kind: int) -> None:
    here = filtered(("any", KIND), (typed, DAY))
    assert isinstance(here.asked[-1], work.FindDaysOfAny)
    assert here.asked[-1].kind == KINDS[kind].kind


def test_any_of_these_keeps_to_the_filter() -> None:
    here = filtered(("grief", "Only shown"), ("Any of these", KIND), ("chat", DAY))
    dialog([("15", "which time?"), ("11", "Is this right?")], here)
    asked = here.asked[-1]
    assert isinstance(asked, work.HoldAny)
    assert asked.among == (2, 4)


def test_back_from_any_leads_to_everybody_step_by_step() -> None:
    here = filtered(("Any psychologist", KIND), ("chat", DAY), ("15", "which time?"),
                    ("10:00", "Is this right?"))  # fmt: skip
    for step in ("which time?", DAY, KIND, WHOM):
        dialog([("‹ Back", step)], here)
    dialog([("peter", WHAT)], here)


def test_book_any_and_book_a_name() -> None:
    dialog([("/book any", KIND)], chat())
    dialog([("/book peter", WHAT)], chat())
    dialog([("/book psy_peter", WHAT)], chat())
    dialog([("/book grief", "Only shown: <b>Grief</b>")], chat())
    dialog([("/book nobody", "nobody by that name")], chat())


def test_a_desk_button_leads_to_that_psychologist() -> None:
    here = chat()
    assert WHAT in here.happens(Tap("desk", 0, "book psy_peter", 1))[0]["text"]
    assert "Peter Kiprono" in here.screen["text"]


def test_x60_a_double_tap_on_any_button_of_the_first_step() -> None:
    for label in ("Any psychologist", "By specialty", "Next ›", "Brian Otieno"):
        here = filtered()
        button = here.button(label)
        assert button is not None
        first = here.happens(tap(button["data"]))
        assert here.happens(tap(button["data"])) == first


def test_nobody_is_offered_where_nobody_takes_bookings() -> None:
    here = chat()
    here.world = lambda command: (
        work.PsychologistsFound(())
        if isinstance(command, work.FindPsychologists)
        else work.KindsFound(())
    )
    dialog([("/book", "Nobody takes bookings"), ("/book any", "Nobody offers sessions")], here)
