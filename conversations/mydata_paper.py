"""How all of one's data is laid out for people: headings, names in words, one fact a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations import cancelling_screens, decline, kept_words, texts
from conversations.english.fields import TEXTS
from models.intake_form import FORM
from models.values import ConsentKind

#: The sections of services/mydata, in its order.
PARTS = ("person", "reminders", "sessions", "money", "answers", "consents", "care", "trail", "work")
#: What the trail says was done, as services and triggers name it.
DEEDS = (
    "age_said", "alert_taken", "alert_told", "booking_moved", "booking_retimed", "consent_given",
    "consent_withdrawn", "data_exported", "data_handed_out", "erasure_asked", "erasure_moved",
    "feed_renewed", "feed_shown", "glass_broken", "intake_moved", "intake_read", "key_destroyed",
    "money_came", "money_placed", "note_read", "payment_moved", "payment_proof_shown",
    "price_changed", "profile_moved", "proof_shown", "refund_moved", "role_given", "role_taken",
    "sessions_shown",
)  # fmt: skip
#: Codes that have words of their own, by the key of these.
_CODES = {
    **{deed: f"mydata_did_{deed}" for deed in DEEDS},
    **{kind.value: f"mydata_kind_{kind}" for kind in ConsentKind},
    **{key: f"{key}_said" for key in (*decline.REASONS, *cancelling_screens.REASONS)},
}
#: What was asked, as the file for programs names it and as people know it.
_QUESTIONS = {re.sub(r"_(.)", lambda found: found[1].upper(), q.key): q for q in FORM}
#: Fields whose value is a code of ours, never anybody's words.
_CODED = frozenset(
    {"format", "medium", "status", "paymentStatus", "role", "by", "channel", "way", "from", "to",
     "state", "purpose", "sessionType", "remindedBySms", "howLongBefore", "kind"}
)  # fmt: skip
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
        return _told([_answered(filled, language) for filled in told], 1, language)
    is_trail = name == "trail"
    lines = [_deed(deed, language) for deed in told] if is_trail else _told(told, 1, language)
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


def _deed(deed: Mapping[str, Any], language: str) -> Fact:
    """One line each: of these there are many."""
    (_, at), *told = deed.items()
    words = (_words(value, language, name) for name, value in told)
    return Fact(1, _words(at, language), ", ".join(words))


def _told(value: Any, depth: int, language: str) -> Iterator[Fact]:
    match value:
        case Mapping():
            for name, inner in value.items():
                yield from _named(name, inner, depth, language)
        case list():
            for number, inner in enumerate(value, 1):
                yield from _named(f"{number}", inner, depth, language)
        case _:
            yield Fact(depth, _words(value, language))


def _named(name: str, value: Any, depth: int, language: str) -> Iterator[Fact]:
    label = _label(name, language)
    is_plain_list = isinstance(value, list) and not any(
        isinstance(one, Mapping | list) for one in value
    )
    if is_plain_list:
        yield Fact(depth, label, ", ".join(_words(one, language, name) for one in value) or "–")
    elif isinstance(value, Mapping | list):
        yield Fact(depth, label)
        yield from _told(value, min(depth + 1, _DEEPEST), language)
    else:
        yield Fact(depth, label, _words(value, language, name))


def _words(value: Any, language: str, name: str = "") -> str:
    match value:
        case bool():
            return texts.text("mydata_yes" if value else "mydata_no", language)
        case str() if name in _CODED and f"value_{value}" in TEXTS:
            return texts.text(f"value_{value}", language)
        case str() if name in kept_words.ARGUMENTS:
            return kept_words.shown(value, language)
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return _INSTANT.sub(r"\1 \2", value)
        case _:
            return str(value)


def _label(name: str, language: str) -> str:
    """`mpesaPhoneNumber` -> "Mpesa phone number"; questions come with their own words."""
    key = f"field_{_HUMP.sub('_', name).lower()}"
    return texts.text(key, language) if key in TEXTS else name
