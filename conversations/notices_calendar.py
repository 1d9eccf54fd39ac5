"""What a psychologist hears about an outside calendar while they are doing something else."""

from conversations.calendar_screens import state
from conversations.words import Button, Keyboard, Say
from models.outside_views import OutsideCalendarView

_SEE: Keyboard = ((Button("calendar_see", value="calendar"),),)


def found(calendar: OutsideCalendarView) -> Say:
    """The first reading went well."""
    return Say("calendar_found", {"state": state(calendar)}, _SEE, screen=False)


def not_added(name: str, code: str) -> Say:
    return Say("calendar_not_added", {"name": name, "why": Say(f"calendar_{code}")}, _SEE,
               screen=False)  # fmt: skip


def failing(name: str, code: str) -> Say:
    return Say("calendar_failing", {"name": name, "why": Say(f"calendar_{code}")}, _SEE,
               screen=False)  # fmt: skip


def mended(name: str) -> Say:
    return Say("calendar_mended", {"name": name}, _SEE, screen=False)
