"""The days on which the practice is closed (A3); for admins only."""

from dataclasses import dataclass
from datetime import date

from models.views_people import Holiday


@dataclass(frozen=True, slots=True)
class ListHolidays:
    """-> HolidaysFound"""

    page: int


@dataclass(frozen=True, slots=True)
class HolidaysFound:
    """`today` is the practice's own date."""

    today: date
    holidays: tuple[Holiday, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class CloseDay:
    """-> DayDecided | NotPossible"""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class OpenDay:
    """-> DayDecided | NotPossible"""

    day: date


@dataclass(frozen=True, slots=True)
class DayDecided:
    """`booked`: sessions that are on that day already, and stay."""

    day: date
    is_closed: bool
    booked: int


HolidaysCommand = ListHolidays | CloseDay | OpenDay
HolidaysResult = HolidaysFound | DayDecided
