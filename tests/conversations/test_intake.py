"""The intake as it is spoken: a question at a time, changed, left, taken up again, looked over."""

import pytest

from conversations.engine import advance, is_private
from conversations.events import Action, Contact, File, Happening, Tap, Text, Unknown
from conversations.texts import text
from conversations.words import Draft, Event
from conversations.work import intake as work
from models.intake_form import FORM, Asked, Kind, Question, Rules
from models.values import BookingStatus, ConsentKind
from tests.conversations.intake_world import NEEDED, IntakeWorld
from tests.dialog import REFERENCE, Chat, booking, dialog, tap

FILL = Action("fill", REFERENCE, 2, 1)
LOOK = Action("look", REFERENCE, 2, 1)
FIRST, SECOND = "About you · question 1 of 14", "About you · question 2 of 14"
SISTER = "Wanjiru, 0722 000 333"
NEED_ONLY = Rules({q.key: Asked.LEFT_OUT for q in FORM if q.asked is not Asked.REQUIRED})


def begun(world: IntakeWorld, event: Happening = FILL) -> Chat:
    chat = Chat(world)
    chat.happens(event)
    return chat


def at(key: str, world: IntakeWorld | None = None) -> tuple[Chat, IntakeWorld]:
    """A chat in which this question is asked."""
    world = world or IntakeWorld()
    world.is_open = True
    chat = begun(world)
    chat.drafts["intake"] = Draft("intake", key, 50, {"booking": REFERENCE.hex, "question": key})
    chat.happens(Tap("intake", 50, "show", 1))
    assert f"<b>{_asked(key)}</b>" in chat.screen["text"]
    return chat, world


def _asked(key: str) -> str:
    return text(f"ask_{key}", "en")


def labels(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen["keyboard"] for button in row]


def test_i1_only_what_is_needed_is_asked_in_three_answers() -> None:
    world = IntakeWorld(rules=NEED_ONLY)
    dialog([
        ("Begin", "About you · question 1 of 3"),
        ("Wanjiru, 0722 000 333", "How you are · question 2 of 3"),
        ("7/10", "What you hope for · question 3 of 3"),
        ("Sleep through\nworry less", "Is this right? · About you</b> (page 1 of 3)"),
        ("These are right", "that was all I ask"),
    ], begun(world))  # fmt: skip
    assert world.is_done
    assert world.answers == {
        **NEEDED, "severity_level": 7, "therapy_goals": ["Sleep through", "worry less"],
    }  # fmt: skip


def test_i1_all_of_it_by_buttons_and_words_back_and_forth() -> None:
    world = IntakeWorld()
    chat = dialog([
        ("Begin", FIRST),
        ("skip", "This one is needed"),
        (SISTER, SECOND),
        ("‹ Back", "Your answer: Wanjiru, 0722 000 333"),
        ("Leave it as it is", SECOND),
        ("Skip", "any medicine"),
        ("None", "allergic to"),
        ("Skip", "talked to a psychologist"),
        ("ndio", "weighing on you"),
    ], begun(world))  # fmt: skip
    dialog([
        ("Sleep", "Your answer: Sleep"),
        ("the landlord, work", "Work or school · the landlord"),
        ("Take out my own words", "Your answer: Sleep · Work or school"),
        ("✓ Sleep", "Your answer: Work or school"),
        ("Done", "How heavy is it"),
        ("12", "a number from 1 to 10"),
        ("8", "What makes it worse"),
        ("Noise. Crowds", "What helps you"),
        ("Skip", "to be different"),
        ("Less fear", "hope for from"),
        ("Skip", "like to work"),
        ("faith", "How long"),
        ("A few sessions", "need for this session"),
        ("A chair by the door", "Is this right? · About you</b> (page 1 of 3)"),
        ("Next", "How you are</b> (page 2 of 3)"),
        ("Next", "A chair by the door"),
        ("Change: How to work", "With room for my faith"),
        ("sitting in silence", "Is this right?"),
        ("These are right", "that was all I ask"),
    ], chat)  # fmt: skip
    assert world.answers == {
        "emergency_contact": SISTER, "current_medications": "None", "previous_therapy": True,
        "current_symptoms": ["work_or_school"], "severity_level": 8,
        "trigger_factors": ["Noise", "Crowds"], "therapy_goals": ["Less fear"],
        "preferred_approach": "sitting in silence", "timeline": "a_few_sessions",
        "special_requests": "A chair by the door",
    }  # fmt: skip


@pytest.mark.parametrize("question", FORM, ids=lambda question: question.key)
def test_i1_each_question_says_where_it_stands_why_and_how_to_leave(question: Question) -> None:
    chat, _ = at(question.key)
    shown, buttons = chat.screen["text"], labels(chat)
    number = [each.key for each in FORM].index(question.key) + 1
    assert f"question {number} of 14" in shown
    assert "<i>" in shown, "why it is asked"
    assert "Stop for now" in buttons
    assert ("‹ Back" in buttons) is (number > 1)
    assert ("Skip" in buttons) is (question.asked is Asked.OPTIONAL)
    assert len(chat.screen["keyboard"]) <= 8
    assert all(len(row) == 1 or all(len(b["text"]) <= 18 for b in row)
               for row in chat.screen["keyboard"])  # fmt: skip


@pytest.mark.parametrize("question", FORM, ids=lambda question: question.key)
@pytest.mark.parametrize(
    "sent", [File("photo", "f", None, 10), File("document", "f", "a.pdf", 10), Unknown("voice"),
             Unknown("sticker"), Unknown("location"), Unknown("edited"), Text(""),
             Contact("+254712000001", own=True), Contact("+254712000009", own=False)],
)  # fmt: skip
def test_x62_whatever_is_no_answer_keeps_the_question_and_says_what_to_do(
    question: Question, sent: Happening
) -> None:
    chat, world = at(question.key)
    shown = chat.happens(sent)[-1]["text"]
    assert f"<b>{_asked(question.key)}</b>" in shown
    assert any(words in shown for words in ("typed words", "once more"))
    assert world.answers == {}


def test_i3_what_is_typed_is_removed_and_what_is_tapped_or_refused_is_not() -> None:
    assert is_private("intake")
    world = IntakeWorld()
    sheet = world.sheet()
    here = Draft("intake", "allergies", 3, {"booking": REFERENCE.hex})
    told: list[tuple[Event, bool]] = [
        (work.AnswerKept(sheet, "allergies", typed=True), True),
        (work.AnswerKept(sheet, "allergies"), False),
        (work.AnswerRefused(sheet, "allergies", "intake_too_long"), False),
        (work.IntakeFound(sheet), False),
    ]
    for event, removed in told:
        assert advance(here, event).remove is removed
    lost = work.Sheet(sheet.questions, {}, None, is_lost=True)
    assert advance(here, work.AnswerKept(lost, "allergies", typed=True)).remove


def test_i2_the_draft_knows_where_it_stands_and_nothing_of_what_was_said() -> None:
    chat = dialog([("Begin", FIRST), ("ZEBRA-1 0722 000 333", SECOND), ("ZEBRA-2", "any medicine"),
                   ("‹ Back", "ZEBRA-2")], begun(IntakeWorld()))  # fmt: skip
    assert "ZEBRA" not in str(chat.drafts)


def test_i1_stopped_and_taken_up_where_it_was_left() -> None:
    world = IntakeWorld()
    chat = dialog([
        ("Begin", FIRST),
        (SISTER, SECOND),
        ("Skip", "any medicine"),
        ("Stop for now", "What you have answered is kept, locked away"),
        ("/intake", "Welcome back. This is where you stopped."),
    ], begun(world))  # fmt: skip
    assert "any medicine" in chat.screen["text"]
    dialog([("/cancel", "is kept"), ("Go on with the questions", "any medicine")], chat)
    chat.drafts.clear()
    dialog([("/intake", SECOND)], chat)


def test_i1_a_returning_client_confirms_or_looks_through() -> None:
    world = IntakeWorld(told=dict(NEEDED))
    chat = dialog([("/intake", "Your answers of Mon 7 Sep, 09:00 are still here")], Chat(world))
    assert "They are still right" in labels(chat)
    dialog([("They are still right", "that was all I ask")], chat)
    world = IntakeWorld(told=dict(NEEDED))
    chat = dialog([
        ("/intake", "are still here"),
        ("Look through them", "Wanjiru, 0722 000 333"),
        ("Next", "6 of 10"),
        ("Change: How heavy it is", "After this, you are back at the overview"),
        ("5", "5 of 10"),
        ("yes", "that was all I ask"),
    ], Chat(world))  # fmt: skip
    assert world.answers["severity_level"] == 5
    assert begun(IntakeWorld(told=dict(NEEDED)), LOOK).screen["text"].startswith("<b>Is this right")


def test_i1_what_a_service_asks_more_is_asked_first() -> None:
    rules = Rules({"allergies": Asked.REQUIRED})
    chat = begun(IntakeWorld(told=dict(NEEDED), rules=rules), LOOK)
    assert "This one is new" in chat.screen["text"]
    assert "allergic" in chat.screen["text"]


def test_i1_what_is_needed_and_missing_comes_back_from_the_review() -> None:
    chat, world = at("special_requests", IntakeWorld(answers={"severity_level": 3}))
    dialog([("Skip", "Is this right?"), ("These are right", "Whom may we call")], chat)
    assert "This one is needed" in chat.screen["text"]
    assert not world.is_done


def test_b2_a_time_that_ran_out_leaves_the_answers_and_another_time_is_chosen() -> None:
    world = IntakeWorld()
    chat = dialog([("Begin", FIRST)], begun(world))
    world.is_lost = True
    dialog([(SISTER, "You only have to choose a time again")], chat)
    assert world.answers == {"emergency_contact": SISTER}
    assert labels(chat) == ["Choose a time", "Finish the questions first", "Stop for now"]
    assert chat.screen["keyboard"][0][0]["data"] == "desk:0:book on"
    world.is_lost, world.about = False, None
    dialog([("Finish the questions first", "question 2 of 13")], chat)


@pytest.mark.parametrize(
    ("world", "words", "button"),
    [
        (IntakeWorld(), "Now the request for", "desk:0:book on"),
        (IntakeWorld(consents=(ConsentKind.TERMS,)), "agree on", "desk:0:agree"),
        (IntakeWorld(about=booking(status=BookingStatus.CONFIRMED)), "before Tue 15 Sep", "do:see"),
        (IntakeWorld(about=None), "locked away until", "desk:0:book"),
    ],
)
def test_b1_after_the_answers_it_goes_on(world: IntakeWorld, words: str, button: str) -> None:
    world.answers, world.is_open = dict(NEEDED), True
    chat = begun(world)
    chat.drafts["intake"] = Draft("intake", "review", 60, {"page": 0})
    dialog([("These are right", words)], chat)
    assert chat.screen["keyboard"][0][0]["data"].startswith(button)


def test_i1_the_review_fits_a_message_and_the_whole_of_an_answer_is_on_its_screen() -> None:
    whole = "word " * 300
    answers = {q.key: _longest(q) for q in FORM} | {"allergies": whole}
    chat = begun(IntakeWorld(told=answers), LOOK)
    for page in range(3):
        shown = chat.screen["text"]
        assert len(shown) <= 4096
        assert len(chat.screen["keyboard"]) <= 8
        assert ("word …" in shown or "word…" in shown) is (page == 0)
        if page < 2:
            chat.says("Next")
    for question in FORM:
        shown = at(question.key, IntakeWorld(answers=dict(answers)))[0].screen["text"]
        assert len(shown) <= 4096
        assert question.key != "allergies" or whole.strip() in shown


def _longest(question: Question) -> str | bool | int | list[str]:
    match question.kind:
        case Kind.YES_NO:
            return False
        case Kind.SCALE:
            return 10
        case Kind.WORDS | Kind.CHOICES:
            return [*question.options, *(f"{n}" + "w" * 70 for n in range(9))]
        case _:
            return "w" * (question.longest - 10) + " 072200033"


def test_x63_a_button_of_no_question_of_ours_only_shows_the_question_again() -> None:
    for question in FORM:
        chat, world = at(question.key)
        for value in ("s11", "o99", "y1", "zz", "r", "c3", "on"):
            draft = chat.drafts["intake"]
            chat.happens(Tap("intake", draft.rev, value, 1))
            kept = [c for c in world.asked if isinstance(c, work.KeepAnswer)]
            assert not [c for c in kept if question.kind is not Kind.YES_NO]
        assert world.answers.keys() <= {"previous_therapy"}


def test_x60_a_choice_tapped_twice_is_chosen_once() -> None:
    chat, world = at("current_symptoms")
    pressed = chat.button("Sleep")
    assert pressed
    for _ in range(2):
        chat.happens(tap(pressed["data"]))
    assert world.answers == {"current_symptoms": ["sleep"]}
