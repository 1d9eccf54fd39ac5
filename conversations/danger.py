"""Whether a text sounds like danger to somebody's life; rules over word lists, no triage.

What it can and can't do is told in docs/crisis.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from conversations.danger_patterns import DANGERS, Pattern, Span, lists
from conversations.danger_reading import Reading, readings

#: A longer text is screened in pieces that overlap: the time rises with the length, no faster.
WINDOW = 4096
STEP = 3840
#: Letters between the end of a denial and what it denies; one of them may be shared.
NEAR = 1


class Kind(StrEnum):
    LIFE = "life"
    SOMEONE = "someone"
    OTHERS = "others"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Danger:
    """That a text was hit, and by which rule of the lists; never any of its words."""

    kind: Kind
    rule: str


def kind_of(rule: str) -> Kind:
    """What a rule is about, by its section; rules that are in no list are about the own life."""
    section = rule.split(".")[1] if rule.count(".") > 1 else ""
    return Kind(section) if section in set(Kind) else Kind.LIFE


def screen(text: str) -> Danger | None:
    """The first rule that hits and isn't taken back; None when nothing sounds like danger."""
    found = (_screen(text[start : start + WINDOW]) for start in range(0, len(text), STEP))
    return next((danger for danger in found if danger is not None), None)


def _screen(text: str) -> Danger | None:
    words = lists()
    ways = [Way(reading) for reading in readings(text, words.unlike, words.known)]
    for section in DANGERS:
        for pattern in words.dangers[section]:
            if any(way.is_hit_by(pattern) for way in ways):
                return Danger(kind_of(pattern.name), pattern.name)
    return None


@dataclass(frozen=True)
class Way:
    """One reading of a text, and where something stands in it that takes hits back."""

    reading: Reading

    @cached_property
    def idioms(self) -> list[Span]:
        return self._spans(lists().idioms)

    @cached_property
    def denials(self) -> list[Span]:
        return self._spans(lists().denials)

    @cached_property
    def last_doubt(self) -> int:
        doubts = (span for one in lists().doubts for span in one.spans(self.reading))
        return max((start for start, _ in doubts), default=-1)

    def is_hit_by(self, pattern: Pattern) -> bool:
        if pattern.hides_in(self.reading):
            return True
        return any(not self._takes_back(hit) for hit in pattern.spans(self.reading))

    def _takes_back(self, hit: Span) -> bool:
        if any(_covers(idiom, hit) for idiom in self.idioms):
            return True
        denied = (denial[0] for denial in self.denials if _denies(denial, hit))
        return any(start > self.last_doubt for start in denied)

    def _spans(self, patterns: Iterable[Pattern]) -> list[Span]:
        return [span for pattern in patterns for span in pattern.whole_spans(self.reading)]


def _covers(idiom: Span, hit: Span) -> bool:
    """It takes in most of the hit, or its end and what follows: "want to die laughing"."""
    shared = min(idiom[1], hit[1]) - max(idiom[0], hit[0])
    return 2 * shared > hit[1] - hit[0] or (shared > NEAR and idiom[1] > hit[1])


def _denies(denial: Span, hit: Span) -> bool:
    """A denial stands right before what it denies; "don't want to live" is no denial of itself."""
    return denial[0] < hit[0] <= denial[1] + NEAR
