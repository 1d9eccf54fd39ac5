"""Whom to see: which cards fit the filters, and what typed words mean among them."""

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.kept_words import spellings
from models.views import PsychologistCard

Cards = tuple[PsychologistCard, ...]

#: What can be filtered by, under these names in the answers; combined, all must fit.
FILTERS = ("specialty", "language", "name")

#: Words for "any psychologist".
ANYBODY = frozenset(
    {"any", "anyone", "anybody", "any psychologist", "whoever", "whoever is free", "yeyote",
     "mtu yeyote", "mwanasaikolojia yeyote", "yeyote aliye na nafasi"}
)  # fmt: skip

#: Shorter words than this mean nothing on their own.
SHORTEST_WORD = 3


def values(card: PsychologistCard, which: str) -> tuple[str, ...]:
    """What a card says under one filter."""
    match which:
        case "specialty":
            return card.specialties
        case "language":
            return card.languages
        case _:
            return (card.name,)


def fitting(cards: Cards, answers: Mapping[str, Any], *, without: str = "") -> Cards:
    """The cards that fit all filters but the one `without`."""
    wanted = {which: answers[which] for which in FILTERS if which in answers and which != without}
    return tuple(
        card for card in cards if all(_fits(card, which, w) for which, w in wanted.items())
    )


def _fits(card: PsychologistCard, which: str, wanted: str) -> bool:
    return any(_means(wanted, value) for value in values(card, which))


def _means(said: str, value: str) -> bool:
    """Whether the value, in any language, begins with what was said, or one of its words does."""
    told = said.casefold()
    return any(f" {told}" in f" {words.casefold()}" for words in spellings(value))


def choices(cards: Cards, answers: Mapping[str, Any], which: str) -> list[str]:
    """All that can be filtered by, beside the other filters."""
    found = {
        value for card in fitting(cards, answers, without=which) for value in values(card, which)
    }
    return sorted(found, key=str.casefold)


def named(words: str, cards: Cards) -> Cards:
    """Those who are meant by a slug or by part of a name."""
    said = words.strip().casefold()
    known = tuple(card for card in cards if card.slug == said)
    return known or tuple(card for card in cards if said and said in card.name.casefold())


def filters_in(words: str, cards: Cards) -> dict[str, str]:
    """Specialties and languages that were typed: "grief", "kiswahili", "grief in Kiswahili"."""
    whole = _filters((words.strip(),), cards)
    return whole or _filters(words.replace(",", " ").split(), cards)


def _filters(said: Sequence[str], cards: Cards) -> dict[str, str]:
    found: dict[str, str] = {}
    for words in said:
        for which in ("language", "specialty"):
            known = [v for card in cards for v in values(card, which) if _means(words, v)]
            if len(words) >= SHORTEST_WORD and known and which not in found:
                found[which] = known[0] if len(set(known)) == 1 else words
                break
    return found
