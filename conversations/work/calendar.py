"""A person's own feed, and the outside calendars of a psychologist (A7)."""

from dataclasses import dataclass
from uuid import UUID

from models.outside_views import OutsideCalendarView


@dataclass(frozen=True, slots=True)
class OpenCalendars:
    """-> CalendarsShown"""


@dataclass(frozen=True, slots=True)
class RenewFeed:
    """The old address dies -> CalendarsShown"""


@dataclass(frozen=True, slots=True)
class CalendarsShown:
    """`feed` is the address without its .ics; `outside` is None for whoever is no psychologist."""

    feed: str
    outside: tuple[OutsideCalendarView, ...] | None


@dataclass(frozen=True, slots=True)
class AddCalendar:
    """An address as it was typed -> CalendarReading | CalendarRefused | NotPossible"""

    typed: str


@dataclass(frozen=True, slots=True)
class CheckCalendar:
    """-> CalendarReading | NotPossible"""

    calendar: UUID


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """It is being read; CalendarRead follows."""

    calendar: UUID


@dataclass(frozen=True, slots=True)
class CalendarRefused:
    """`code` is one of models.outside_calendars.FAILURES."""

    code: str


@dataclass(frozen=True, slots=True)
class RenameCalendar:
    """-> CalendarsShown | NotPossible"""

    calendar: UUID
    name: str


@dataclass(frozen=True, slots=True)
class RemoveCalendar:
    """-> CalendarsShown | NotPossible"""

    calendar: UUID


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What came of reading, from outside of the chat; `error` in it says what went wrong.

    `is_gone`: its first reading failed, so it was not kept.
    """

    calendar: OutsideCalendarView
    is_gone: bool = False


CalendarCommand = (
    OpenCalendars | RenewFeed | AddCalendar | CheckCalendar | RenameCalendar | RemoveCalendar
)
CalendarResult = CalendarsShown | CalendarReading | CalendarRefused | CalendarRead
