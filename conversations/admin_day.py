"""Today across the practice: everybody's sessions, each with its card (B15)."""

from conversations.admin_steps import NAVIGATION, Step, page_of, pager, turned
from conversations.booking_screens import state
from conversations.events import Tap
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.admin import ListPracticeDay, PracticeDay
from models.views import BookingView


def show(draft: Draft) -> Turn:
    return Turn(draft, do=ListPracticeDay(page_of(draft)))


def back(draft: Draft) -> Draft:
    return draft.at(Step.MENU, page=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case PracticeDay():
            return Turn(draft, (_day(draft, event),))
        case Tap(value=value) if there := turned(draft, value):
            return show(there)
        case _:
            return None


def _day(draft: Draft, day: PracticeDay) -> Say:
    rows = tuple((_see(booking),) for booking in day.bookings)
    turning = pager(page_of(draft), day.more)
    keyboard = (*rows, turning, NAVIGATION) if turning else (*rows, NAVIGATION)
    lines = tuple(Say("line_everybody", state(booking)) for booking in day.bookings)
    return Say("list_everybody" if lines else "no_everybody", {"lines": lines}, keyboard)


def _see(booking: BookingView) -> Button:
    named = {"client": booking.client_name, "starts_at": booking.starts_at}
    return Button("see_booking", named, action=("see", booking))
