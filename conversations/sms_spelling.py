"""Which words of the SMS lists a misspelled word may be; in doubt it is none.

Guessed are repeated letters ("Ndioooo"), digits and signs for letters ("canc3l"), vowels left out
("cnfrm"), and slips: one in words of five letters, two in words of eleven. A slip swaps neighbours,
leaves out or doubles up, or takes a key beside the right one or a letter that sounds alike; never
at the beginning, where Kiswahili says "not" (nitakuja, sitakuja). So nitakufa, "I shall die", is
not taken for nitakuja: f is far from j.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from conversations.danger_reading import squeeze
from conversations.sms_lists import lists

ONE_SLIP, TWO_SLIPS = 5, 11
#: Two slips only behind so many right letters.
SURE = 3
#: Consonants that a word without its vowels must have.
BARE = 3

_LEET = (str.maketrans("0134579@$!|", "oieastgasii"), str.maketrans("013458@$!|", "oleasbasll"))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = ("ei", "ou", "lr", "sz", "ck", "gk", "bp", "dt", "fv", "iy", "uw", "cs", "qk", "gh", "mn")
_VOWELS = frozenset("aeiou")
_FAR = 9


@dataclass(frozen=True)
class Index:
    squeezed: dict[str, tuple[str, ...]]
    bare: dict[str, tuple[str, ...]]
    begun: dict[str, tuple[str, ...]]


@cache
def _index() -> Index:
    return _indexed(lists().words)


@cache
def _rivals() -> Index:
    """Words of danger, above all: a word that may be one of these too is not guessed."""
    return _indexed(lists().beware - lists().words)


def _indexed(among: Iterable[str]) -> Index:
    squeezed, bare, begun = (defaultdict[str, list[str]](list) for _ in range(3))
    for word in sorted(among):
        squeezed[squeeze(word)].append(word)
        if word.isalpha() and len(word) >= BARE:
            bare[_bared(word)].append(word)
            begun[word[0]].append(word)
    return Index(*({key: tuple(words) for key, words in one.items()}
                   for one in (squeezed, bare, begun)))  # fmt: skip


@cache
def _close() -> frozenset[tuple[str, str]]:
    """Pairs of letters that are taken for each other."""
    pairs = {pair for group in _ALIKE for pair in _pairs(group)}
    places = {letter: (row, at + row / 2) for row, keys in enumerate(_ROWS)
              for at, letter in enumerate(keys)}  # fmt: skip
    for one, (row, at) in places.items():
        for other, (their_row, their_at) in places.items():
            if one != other and abs(row - their_row) <= 1 and abs(at - their_at) <= 1:
                pairs.add((one, other))
    return frozenset(pairs)


def _pairs(group: str) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in group for other in group if one != other)


def known(word: str) -> bool:
    return word in lists().words


def meant(word: str) -> tuple[str, ...]:
    """The words of the lists that this may be, all as likely; none for what is no misspelling."""
    if known(word):
        return (word,)
    never = lists().unlike | lists().beware
    if word in never:
        return ()
    if found := _repeated(word) or _spelled(word):
        return found
    if squeeze(word) in never:
        return ()
    for slips in (1, 2):
        if found := _guessed(word, slips, _index()):
            return () if _guessed(word, slips, _rivals()) else found
    return ()


def _repeated(word: str) -> tuple[str, ...]:
    found = _index().squeezed.get(squeeze(word), ())
    return tuple(one for one in found if len(word) > max(len(one), BARE - 1) or len(word) > BARE)


def _spelled(word: str) -> tuple[str, ...]:
    """Digits and signs as the letters that they look like."""
    if word.isalpha() or word.isdecimal():
        return ()
    found = {one for table in _LEET for one in _exact(word.translate(table))}
    return tuple(sorted(found))


def _exact(word: str) -> tuple[str, ...]:
    return (word,) if known(word) else _index().squeezed.get(squeeze(word), ())


def _guessed(word: str, slips: int, index: Index) -> tuple[str, ...]:
    bare = _without_vowels(word, index) if slips == 1 else ()
    return tuple({*bare, *_slipped(word, slips, index)})


def _without_vowels(word: str, index: Index) -> tuple[str, ...]:
    if not word.isalpha() or sum(letter not in _VOWELS for letter in squeeze(word)) < BARE:
        return ()
    found = index.bare.get(_bared(word), ())
    return tuple(one for one in found if len(one) > len(word) and _left_out(word, one))


def _bared(word: str) -> str:
    return word[0] + squeeze("".join(letter for letter in word[1:] if letter not in _VOWELS))


def _left_out(word: str, whole: str) -> bool:
    """Whether it is the whole with letters left out."""
    letters = iter(whole)
    return all(letter in letters for letter in squeeze(word))


def _slipped(word: str, slips: int, index: Index) -> tuple[str, ...]:
    if not word.isalpha():
        return ()
    return tuple(one for one in index.begun.get(word[0], ()) if _near(word, one, slips))


def _near(word: str, other: str, slips: int) -> bool:
    shorter = min(len(word), len(other))
    if abs(len(word) - len(other)) > slips:
        return False
    if slips == 2:
        return shorter >= TWO_SLIPS and word[:SURE] == other[:SURE] and _distance(word, other) <= 2
    if shorter >= ONE_SLIP:
        return _distance(word, other) <= 1
    return len(word) == len(other) == ONE_SLIP - 1 and _swapped(word, other)


def _swapped(word: str, other: str) -> bool:
    """Two neighbours behind the first letter have changed places."""
    return any(
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] == other
        for at in range(1, len(word) - 1)
    )


def _distance(word: str, other: str) -> int:
    """Slips between two words (Damerau and Levenshtein's); an unlikely one counts as too many."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            same = 0 if letter == wanted else 1 if (letter, wanted) in _close() else _FAR
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + same)
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
