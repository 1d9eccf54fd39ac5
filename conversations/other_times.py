"""The nearest free times as buttons, for a client whose request came to nothing (B5)."""

from collections.abc import Iterable

from conversations.understanding import read_number
from conversations.words import Button, Keyboard
from models.calendar import Slot
from models.views import BookingView

#: Begins what /book is told by such a button: psychologist, service and instant follow.
AT = "at."


def other_times(booking: BookingView, slots: Iterable[Slot]) -> Keyboard:
    """A tap begins to book that time, another day of theirs, or somebody else."""
    times = tuple(
        (Button("instead_button", {"starts_at": slot.starts_at}, value=_book_at(booking, slot)),)
        for slot in slots
    )
    others = (
        Button("book_again", action=("again", booking)),
        Button("another_psychologist", value="book"),
    )
    return (*times, others)


def _book_at(booking: BookingView, slot: Slot) -> str:
    at = int(slot.starts_at.timestamp())
    return f"book {AT}{booking.psychologist_id}.{booking.service_id}.{at}"


def read_other_time(about: str) -> tuple[int, int, int] | None:
    """Psychologist, service and instant of such a button; None for whatever else was typed."""
    if not about.startswith(AT):
        return None
    numbers = [read_number(part) for part in about.removeprefix(AT).split(".")]
    match numbers:
        case [int(psychologist), int(service), int(at)]:
            return psychologist, service, at
        case _:
            return None
