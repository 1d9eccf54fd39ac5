"""Whether a text sounds like danger to somebody's life; rules over word lists, no triage.

What it can and can't do is told in docs/crisis.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from conversations.danger_patterns import DANGERS, Pattern, Span, lists
from conversations.danger_reading import Reading, readings

#: Letters between the end of a denial and what it denies; one of them may be shared.
NEAR = 1


class Kind(StrEnum):
    LIFE = "life"
    SOMEONE = "someone"
    OTHERS = "others"
    ABUSE = "abuse"


#: Sections of the lists that mean danger to the writer's own life, besides their namesake.
_OWN_LIFE = {"plans", "farewell"}


@dataclass(frozen=True, slots=True)
class Danger:
    """That a text was hit, and by which rule of the lists; never any of its words."""

    kind: Kind
    rule: str


def screen(text: str) -> Danger | None:
    """The first rule that hits and isn't taken back; None when nothing sounds like danger."""
    words = lists()
    ways = readings(text, words.unlike)
    for section in DANGERS:
        for pattern in words.dangers[section]:
            if any(_hits(pattern, way) for way in ways):
                kind = Kind.LIFE if section in _OWN_LIFE else Kind(section)
                return Danger(kind, pattern.name)
    return None


def _hits(pattern: Pattern, reading: Reading) -> bool:
    if pattern.hides_in(reading):
        return True
    return any(not _taken_back(span, reading) for span in pattern.spans(reading))


def _taken_back(hit: Span, reading: Reading) -> bool:
    words = lists()
    if any(_covers(idiom, hit) for idiom in _spans(words.idioms, reading)):
        return True
    denied = [span for span in _spans(words.denials, reading) if _denies(span, hit)]
    return bool(denied) and not any(
        start >= denied[0][0] for start, _ in _spans(words.doubts, reading)
    )


def _covers(idiom: Span, hit: Span) -> bool:
    """It takes in more than half of the hit, or its end and what follows: "want to die laughing"."""
    shared = min(idiom[1], hit[1]) - max(idiom[0], hit[0])
    return 2 * shared > hit[1] - hit[0] or (shared > NEAR and idiom[1] > hit[1])


def _denies(denial: Span, hit: Span) -> bool:
    """A denial stands right before what it denies; "don't want to live" is no denial of itself."""
    return denial[0] < hit[0] <= denial[1] + NEAR


def _spans(patterns: Iterable[Pattern], reading: Reading) -> Iterable[Span]:
    return (span for pattern in patterns for span in pattern.spans(reading))
