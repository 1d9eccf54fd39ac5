"""The word lists of the danger screen: TOML with signs of their own, read into patterns once."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from conversations.danger_reading import Reading, squeeze

LISTS = ("english", "kiswahili", "sheng")
DANGERS = ("life", "plans", "farewell", "someone", "others", "abuse")

#: Letters of other words that `..` stands for; it ends where a word begins.
GAP = 16
#: Hidden in a longer word, only what has so many letters is a hit.
HIDDEN = 8

_FOLDER = Path(__file__).with_name("danger_words")
_PIECE = re.compile(r"<(?P<group>\w+)>|(?P<gap> ?\.\. ?)|(?P<sign>[(|)?])|(?P<letters>[a-z]+)| \??")
_LETTERS = re.compile(r"[a-z]+")
_BEGINS = "(?-i:(?=[A-Z]))"
_ENDS = "(?-i:(?![a-z])|(?<=[A-Z]))"
_ANYTHING = f"(?:[a-z]{{0,{GAP}}}?(?-i:(?=[A-Z])|(?<=[A-Z])))?"

Span = tuple[int, int]


@dataclass(frozen=True)
class Pattern:
    """`name` is `list.section.key`. `apart` finds whole words, `hidden` within a long word."""

    name: str
    letters: str

    @cached_property
    def apart(self) -> re.Pattern[str]:
        return re.compile(f"{_BEGINS}{self.letters}{_ENDS}", re.IGNORECASE)

    @cached_property
    def hidden(self) -> re.Pattern[str]:
        return re.compile(self.letters)

    def spans(self, reading: Reading) -> Iterator[Span]:
        for found in self.apart.finditer(reading.joined):
            if self.apart.fullmatch(found[0]):  # not by the last letter of what stands before it
                yield found.span()

    def whole_spans(self, reading: Reading) -> Iterator[Span]:
        """Those that end where a word does, not by the first letter of the next one."""
        for start, end in self.spans(reading):
            if end in reading.ends:
                yield start, end
            elif self.apart.fullmatch(reading.joined, start, end - 1):
                yield start, end - 1

    def hides_in(self, reading: Reading) -> bool:
        """Whether it stands within a long word; what is one from end to end stands apart."""
        return any(
            found.end() - found.start() >= HIDDEN
            for word in reading.long
            for found in self.hidden.finditer(word)
            if found.span() != (0, len(word))
        )


@dataclass(frozen=True, slots=True)
class Lists:
    """All languages together: people mix them.

    `dangers` per section; `idioms` and `denials` take a hit back, `doubts` undo a denial. `known`:
    the letters that stand together in the lists, as single ones.
    """

    dangers: dict[str, tuple[Pattern, ...]]
    idioms: tuple[Pattern, ...]
    denials: tuple[Pattern, ...]
    doubts: tuple[Pattern, ...]
    unlike: frozenset[str]
    known: frozenset[str]


@cache
def lists() -> Lists:
    """Raises ValueError where a list holds a sign that it doesn't know."""
    files = {name: tomllib.loads((_FOLDER / f"{name}.toml").read_text()) for name in LISTS}

    def every(section: str) -> tuple[Pattern, ...]:
        return tuple(
            _pattern(f"{name}.{section}.{key}", file["groups"], tuple(said))
            for name, file in files.items()
            for key, said in file.get(section, {}).items()
        )

    denials = every("denials")
    return Lists(
        {section: every(section) for section in DANGERS},
        every("idioms"),
        tuple(one for one in denials if not one.name.endswith(".doubts")),
        tuple(one for one in denials if one.name.endswith(".doubts")),
        frozenset(word for file in files.values() for word in file.get("unlike", ())),
        frozenset(squeeze(letters) for file in files.values() for letters in _letters(file)),
    )


def _letters(list_: object) -> Iterator[str]:
    """All that stands together in a list."""
    match list_:
        case str():
            yield from _LETTERS.findall(list_)
        case dict():
            yield from (letters for part in list_.values() for letters in _letters(part))
        case list():
            yield from (letters for part in list_ for letters in _letters(part))
        case _:
            pass


def _pattern(name: str, groups: dict[str, str], said: tuple[str, ...]) -> Pattern:
    return Pattern(name, f"(?:{'|'.join(_compiled(one, groups) for one in said)})")


def _compiled(said: str, groups: dict[str, str]) -> str:
    """One line of a list as a regular expression over the letters of a reading."""
    made, end = "", 0
    said = " ".join(said.split())
    for piece in _PIECE.finditer(said):
        if piece.start() != end:
            break
        end = piece.end()
        match piece.lastgroup:
            case "group":
                made += f"(?:{_compiled(groups[piece['group']], groups)})"
            case "gap":
                made += _ANYTHING
            case "sign":
                made += "(?:" if piece["sign"] == "(" else piece["sign"]
            case "letters":
                made += _word(squeeze(piece["letters"]))
            case _:
                pass  # a space: words stand together in a reading
    if end != len(said):
        raise ValueError(f"a sign that no list knows, at {end} in: {said}")
    return made


def _word(letters: str) -> str:
    """Its first letter may be the last one of the word before: readings hold no letter twice."""
    return f"(?:{letters[0]}|(?<={letters[0]})){letters[1:]}"
