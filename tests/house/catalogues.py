"""What may be wrong with the translations of a language, told by the key."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message

from conversations.locales.catalogue import entries, msgid, read
from conversations.locales.update import Nouns
from conversations.plural import Plural, Text

_TAG = re.compile(r"<[^>]*>")


def problems(folder: Path, nouns: Nouns) -> list[str]:
    """One line each, that names the key; none when every text is translated."""
    files = {file.stem: read(file) for file in sorted(folder.glob("*.po"))}
    strangers = [f"{noun}.po: no English texts are called so" for noun in files.keys() - nouns]
    missing = [f"{noun}.po is missing" for noun in nouns.keys() - files]
    found = [line for noun in nouns.keys() & files for line in _of(files[noun], nouns[noun])]
    return sorted((*strangers, *missing, *found))


def _of(catalogue: Catalog, texts: Mapping[str, Text]) -> Iterator[str]:
    here = Counter(message.context or message.id for message in entries(catalogue))
    yield from (f"{key}: is not translated" for key in texts.keys() - here if texts[key])
    yield from (f"{key}: is there twice" for key, times in here.items() if times > 1)
    yield from (f"{gone.context}: is left over" for gone in catalogue.obsolete.values())
    for message in entries(catalogue):
        english = texts.get(message.context or "")
        if english is None:
            yield f"{message.context or message.id}: there is no such English text here"
        else:
            yield from (f"{message.context}: {wrong}" for wrong in _wrong(message, english))


def _wrong(message: Message, english: Text) -> Iterator[str]:
    said = message.string if isinstance(message.string, str) else tuple(message.string or ())
    if message.id != msgid(english):
        yield "its English text has changed"
    elif isinstance(said, tuple) and any(said) and not all(said):
        yield "a plural form is missing"
    elif not said or not any(said):
        yield "is not translated"
    elif message.fuzzy:
        yield "is fuzzy"
    else:
        forms = said if isinstance(said, tuple) else (said,)
        yield from _differs(forms, english)


def _differs(said: tuple[str, ...], english: Text) -> Iterator[str]:
    """Of several things, the number has to be said; of one, it may be."""
    forms = english if isinstance(english, Plural) else (english,)
    for ours, theirs in zip(forms, said, strict=True):
        free = {"count"} if len(forms) > 1 and ours is forms[0] else set()
        try:
            if _places(ours) - free != _places(theirs) - free:
                yield "the placeholders differ"
        except ValueError:
            yield "the braces don't match"
        if _tags(ours) != _tags(theirs):
            yield "the tags differ"


def _places(text: str) -> set[str]:
    return {f"{name}:{how}" if how else name for _, name, how, _ in Formatter().parse(text)
            if name is not None}  # fmt: skip


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))
