"""How all of one's data is laid out for people: headings, names in words, one fact a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conversations import texts

#: The sections of services/mydata, in its order.
PARTS = ("person", "sessions", "money", "answers", "consents", "care", "trail", "work")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d[+-]\d\d:\d\d")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """`depth` 0 is a heading; without `words`, it is the label of what follows deeper."""

    depth: int
    label: str
    words: str = ""


def facts(data: Mapping[str, Any], language: str) -> tuple[Fact, ...]:
    """All of it, in order; nothing that the file for programs has is missing."""
    found: list[Fact] = []
    for part in PARTS:
        if part in data:
            found.append(Fact(0, texts.text(f"mydata_part_{part}", language)))
            found += map(_deed, data[part]) if part == "trail" else _told(data[part], 1)
    return tuple(found)


def file_name(form: str) -> str:
    return f"My-data.{form}"


def _deed(deed: Mapping[str, Any]) -> Fact:
    """One line each: of these there are many."""
    at, *told = deed.values()
    return Fact(1, _words(at), ", ".join(map(_words, told)))


def _told(value: Any, depth: int) -> Iterator[Fact]:
    match value:
        case Mapping():
            for name, inner in value.items():
                yield from _named(_label(name), inner, depth)
        case list():
            for number, inner in enumerate(value, 1):
                yield from _named(f"{number}", inner, depth)
        case _:
            yield Fact(depth, _words(value))


def _named(label: str, value: Any, depth: int) -> Iterator[Fact]:
    is_plain_list = isinstance(value, list) and not any(
        isinstance(one, Mapping | list) for one in value
    )
    if is_plain_list:
        yield Fact(depth, label, ", ".join(map(_words, value)) or "–")
    elif isinstance(value, Mapping | list):
        yield Fact(depth, label)
        yield from _told(value, min(depth + 1, _DEEPEST))
    else:
        yield Fact(depth, label, _words(value))


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return _INSTANT.sub(r"\1 \2", value)
        case _:
            return str(value)


def _label(name: str) -> str:
    """`mpesaPhoneNumber` -> "Mpesa phone number", `receiptID` -> "Receipt ID"."""
    first, *rest = _HUMP.split(name)
    return " ".join([first.capitalize(), *(w if w.isupper() else w.lower() for w in rest)])
