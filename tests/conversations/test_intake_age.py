"""What comes before the first question of the intake, and a number beside the name (I1, I4)."""

import pytest

from conversations.events import Action
from conversations.work import intake as work
from models.intake_form import Asked, Rules
from tests.conversations.intake_world import NEEDED, IntakeWorld
from tests.conversations.test_intake import FIRST, SECOND, at, begun, labels
from tests.dialog import REFERENCE, Chat, dialog

AT_ONCE = Action("answer", REFERENCE, 2, 1)


def test_i4_whether_they_are_18_is_asked_before_the_first_question() -> None:
    for said in ("Yes", "yes", "18", "I am 25", "nina miaka 34."):
        world = IntakeWorld(is_minor=None)
        chat = begun(world, AT_ONCE)
        assert "are you 18 or older?" in chat.screen["text"]
        assert labels(chat) == ["Yes", "No, I am younger", "Stop for now"]
        dialog([("asthma", "use the buttons"), (said, FIRST)], chat)
        assert world.answers == {}
        assert [c.is_minor for c in world.asked if isinstance(c, work.TellAge)] == [False]
        dialog([("Stop for now", "is kept"), ("/intake", FIRST)], chat)


def test_i4_without_the_gate_one_is_welcomed_once_then_asked() -> None:
    dialog([("/intake", "Where your answers go"), ("Begin", "are you 18 or older?"),
            ("Yes", FIRST), ("back", "This is the first question")],
           Chat(IntakeWorld(is_minor=None)))  # fmt: skip
    dialog([("/intake", "Where your answers go"), ("Begin", FIRST)], Chat(IntakeWorld()))
    assert FIRST in begun(IntakeWorld(), AT_ONCE).screen["text"]


@pytest.mark.parametrize("said", ["No, I am younger", "no", "17", "I’m 17 years old", "miaka 16"])
def test_i4_under_18_a_guardian_comes_first_and_nothing_is_kept(said: str) -> None:
    world = IntakeWorld(is_minor=None)
    chat = begun(world, AT_ONCE)
    dialog([(said, "First a parent or guardian")], chat)
    assert "I keep Tue 15 Sep, 10:00 for you until" in chat.screen["text"]
    assert [row[0].get("data") for row in chat.screen["keyboard"]][:3] == [
        "desk:0:agree beside", "desk:0:agree link", "desk:0:agree grown",
    ]  # fmt: skip
    dialog([("I have asthma", "use the buttons"), ("/intake", "First a parent or guardian")], chat)
    assert world.answers == {}
    assert not world.is_open
    world.has_guardian = True
    dialog([("/intake", "Where your answers go"), ("Begin", FIRST)], chat)


def test_b2_i4_a_time_that_ran_out_meanwhile_is_said_before_anything_is_asked() -> None:
    chat = begun(IntakeWorld(is_minor=True, is_lost=True), AT_ONCE)
    assert "The time has run out" in chat.screen["text"]
    assert labels(chat) == ["Choose a time", "Stop for now"]


def test_i1_an_emergency_contact_without_a_number_is_asked_for_it() -> None:
    chat, world = at("emergency_contact")
    dialog([("My sister Wanjiru", "And their phone number, please?")], chat)
    assert labels(chat) == ["Stop for now"], "it is needed"
    dialog([("my aunt Njeri", "And their phone number"), ("0722 000 333", SECOND)], chat)
    assert world.answers["emergency_contact"] == "my aunt Njeri, 0722 000 333"
    rules = Rules({"emergency_contact": Asked.OPTIONAL})
    chat, world = at("emergency_contact", IntakeWorld(rules=rules))
    dialog([("Wanjiru", "And their phone number"), ("I'd rather give no number", SECOND)], chat)
    assert world.answers["emergency_contact"] == "Wanjiru"
    dialog([("‹ Back", "Your answer: Wanjiru"), ("namba ni 0722 000 333", SECOND)], chat)
    assert world.answers["emergency_contact"] == "Wanjiru, namba ni 0722 000 333"


def test_i1_a_name_alone_from_long_ago_is_asked_about_before_it_is_confirmed() -> None:
    world = IntakeWorld(told={**NEEDED, "emergency_contact": "Wanjiru"})
    dialog([("/intake", "are still here"), ("They are still right", "And their phone number")],
           Chat(world))  # fmt: skip
    assert not world.is_done
