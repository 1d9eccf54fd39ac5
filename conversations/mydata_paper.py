"""How all of one's data is laid out for people: headings, names in words, one fact a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations import texts
from models.intake_form import FORM
from models.values import ConsentKind

#: The sections of services/mydata, in its order.
PARTS = ("person", "reminders", "sessions", "money", "answers", "consents", "care", "trail", "work")
#: What the trail says was done, as services and triggers name it.
DEEDS = (
    "age_said", "booking_moved", "booking_retimed", "consent_given", "consent_withdrawn",
    "data_exported", "erasure_moved", "feed_renewed", "feed_shown", "glass_broken", "intake_moved",
    "intake_read", "key_destroyed", "money_came", "money_placed", "note_read", "payment_moved",
    "price_changed", "profile_moved", "proof_shown", "refund_moved", "role_given", "role_taken",
)  # fmt: skip
#: Codes that have words of their own, by the key of these.
_CODES = {
    **{deed: f"mydata_did_{deed}" for deed in DEEDS},
    **{kind.value: f"mydata_kind_{kind}" for kind in ConsentKind},
}
#: What was asked, as the file for programs names it and as people know it.
_QUESTIONS = {re.sub(r"_(.)", lambda found: found[1].upper(), q.key): q for q in FORM}
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
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
            found += _part(part, data[part], language)
    return tuple(found)


def _part(name: str, told: Any, language: str) -> Iterator[Fact]:
    if name == "answers":
        return _told([_answered(filled, language) for filled in told], 1)
    lines = map(_deed, told) if name == "trail" else _told(told, 1)
    return (replace(fact, words=_spoken(fact.words, language)) for fact in lines)


def file_name(form: str) -> str:
    return f"My-data.{form}"


def _answered(filled: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Questions by the names, choices in the words that they had in the chat."""
    return dict(_said(name, value, language) for name, value in filled.items())


def _said(name: str, value: Any, language: str) -> tuple[str, Any]:
    question = _QUESTIONS.get(name)
    if question is None:
        return name, value

    def worded(one: Any) -> Any:
        return texts.text(f"choose_{one}", language) if one in question.options else one

    words = [worded(one) for one in value] if isinstance(value, list) else worded(value)
    return texts.text(f"short_{question.key}", language), words


def _spoken(words: str, language: str) -> str:
    """Codes among the words, which stand between commas, as people say them."""
    return ", ".join(_decoded(part, language) for part in words.split(", "))


def _decoded(part: str, language: str) -> str:
    if part in _CODES:
        return texts.text(_CODES[part], language)
    return part.replace("_", " ") if _CODE.fullmatch(part) else part


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
