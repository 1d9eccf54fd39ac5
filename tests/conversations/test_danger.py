"""The crisis screen against messages from both sides, and against noise (I6)."""

import string
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.danger import Danger, Kind, screen
from conversations.danger_patterns import LISTS, lists

TEXTS = sorted(Path(__file__).with_name("danger_texts").glob("*.tsv"))
SMS = sorted(Path(__file__).with_name("sms_texts").glob("*.tsv"))
#: What people may be told too often that help is there.
FALSE_ALARMS = 0.03
LANGUAGES = (*LISTS, "mixed")
SIGNS = " .,-_*~…!?@$|+'’/\n\t😂💀🖤"
TIMES = 3


def messages(path: Path) -> list[tuple[str, str, str]]:
    """(yes or no, language, words) of each line."""
    lines = path.read_text().splitlines()
    return [(yes, language, words) for yes, language, words in (line.split("\t") for line in lines)]


@cache
def every() -> list[tuple[str, str, str]]:
    return [message for path in TEXTS for message in messages(path)]


def dangerous() -> list[str]:
    """Messages of danger without digits and signs that stand for letters."""
    plain = set(string.ascii_letters + " ,.'’")
    return [words for yes, _, words in every() if yes == "yes" and set(words) <= plain]


def table(said: list[tuple[str, str, str]]) -> str:
    counts = Counter((yes, screen(words) is not None) for yes, _, words in said)
    heard, missed = counts["yes", True], counts["yes", False]
    false, silent = counts["no", True], counts["no", False]
    return f"heard {heard:3}  missed {missed}   silent {silent:3}  false alarms {false}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_message_of_danger_is_missed(path: Path) -> None:
    said = messages(path)
    print(f"\n{path.stem:24} {table(said)}")
    assert [words for yes, _, words in said if yes == "yes" and screen(words) is None] == []


def test_false_alarms_are_few() -> None:
    for language in LANGUAGES:
        print(f"\n{language:24} {table([one for one in every() if one[1] == language])}", end="")
    harmless = [words for yes, _, words in every() if yes == "no"]
    alarms = [words for words in harmless if screen(words) is not None]
    assert len(alarms) <= FALSE_ALARMS * len(harmless), alarms


@pytest.mark.parametrize("path", SMS, ids=lambda path: path.stem)
def test_of_sms_danger_is_heard_and_nothing_else(path: Path) -> None:
    said = [("yes" if is_ == "danger" else "no", *rest) for is_, *rest in messages(path)]
    print(f"\n{path.stem:24} {table([(yes, language, words) for yes, language, words in said])}")
    assert [words for yes, _, words in said if (yes == "yes") != (screen(words) is not None)] == []


def slips(words: str) -> set[str]:
    """With a letter left out, or two changed about, or a gap, or none at all."""
    places = range(1, len(words))
    return {
        *(words[:at] + words[at + 1 :] for at in places),
        *(words[:at] + words[at : at + 2][::-1] + words[at + 2 :] for at in places),
        *(f"{words[:at]} {words[at:]}" for at in places),
        words.replace(" ", ""),
    }


@pytest.mark.parametrize(
    "words",
    ["Ndiyo, nitakuwepo", "Nitakuwa hapo", "nitakuwa late", "nitakuwa tayari", "sitakuwepo kesho",
     "tutakuwepo", "nataka kuwa mwalimu", "naweza kuwa hapo", "nitakuwa mtu wa kwanza"],
)  # fmt: skip
def test_to_be_is_not_to_kill(words: str) -> None:
    assert [one for one in (words, *slips(words)) if screen(one) is not None] == []


@pytest.mark.parametrize(
    "words",
    ["nitakuua", "nitakuuwa", "NITAKUUUA", "nitaku ua", "ntakuua", "nitamuua", "nitamuuwa",
     "nitawaua", "nitatuua sote", "nataka kuua", "nataka kuuwa mtu", "nitakuwa maiti",
     "sitakuwepo tena", "sitakuwepo duniani", "sitaki kuwepo", "sitaki kuwa hai"],
)  # fmt: skip
def test_to_kill_and_to_be_no_more_is_heard(words: str) -> None:
    assert screen(words) is not None


@pytest.mark.parametrize(
    ("words", "seems"),
    [
        ("NATAKA KUFAA A", "kufaa, to be useful"),
        ("sitaki kua mka", "kua, to be"),
        ("nothing matters and I have no thing to live for", "no"),
        ("life suck s i wanna die", "si, not"),
        ("naona b ora nijinyonge", "or"),
        ("I keep cutting my self", "cutting my"),
        ("I want to cut myself again", "cut myself a"),
        ("I plan to die", "plant .. die"),
    ],
)
def test_what_begins_or_ends_within_a_word_takes_nothing_back(words: str, seems: str) -> None:
    assert screen(words) is not None, seems


def test_the_texts_are_many_and_of_both_sides() -> None:
    sides = Counter(yes for yes, _, _ in every())
    assert sides.keys() == {"yes", "no"}
    assert min(sides.values()) >= 200
    assert {language for _, language, _ in every()} == set(LANGUAGES)
    assert len({words for _, _, words in every()}) == len(every())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I want to kill myself", Kind.LIFE),
        ("nimenunua sumu ya panya", Kind.LIFE),
        ("kwaherini nyote, hamtaniona tena", Kind.LIFE),
        ("my wife says she will kill herself", Kind.SOMEONE),
        ("nitamuua", Kind.OTHERS),
        ("hunibeat kila siku", Kind.ABUSE),
    ],
)
def test_it_says_whose_life_and_by_which_rule(words: str, kind: Kind) -> None:
    found = screen(words)
    assert found is not None
    assert found.kind is kind
    assert found.rule.split(".")[0] in LISTS


def test_what_it_returns_holds_no_words() -> None:
    found = screen("my name is Wanjiru and I want to die")
    assert isinstance(found, Danger)
    assert "wanjiru" not in repr(found).lower()


def test_a_rule_fits_into_its_column() -> None:
    names = [one.name for section in lists().dangers.values() for one in section]
    assert max(map(len, names)) <= 48
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("denied", "doubted"),
    [
        ("I don't want to die", "I don't want to die but I can't stop thinking about it"),
        ("I'm not suicidal", "I'm not suicidal yet"),
        ("sina mawazo ya kujiua", "sina mawazo ya kujiua lakini nimechoka"),
    ],
)
def test_a_denial_counts_only_where_nothing_doubts_it(denied: str, doubted: str) -> None:
    assert screen(denied) is None
    assert screen(doubted) is not None


def test_a_denial_of_wanting_to_live_is_danger() -> None:
    assert screen("I don't want to live")
    assert screen("sitaki kuishi")


noise = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(SIGNS), st.integers(1, TIMES)), max_size=12
)


@given(st.sampled_from(dangerous()), noise)
def test_signs_and_gaps_between_letters_hide_nothing(
    words: str, signs: list[tuple[int, str, int]]
) -> None:
    for place, sign, times in signs:
        at = place % (len(words) + 1)
        words = words[:at] + sign * times + words[at:]
    assert screen(words) is not None


@given(st.sampled_from(dangerous()), st.lists(st.tuples(st.integers(0, 400), st.integers(2, 9))))
def test_repeated_letters_and_capitals_hide_nothing(
    words: str, repeats: list[tuple[int, int]]
) -> None:
    for place, times in repeats:
        at = place % len(words)
        words = words[:at] + words[at].swapcase() * times + words[at:]
    assert screen(words) is not None


@given(st.text(max_size=4096))
def test_anything_may_be_said(words: str) -> None:
    screen(words)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "i ",
        "no ",
        "take all ",
        "he ",
        "dont want ",
        "i dont want to die ",
        "1!@#",
        "niku",
        "ıİß",
    ],
)
def test_the_time_rises_with_the_length_and_no_faster(piece: str) -> None:
    def spent(length: int) -> float:
        words = (piece * length)[:length]
        began = time.process_time()
        screen(words)
        return time.process_time() - began

    spent(100)
    short, long = min(spent(2048) for _ in range(2)), spent(8192)
    assert short < 0.5
    assert long < 20 * short + 0.2
