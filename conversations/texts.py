"""Every sentence the bot says, by key, in HTML; what is in braces comes from the conversation."""

from collections.abc import Sequence
from gettext import NullTranslations

from conversations.english import ENGLISH
from conversations.locales import compiled
from conversations.plural import Plural
from conversations.understanding import pick
from models.languages import DEFAULT_LANGUAGE, LANGUAGES

#: Read once, when the program starts. English is what the keys themselves stand for.
_LANGUAGES: dict[str, NullTranslations] = {
    language: NullTranslations() if language == DEFAULT_LANGUAGE else compiled(language)
    for language in LANGUAGES
}


def spoken(language: str) -> str:
    """The language that is really used for a reader of this one; dates and numbers follow it."""
    return language if language in _LANGUAGES else DEFAULT_LANGUAGE


def language_of(code: str | None) -> str:
    """The language for somebody whose Telegram speaks this one: sw-KE is sw, unknown is English."""
    return spoken((code or "").replace("_", "-").partition("-")[0].casefold())


def means(said: str, key: str) -> bool:
    """Whether somebody typed the words of this text, or pressed a key of the keyboard with them."""
    words = _bare(said)
    return any(words == _bare(spelling) for spelling in spellings(key))


def spellings(key: str) -> tuple[str, ...]:
    """The words of this text in every language that is there."""
    return tuple(text(key, language) for language in _LANGUAGES)


def picked(said: str, keys: Sequence[str]) -> int | None:
    """Which of these texts is meant, by its number or part of its words in any language."""
    return pick(said, [" / ".join(spellings(key)) for key in keys])


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
