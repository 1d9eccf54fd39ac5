"""An SMS cut into words, numbers, times, signs and references of bookings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from conversations.sms_lists import CLOCK, NUMBER, ORDINAL, lists
from conversations.sms_meaning import Aside, Tag
from conversations.sms_spelling import known, meant

#: Two or three words written as one have at least so many letters together.
JOINED = 6
#: Of the code that a phone is sent before something is cancelled.
CODE_DIGITS = 4

_DIGIT = "[0-9oil]"
_BETWEEN = r"[\s.,:;/\\#_\-‐‑‒–—―−]"
_TOKEN = re.compile(
    rf"""
    (?<![^\W_])(?P<reference>
        b[\s.]?k{_BETWEEN}*(?:2{_DIGIT}{{3}}{_BETWEEN}*{_DIGIT}{{6}}
            | 2{_DIGIT}{{3}}{_BETWEEN}+{_DIGIT}{{1,6}} | {_DIGIT}{{1,9}})
        | 20[0-9]{{2}}{_BETWEEN}*[0-9]{{6}} | 0[0-9]{{5}} )(?![^\W_])
    | (?P<smile>[:;=]-?[)dp](?![^\W_]) | <3+)
    | (?P<clock>(?<![0-9])[0-9]{{1,2}}(?:[:.][0-9]{{2}} | /[0-9]{{1,2}}(?:/[0-9]{{2,4}})?)(?![0-9]))
    | (?P<word>[^\W_](?:[^\W_]|[@$!|](?=[^\W_]))*)
    | (?P<sign>[^\w\s])
    """,
    re.VERBOSE,
)
_ROUNDED = str.maketrans("oil", "011")
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
#: Signs that say nothing: punctuation, gaps and what can't be seen.
_SILENT = frozenset("PZCM")
#: Colours of hands.
_SKIN = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


class Kind(Enum):
    WORD = auto()
    NUMBER = auto()
    CLOCK = auto()
    REFERENCE = auto()
    CODE = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`keys`: what it may be in the tree of phrases; none where no list knows it."""

    kind: Kind
    text: str
    keys: tuple[str, ...] = ()
    number: int | None = None
    tag: Tag | None = None


def tokens(said: str) -> list[Token]:
    """What was folded before (`danger_reading.folded`), in the order in which it was said."""
    found = [token for match in _TOKEN.finditer(said) for token in _tokens(match)]
    return list(_mended(found))


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    text = match[0]
    match match.lastgroup:
        case "reference":
            reference = _reference(text)
            if reference is None:
                yield from map(_word, _PART.findall(text))
            else:
                yield Token(Kind.REFERENCE, reference)
        case "clock":
            yield Token(Kind.CLOCK, text, (CLOCK,))
        case "word":
            yield from _words(text)
        case "smile":
            yield Token(Kind.SIGN, text, tag=Aside.FILLER)
        case _ if text in lists().signs:
            yield Token(Kind.SIGN, text, tag=lists().signs[text])
        case _ if text not in _SKIN and _is_picture(text):
            yield Token(Kind.SIGN, text)
        case _:
            pass


def _is_picture(sign: str) -> bool:
    category = unicodedata.category(sign)
    return not sign.isascii() and category[0] not in _SILENT and category != "Sc"


def _reference(text: str) -> str | None:
    """As it is printed, without the year where none was said; None for what is none."""
    if not any(letter.isdecimal() for letter in text):
        return None
    parts = re.findall(_DIGIT + "+", text.removeprefix("b").lstrip(" .").removeprefix("k"))
    digits = "".join(parts).translate(_ROUNDED)
    year = digits[:4] if digits.startswith("20") else None
    if year and (len(digits) >= 7 or (len(parts) > 1 and len(digits) > 4)):
        return f"BK-{year}-{digits[4:].zfill(6)}" if len(digits) <= 10 else None
    if len(digits) > 6 or digits == year:
        return None
    return f"BK-{digits.zfill(6)}"


def _words(text: str) -> Iterator[Token]:
    """One word, or what it is made of: "10am", "yes!please", "cantcome"."""
    parts = _PART.findall(text)
    if known(text) or (len(parts) == 1 and parts[0] == text):
        yield from _halves(text)
    elif (spelled := meant(text)) and not _counts(parts):
        yield Token(Kind.WORD, text, spelled)
    else:
        yield from (token for part in parts for token in _halves(part))


def _counts(parts: list[str]) -> bool:
    """A number and what is counted: "10am", "2nd", "15min"."""
    return len(parts) == 2 and parts[0].isdecimal() and known(parts[1])


def _halves(text: str) -> Iterator[Token]:
    one = _word(text)
    if not one.keys and one.kind is Kind.WORD and len(text) >= JOINED and text.isalpha():
        ways = [
            (text[:at], text[at:])
            for at in range(2, len(text) - 1)
            if known(text[:at]) and known(text[at:])
        ]
        if len(ways) == 1:
            yield from map(_word, ways[0])
            return
    yield one


def _word(text: str) -> Token:
    if text.isdecimal() and text.isascii() and len(text) == CODE_DIGITS:
        return Token(Kind.CODE, text)
    if text.isdecimal() and text.isascii():
        number = int(text) if len(text) <= 2 else None
        return Token(Kind.NUMBER, text, () if number is None else (NUMBER,), number)
    known_as = meant(text)
    number, ordinal = lists().numbers.get(text), lists().ordinals.get(text)
    keys = known_as + (NUMBER,) * (number is not None) + (ORDINAL,) * (ordinal is not None)
    return Token(Kind.WORD, text, keys, number if number is not None else ordinal)


def _mended(found: list[Token]) -> Iterator[Token]:
    """Words with a gap in them as one ("nita kuja"), and letters with gaps between ("Y E S")."""
    letters = "".join(token.text for token in found)
    if len(found) > 2 and all(len(token.text) == 1 for token in found) and known(letters):
        yield _word(letters)
        return
    at = 0
    while at < len(found):
        pair = found[at : at + 2]
        whole = "".join(token.text for token in pair)
        if len(pair) == 2 and _belong(pair) and known(whole):
            yield _word(whole)
            at += 2
        else:
            yield found[at]
            at += 1


def _belong(pair: list[Token]) -> bool:
    whole = len(pair[0].text) + len(pair[1].text)
    apart = all(known(token.text) for token in pair)
    return whole >= JOINED and not apart and {token.kind for token in pair} == {Kind.WORD}
