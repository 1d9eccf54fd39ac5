"""Between a time and its request: what is to be told and agreed to, one thing at a time (B1)."""

from conversations.notices import hold_ends, request_received
from conversations.render import render
from conversations.words import Draft
from conversations.work.booking import ConfirmAnswers
from models.values import ConsentKind
from tests.conversations.intake_world import NEEDED, IntakeWorld
from tests.dialog import AMINA, HOUSE, Chat, booking, dialog

TO_A_TIME = [("/book brian", ""), ("Individual", ""), ("15", "which time?")]


def chosen(world: IntakeWorld, hears: str) -> Chat:
    return dialog([*TO_A_TIME, ("10:00", hears)], Chat(world))


def labels(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen["keyboard"] for button in row]


def test_b1_somebody_new_is_asked_before_the_request() -> None:
    world = IntakeWorld()
    chat = chosen(world, "Almost there: a few questions first")
    assert "Tue 15 Sep, 10:00" in chat.screen["text"]
    assert labels(chat) == ["Answer here in the chat", "‹ Back", "Cancel"]
    dialog([("Send request", "use the buttons"), ("yes", "a few questions first")], chat)
    world.is_done = True
    dialog([("/book on", "Is this right?"), ("Send request", "Request sent")], chat)


def test_i4_under_18_the_gate_is_a_guardians_first() -> None:
    world = IntakeWorld(is_minor=True)
    chat = chosen(world, "First a parent or guardian")
    assert labels(chat)[-2:] == ["‹ Back", "Cancel"]
    world.has_guardian = True
    dialog([("/book on", "a few questions first")], chat)
    assert "I am 18 by now" in labels(chat)
    for known in (None, False):
        assert "I am 18 by now" not in labels(chosen(IntakeWorld(is_minor=known), "questions"))


def test_b1_answers_of_another_time_are_confirmed_with_one_tap_or_word() -> None:
    for says in ("They are still right", "yes", "they are still right"):
        world = IntakeWorld(told=dict(NEEDED))
        chat = chosen(world, "your answers of Mon 7 Sep, 09:00 are still here")
        dialog([(says, "can read your answers")], chat)
        assert sum(isinstance(asked, ConfirmAnswers) for asked in chat.asked) == 1


def test_b1_what_is_agreed_to_comes_last() -> None:
    world = IntakeWorld(is_done=True, consents=(ConsentKind.TERMS,))
    chat = chosen(world, "agree on")
    assert chat.screen["keyboard"][0][0]["data"] == "desk:0:agree"
    world.consents = ()
    dialog([("/book on", "Is this right?")], chat)


def test_b1_a_service_that_asks_nothing_goes_straight_to_the_review() -> None:
    chat = chosen(IntakeWorld(is_done=True), "Is this right?")
    assert "Send request" in labels(chat)


def test_b2_back_at_the_gate_lets_the_time_go() -> None:
    world = IntakeWorld()
    dialog([("‹ Back", "which time?")], chosen(world, "a few questions first"))
    dialog([("Cancel", "nothing was booked")], chosen(world, "a few questions first"))


def test_b2_a_time_that_ran_out_at_the_gate_is_chosen_once_more() -> None:
    world = IntakeWorld()
    chat = chosen(world, "a few questions first")
    world.is_lost = True
    dialog([("/book on", "has run out")], chat)
    assert "which time?" in chat.screen["text"]


def test_b1_going_on_with_nothing_begins_anew() -> None:
    dialog([("/book on", "Who would you like to see?")], Chat(IntakeWorld()))


def test_i1_the_psychologist_hears_that_answers_are_there_and_nothing_of_them() -> None:
    with_it = render(request_received(booking(), has_intake=True), AMINA, Draft("desk"), HOUSE)
    without = render(request_received(booking()), AMINA, Draft("desk"), HOUSE)
    assert "Intake: filled in" in with_it["text"]
    assert "Intake" not in without["text"]
    assert "Read the intake" in str(with_it["keyboard"])
    assert "Read the intake" not in str(without["keyboard"])


def test_b2_the_word_before_a_hold_ends_names_no_button_that_is_not_there() -> None:
    said = render(hold_ends(booking(), answering=True), AMINA, Draft("desk"), HOUSE)
    assert "Send request" not in said["text"]
