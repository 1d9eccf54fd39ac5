"""Every sentence the bot says, by key, in HTML; what is in braces comes from the conversation."""

from conversations.english import ENGLISH

_LANGUAGES = {"en": ENGLISH}


def text(key: str, language: str) -> str:
    """The text in the reader's language, or in English where that language isn't there yet."""
    return _LANGUAGES.get(language, ENGLISH)[key]
