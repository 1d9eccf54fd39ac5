"""A text made ready for the danger screen: noise goes, letters and the ends of words stay."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

#: A word of one's own in which others may be hidden: "natakakufasasa".
LONG = 10
#: No word of any length that matters is longer.
LONGEST = 400

#: What stands for a number, so that "5 kms" differs from "kms".
NUMBER = "q"
_SPOKEN = {"2": "to", "4": "for"}

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻ′"))
_LOOKALIKES = str.maketrans("аеорсухіѕјкмтıøłđ", "aeopcyxisjkmtiold")
_LEET = str.maketrans("0134579@$!|+8", "oieastgasiitb")
_CHUNK = re.compile(r"\S+")
_LEET_INSIDE = re.compile(r"[a-z].*[0-9@$!|+]|[0-9@$!|+].*[a-z]")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_RUN = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: its letters without gaps, each word beginning with a capital.

    `joined` has no letter twice in a row, not even across words; `long` are the long words
    alone, in small letters.
    """

    joined: str
    long: tuple[str, ...]


def readings(text: str, unlike: Collection[str] = ()) -> tuple[Reading, ...]:
    """The text with its digits and signs as separators, and once more with them as letters.

    `unlike`: words left out, as they look like others once their doubled letters are single ones.
    """
    plain = folded(text)
    ways = [plain]
    spelled = _CHUNK.sub(_unleet, plain)
    if spelled != plain:
        ways.append(spelled)
    return tuple(_reading(way, unlike) for way in ways)


def squeeze(word: str) -> str:
    """Every run of one letter as a single one."""
    return _RUN.sub(r"\1", word)


def folded(text: str) -> str:
    """Small letters without accents, invisible marks and apostrophes."""
    shown = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    kept = (c for c in shown if unicodedata.category(c) not in {"Mn", "Cf", "Me"})
    return "".join(kept).translate(_LOOKALIKES)


def _unleet(chunk: re.Match[str]) -> str:
    """Digits and signs within a word as the letters they stand for; "want2die" as said."""
    word = chunk[0].strip('!|+.,?;:()"-')
    if not _LEET_INSIDE.search(word):
        return chunk[0]
    return f" {word.replace('2', 'to').translate(_LEET)} "


def _reading(text: str, unlike: Collection[str]) -> Reading:
    words = [_spoken(word) for word in _WORD.findall(text) if word not in unlike]
    joined: list[str] = []
    for word in words:
        letters = squeeze(word)
        if joined and joined[-1][-1].lower() == letters[0]:
            joined[-1] = joined[-1][:-1] + joined[-1][-1].upper()
            letters = letters[1:]
        else:
            letters = letters[0].upper() + letters[1:]
        if letters:
            joined.append(letters)
    long = tuple(squeeze(word)[:LONGEST] for word in words if len(word) >= LONG)
    return Reading("".join(joined), long)


def _spoken(word: str) -> str:
    return _SPOKEN.get(word, NUMBER) if word[0].isdecimal() else word
