"""Every text is there in every language, whole, and what would be wrong with one is found."""

from pathlib import Path

import pytest

from conversations.english import MODULES
from conversations.locales import HERE, compiled
from conversations.locales.update import update
from conversations.plural import Plural, Text
from models.languages import DEFAULT_LANGUAGE, LANGUAGES
from tests.house.catalogues import problems

NOUNS = {module.__name__.rpartition(".")[2]: module.TEXTS for module in MODULES}
OTHERS = sorted(LANGUAGES.keys() - {DEFAULT_LANGUAGE})


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    assert problems(HERE / language, NOUNS) == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_files_are_as_make_texts_writes_them(language: str, tmp_path: Path) -> None:
    (tmp_path / language).mkdir()
    here = {file.name: file.read_text() for file in (HERE / language).glob("*.po")}
    for name, words in here.items():
        (tmp_path / language / name).write_text(words)
    update(tmp_path / language, NOUNS)
    assert here == {file.name: file.read_text() for file in (tmp_path / language).glob("*.po")}


def test_each_folder_is_a_language_that_can_be_chosen() -> None:
    folders = {file.parent.name for file in HERE.glob("*/*.po")}
    assert folders == set(OTHERS)


# What follows proves that the guards bite, over made-up texts.

SHOP: dict[str, dict[str, Text]] = {
    "till": {
        "hello": "Hello <b>{name}</b>",
        "bye": "Bye",
        "apples": Plural("one apple for {name}", "{count} apples for {name}"),
    }
}
WHOLE = """
msgctxt "hello"
msgid "Hello <b>{name}</b>"
msgstr "Habari <b>{name}</b>"

msgctxt "bye"
msgid "Bye"
msgstr "Kwaheri"

msgctxt "apples"
msgid "one apple for {name}"
msgid_plural "{count} apples for {name}"
msgstr[0] "tufaha {count} la {name}"
msgstr[1] "matufaha {count} ya {name}"
"""


@pytest.fixture
def sw(tmp_path: Path) -> Path:
    (tmp_path / "sw").mkdir()
    return tmp_path / "sw"


def found(sw: Path, words: str, noun: str = "till") -> list[str]:
    (sw / f"{noun}.po").write_text(words)
    return problems(sw, SHOP)


def test_a_whole_file_has_no_problems(sw: Path) -> None:
    assert found(sw, WHOLE) == []


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('"Kwaheri"', '""', "bye: is not translated"),
        ('msgctxt "bye"\nmsgid "Bye"\nmsgstr "Kwaheri"\n', "", "bye: is not translated"),
        ('msgctxt "bye"', '#, fuzzy\nmsgctxt "bye"', "bye: is fuzzy"),
        ('msgid "Bye"', 'msgid "Good bye"', "bye: its English text has changed"),
        ('msgid "one apple', 'msgid "1 apple', "apples: its English text has changed"),
        ("Habari <b>{name}</b>", "Habari <b>{jina}</b>", "hello: the placeholders differ"),
        ("Habari <b>{name}</b>", "Habari <b>wewe</b>", "hello: the placeholders differ"),
        ("Habari <b>{name}</b>", "Habari <b>{name</b>", "hello: the braces don't match"),
        ("Habari <b>{name}</b>", "Habari <i>{name}</i>", "hello: the tags differ"),
        ("Habari <b>{name}</b>", "Habari {name}", "hello: the tags differ"),
        ('[1] "matufaha {count} ya {name}"', '[1] ""', "apples: a plural form is missing"),
        ('msgstr[1] "matufaha {count} ya {name}"\n', "", "apples: a plural form is missing"),
        ("matufaha {count}", "matufaha", "apples: the placeholders differ"),
        ("tufaha {count} la {name}", "tufaha {count}", "apples: the placeholders differ"),
        (WHOLE, f'{WHOLE}\nmsgctxt "old"\nmsgid "Old"\nmsgstr "Zee"\n',
         "old: there is no such English text here"),
        (WHOLE, f'{WHOLE}\n#~ msgctxt "old"\n#~ msgid "Old"\n#~ msgstr "Zee"\n',
         "old: is left over"),
        (WHOLE, f'{WHOLE}\nmsgctxt "bye"\nmsgid "Good bye"\nmsgstr "Kwaheri"\n',
         "bye: is there twice"),
        ('msgctxt "bye"\n', "", "Bye: there is no such English text here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_key(sw: Path, was: str, becomes: str, told: str) -> None:
    assert was in WHOLE
    assert told in found(sw, WHOLE.replace(was, becomes))


def test_a_file_that_belongs_to_nothing_is_told_and_one_that_is_missing(sw: Path) -> None:
    assert found(sw, WHOLE, "stall") == [
        "stall.po: no English texts are called so",
        "till.po is missing",
    ]


def test_one_thing_may_go_without_its_number(sw: Path) -> None:
    assert found(sw, WHOLE.replace("tufaha {count} la", "tufaha moja la")) == []


def test_make_texts_keeps_what_is_done_and_marks_what_has_changed(sw: Path) -> None:
    (sw / "till.po").write_text(WHOLE)
    update(sw, SHOP)
    kept = (sw / "till.po").read_text()
    assert problems(sw, SHOP) == []
    update(sw, SHOP)
    assert (sw / "till.po").read_text() == kept
    changed: dict[str, dict[str, Text]] = {
        "till": {"bye": "Good bye", "thanks": "Thanks"},
        "cellar": {"apples": SHOP["till"]["apples"], "hello": Plural("Hi", "Hi you {count}")},
    }
    update(sw, changed)
    assert problems(sw, changed) == [
        "bye: is fuzzy", "hello: is fuzzy", "thanks: is not translated",
    ]  # fmt: skip
    update(sw, {"cellar": changed["cellar"]})
    assert [file.name for file in sw.glob("*.po")] == ["cellar.po"]


def test_what_is_empty_or_fuzzy_is_said_in_english(sw: Path) -> None:
    (sw / "till.po").write_text(
        WHOLE.replace('"Kwaheri"', '""').replace('msgctxt "hello"', '#, fuzzy\nmsgctxt "hello"')
    )
    said = compiled("sw", sw.parent)
    assert said.pgettext("bye", "Bye") == "Bye"
    assert said.pgettext("hello", "Hello <b>{name}</b>") == "Hello <b>{name}</b>"
    one, many = "one apple for {name}", "{count} apples for {name}"
    assert said.npgettext("apples", one, many, 1) == "tufaha {count} la {name}"
    assert said.npgettext("apples", one, many, 2) == "matufaha {count} ya {name}"
    assert said.npgettext("apples", one, many, 0) == "matufaha {count} ya {name}"
