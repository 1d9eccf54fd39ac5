"""What SMS mean, against messages of three languages: nothing uncertain is ever done (R6)."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from conversations.sms_meaning import Meaning
from conversations.sms_reading import Heard, read
from conversations.sms_when import When

M = Meaning
HERE = Path(__file__).parent
TEXTS = sorted((HERE / "sms_texts").glob("*.tsv"))
DANGER = "danger"
#: Of the messages of each meaning, how many must be heard at least.
RECALL = 0.95
#: What changes or promises something, or has the person answer a question of ours.
ACTIONS = frozenset(Meaning) - {Meaning.UNCLEAR, Meaning.NOTHING, Meaning.HELP, Meaning.ASK}

Message = tuple[str, str, str]


def at(*clocks: str) -> frozenset[int]:
    """Minutes of the day."""
    return frozenset(int(clock[:2]) * 60 + int(clock[3:]) for clock in clocks)


def messages(path: Path) -> list[Message]:
    """(meaning or "danger", language, words) of each line."""
    lines = path.read_text().splitlines()
    return [(meaning, language, words) for meaning, language, words in
            (line.split("\t") for line in lines)]  # fmt: skip


@cache
def every() -> list[Message]:
    return [message for path in TEXTS for message in messages(path)]


def dangerous() -> list[str]:
    """Ours, and what the danger screen is tested with."""
    screened = (HERE / "danger_texts").glob("*.tsv")
    theirs = [
        words for path in sorted(screened) for yes, _, words in messages(path) if yes == "yes"
    ]
    return [words for meaning, _, words in every() if meaning == DANGER] + theirs


def table(said: list[Message]) -> str:
    """A row for each meaning, how many of its messages were heard, and as what the others were."""
    heard = Counter((meaning, str(read(words).meaning)) for meaning, _, words in said)
    rows = []
    for meaning in dict.fromkeys(meaning for meaning, _ in heard):
        counts = {was: count for (row, was), count in heard.items() if row == meaning}
        right = counts.pop("unclear" if meaning == DANGER else meaning, 0)
        others = ", ".join(f"{was} {count}" for was, count in sorted(counts.items()))
        rows.append(f"  {meaning:10} {right:4} of {right + sum(counts.values()):<4} {others}")
    return "\n".join(rows)


def test_the_messages_are_many_and_of_all_kinds() -> None:
    counts = Counter(meaning for meaning, _, _ in every())
    assert set(counts) == {*Meaning, DANGER}
    assert len({words for _, _, words in every()}) == len(every()) >= 550
    assert counts[DANGER] >= 60
    assert counts[Meaning.UNCLEAR] >= 60
    assert {language for _, language, _ in every()} == {"english", "kiswahili", "sheng", "mixed"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_table_of_what_is_taken_for_what(path: Path) -> None:
    print(f"\n{path.stem}\n{table(messages(path))}")
    wrong = [
        (words, meaning, str(heard))
        for meaning, _, words in messages(path)
        if (heard := read(words).meaning) in ACTIONS and heard != meaning
    ]
    assert wrong == []


def test_words_of_danger_are_never_an_action() -> None:
    assert [words for words in dangerous() if read(words).meaning is not Meaning.UNCLEAR] == []


@pytest.mark.parametrize("meaning", Meaning)
def test_enough_is_understood(meaning: Meaning) -> None:
    said = [words for expected, _, words in every() if expected == meaning]
    missed = [words for words in said if read(words).meaning is not meaning]
    assert len(missed) <= (1 - RECALL) * len(said), missed


@pytest.mark.parametrize("language", ["english", "kiswahili", "sheng", "mixed"])
def test_no_language_is_understood_less(language: str) -> None:
    said = [(expected, words) for expected, spoken, words in every() if spoken == language]
    clear = [(expected, words) for expected, words in said if expected != DANGER]
    missed = [words for expected, words in clear if read(words).meaning != expected]
    assert len(missed) <= (1 - RECALL) * len(clear), missed


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("yes but cancel", (Meaning.CANCEL, Meaning.YES)),
        ("ndio lakini ghairi", (Meaning.CANCEL, Meaning.YES)),
        ("confirm or cancel", (Meaning.CONFIRM, Meaning.CANCEL)),
        ("ndio sitakuja", (Meaning.CANCEL, Meaning.YES)),
        ("stop, cancel", (Meaning.CANCEL, Meaning.STOP)),
        ("no, I will come", (Meaning.CONFIRM, Meaning.NO)),
        ("N", (Meaning.YES, Meaning.NO)),
        ("H", (Meaning.HELP, Meaning.NO)),
        ("cancel?", (Meaning.CANCEL,)),
        ("will you confirm", (Meaning.CONFIRM,)),
    ],
)
def test_what_contradicts_itself_is_asked(words: str, others: tuple[Meaning, ...]) -> None:
    assert read(words) == Heard(Meaning.UNCLEAR, others=others)


@pytest.mark.parametrize(
    ("words", "named"),
    [("nitakuja leo", When(0)), ("I will be there tomorrow", When(1)),
     ("nitakuja kesho kutwa", When(2)), ("see you on Friday", When(weekday=4)),
     ("nitakuja saa nne", When(minutes=at("10:00", "22:00"))),
     ("nitakuja saa nne na nusu asubuhi", When(minutes=at("10:30"))),
     ("nitakuja saa kumi na moja jioni", When(minutes=at("17:00"))),
     ("nitakuja kesho saa tatu asubuhi", When(1, minutes=at("09:00"))),
     ("nitakuja saa 4:00 asubuhi (10:00)", When(minutes=at("10:00"))),
     ("I'll be there at 3", When(minutes=at("03:00", "15:00"))),
     ("see you at 3pm", When(minutes=at("15:00"))), ("at 12pm then yes", When(minutes=at("12:00"))),
     ("yes tomorrow at 10am", When(1, minutes=at("10:00"))),
     ("confirm 10:30", When(minutes=at("10:30", "22:30"))),
     ("confirm 14:30", When(minutes=at("14:30")))],
)  # fmt: skip
def test_x34_a_promise_is_one_for_the_time_that_it_names(words: str, named: When) -> None:
    assert read(words) == Heard(Meaning.CONFIRM, when=named)


@pytest.mark.parametrize(
    "words",
    ["nitakuja baadaye", "nitakuja wiki ijayo", "see you next friday", "I will come around 3",
     "I'll be there in 20 minutes", "nitakuja leo kesho", "nitakuja 14/3", "see you at 25:00",
     "I will come at 3 at 4", "nitakuja tarehe 5", "yes, later", "nitakuja saa 30"],
)  # fmt: skip
def test_x34_a_promise_for_a_time_that_cant_be_placed_is_asked(words: str) -> None:
    assert read(words).meaning is Meaning.UNCLEAR


def test_x34_a_yes_with_a_time_says_that_they_come_and_nothing_else() -> None:
    assert read("yes tomorrow").meaning is Meaning.CONFIRM
    assert read("sawa kesho").meaning is Meaning.OKAY
    assert read("yes tomorrow?").meaning is Meaning.UNCLEAR


@pytest.mark.parametrize(
    ("words", "meaning", "code"),
    [("4821", M.CODE, "4821"), ("YES 4821", M.CODE, "4821"), ("cancel 4821 please", M.CODE, "4821"),
     ("ghairi 4821", M.CODE, "4821"), ("４８２１", M.CODE, "4821"), ("4821.", M.CODE, "4821"),
     ("4821 4822", M.UNCLEAR, None), ("no 4821", M.UNCLEAR, None), ("48210", M.UNCLEAR, None),
     ("4821?", M.UNCLEAR, None), ("I'll be there at 1430", M.UNCLEAR, None),
     ("٤٨٢١", M.CODE, "4821")],
)  # fmt: skip
def test_r6_four_digits_are_a_code_and_nothing_else(
    words: str, meaning: Meaning, code: str | None
) -> None:
    heard = read(words)
    assert (heard.meaning, heard.code) == (meaning, code)
    assert "4821" not in repr(heard)


@pytest.mark.parametrize(
    ("words", "meaning", "number"),
    [
        ("1", Meaning.NUMBER, 1),
        (" 2. ", Meaning.NUMBER, 2),
        ("1️⃣", Meaning.NUMBER, 1),
        ("ya pili", Meaning.NUMBER, 2),
        ("yes 1", Meaning.NUMBER, 1),
        ("cancel 2", Meaning.CANCEL, 2),
        ("ghairi ya kwanza", Meaning.CANCEL, 1),
        ("C", Meaning.CANCEL, None),
        ("1 or 2", Meaning.UNCLEAR, None),
        ("nitakuja 2", Meaning.UNCLEAR, 2),
        ("pay 500", Meaning.UNCLEAR, None),
        ("0712345678", Meaning.UNCLEAR, None),
    ],
)
def test_x34_a_choice_is_a_number(words: str, meaning: Meaning, number: int | None) -> None:
    heard = read(words)
    assert (heard.meaning, heard.number) == (meaning, number)


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("BK-2026-000123", "BK-2026-000123"),
        ("bk 2026 123", "BK-2026-000123"),
        ("Bk2026000123", "BK-2026-000123"),
        ("BK-2O26-OOOl23", "BK-2026-000123"),
        ("B.K 2026/000123.", "BK-2026-000123"),
        ("2026-000123", "BK-2026-000123"),
        ("bk 123", "BK-000123"),
        ("000123", "BK-000123"),
        ("bk2026", None),
        ("bk 2026 1234567", None),
        ("bk oil", None),
        ("123", None),
    ],
)
def test_a_reference_in_any_spelling(words: str, reference: str | None) -> None:
    assert read(words).reference == reference
    assert read(f"cancel {words}").reference == reference
    expected = Meaning.UNCLEAR if reference is None else Meaning.CANCEL
    assert read(f"cancel {words}").meaning is expected


def test_two_references_are_asked() -> None:
    heard = read("cancel BK-2026-000123 and BK-2026-000124")
    assert (heard.meaning, heard.reference) == (Meaning.UNCLEAR, None)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("nitakuja", "sitakuja"),
        ("I can make it", "I can't make it"),
        ("cancel", "don't cancel"),
        ("ghairi", "usighairi"),
        ("stop", "don't stop"),
        ("confirm", "confirm?"),
        ("nitakuja", "nitakufa"),
        ("nakuja", "njaa"),
        ("ok", "not ok"),
        ("end", "end it"),
        ("stop", "I want it to stop"),
        ("paid", "not paid"),
        ("stop my reminders", "stop my appointment"),
    ],
)
def test_a_little_word_makes_another_meaning(words: str, other: str) -> None:
    assert read(words).meaning in ACTIONS
    assert read(other).meaning is not read(words).meaning


def test_what_is_returned_holds_no_words() -> None:
    assert "wanjiru" not in repr(read("my name is Wanjiru, cancel")).lower()
