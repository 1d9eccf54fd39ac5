"""Every sentence the bot says, by key, in HTML; what is in braces comes from the conversation."""

from gettext import NullTranslations

from conversations.english import ENGLISH
from conversations.locales import compiled, languages
from conversations.plural import Plural

#: Read once, when the program starts. English is what the keys themselves stand for.
_LANGUAGES: dict[str, NullTranslations] = {
    "en": NullTranslations(),
    **{language: compiled(language) for language in languages()},
}


def spoken(language: str) -> str:
    """The language that is really used for a reader of this one; dates and numbers follow it."""
    return language if language in _LANGUAGES else "en"


def means(said: str, key: str) -> bool:
    """Whether somebody typed the words of this text, or pressed a key of the keyboard with them."""
    words = _bare(said)
    return any(words == _bare(spelling) for spelling in spellings(key))


def spellings(key: str) -> tuple[str, ...]:
    """The words of this text in every language that is there."""
    return tuple(text(key, language) for language in _LANGUAGES)


def _bare(words: str) -> str:
    return words.strip("‹› \n").casefold()


def text(key: str, language: str, count: int | None = None) -> str:
    """The text in the reader's language, or in English where that language isn't there yet.

    `count` chooses the form of a text that has two, and is only needed there.
    """
    english, translations = ENGLISH[key], _LANGUAGES[spoken(language)]
    if isinstance(english, Plural):
        if count is None:
            raise TypeError(f"{key} needs to know how many")
        return translations.npgettext(key, english.one, english.many, count)
    return translations.pgettext(key, english)
