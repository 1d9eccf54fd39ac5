"""A psychologist's own week, rules and dates (A1, A3, A6)."""

from dataclasses import dataclass

from models.hours import Hours
from models.opening_views import DatesView, Rule, WeekView


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """-> WeekFound | NotPossible, as every command here that changes the week"""


@dataclass(frozen=True, slots=True)
class WeekFound:
    week: WeekView


@dataclass(frozen=True, slots=True)
class AddHours:
    """Open `hours` on these weekdays, and `next_day` on the day after each."""

    days: tuple[int, ...]
    hours: tuple[Hours, ...]
    next_day: tuple[Hours, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class RemoveHours:
    window_id: int


@dataclass(frozen=True, slots=True)
class SwitchHours:
    window_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class CloseWeekdays:
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CopyHours:
    day: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetRule:
    """Minutes, days or sessions, as the rule has it; None is no cap."""

    rule: Rule
    value: int | None


@dataclass(frozen=True, slots=True)
class FindDates:
    """-> DatesFound | NotPossible"""


@dataclass(frozen=True, slots=True)
class UndoDates:
    """-> DatesFound | NotPossible"""

    exception_id: int


@dataclass(frozen=True, slots=True)
class DatesFound:
    dates: DatesView


AvailabilityCommand = (
    OpenWeek | AddHours | RemoveHours | SwitchHours | CloseWeekdays | CopyHours | SetRule
    | FindDates | UndoDates
)  # fmt: skip
AvailabilityResult = WeekFound | DatesFound
