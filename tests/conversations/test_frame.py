"""What every dialogue answers alike, seen on one that has hardly anything of its own."""

from dataclasses import replace
from enum import StrEnum

import pytest

from conversations import frame
from conversations.dialogue import Dialogue, Entrance, Frame
from conversations.events import Begin, Contact, File, Happening, Tap, Text, Unknown
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.booking import Released
from tests.dialog import booking


class Step(StrEnum):
    FIRST = "first"
    SECOND = "second"


FRAME = Frame(Step, left="credit_left", hints={Step.SECOND: "only_words_here"},
              not_yours="admins_only", other_cancel=frozenset({Step.SECOND}))  # fmt: skip
HERE = Draft("toy", Step.SECOND, 7, {"kept": 1})
SHOWN = Say("paragraphs")


def _advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return Turn(draft.at(Step.FIRST), (SHOWN,))
        case Text(text="mine" | "Cancel" as text):
            return Turn(draft.at(Step.FIRST, said=text), (SHOWN,))
        case _:
            return None


def _show(draft: Draft) -> Turn:
    return Turn(draft, (SHOWN,))


def _back(draft: Draft) -> Draft | None:
    return draft.at(Step.FIRST) if draft.step == Step.SECOND else None


TOY = Dialogue(_advance, _show, _back, None, Entrance(), FRAME)


def met(event: Event, draft: Draft = HERE, toy: Dialogue = TOY) -> Turn:
    return frame.advance(toy, FRAME, draft, event)


@pytest.mark.parametrize("words", ["back", "‹ Back", " BACK ", "rudi", "Rudi"])
def test_x62_back_may_be_typed_in_any_language(words: str) -> None:
    turn = met(Text(words))
    assert (turn.draft.step, turn.say) == (Step.FIRST, (SHOWN,))
    assert met(Text(words), turn.draft).say == (Say("credit_left"),), "nothing is before the first"


@pytest.mark.parametrize("words", ["cancel", "Cancel", "acha"])
def test_x62_cancel_may_be_typed_in_any_language(words: str) -> None:
    turn = met(Text(words), Draft("toy", Step.FIRST, 3))
    assert turn.draft.is_over
    assert turn.say == (Say("credit_left"),)


def test_x62_where_cancel_may_mean_a_session_the_dialogue_itself_is_asked() -> None:
    assert met(Text("Cancel")).draft.answers["said"] == "Cancel"
    assert met(Text("acha")).draft.note == "only_words_here"
    assert met(Tap("toy", 7, "cancel")).draft.is_over, "a button can't be mistaken"
    assert met(Tap("toy", -1, "cancel")).draft.is_over, "nor can /cancel"


@pytest.mark.parametrize("sent", [
    Text("whatever"), Text(""), Text(" \n"), Contact("0712", own=True), Unknown("sticker"),
    File("photo", "id", None, 1),
])  # fmt: skip
def test_x62_what_is_of_no_use_shows_the_step_again_with_its_hint(sent: Happening) -> None:
    assert met(sent) == Turn(HERE.noting("only_words_here"), (SHOWN,))
    first = replace(HERE, step=Step.FIRST)
    assert met(sent, first) == Turn(first.noting("only_buttons_here"), (SHOWN,))


@pytest.mark.parametrize("pressed", [Tap("toy", 6, "y"), Tap("toy", 8, "back"), Tap("toy", 7, "?")])
def test_x60_x63_an_old_button_or_a_made_up_one_only_shows_the_step(pressed: Tap) -> None:
    assert met(pressed) == Turn(HERE, (SHOWN,))


def test_x62_a_refusal_ends_it_with_how_the_booking_stands() -> None:
    assert met(NotPossible("not_yours")).say == (Say("admins_only"),)
    turn = met(NotPossible("outdated", booking()))
    assert turn.draft.is_over
    assert turn.say[0].key == "outdated"
    assert turn.say[0].args["reference"] == "BK-2026-000007"


@pytest.mark.parametrize("step", ["over", "a step of the last version"])
@pytest.mark.parametrize("sent", [Text("mine"), Text("back"), Unknown("voice"),
                                  Tap("toy", -1, "cancel")])  # fmt: skip
def test_x62_what_comes_to_no_step_of_it_hears_that_it_is_finished(
    step: str, sent: Happening
) -> None:
    turn = met(sent, Draft("toy", step, 4, {"kept": 1}))
    assert turn.draft.is_over
    assert turn.say == (Say("nothing_open"),)
    assert met(Begin(), turn.draft).draft.step == Step.FIRST


def test_x60_the_last_button_pressed_twice_is_answered_once() -> None:
    over = HERE.over()
    assert met(Tap("toy", over.rev - 1, "y"), over) == Turn(over)
    assert met(Tap("toy", 2, "y"), over).say == (Say("button_expired", screen=False),)


def test_a_result_that_nobody_waits_for_ends_it_and_goes_round_in_no_circle() -> None:
    assert met(Released()).say == (Say("nothing_open"),)


def test_what_leaves_in_a_way_of_its_own_is_asked_for_it() -> None:
    own = replace(TOY, cancel=lambda draft: Turn(draft.over(), (Say("cancel_left"),)))
    for event in (Tap("toy", 7, "cancel"), Tap("toy", -1, "cancel")):
        assert met(event, toy=own).say == (Say("cancel_left"),)
