"""What a psychologist wants of certain dates: closed or open, for some hours or the whole day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from models.hours import Hours

LONGEST_REASON = 120


class Decision(StrEnum):
    """What becomes of the sessions that lie inside (A2)."""

    MOVE = "move"
    CANCEL = "cancel"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class DateChange:
    """The dates from `first` to `last`, both included, by the psychologist's own calendar.

    Closing without hours closes the day, with hours only these. Opening with hours makes these the
    hours of the day, without hours the usual ones, though it is a holiday.
    Raises ValueError on dates that run backwards.
    """

    first: date
    last: date
    opens: bool
    hours: tuple[Hours, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"dates must not run backwards: {self.first} to {self.last}")

    @property
    def dates(self) -> tuple[date, ...]:
        days = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(days))

    def packed(self) -> list[Any]:
        """As a draft keeps it, in plain JSON."""
        hours = [minute for each in self.hours for minute in (each.start, each.end)]
        return [self.first.isoformat(), self.last.isoformat(), self.opens, hours, self.reason]

    @classmethod
    def unpacked(cls, kept: Sequence[Any]) -> Self:
        first, last, opens, hours, reason = kept
        pairs = zip(hours[::2], hours[1::2], strict=True)
        return cls(
            date.fromisoformat(first), date.fromisoformat(last), opens,
            tuple(Hours(start, end) for start, end in pairs), reason,
        )  # fmt: skip
