"""Applications, as an admin speaks of them."""

from dataclasses import replace

import pytest

from conversations.events import Action, Contact, File, Happening, Text, Unknown
from conversations.work.applications import ApproveApplication, DeclineApplication
from models.profile_views import ProfileView
from tests.conversations.joining_world import APPROVED, WAITING, JoiningWorld
from tests.dialog import NOW, Chat, dialog

LOOKING = [("/applications", "They wait for an answer"), ("Zawadi Mutua, Counsellor", "sent Mon")]
DECLINING = [*LOOKING, ("Decline", "Tap a reason or type one")]


def _chat(profile: ProfileView | None = WAITING) -> tuple[Chat, JoiningWorld]:
    world = JoiningWorld(profile)
    return Chat(world), world


def _button(verb: str, profile: ProfileView = WAITING) -> Action:
    return Action(verb, profile.public_id, profile.version, 1)


def test_p3_an_admin_looks_and_approves() -> None:
    chat, world = _chat(replace(WAITING, photo="photo-1"))
    dialog(LOOKING, chat)
    assert chat.screen["media"]["file_id"] == "photo-1"
    dialog([("Approve", "is one of our psychologists now")], chat)
    assert world.did(ApproveApplication) == 1
    assert chat.current is None


@pytest.mark.parametrize("reason", ["We have no room", "Please show us <your> licence & name."])
def test_p3_an_admin_declines_with_a_reason(reason: str) -> None:
    chat, world = _chat()
    dialog([*DECLINING, (reason, "has been told")], chat)
    assert world.did(DeclineApplication) == 1
    assert world.profile is not None
    assert world.profile.decline_reason


def test_p3_one_tap_in_the_message_approves() -> None:
    chat, _ = _chat()
    assert "is one of our psychologists" in chat.happens(_button("apok"))[0]["text"]


def test_p3_the_message_leads_to_the_whole_profile_and_to_declining() -> None:
    chat, _ = _chat()
    assert "I listen." in chat.happens(_button("aplook"))[0]["text"]
    assert "Tap a reason" in chat.happens(_button("apno"))[0]["text"]
    dialog([("‹ Back", "I listen."), ("‹ Back", "They wait for an answer")], chat)


@pytest.mark.parametrize("verb", ["apok", "apno", "aplook"])
def test_p3_who_comes_second_is_told_what_became_of_it(verb: str) -> None:
    chat, _ = _chat(APPROVED)
    assert "approved already, by Grace" in chat.happens(_button(verb))[0]["text"]
    chat, _ = _chat(replace(WAITING, declined_at=NOW, decline_reason="<No room>"))
    assert "&lt;No room&gt;" in chat.happens(_button(verb))[0]["text"]
    assert chat.current is None


@pytest.mark.parametrize("verb", ["apok", "apno"])
def test_p3_a_button_of_an_earlier_application_decides_nothing_about_the_new_one(
    verb: str,
) -> None:
    chat, world = _chat()
    world.send_again()
    assert "changed meanwhile" in chat.happens(_button(verb))[0]["text"]
    assert world.profile is not None
    assert world.profile.state == "waiting"
    dialog([("Approve", "is one of our psychologists")], chat)


def test_p3_what_changes_between_looking_and_declining_is_looked_at_again() -> None:
    chat, world = _chat()
    dialog(DECLINING, chat)
    world.send_again()
    dialog([("No, sorry", "changed meanwhile")], chat)
    assert world.profile is not None
    assert world.profile.state == "waiting"


def test_nobody_waits() -> None:
    dialog([("/applications", "Nobody waits"), ("Done", "shows who waits")],
           Chat(JoiningWorld(APPROVED)))  # fmt: skip


def test_an_application_by_name() -> None:
    chat, _ = _chat()
    dialog([("/applications", ""), ("brian", "nobody by that name"), ("zawadi", "sent Mon")], chat)


@pytest.mark.parametrize("verb", ["apok", "apno", "aplook", "/applications"])
def test_x63_whoever_isnt_an_admin_is_told_so(verb: str) -> None:
    chat, world = _chat()
    world.refuses = "applications_admins_only"
    if verb.startswith("/"):
        dialog([(verb, "for those who run the practice")], chat)
    else:
        assert "for those who run" in chat.happens(_button(verb))[0]["text"]
    assert chat.current is None
    assert world.profile == WAITING


@pytest.mark.parametrize("steps", [LOOKING[:1], LOOKING, DECLINING])
@pytest.mark.parametrize(
    "event",
    [Text(""), Text("x" * 4096), File("photo", "p", None, 1), Unknown("voice"),
     Contact("+254712000001", own=True)],
)  # fmt: skip
def test_x62_each_step_answers_whatever_comes(
    steps: list[tuple[str, str]], event: Happening
) -> None:
    chat, _ = _chat()
    dialog(steps, chat)
    said = chat.happens(event)
    assert len(said) == 1
    assert said[0]["text"]
