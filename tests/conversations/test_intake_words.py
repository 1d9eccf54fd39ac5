"""Typed answers: yes and no, numbers, several things, choices by name, in English and Kiswahili."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.intake_words import options_named, question_named, understood, words_of
from models.intake_form import BY_KEY, NotAnAnswer, judged

SCALE, YES_NO = BY_KEY["severity_level"], BY_KEY["previous_therapy"]


@pytest.mark.parametrize(
    ("said", "number"),
    [("7", 7), ("7/10", 7), ("7 out of 10", 7), ("seven", 7), ("Saba", 7), (" about 8. ", 8),
     ("kumi", 10), ("1", 1), ("10!", 10), ("nane", 8), ("maybe 3 of ten", 3)],
)  # fmt: skip
def test_i1_a_number_as_people_type_it(said: str, number: int) -> None:
    assert judged(SCALE, understood(SCALE, said)) == number


@pytest.mark.parametrize("said", ["0", "11", "7 or 8", "heavy", "-3", "7.5", "999999999", "", "½"])
def test_i1_what_is_on_no_scale_is_asked_again(said: str) -> None:
    with pytest.raises(NotAnAnswer, match="intake_not_on_scale"):
        judged(SCALE, understood(SCALE, said))


@pytest.mark.parametrize(
    ("said", "yes"),
    [("yes", True), ("Ndio", True), ("Y", True), ("yeah!", True), ("no", False), ("Hapana.", False),
     ("never", False), ("bado", False)],
)  # fmt: skip
def test_i1_yes_and_no(said: str, yes: bool) -> None:
    assert understood(YES_NO, said) is yes


@pytest.mark.parametrize("said", ["no idea", "yes, with Dr Otieno in 2019", "perhaps", "7"])
def test_i1_what_says_more_than_yes_or_no_is_not_cut_down(said: str) -> None:
    with pytest.raises(NotAnAnswer, match="intake_yes_or_no"):
        understood(YES_NO, said)


def test_i1_several_things_by_lines_commas_and_sentences() -> None:
    assert words_of("- sleep\n- work; my mother") == ("sleep", "work", "my mother")
    assert words_of("I can't sleep. Then I shout, and cry") == (
        "I can't sleep", "Then I shout", "and cry")  # fmt: skip
    assert words_of("3.5 hours of sleep") == ("3.5 hours of sleep",)


def test_i1_choices_by_name_and_the_rest_as_it_is() -> None:
    symptoms = BY_KEY["current_symptoms"]
    named = options_named(symptoms, words_of("panic, low mood, Alcohol, my knee, pa"))
    assert named == ("panic", "low_mood", "alcohol_or_drugs", "my knee", "pa")
    assert understood(BY_KEY["timeline"], "some months") == "some_months"
    assert understood(BY_KEY["timeline"], "until Easter") == "until Easter"
    assert question_named("medicine") == "current_medications"


@given(st.text(max_size=400))
def test_i1_nothing_of_what_is_typed_breaks_the_reading(said: str) -> None:
    for question in BY_KEY.values():
        with contextlib.suppress(NotAnAnswer):
            judged(question, understood(question, said))


@given(st.lists(st.from_regex(r"[a-z]{2,12}( [a-z]{2,12}){0,3}", fullmatch=True), min_size=1,
                max_size=12))  # fmt: skip
def test_i1_no_word_of_a_list_is_lost(items: list[str]) -> None:
    for between in ("\n", ", ", ";"):
        assert words_of(between.join(items)) == tuple(dict.fromkeys(items))
