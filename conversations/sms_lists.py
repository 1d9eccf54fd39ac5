"""The words of the SMS reading: TOML lists, read once into a tree of phrases."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from conversations.danger_reading import folded, squeeze
from conversations.sms_meaning import Aside, Meaning, Tag, tag

LISTS = ("english", "kiswahili", "sheng")

#: What stands for a number, an ordinal ("the first", "ya pili") and a time ("10:30") in a list.
NUMBER, ORDINAL, CLOCK = "#", "%", "~"
#: So often a part of a phrase with a star may stand there.
AGAIN = 2

_FOLDER = Path(__file__).with_name("sms_words")
_DANGER = Path(__file__).with_name("danger_words")
_NUMBERS = re.compile(f"[{NUMBER}{ORDINAL}{CLOCK}]")
_PIECE = re.compile(r"<([\w-]+)>|([(|)?*])|([^<>(|)?*]+)")


@dataclass(frozen=True, slots=True)
class Said:
    """`asked`: it is a request even as a question. `day`: days from today that it names."""

    tag: Tag
    asked: bool = False
    day: int | None = None


@dataclass(slots=True)
class Node:
    """A word of a phrase: which words may follow, and what is said if it ends here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Words of a day and an hour.

    `parts` of the day: from one hour to another; `minutes` that are added to an hour; `known`: all
    of these, and what changes nothing about them.
    """

    weekdays: dict[str, int]
    parts: dict[str, tuple[int, int]]
    minutes: dict[str, int]
    hours_from_sunrise: frozenset[str]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """All languages together: people mix them.

    `alone`: words that count only where nothing else is said. `either`: letters that stand for
    different things in the two languages. `unlike`: words that are never guessed to be others;
    `beware`: nor is what is as near to these, the words of the danger screen among them.
    """

    phrases: Node
    words: frozenset[str]
    alone: dict[str, Tag]
    either: dict[str, tuple[Tag, ...]]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    signs: dict[str, Tag]
    unlike: frozenset[str]
    beware: frozenset[str]
    times: Times


@cache
def lists() -> Lists:
    """Raises ValueError for an unknown tag or sign, and for a phrase that says two things."""
    files = [tomllib.loads((_FOLDER / f"{name}.toml").read_text()) for name in LISTS]
    root, words = Node(), set[str]()
    for phrase, said in _phrases(files):
        _plant(root, phrase, said)
        words.update(phrase)
    _share(root, {})

    def every(section: str) -> dict[str, Any]:
        return {key: value for file in files for key, value in file.get(section, {}).items()}

    return Lists(
        root,
        frozenset(words | every("numbers").keys() | every("ordinals").keys()),
        {word: tag(name) for name, said in _pairs(files, "alone") for word in said.split()},
        {word: tuple(map(tag, names.split())) for word, names in every("either").items()},
        every("numbers"),
        every("ordinals"),
        {sign: tag(name) for name, signs in _pairs(files, "emoji") for sign in folded(signs)},
        _words(files, "unlike"),
        _words(files, "beware") | danger_words(),
        _times(files),
    )


def _times(files: Iterable[dict[str, Any]]) -> Times:
    def every(section: str) -> dict[str, Any]:
        return {key: value for file in files for key, value in file.get(section, {}).items()}

    weekdays, minutes = every("weekdays"), every("minutes")
    parts = {word: (since, until) for word, (since, until) in every("parts").items()}
    sunrise, aside = _words(files, "sunrise"), _words(files, "beside")
    known = frozenset({*weekdays, *minutes, *parts}) | sunrise | aside
    return Times(weekdays, parts, minutes, sunrise, known)


def danger_words() -> frozenset[str]:
    """Every word of the danger lists, as it is and with single letters."""
    lines = (path.read_text() for path in sorted(_DANGER.glob("*.toml")))
    words = {word for line in lines for word in re.findall("[a-z]+", line)}
    return frozenset(words | {squeeze(word) for word in words})


def _words(files: Iterable[dict[str, Any]], section: str) -> frozenset[str]:
    return frozenset(word for file in files for word in file.get(section, "").split())


def _pairs(files: Iterable[dict[str, Any]], section: str) -> Iterator[tuple[str, Any]]:
    return (pair for file in files for pair in file.get(section, {}).items())


def _phrases(files: Iterable[dict[str, Any]]) -> Iterator[tuple[tuple[str, ...], Said]]:
    for file in files:
        groups = file.get("groups", {})
        for asked, section in ((False, "says"), (True, "asked")):
            for name, lines in file.get(section, {}).items():
                said = Said(tag(name), asked)
                yield from ((one, said) for line in lines for one in expanded(line, groups))
        for line in file.get("choices", {}).get("said", ()):
            yield from ((one, Said(Meaning.NUMBER)) for one in expanded(line, groups))
        for words, day in file.get("days", {}).items():
            yield tuple(words.split()), Said(Aside.WHEN, day=day)


def _plant(root: Node, phrase: tuple[str, ...], said: Said) -> None:
    node = root
    for word in phrase:
        node = node.next.setdefault(word, Node())
    before = node.said or said
    if before.tag is not said.tag:
        raise ValueError(f"says two things, {before.tag} and {said.tag}: {' '.join(phrase)}")
    day = before.day if said.day is None else said.day
    node.said = Said(said.tag, before.asked or said.asked, day)


def _share(node: Node, seen: dict[tuple[object, ...], Node]) -> Node:
    """The same tree with equal branches kept once: a tenth of the memory."""
    for word, branch in node.next.items():
        node.next[word] = _share(branch, seen)
    same = (node.said, *sorted((word, id(branch)) for word, branch in node.next.items()))
    return seen.setdefault(same, node)


def expanded(line: str, groups: dict[str, str]) -> set[tuple[str, ...]]:
    """Every phrase that a line of a list stands for, as words."""
    pieces = _pieces(line)
    made, end = _either(pieces, 0, groups)
    if end != len(pieces):
        raise ValueError(f"a bracket too many in: {line}")
    return {tuple(one.split()) for one in made if one.strip()}


def _pieces(line: str) -> list[tuple[str, str, str]]:
    """Groups, signs and letters; a number is a word of its own: "#pm"."""
    return _PIECE.findall(_NUMBERS.sub(r" \g<0> ", " ".join(line.split())))


def _either(
    pieces: list[tuple[str, str, str]], at: int, groups: dict[str, str]
) -> tuple[set[str], int]:
    """The alternatives that begin here, and where they end: at a closing bracket or the end."""
    made, row = set[str](), list[set[str]]()
    while at < len(pieces):
        group, sign, letters = pieces[at]
        at += 1
        match sign:
            case "(":
                inner, at = _either(pieces, at, groups)
                row.append(inner)
                at += 1
            case ")":
                at -= 1
                break
            case "|":
                made |= {"".join(one) for one in product(*row)}
                row = []
            case "?":
                row[-1] = row[-1] | {""}
            case "*":
                row[-1] = {"".join(one) for one in product(row[-1] | {""}, repeat=AGAIN)}
            case _ if group:
                row.append(_either(_pieces(groups[group]), 0, groups)[0])
            case _:
                row.append({letters})
    return made | {"".join(one) for one in product(*row)}, at
