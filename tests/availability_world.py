"""A world in which Brian has hours, holidays and, if a test wants, sessions in the way."""

from datetime import date
from typing import Any

from conversations.work import Command, Result
from conversations.work import availability as work
from conversations.work import leave as leave_work
from models.calendar import Rules
from models.date_changes import DateChange, Decision
from models.hours import Hours
from models.opening_views import (
    DatesView,
    DayView,
    ExceptionView,
    HolidayView,
    LeaveView,
    MetSession,
    WeekView,
    WindowView,
)
from models.values import BookingStatus, Money
from tests.dialog import Chat, booking, outside

TODAY = date(2026, 9, 7)
MORNING, AFTERNOON = Hours(540, 750), Hours(840, 1020)
WEEK = WeekView(
    "Africa/Nairobi",
    (
        WindowView(1, 1, MORNING, True, False),
        WindowView(2, 1, AFTERNOON, True, False),
        WindowView(3, 2, MORNING, False, False),
        WindowView(4, 3, Hours(1080, 1320), True, True),
    ),
    Rules(max_per_day=5),
)
LEAVE = DateChange(date(2026, 9, 20), date(2026, 9, 25), opens=False, reason="family <3")
DATES = DatesView(
    TODAY,
    (ExceptionView(11, LEAVE),),
    (
        HolidayView(date(2026, 10, 10), "Mazingira Day", False),
        HolidayView(date(2026, 10, 20), "Mashujaa Day", True),
    ),
)
SESSIONS = (
    MetSession(booking(status=BookingStatus.CONFIRMED), Money(250_000)),
    MetSession(booking(status=BookingStatus.PENDING), Money(0)),
    MetSession(booking(), Money(0), stays=True),
)


def free(command: Command) -> Result:
    """A week with hours, and nothing booked."""
    match command:
        case work.FindDates() | work.UndoDates():
            return work.DatesFound(DATES)
        case leave_work.AskToday():
            return leave_work.TodayIs(TODAY)
        case leave_work.LookAhead(changes=changes):
            return leave_work.Foreseen(leave_of(changes))
        case leave_work.ChangeDates(changes=changes, decision=decision):
            return leave_work.DatesChanged(leave_of(changes), decision)
        case _ if isinstance(command, work.AvailabilityCommand):
            return work.WeekFound(WEEK)
        case _:
            return outside(command)


def leave_of(changes: tuple[DateChange, ...], *sessions: MetSession) -> LeaveView:
    days = tuple(DayView(change.first, change.hours) for change in changes)
    return LeaveView(changes, days, sessions, f"print{len(sessions)}")


def booked(command: Command) -> Result:
    """The same with three sessions in whatever is closed."""
    match command:
        case leave_work.LookAhead(changes=changes):
            return leave_work.Foreseen(leave_of(changes, *SESSIONS))
        case leave_work.ChangeDates(changes=changes, decision=decision):
            left = (booking(),) if decision is not Decision.KEEP else ()
            told = () if decision is Decision.KEEP else (booking(), booking())
            return leave_work.DatesChanged(leave_of(changes, *SESSIONS), decision, told, left)
        case _:
            return free(command)


def last(chat: Chat) -> Any:
    return chat.asked[-1]
