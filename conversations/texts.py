"""Every sentence the bot says, by key, in HTML; what is in braces comes from the conversation."""

from conversations.english import ENGLISH

_LANGUAGES = {"en": ENGLISH}


def spoken(language: str) -> str:
    """The language that is really used for a reader of this one; dates and numbers follow it."""
    return language if language in _LANGUAGES else "en"


def means(said: str, key: str) -> bool:
    """Whether somebody typed the words of this text, or pressed a key of the keyboard with them."""
    words = _bare(said)
    return any(words == _bare(texts[key]) for texts in _LANGUAGES.values())


def spellings(key: str) -> tuple[str, ...]:
    """The words of this text in every language that is there."""
    return tuple(texts[key] for texts in _LANGUAGES.values())


def _bare(words: str) -> str:
    return words.strip("‹› \n").casefold()


def text(key: str, language: str) -> str:
    """The text in the reader's language, or in English where that language isn't there yet."""
    return _LANGUAGES.get(language, ENGLISH)[key]
