"""Words that were chosen from ours: kept in English, shown and read in each reader's language."""

import re

from conversations import texts
from conversations.english.kept import TEXTS

#: The arguments of a text in which such words come, alone or as a list.
ARGUMENTS = frozenset(
    {"word", "title", "service", "specialties", "languages", "filters", "value", "reason"}
)
_KEYS = {words: key for key, words in TEXTS.items()}
_BETWEEN = re.compile(r"(, | · )")


def shown(kept: str, language: str) -> str:
    """As a reader of this language knows them; what people typed themselves stays as it is."""
    if kept in _KEYS:
        return texts.text(_KEYS[kept], language)
    return "".join(_one(part, language) for part in _BETWEEN.split(kept))


def spellings(kept: str) -> tuple[str, ...]:
    """How one of them may be typed: in any language."""
    return texts.spellings(_KEYS[kept]) if kept in _KEYS else (kept,)


def spelled(kept: str) -> str:
    """All its spellings in one, for `pick` to look in."""
    return " / ".join(dict.fromkeys(spellings(kept)))


def _one(word: str, language: str) -> str:
    return texts.text(_KEYS[word], language) if word in _KEYS else word
