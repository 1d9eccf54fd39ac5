"""The services that a psychologist offers, as they are spoken of; prices as people type them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.amounts import read_minutes, read_places, read_price
from conversations.events import Contact, File, Happening, Text, Unknown
from conversations.work.catalogue import AddService, ChangeService
from models.intake_form import FORM, Asked
from models.profile_views import OwnService
from models.values import Medium, Money, SessionFormat
from tests.conversations.joining_world import FINISHED, GROUP, SESSION, JoiningWorld
from tests.dialog import Chat, dialog, tap

OPEN = [("/services", "What you offer"), ("Individual session", "<b>Individual session</b> · on")]


def _chat(*services: OwnService) -> tuple[Chat, JoiningWorld]:
    world = JoiningWorld(replace(FINISHED, services=services))
    return Chat(world), world


def _one(world: JoiningWorld) -> OwnService:
    assert world.profile is not None
    return world.profile.services[-1]


def test_s1_a_service_is_made_in_four_steps() -> None:
    chat, world = _chat()
    dialog([
        ("/services", "Nothing yet"),
        ("Add a service", "A new service"),
        ("Couples session", "What does it cost?"),
        ("KES 5,000", "in your list now"),
        ("‹ Back", "Tap a service"),
        ("Couples session · 75 min · KES 5,000", "Couples, Video, 75 minutes"),
    ], chat)  # fmt: skip
    assert world.did(AddService) == 1


def test_s1_a_title_of_ones_own_and_a_typed_price() -> None:
    chat, world = _chat()
    dialog([
        ("/services", "Nothing yet"),
        ("Add a service", "A new service"),
        ("Walk & talk <outside>", "Walk &amp; talk &lt;outside&gt;"),
        ("Ksh 3,500/=", "KES 3,500"),
    ], chat)  # fmt: skip
    assert _one(world).title == "Walk & talk <outside>"
    assert _one(world).price == Money(350_000)


def test_s1_a_price_that_cant_be_read_loses_nothing() -> None:
    chat, world = _chat()
    dialog([
        ("/services", ""),
        ("Add a service", ""),
        ("Evening walk", "<b>Evening walk</b>"),
        ("three thousand", "couldn't read that as a price"),
        ("3500.50", "<b>Evening walk</b>"),
        ("-1", "couldn't read that"),
        ("3500", "<b>Evening walk</b> · on"),
    ], chat)  # fmt: skip
    assert world.did(AddService) == 1


@pytest.mark.parametrize(
    ("label", "asks", "typed", "hears"),
    [
        ("Title", "Type the new title", "Long talk", "<b>Long talk</b>"),
        ("Price", "keeps its price", "KES 4,200", "KES 4,200"),
        ("Price", "keeps its price", "2500", "KES 2,500"),
        ("Length", "How long is it", "1 h 30", "90 minutes"),
        ("Length", "How long is it", "75 min", "75 minutes"),
        ("Who comes", "Who comes to it", "Family", "Family, Video"),
        ("Who comes", "Who comes to it", "couples", "Couples, Video"),
        ("How you meet", "How do you meet", "In person", "Individual, In person"),
        ("How you meet", "How do you meet", "phone", "Individual, Phone"),
    ],
)
def test_s1_each_thing_can_be_changed(label: str, asks: str, typed: str, hears: str) -> None:
    chat, _ = _chat(SESSION)
    dialog([*OPEN, (label, asks), (typed, hears)], chat)


@pytest.mark.parametrize(
    ("label", "hears", "back_label"),
    [
        ("Accept without asking me", "without waiting for your answer", "Ask me before"),
        ("For emergencies", "For emergencies", "No longer for emergencies"),
        ("Switch it off", "off, clients", "Switch it on"),
    ],
)
def test_s1_switches_go_there_and_back(label: str, hears: str, back_label: str) -> None:
    chat, world = _chat(SESSION)
    dialog([*OPEN, (label, hears), (back_label, "· on")], chat)
    assert _one(world) == SESSION


def test_s1_a_group_has_places() -> None:
    chat, _ = _chat(GROUP)
    dialog([
        ("/services", ""), ("Circle", "8 places"), ("Places", "How many people"),
        ("lots", "a number from 2 to 30"), ("31", "a number from 2 to 30"),
        ("12 people", "12 places"),
    ], chat)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "typed", "hears"),
    [
        ("Title", "x" * 65, "1 to 64 characters"),
        ("Price", "a lot", "couldn't read that as a price"),
        ("Length", "2", "couldn't read that as a length"),
        ("Length", "9 h", "couldn't read that as a length"),
        ("Who comes", "everybody", "use the buttons"),
        ("How you meet", "by letter", "use the buttons"),
    ],
)
def test_bad_input_shows_the_same_step_and_changes_nothing(
    label: str, typed: str, hears: str
) -> None:
    chat, world = _chat(SESSION)
    dialog([*OPEN, (label, "")], chat)
    present = chat.screen["text"]
    dialog([(typed, hears)], chat)
    assert present in chat.screen["text"]
    assert world.did(ChangeService) == 0
    dialog([("‹ Back", "<b>Individual session</b> · on")], chat)


def test_a_service_by_its_name() -> None:
    chat, _ = _chat(SESSION, GROUP)
    dialog([("/services", ""), ("circ", "<b>Circle</b>"), ("‹ Back", "What you offer"),
            ("yoga", "no such service")], chat)  # fmt: skip


def test_more_services_than_a_screen_holds_come_in_pages() -> None:
    chat, _ = _chat(*(replace(SESSION, id=n, title=f"Session {n}") for n in range(12)))
    dialog([("/services", "What you offer"), ("Next ›", ""), ("Next ›", "")], chat)
    assert chat.button("Session 11") is not None
    assert chat.button("Next ›") is None
    dialog([("‹ Prev", ""), ("Session 5", "<b>Session 5</b>")], chat)


def test_x63_a_service_of_somebody_else_isnt_found() -> None:
    chat, _ = _chat(SESSION)
    dialog([("/services", "What you offer")], chat)
    button = chat.button("Individual")
    assert button is not None
    said = chat.happens(tap(button["data"].replace("s4", "s77")))
    assert "can't find that service among yours" in said[0]["text"]


def test_p3_without_a_profile_there_is_nothing_to_offer() -> None:
    dialog([("/services", "/join")], Chat(JoiningWorld()))


def test_x60_a_double_tap_adds_one() -> None:
    chat, world = _chat()
    dialog([("/services", ""), ("Add", ""), ("Chat session", "What does it cost")], chat)
    button = chat.button("KES 1,500")
    assert button is not None
    chat.happens(tap(button["data"]))
    chat.happens(tap(button["data"]))
    assert world.did(AddService) == 1


@pytest.mark.parametrize(
    ("typed", "shillings"),
    [
        ("3500", 3500), ("3,500", 3500), ("3 500", 3500), ("KES 3,500", 3500), ("kes3500", 3500),
        ("Ksh. 3500", 3500), ("Kshs 3,500/=", 3500), ("3500/-", 3500), ("3500 bob", 3500),
        ("3500.00", 3500), ("sh 1", 1), ("250,000", 250_000), (" 3500 ", 3500), ("٣٥٠٠", 3500),
    ],
)  # fmt: skip
def test_s1_prices_as_people_type_them(typed: str, shillings: int) -> None:
    assert read_price(typed) == Money(shillings * 100, "KES")


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-5", "250001", "3.500", "3500.50", "3,50", "35,00", "USD 50", "1500-2000",
     "3500 or so", "1e3", "²", "99999999999999999999"],
)  # fmt: skip
def test_s1_what_is_no_price_of_whole_shillings(typed: str) -> None:
    assert read_price(typed) is None


@given(st.text(max_size=30))
def test_s1_whatever_is_typed_is_read_or_not(typed: str) -> None:
    price, minutes, places = read_price(typed), read_minutes(typed), read_places(typed)
    assert price is None or (price.minor % 100 == 0 and 100 <= price.minor <= 25_000_000)
    assert minutes is None or 5 <= minutes <= 480
    assert places is None or 2 <= places <= 30


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("50", 50), ("50 min", 50), ("1h", 60), ("1 h 30", 90), ("1 hour 15 minutes", 75), ("8h", 480),
     ("481", None), ("0", None), ("long", None)],
)  # fmt: skip
def test_lengths_as_people_type_them(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


STEPS: list[list[tuple[str, str]]] = [
    [("/services", "")],
    [("/services", ""), ("Add", "")],
    [("/services", ""), ("Add", ""), ("Chat session", "")],
    OPEN,
    *([*OPEN, (label, "")] for label in ("Title", "Price", "Length", "Who comes", "How you meet")),
]


@pytest.mark.parametrize("steps", STEPS)
@pytest.mark.parametrize(
    "event",
    [Text(""), Text("<b>&"), Text("x" * 4096), File("photo", "p", None, 1), Unknown("voice"),
     Contact("+254712000001", own=True)],
)  # fmt: skip
def test_x62_each_step_answers_whatever_comes(
    steps: list[tuple[str, str]], event: Happening
) -> None:
    chat, world = _chat(SESSION)
    dialog(steps, chat)
    said = chat.happens(event)
    assert len(said) == 1
    assert len(said[0]["keyboard"]) <= 8
    assert _one(world) in {SESSION, replace(SESSION, title="<b>&")}


@pytest.mark.parametrize("steps", STEPS)
def test_each_step_can_be_left(steps: list[tuple[str, str]]) -> None:
    chat, _ = _chat(SESSION)
    dialog([*steps, ("Done", "as you left them")], chat)
    assert chat.current is None


def test_formats_and_media_all_have_words() -> None:
    for format_ in SessionFormat:
        for medium in Medium:
            chat, _ = _chat(replace(SESSION, format=format_, medium=medium))
            dialog(OPEN, chat)


def test_i1_what_the_intake_of_a_service_asks_is_chosen_by_buttons_and_words() -> None:
    chat, world = _chat(SESSION)
    dialog([
        *OPEN,
        ("Intake questions", "asked 14 of these before the session; 3 of them can't be skipped"),
        ("Medicine: may be skipped", "asked 13 of these"),
        ("Medicine: not asked", "14 of these before the session; 4 of them can't be skipped"),
        ("Next ›", "Tap one to change it"),
        ("How heavy it is: needed", "3 of them can't be skipped"),
        ("health not asked", "asked 13 of these"),
        ("Health: needed", "asked 14 of these"),
        ("something else", "use the buttons"),
        ("‹ Back", "<b>Individual session</b> · on"),
    ], chat)  # fmt: skip
    assert world.asked == {
        "current_medications": Asked.REQUIRED, "severity_level": Asked.OPTIONAL,
        "medical_history": Asked.REQUIRED,
    }  # fmt: skip


def test_i1_a_question_about_one_session_is_asked_or_not_and_never_needed() -> None:
    chat, world = _chat(SESSION)
    dialog([*OPEN, ("Intake questions", ""), ("Next", ""), ("Next", "3 of them can't be skipped"),
            ("For this session: may be skipped", "asked 13"),
            ("For this session: not asked", "asked 14")], chat)  # fmt: skip
    assert world.asked == {"special_requests": Asked.OPTIONAL}


def test_i1_a_service_may_ask_nothing() -> None:
    chat, world = _chat(SESSION)
    world.asked = {question.key: Asked.LEFT_OUT for question in FORM}
    dialog([*OPEN, ("Intake questions", "Clients are asked nothing before the session")], chat)
