"""Hours of one day by the wall clock, and what they become when hours are added to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

#: Minutes of a day; as an end it is the midnight after ("24:00").
MIDNIGHT_AFTER = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """From `start` to `end`, in minutes since midnight by the psychologist's wall clock.

    Raises ValueError on hours that don't end after they start: a night is two of them.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MIDNIGHT_AFTER:
            raise ValueError(f"hours end after they start, within a day: {self.start}-{self.end}")

    @classmethod
    def of(cls, start: str, end: str) -> Self:
        """From the words of a row: "09:00" and "24:00"."""
        return cls(_minutes(start), _minutes(end))

    @property
    def starts(self) -> str:
        """As rows keep it: "09:00"."""
        return _clock(self.start)

    @property
    def ends(self) -> str:
        """As rows keep it: "17:00"; the midnight after is "24:00"."""
        return _clock(self.end)

    def __str__(self) -> str:
        return f"{self.starts}–{self.ends}"


def joined(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """The same hours in order, without overlaps; hours that touch become one."""
    found: list[Hours] = []
    for each in sorted(hours):
        if found and each.start <= found[-1].end:
            found[-1] = Hours(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return tuple(found)


def gaps(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """The hours of a day that are none of these."""
    edges = [0]
    for each in joined(hours):
        edges += [each.start, each.end]
    edges.append(MIDNIGHT_AFTER)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Hours(start, end) for start, end in pairs if start < end)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
