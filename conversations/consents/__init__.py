"""What people agree to: each text a file of its own, by kind, version and language (I4).

`<kind>/<version>.<language>.txt`: the version is the day of the text (2026-11-21). A line that
begins with # is not shown; the first line that does not is the title. `{practice}` stands for the
practice's name. The hash is of the file as it is, before that name is put in, so that anybody can
check it with `sha256sum`. A practice may keep a folder of its own in the same form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from models.intake_views import ConsentText
from models.values import ConsentKind

#: In characters: a text is one message, with its progress above it.
LONGEST = 3500
_ENGLISH = "en"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.([a-z]{2,8})\.txt")
_HERE = Path(__file__).parent

_Key = tuple[ConsentKind, str, str]


class BadTexts(ValueError):
    """A folder of texts that can't be used; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Library:
    """All texts of one folder, the old versions too."""

    texts: Mapping[_Key, ConsentText]

    def present(self, language: str, practice_name: str) -> tuple[ConsentText, ...]:
        """The newest version of each kind; in English where this language doesn't have it yet."""
        newest = (self._newest(kind) for kind in ConsentKind)
        return tuple(self._filled(self._spoken(*key, language), practice_name) for key in newest)

    def one(
        self, kind: ConsentKind, version: str, language: str, practice_name: str
    ) -> ConsentText | None:
        """A text as it stood then; None once its file is gone."""
        if (kind, version, _ENGLISH) not in self.texts:
            return None
        return self._filled(self._spoken(kind, version, language), practice_name)

    def _newest(self, kind: ConsentKind) -> tuple[ConsentKind, str]:
        return kind, max(version for known, version, _ in self.texts if known is kind)

    def _spoken(self, kind: ConsentKind, version: str, language: str) -> ConsentText:
        english = self.texts[kind, version, _ENGLISH]
        return self.texts.get((kind, version, language), english)

    @staticmethod
    def _filled(text: ConsentText, practice_name: str) -> ConsentText:
        words = text.words.replace("{practice}", practice_name)
        return ConsentText(text.kind, text.version, text.language, text.sha256, words)


def read(folder: Path) -> Library:
    """Every text below this folder. Raises BadTexts, also where a kind has no English text."""
    texts = {(text.kind, text.version, text.language): text for text in _files(folder)}
    for kind in ConsentKind:
        versions = {version for known, version, _ in texts if known is kind}
        if not versions:
            raise BadTexts(f"{kind}: there is no text in its folder")
        for version in versions:
            if (kind, version, _ENGLISH) not in texts:
                raise BadTexts(f"{kind}/{version}: there is no English text ({version}.en.txt)")
    return Library(texts)


def _files(folder: Path) -> Iterator[ConsentText]:
    for kind in ConsentKind:
        for path in sorted((folder / kind).glob("*.txt")):
            yield _text(kind, path)


def _text(kind: ConsentKind, path: Path) -> ConsentText:
    called = f"{kind}/{path.name}"
    named = _NAME.fullmatch(path.name)
    if named is None or not _is_day(named[1]):
        raise BadTexts(f"{called}: is not called like 2026-11-21.en.txt")
    content = path.read_bytes()
    try:
        words = _shown(content.decode())
    except UnicodeDecodeError:
        raise BadTexts(f"{called}: is not UTF-8") from None
    if len(words.split("\n\n")) < 2:
        raise BadTexts(f"{called}: needs a title, an empty line, and words below it")
    if len(words) > LONGEST:
        raise BadTexts(f"{called}: has {len(words)} characters; {LONGEST} fit into a message")
    return ConsentText(kind, named[1], named[2], sha256(content).hexdigest(), words)


def _is_day(version: str) -> bool:
    try:
        date.fromisoformat(version)
    except ValueError:
        return False
    return True


def _shown(content: str) -> str:
    """Without what is not shown; lines that are wrapped in the file are one paragraph."""
    lines = (line.strip() for line in content.splitlines() if not line.startswith("#"))
    text = "\n".join(lines).strip()
    paragraphs = re.split(r"\n{2,}", text)
    return "\n\n".join(re.sub(r"\n(?!- )", " ", paragraph) for paragraph in paragraphs)


def parted(text: ConsentText) -> tuple[str, str]:
    """Its title, and the words below it."""
    title, _, body = text.words.partition("\n\n")
    return title, body


#: The texts that come with the program.
OURS = read(_HERE)


def present(
    language: str, practice_name: str, library: Library = OURS
) -> tuple[ConsentText, ...]:  # fmt: skip
    """What is to be agreed to now: one text of each kind, in the order in which they are shown."""
    return library.present(language, practice_name)
