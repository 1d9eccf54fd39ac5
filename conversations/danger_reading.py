"""A text made ready for the danger screen: noise goes, letters and the ends of words stay."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

#: A word of one's own in which others may be hidden: "natakakufasasa".
LONG = 10
#: No word of any length that matters is longer.
LONGEST = 400

#: A word that gaps have cut is put together again from no more parts, if it has so many letters.
PARTS = 8
REJOINED = 3

#: What stands for a number, so that "5 kms" differs from "kms".
NUMBER = "q"
_SPOKEN = {"2": "to", "4": "for"}

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻ′"))
_LOOKALIKES = str.maketrans("аеорсухіѕјкмтıøłđ", "aeopcyxisjkmtiold")
_LEET = str.maketrans("0134579@$!|+8", "oieastgasiitb")
_CHUNK = re.compile(r"\S+")
_LEET_INSIDE = re.compile(r"[a-z].*[0-9@$!|+]|[0-9@$!|+].*[a-z]")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_CONSONANT = re.compile(r"[b-df-hj-np-tv-z]")
_RUN = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: its letters without gaps, each word beginning with a capital.

    `joined` has no letter twice in a row, not even across words; `long` are the long words
    alone, in small letters; `ends` where words end in `joined`.
    """

    joined: str
    long: tuple[str, ...]
    ends: frozenset[int]


def readings(
    text: str, unlike: Collection[str] = (), known: Collection[str] = ()
) -> tuple[Reading, ...]:
    """The text with its digits and signs as separators, and once more with them as letters.

    "kuuwa" is read as "kuua" (to kill) as well: with single letters it is only "kuwa" (to be).
    `unlike`: words left out, as they look like others once their doubled letters are single ones.
    `known`: words of single letters. Where gaps cut one, there is a reading with it whole: "s i"
    is no "si", "no thing" no "no", and "kua mka" is not the "kua" that is left out.
    """
    plain = folded(text)
    spelled = _CHUNK.sub(_unleet, plain)
    said = [_WORD.findall(way) for way in dict.fromkeys((plain, spelled, _to_kill(plain)))]
    whole = [_rejoined(words, known) for words in said]
    return tuple(
        _reading(words, unlike) for words in said + [way for way in whole if way not in said]
    )


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


def _to_kill(text: str) -> str:
    return text.replace("uuw", "uu")


def _rejoined(words: list[str], known: Collection[str]) -> list[str]:
    """The same letters, with what gaps cut off put back: known words, and single consonants."""
    made: list[str] = []
    start = 0
    while start < len(words):
        end = _end_of_known(words, start, known)
        word = "".join(words[start:end])
        if made and made[-1].isalpha() and _CONSONANT.fullmatch(word):
            made[-1] += word
        else:
            made.append(word)
        start = end
    return made


def _end_of_known(words: list[str], start: int, known: Collection[str]) -> int:
    """Behind the last part of the longest known word that begins here; else of the word itself."""
    whole, ends = words[start], start + 1
    for end in range(start + 2, min(start + PARTS, len(words)) + 1):
        whole += words[end - 1]
        if len(whole) >= REJOINED and squeeze(whole) in known:
            ends = end
    return ends


def _reading(said: list[str], unlike: Collection[str]) -> Reading:
    words = [_spoken(word) for word in said if word not in unlike]
    joined: list[str] = []
    ends, length = set[int](), 0
    for word in words:
        letters = squeeze(word)
        if joined and joined[-1][-1].lower() == letters[0]:
            joined[-1] = joined[-1][:-1] + joined[-1][-1].upper()
            letters = letters[1:]
        else:
            letters = letters[0].upper() + letters[1:]
        if letters:
            joined.append(letters)
        length += len(letters)
        ends.add(length)
    long = tuple(squeeze(word)[:LONGEST] for word in words if len(word) >= LONG)
    return Reading("".join(joined), long, frozenset(ends))


def _spoken(word: str) -> str:
    return _SPOKEN.get(word, NUMBER) if word[0].isdecimal() else word
