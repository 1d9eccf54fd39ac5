"""What a psychologist's calendar is made of: frozen values without rows, clock or I/O."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

MIDNIGHT = time(0, 0)


class Unavailable(StrEnum):
    """Why a session can't start at an instant."""

    CLOSED = "closed"
    """Outside opening hours, on leave, on a holiday, past closing time, or between two steps."""
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    BOOKED = "booked"
    HELD = "held"
    FULL = "full"
    """The most sessions for that day or week are taken."""


def utc(moment: datetime) -> datetime:
    """The same instant in UTC; raises ValueError when no time zone says which instant it is."""
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {moment}")
    return moment.astimezone(UTC)


def _check_hours(start: time, end: time) -> None:
    if end != MIDNIGHT and start >= end:
        raise ValueError(f"hours must end after they start: {start} to {end}")


@dataclass(frozen=True, slots=True)
class Window:
    """Weekly hours by the psychologist's wall clock; an `end` of 00:00 is the midnight after.

    Raises ValueError on hours that end before they start: a night is two windows.
    """

    day_of_week: int
    """0 is Sunday, 6 is Saturday."""
    start: time
    end: time

    def __post_init__(self) -> None:
        if not 0 <= self.day_of_week <= 6:
            raise ValueError(f"a weekday is 0 (Sunday) to 6 (Saturday): {self.day_of_week}")
        _check_hours(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateException:
    """What differs from the weekly windows on the dates from `first` to `last`, both included.

    Available with hours: these replace the day's windows. Available without: the usual windows,
    though it is a holiday. Not available with hours: these are cut out. Without: the day is closed.
    Raises ValueError on dates or hours in the wrong order, or on half a pair of hours.
    """

    first: date
    last: date
    is_available: bool
    start: time | None = None
    end: time | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"dates must not run backwards: {self.first} to {self.last}")
        if (self.start is None) != (self.end is None):
            raise ValueError("hours are a start and an end, or neither")
        if self.start is not None and self.end is not None:
            _check_hours(self.start, self.end)

    @property
    def hours(self) -> tuple[time, time] | None:
        """Start and end by the wall clock, or None for the whole day."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def covers(self, day: date) -> bool:
        """Whether it speaks of this date."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rules:
    """How a psychologist lets themselves be booked; a cap of None is no cap.

    Raises ValueError on a step under one minute and on anything negative.
    """

    slot_step_minutes: int = 30
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    notice_minutes: int = 24 * 60
    horizon_days: int = 30
    max_per_day: int | None = None
    max_per_week: int | None = None

    def __post_init__(self) -> None:
        if self.slot_step_minutes < 1:
            raise ValueError("the slot step is at least one minute")
        others = (
            *(self.buffer_before_minutes, self.buffer_after_minutes, self.notice_minutes),
            *(self.horizon_days, self.max_per_day or 0, self.max_per_week or 0),
        )
        if min(others) < 0:
            raise ValueError("buffers, notice, horizon and caps are not negative")


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that is taken, as UTC instants with its own buffers, half open like the `during` column.

    Raises ValueError on an instant without a time zone and on an empty range.
    """

    starts_at: datetime
    ends_at: datetime
    kind: Literal["booked", "held"]
    group_key: UUID
    """Shared by the members of one group session, which are one session to the caps."""
    session_starts_at: datetime | None = None
    """The session without its buffers; None for what isn't one (an outside calendar, a block)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts_at", utc(self.starts_at))
        object.__setattr__(self, "ends_at", utc(self.ends_at))
        if self.session_starts_at is not None:
            object.__setattr__(self, "session_starts_at", utc(self.session_starts_at))
        if self.starts_at >= self.ends_at:
            raise ValueError(f"busy time must end after it starts: {self.starts_at}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that decides which times of one psychologist are free, by that person's `timezone`."""

    timezone: ZoneInfo
    windows: tuple[Window, ...]
    exceptions: tuple[DateException, ...] = ()
    holidays: frozenset[date] = frozenset()
    rules: Rules = Rules()
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """Open hours without a break, as UTC instants, half open."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A session's start and end without buffers, as UTC instants."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class SlotState(Slot):
    """A slot that is free, or the reason why it isn't."""

    reason: Unavailable | None = None

    @property
    def available(self) -> bool:
        """Whether it can be booked."""
        return self.reason is None
