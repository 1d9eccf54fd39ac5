"""Typed answers to the intake: yes and no, numbers, one thing a line, the names of choices."""

import re
from collections.abc import Iterable

from conversations.texts import means, spellings
from models.intake_form import FORM, Answer, Kind, NotAnAnswer, Question

_YES = frozenset({"yes", "y", "yeah", "yep", "yes please", "ndio", "ndiyo", "naam", "eeh", "ee"})
_NO = frozenset({"no", "n", "nope", "never", "not yet", "hapana", "la", "bado", "zii"})
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (("one", "moja"), ("two", "mbili"), ("three", "tatu"), ("four", "nne"), ("five", "tano"),
         ("six", "sita"), ("seven", "saba"), ("eight", "nane"), ("nine", "tisa"), ("ten", "kumi")),
        start=1,
    )
    for word in words
}  # fmt: skip
_SCALE = re.compile(r"(?:about|around|maybe|like|kama)?\s*(\d{1,9}|[a-z]+)"
                    r"\s*(?:(?:/|of|out of)\s*(?:10|ten))?[.!]?")  # fmt: skip
_BETWEEN = re.compile(r"[\n,;]+|(?<=\S[.!?])\s+")
#: Fewer letters than this are part of too many words.
_LEAST = 4


def understood(question: Question, said: str) -> Answer:
    """What was typed, as an answer to this question. Raises NotAnAnswer, whose `key` says why."""
    match question.kind:
        case Kind.YES_NO:
            return _yes_or_no(said)
        case Kind.SCALE:
            return _on_scale(said)
        case Kind.CHOICE:
            return option_named(question, said) or said
        case Kind.WORDS | Kind.CHOICES:
            return list(words_of(said))
        case Kind.TEXT:
            return said


def _yes_or_no(said: str) -> bool:
    """Nothing longer than that: what is told besides would be lost."""
    words = said.strip(" \n.!").casefold()
    if words in _YES or means(words, "choose_yes"):
        return True
    if words in _NO or means(words, "choose_no"):
        return False
    raise NotAnAnswer("intake_yes_or_no")


def _on_scale(said: str) -> int:
    found = _SCALE.fullmatch(said.strip().casefold())
    if found is None:
        raise NotAnAnswer("intake_not_on_scale")
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    if number is None:
        raise NotAnAnswer("intake_not_on_scale")
    return number


def words_of(said: str) -> tuple[str, ...]:
    """Several things, each on its line, or behind a comma or the end of a sentence."""
    parts = (part.strip(" \t.-•") for part in _BETWEEN.split(said))
    return tuple(dict.fromkeys(part for part in parts if part))


def options_named(question: Question, words: Iterable[str]) -> tuple[str, ...]:
    """The choices among these words by their keys, whatever is none of them as it is."""
    return tuple(dict.fromkeys(option_named(question, word) or word for word in words))


def option_named(question: Question, said: str) -> str | None:
    """The one choice that is meant, by its name or a part of it."""
    words = said.strip(" \n.!").casefold()
    exact = [option for option in question.options if means(words, f"choose_{option}")]
    if exact or len(words) < _LEAST:
        return exact[0] if exact else None
    hits = [
        option for option in question.options
        if any(words in spelling.casefold() for spelling in spellings(f"choose_{option}"))
    ]  # fmt: skip
    return hits[0] if len(hits) == 1 else None


def question_named(said: str) -> str | None:
    """The question whose short name was typed."""
    named = [question.key for question in FORM if means(said, f"short_{question.key}")]
    return named[0] if named else None
