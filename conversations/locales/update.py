"""Brings a language's files up to date with the English texts; what is done already stays."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Message

from conversations.locales.catalogue import entries, msgid, read, written
from conversations.plural import Text

Nouns = Mapping[str, Mapping[str, Text]]
"""Noun (a file's name) -> key -> English text."""


def update(folder: Path, nouns: Nouns) -> None:
    """A new key gets an empty entry, changed English makes its entry fuzzy, what is gone goes."""
    known = _known(folder)
    for file in folder.glob("*.po"):
        if file.stem not in nouns:
            file.unlink()
    for noun, texts in nouns.items():
        said = {key: english for key, english in texts.items() if english}
        messages = [_entry(key, english, known.get(key)) for key, english in said.items()]
        (folder / f"{noun}.po").write_text(written(folder.name, messages))


def _known(folder: Path) -> dict[str | None, Message]:
    """Every entry by its key, wherever it is: a key may have moved to another noun."""
    files = sorted(folder.glob("*.po"))
    return {message.context: message for file in files for message in entries(read(file))}


def _entry(key: str, english: Text, before: Message | None) -> Message:
    wanted = msgid(english)
    if before is None:
        return Message(wanted, _shaped("", wanted), context=key)
    changed = before.id != wanted and any(_shaped(before.string, ("", "")))
    fuzzy = {"fuzzy"} if changed or before.fuzzy else set()
    return Message(wanted, _shaped(before.string, wanted), flags=fuzzy, context=key,
                   user_comments=before.user_comments)  # fmt: skip


def _shaped(
    words: str | tuple[str, ...] | list[str] | None, like: str | tuple[str, str]
) -> str | tuple[str, ...]:
    """One form, or one for each number: whichever the English text has."""
    forms = (words, words) if isinstance(words, str) else tuple(words or ("", ""))
    return forms if isinstance(like, tuple) else forms[-1]
