"""Agreeing, as it is talked through: an adult, a minor with a parent beside, an 18th (I4)."""

from typing import Any

import pytest

from conversations.events import Contact, File, Happening, Text, Unknown
from conversations.notices import hold_ends
from conversations.notices_consents import guardian_has_agreed
from conversations.render import render
from conversations.words import Draft
from conversations.work.consents import AgreeTo, SayAge
from models.intake_views import Waits
from models.values import ConsentKind
from tests.conversations.consents_world import LINK, Agreements
from tests.dialog import AMINA, HOUSE, Chat, booking, dialog

STRANGE: tuple[Happening, ...] = (
    Text("hello?"), Text(""), Contact("+254712000001", own=True), Unknown("sticker"),
    File("photo", "f", None, 1), Unknown("edited"),
)  # fmt: skip
FOUR = [
    ("I agree", "What stays between us</b> · text 2 of 4"),
    ("I agree", "Your data</b> · text 3 of 4"),
    ("I agree", "How booking works</b> · text 4 of 4"),
]


def begun(world: Agreements | None = None) -> tuple[Chat, Agreements]:
    world = world or Agreements()
    chat = Chat(world=world)
    chat.says("/agree")
    return chat, world


def buttons(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen.get("keyboard", []) for button in row]


def test_i4_an_adult_agrees_to_one_text_after_the_other() -> None:
    chat, world = begun()
    assert "Are you 18 or older?" in chat.screen["text"]
    dialog([("I am 34", "Working together</b> · text 1 of 4"), *FOUR, ("I agree", "Thank you")],
           chat)  # fmt: skip
    assert [kind for kind, _ in world.own] == list(ConsentKind)
    assert world.guardians == []
    assert chat.current is None
    assert "Go on with my booking" not in buttons(chat)


def test_i4_as_the_last_part_of_an_intake_it_goes_on_with_the_booking() -> None:
    chat, _ = begun(Agreements(is_booking=True))
    assert "The last part" in chat.screen["text"]
    dialog([("Yes", "The last part"), *FOUR, ("I agree", "Thank you")], chat)
    on = chat.button("Go on with my booking")
    assert on is not None
    assert on["data"] == "desk:0:book on"


def test_i4_long_words_are_folded_and_whole() -> None:
    chat, world = begun(Agreements(is_minor=False))
    text = chat.screen["text"]
    assert "<blockquote expandable>Sessions at Smiling Steps are" in text
    assert text.endswith("what it is and what it is not.</blockquote>")
    assert len(world.texts[0].words) < len(text) < 4096


def test_i4_what_was_agreed_to_is_not_asked_again_only_its_new_version() -> None:
    world = Agreements(is_minor=False).all_given()
    chat, _ = begun(world)
    assert "Thank you" in chat.screen["text"]
    world.renew(ConsentKind.DATA_PROCESSING)
    dialog([("/agree", "New Your data</b> · text 4 of 4"), ("I agree", "Thank you")], chat)
    assert world.own[-1] == (ConsentKind.DATA_PROCESSING, "2027-01-01")
    assert len(world.own) == 5


def test_i4_nobody_agrees_to_a_text_that_changed_under_the_finger() -> None:
    """The press speaks of what was on the screen; the shell knows the present one."""
    chat, world = begun(Agreements(is_minor=False))
    shown = world.texts[0].version
    world.renew(ConsentKind.TREATMENT)
    chat.says("I agree")
    [pressed] = [command for command in chat.asked if isinstance(command, AgreeTo)]
    assert (pressed.kind, pressed.version) == (ConsentKind.TREATMENT, shown)
    assert "New Working together" in chat.screen["text"]


@pytest.mark.parametrize("phone", [None, "0700 000 000"])
def test_i4_not_agreeing_loses_nothing_and_is_no_trap(phone: str | None) -> None:
    chat, world = begun(Agreements(is_minor=False, phone=phone))
    dialog([("I agree", "2 of 4"), ("I don't agree", "That is all right")], chat)
    assert "Without “What stays between us”" in chat.screen["text"]
    assert (phone or "talk it over with the practice first.") in chat.screen["text"]
    dialog([("Read it again", "2 of 4"), ("I don't agree", "That is all right"),
            ("Leave it for now", "nothing else is lost"),
            ("Take it up again", "2 of 4")], chat)  # fmt: skip
    assert len(world.own) == 1


def test_i4_the_age_may_be_put_right_from_the_first_text() -> None:
    chat, world = begun()
    dialog([("Yes", "1 of 4"), ("‹ Back", "Are you 18"), ("No, I am", "First a parent")], chat)
    assert [c.is_minor for c in chat.asked if isinstance(c, SayAge)] == [False, True]
    assert world.is_minor


def test_i4_under_18_with_a_parent_beside() -> None:
    chat, world = begun()
    dialog([("no, i am younger", "First a parent or guardian"),
            ("My parent or guardian is", "Please hand the phone to your parent"),
            ("Wanjiru", "first and a last name")], chat)  # fmt: skip
    said = chat.happens(Text("  Wanjiru   wa Njeri "))
    assert "For Amani's parent or guardian" in said[0]["text"]
    assert "Working together</b> · text 1 of 4" in said[0]["text"]
    dialog([*FOUR, ("I agree", "Now please hand the phone back to Amani"),
            ("I agree", "Your turn, Amani"), *FOUR[1:], ("I agree", "Thank you"),
            ], chat)  # fmt: skip
    assert world.name == "Wanjiru wa Njeri"
    assert [kind for kind, _ in world.guardians] == list(ConsentKind)
    assert [kind for kind, _ in world.own] == list(ConsentKind)


def test_i4_after_the_parent_beside_the_questions_come_before_the_minors_own_word() -> None:
    world = Agreements(is_minor=True, is_booking=True, asks=True)
    chat = dialog([("/agree beside", "Please hand the phone"), ("Wanjiru Njeri", "1 of 4")],
                  Chat(world=world))  # fmt: skip
    assert "The last part" not in chat.screen["text"], "the questions are still to come"
    dialog([*FOUR, ("I agree", "hand the phone back to Amani")], chat)
    assert buttons(chat) == ["Answer here in the chat"]
    assert len(world.guardians) == 4
    assert world.own == []


def test_b2_i4_while_the_parent_is_away_it_is_said_what_becomes_of_the_time() -> None:
    world = Agreements(is_minor=True, is_booking=True)
    chat = dialog([("/agree link", LINK)], Chat(world=world))
    assert "I keep Tue 15 Sep, 10:00 for you until" in chat.screen["text"]
    dialog([("‹ Back", "Before I let it go I tell you")], chat)
    told = render(hold_ends(booking(), waits=Waits.GUARDIAN), AMINA, Draft("desk"), HOUSE)
    assert "hasn't agreed yet" in told["text"]
    assert told["keyboard"][0][0]["data"] == "desk:0:book on"
    for kept, words in ((booking(), "I still keep Tue 15 Sep, 10:00"), (None, "let go meanwhile")):
        agreed = render(guardian_has_agreed(kept), AMINA, Draft("desk"), HOUSE)
        assert words in agreed["text"]


def test_i4_the_guardians_name_is_taken_out_of_the_chat_and_told_to_nobody() -> None:
    chat, _ = begun(Agreements(is_minor=True))
    dialog(
        [("My parent or", "full name"), ("Wanjiru Njeri", "1 of 4"), ("I agree", "2 of 4")], chat
    )
    assert "Wanjiru" not in repr(chat.asked) + repr(chat.screen)
    dialog([("‹ Back", "First a parent")], chat)
    assert "Wanjiru" not in repr(chat.drafts)


def test_i4_a_link_for_the_parent() -> None:
    chat, _ = begun(Agreements(is_minor=True))
    dialog([("Send them a link", LINK), ("hello?", "First a parent"),
            ("Send them a link", LINK), ("‹ Back", "First a parent"),
            ("Send them a link", LINK), ("Done", "nothing else is lost")], chat)  # fmt: skip


def test_i4_after_the_parent_it_is_the_minors_turn() -> None:
    world = Agreements(is_minor=True)
    world.guardians = [(text.kind, text.version) for text in world.texts]
    chat, _ = begun(world)
    assert "Your turn, Amani" in chat.screen["text"]
    dialog([*FOUR, ("I agree", "Thank you")], chat)
    assert world.own == world.guardians


def test_i4_who_has_turned_18_agrees_anew_to_everything_or_stays_a_minor() -> None:
    world = Agreements(is_minor=True)
    world.own.append((ConsentKind.TREATMENT, world.texts[0].version))
    chat, _ = begun(world)
    dialog([("I am 18 by now", "You are 18 now"), ("I agree", "2 of 4"),
            ("‹ Back", "First a parent")], chat)  # fmt: skip
    dialog([("I am 18 by now", "1 of 4"), *FOUR], chat)
    assert [world.is_minor] == [True]
    dialog([("I agree", "Thank you")], chat)
    assert [world.is_minor] == [False]
    assert len(world.own) == 4


def test_i4_one_says_so_by_the_button_of_consents_too() -> None:
    world = Agreements(is_minor=True).all_given()
    world.guardians = list(world.own)
    dialog([("/agree grown", "You are 18 now")], Chat(world=world))
    adult = Agreements(is_minor=False).all_given()
    dialog([("/agree grown", "Thank you")], Chat(world=adult))


STEPS = {
    "age": (Agreements(), []),
    "text": (Agreements(is_minor=False), []),
    "refused": (Agreements(is_minor=False), ["I don't agree"]),
    "guardian": (Agreements(is_minor=True), []),
    "name": (Agreements(is_minor=True), ["My parent"]),
    "beside": (Agreements(is_minor=True), ["My parent", "Wanjiru Njeri"]),
    "grown": (Agreements(is_minor=True), ["I am 18"]),
}


@pytest.mark.parametrize("event", STRANGE, ids=repr)
@pytest.mark.parametrize("step", STEPS)
def test_x62_each_step_answers_whatever_comes_with_itself(step: str, event: Any) -> None:
    world, ways = STEPS[step]
    chat, _ = begun(world)
    for said in ways:
        chat.says(said)
    before = chat.drafts["agree"]
    [answer] = chat.happens(event)
    assert answer["text"].startswith("<i>")
    assert chat.drafts["agree"] == before


@pytest.mark.parametrize("step", STEPS)
def test_x62_each_step_can_be_left(step: str) -> None:
    world, ways = STEPS[step]
    chat, _ = begun(world)
    for said in ways:
        chat.says(said)
    assert {"Cancel", "Leave it for now"} & set(buttons(chat))
    dialog([("/cancel", "nothing else is lost")], chat)
    assert chat.current is None


def test_x60_a_double_tap_writes_one_word() -> None:
    chat, world = begun(Agreements(is_minor=False))
    pressed = chat.button("I agree")
    assert pressed is not None
    tapped = chat._event("I agree")
    chat.happens(tapped)
    chat.happens(tapped)
    assert len(world.own) == 1
    assert "2 of 4" in chat.screen["text"]


def test_x63_made_up_taps_agree_to_nothing() -> None:
    from tests.dialog import tap

    chat, world = begun(Agreements(is_minor=False))
    for value in ("y", "ynothing 1", "yterms", "t", "w", "g", "h", "y "):
        chat.happens(tap(f"agree:{chat.drafts['agree'].rev}:{value}"))
    assert world.own == []
    assert world.is_minor is False
