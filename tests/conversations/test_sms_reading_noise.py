"""SMS with noise, slips and of any length: nothing raises, nothing is guessed, nothing is slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.danger_reading import squeeze
from conversations.sms_lists import expanded, lists
from conversations.sms_meaning import Meaning
from conversations.sms_reading import Heard, read
from conversations.sms_spelling import known, meant
from tests.conversations.test_sms_reading import dangerous, every

#: Not the question mark, and nothing that makes a smile or a time of day.
SIGNS = " .,!-_*~…\"'\n\t"
#: A slow core's time for the longest text, in seconds.
SLOWEST = 0.5

said = st.sampled_from([words for _, _, words in every()])
gaps = st.lists(st.text(SIGNS, max_size=3), min_size=40, max_size=40)


@given(st.text(max_size=600))
def test_anything_may_be_sent(words: str) -> None:
    assert isinstance(read(words), Heard)


@given(st.text(st.characters(codec="ascii"), max_size=200))
def test_any_ascii_may_be_sent(words: str) -> None:
    assert isinstance(read(words), Heard)


@given(said, gaps, st.lists(st.booleans(), min_size=1, max_size=30))
def test_case_gaps_and_signs_keep_the_meaning(
    words: str, between: list[str], capitals: list[bool]
) -> None:
    cased = "".join(
        letter.upper() if capitals[at % len(capitals)] else letter.lower()
        for at, letter in enumerate(words)
    )
    noisy = "".join(f"{one}{gap} " for one, gap in zip(cased.split(), between, strict=False))
    assert read(f" {noisy}") == read(words)


@given(st.sampled_from(dangerous()), st.integers(0, 400), st.sampled_from("drs"))
def test_a_slip_makes_no_action_of_danger(words: str, place: int, slip: str) -> None:
    at = place % len(words)
    match slip:
        case "d":
            changed = words[:at] + words[at + 1 :]
        case "r":
            changed = words[:at] + words[at] * 3 + words[at:]
        case _:
            changed = words[:at] + words[at : at + 2][::-1] + words[at + 2 :]
    assert read(changed).meaning in {Meaning.UNCLEAR, Meaning.HELP, Meaning.NOTHING}


@pytest.mark.parametrize(
    "words", ["nitakfa", "nytoe", "njitoe", "natk", "najioa", "njaa", "nimeata"]
)
def test_what_may_be_a_word_of_danger_is_no_guess(words: str) -> None:
    assert read(words).meaning is Meaning.UNCLEAR


@given(st.sampled_from(sorted(lists().words)), st.integers(1, 40), st.characters(codec="ascii"))
def test_a_guess_begins_like_the_word(word: str, place: int, letter: str) -> None:
    at = place % len(word) or 1
    changed = word[:at] + letter.lower() + word[at + 1 :]
    assert all(one[0] == changed[0] for one in meant(changed) if changed.isalpha())


@given(st.sampled_from(sorted(lists().unlike | lists().beware)))
def test_a_word_of_danger_is_never_guessed_to_be_another(word: str) -> None:
    assert known(word) or all(squeeze(one) == squeeze(word) for one in meant(word))


@pytest.mark.parametrize(
    ("piece", "meaning"),
    [
        ("yes ", Meaning.UNCLEAR),
        ("nitakuja ", Meaning.UNCLEAR),
        ("cnfrm", Meaning.UNCLEAR),
        ("nzxtakvuwa zzuhma ", Meaning.UNCLEAR),
        ("x!y ", Meaning.UNCLEAR),
        ("bk 2026 ", Meaning.UNCLEAR),
        ("b k. 0o", Meaning.UNCLEAR),
        ("uj22t8iyou ", Meaning.UNCLEAR),
        ("👍", Meaning.OKAY),
        ("?", Meaning.HELP),
        (" \n", Meaning.NOTHING),
    ],
)
def test_a_text_of_any_length_is_read_at_once(piece: str, meaning: Meaning) -> None:
    words = (piece * 10_000)[:10_000]
    read(piece)
    began = time.process_time()
    heard = read(words)
    spent = time.process_time() - began
    print(f"\n{piece!r:24} {spent * 1000:6.1f} ms", end="")
    assert heard.meaning is meaning
    assert spent < SLOWEST


def test_a_line_of_a_list_is_every_phrase_that_it_stands_for() -> None:
    groups = {"nita": "nita|nta"}
    assert expanded("(<nita>kuja|naja)( leo)?", groups) == {
        ("nitakuja",), ("ntakuja",), ("naja",), ("nitakuja", "leo"), ("ntakuja", "leo"),
        ("naja", "leo"),
    }  # fmt: skip
    with pytest.raises(ValueError, match="a bracket too many"):
        expanded("naja)", groups)
