"""What people agreed to stays what it was: texts present, old files as they were listed (I4)."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from conversations.consents import LONGEST, OURS, BadTexts, parted, present, read
from conversations.texts import _LANGUAGES
from models.values import ConsentKind
from tests.house.tree import ROOT

FOLDER = ROOT / "conversations" / "consents"
LISTED = {
    name: known
    for known, _, name in (
        line.partition("  ") for line in (FOLDER / "SHA256SUMS").read_text().splitlines()
    )
}


def test_i4_each_kind_has_a_present_text_in_each_language_that_exists() -> None:
    for language in _LANGUAGES:
        texts = present(language, "Smiling Steps")
        assert [text.kind for text in texts] == list(ConsentKind)
        assert {text.language for text in texts} == {language}


def test_i4_a_text_that_was_ever_listed_is_there_unchanged() -> None:
    """The list only grows: whoever changes a text makes a new version of it."""
    for name, known in LISTED.items():
        assert sha256((FOLDER / name).read_bytes()).hexdigest() == known, name


def test_i4_every_text_is_listed_under_its_hash() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.txt")}
    assert files == LISTED.keys()
    for (kind, version, language), text in OURS.texts.items():
        assert text.sha256 == LISTED[f"{kind}/{version}.{language}.txt"]


def test_i4_anybody_can_check_the_hashes() -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=FOLDER, check=True)


def test_i4_our_texts_say_that_they_are_a_start() -> None:
    for path in FOLDER.rglob("*.txt"):
        assert path.read_text().startswith(
            "# A starting text. The practice reviews it with its own"
        )


def test_i4_a_language_that_has_not_come_yet_falls_back_to_english() -> None:
    assert present("fr", "X") == present("en", "X")


def test_i4_the_practices_name_is_put_in_after_the_hash() -> None:
    ours, theirs = present("en", "Smiling Steps"), present("en", "{curly} & Sons")
    assert [text.sha256 for text in ours] == [text.sha256 for text in theirs]
    assert "{curly} & Sons decides what your data" in theirs[2].words
    assert not any("#" in text.words for text in ours)
    assert all(parted(text)[0] and "\n" not in parted(text)[0] for text in ours)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A practice's own folder."""
    for kind in ConsentKind:
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "2026-01-31.en.txt").write_text("Ours\n\nWe\nagree.\n- one\n- two\n")
    return tmp_path


def test_i4_a_practice_has_its_own_texts_old_versions_too(own: Path) -> None:
    (own / "terms" / "2026-02-01.en.txt").write_text("Ours\n\nNew.")
    (own / "terms" / "2026-01-31.sw.txt").write_text("Yetu\n\nZamani.")
    library = read(own)
    assert parted(library.present("en", "X")[0])[1] == "We agree.\n- one\n- two"
    assert [parted(library.present(code, "X")[3])[1] for code in ("sw", "en")] == ["New.", "New."]
    old = library.one(ConsentKind.TERMS, "2026-01-31", "sw", "X")
    assert old is not None
    assert parted(old) == ("Yetu", "Zamani.")
    assert library.one(ConsentKind.TERMS, "2020-01-01", "en", "X") is None


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("2026-02-30.en.txt", b"A\n\nB", "called like"),
        ("latest.en.txt", b"A\n\nB", "called like"),
        ("2026-02-01.sw.txt", b"A\n\nB", "no English text"),
        ("2026-02-01.en.txt", b"\xff\n\nB", "not UTF-8"),
        ("2026-02-01.en.txt", b"only one line", "needs a title"),
        ("2026-02-01.en.txt", b"A\n\n" + b"x" * LONGEST, "fit into a message"),
    ],
)
def test_i4_a_folder_that_cannot_be_used_says_why(
    own: Path, name: str, content: bytes, why: str
) -> None:
    (own / "terms" / name).write_bytes(content)
    with pytest.raises(BadTexts, match=why):
        read(own)


def test_i4_a_kind_without_any_text_is_missed(own: Path) -> None:
    (own / "terms" / "2026-01-31.en.txt").unlink()
    with pytest.raises(BadTexts, match="terms: there is no text"):
        read(own)
