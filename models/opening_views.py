"""What services tell about a psychologist's hours: frozen pictures of rows, ready to be shown."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.calendar import Rules
from models.date_changes import DateChange
from models.hours import Hours
from models.values import Money
from models.views import BookingView


class Rule(StrEnum):
    """What a psychologist may set (A3): minutes, but days for the horizon, sessions for caps."""

    STEP = "step"
    BEFORE = "before"
    AFTER = "after"
    NOTICE = "notice"
    HORIZON = "horizon"
    PER_DAY = "per_day"
    PER_WEEK = "per_week"


@dataclass(frozen=True, slots=True)
class WindowView:
    """Weekly hours of one weekday, counted from Sunday = 0 (A1); `emergency`: for those only."""

    id: int
    day_of_week: int
    hours: Hours
    is_active: bool
    emergency: bool


@dataclass(frozen=True, slots=True)
class WeekView:
    timezone: str
    windows: tuple[WindowView, ...]
    rules: Rules

    def on(self, day_of_week: int) -> tuple[WindowView, ...]:
        """The windows of a weekday, in order."""
        mine = (window for window in self.windows if window.day_of_week == day_of_week)
        return tuple(sorted(mine, key=lambda window: (window.hours, window.emergency)))


@dataclass(frozen=True, slots=True)
class DayView:
    """A date and the hours that are open on it, by the psychologist's wall clock."""

    day: date
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class HolidayView:
    """A day on which the practice is closed; `works`: but this psychologist isn't."""

    day: date
    name: str
    works: bool


@dataclass(frozen=True, slots=True)
class ExceptionView:
    id: int
    change: DateChange


@dataclass(frozen=True, slots=True)
class DatesView:
    """What differs from the week, from today on."""

    today: date
    exceptions: tuple[ExceptionView, ...]
    holidays: tuple[HolidayView, ...]


@dataclass(frozen=True, slots=True)
class MetSession:
    """A session that lies in time to be closed; `refund` is what a cancel would give back.

    `stays`: nothing can be changed about it just now, because its client is paying.
    `offered_until`: another time has been suggested for it and may be answered until then.
    """

    booking: BookingView
    refund: Money
    stays: bool = False
    offered_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeaveView:
    """What a change of dates would mean: the days as they would be, the sessions that it meets.

    `fingerprint` stands for exactly these sessions as they were when this was read.
    """

    changes: tuple[DateChange, ...]
    days: tuple[DayView, ...]
    sessions: tuple[MetSession, ...]
    fingerprint: str
