"""Dates closed or opened by a psychologist, and the sessions that this meets (A2)."""

from dataclasses import dataclass
from datetime import date

from models.date_changes import DateChange, Decision
from models.opening_views import LeaveView
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class AskToday:
    """-> TodayIs | NotPossible"""


@dataclass(frozen=True, slots=True)
class TodayIs:
    """The psychologist's own date."""

    day: date


@dataclass(frozen=True, slots=True)
class LookAhead:
    """What these changes would mean; nothing happens -> Foreseen | NotPossible"""

    changes: tuple[DateChange, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`again`: what was to be decided has changed since it was shown."""

    leave: LeaveView
    again: bool = False


@dataclass(frozen=True, slots=True)
class ChangeDates:
    """Do it, if the sessions are still those of `fingerprint`; else show them once more.

    `at_once`: today or tomorrow, so the clients are told in other words.
    -> DatesChanged | Foreseen | NotPossible
    """

    changes: tuple[DateChange, ...]
    fingerprint: str
    decision: Decision
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class DatesChanged:
    """`told` have been offered another time or were cancelled; `left` are still as they were.

    `unheard` are cancelled, but their clients have no chat: somebody has to call them (P2).
    """

    leave: LeaveView
    decision: Decision
    told: tuple[BookingView, ...] = ()
    left: tuple[BookingView, ...] = ()
    unheard: tuple[BookingView, ...] = ()


LeaveCommand = AskToday | LookAhead | ChangeDates
LeaveResult = TodayIs | Foreseen | DatesChanged
