"""/calendar: one's own feed, and for psychologists the calendars they keep elsewhere (A7).

A calendar is read outside of the chat. While somebody waits for that, the step is READING, and
CalendarRead brings the answer.
"""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from conversations import calendar_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import one_line, read_id
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.calendar import (
    AddCalendar,
    CalendarRead,
    CalendarReading,
    CalendarRefused,
    CalendarsShown,
    CheckCalendar,
    OpenCalendars,
    RemoveCalendar,
    RenameCalendar,
    RenewFeed,
)
from models.outside_views import OutsideCalendarView

NAME = "calendar"
ENTRANCE = Entrance(commands=frozenset({"calendar"}))
OF_WORK = True
#: Whoever knows the address of a calendar reads all of it.
PRIVATE = True

LONGEST_NAME = 60


class Step(StrEnum):
    LIST = "list"
    RENEW = "renew"
    ADDRESS = "address"
    READING = "reading"
    ONE = "one"
    RENAME = "rename"
    REMOVE = "remove"


FRAME = Frame(
    Step, left="calendar_left",
    hints={Step.ADDRESS: "calendar_type_it", Step.RENAME: "calendar_type_it"},
)  # fmt: skip

_OF_ONE = {Step.ONE, Step.RENAME, Step.REMOVE}


def show(draft: Draft) -> Turn:
    match Step(draft.step):
        case Step.ADDRESS:
            return Turn(draft, (screens.ask_address(),))
        case Step.READING:
            return Turn(draft, (screens.reading(),))
        case Step.RENEW:
            return Turn(draft, (screens.sure("calendar_sure_renew", "calendar_renew_now"),))
        case Step.LIST | Step.ONE | Step.RENAME | Step.REMOVE:
            return Turn(draft, do=OpenCalendars())


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.RENAME | Step.REMOVE:
            return draft.at(Step.ONE)
        case _:
            return draft.at(Step.LIST, calendar=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(draft.at(Step.LIST, calendar=None))
        case _, CalendarRead():
            return _read(draft, event)
        case _, CalendarsShown():
            return _shown(draft, event)
        case Step.ADDRESS, CalendarReading(calendar=calendar):
            kept = draft.at(Step.READING, calendar=calendar.hex).noting("calendar_address_sealed")
            return replace(show(kept), remove=True)
        case _, CalendarReading(calendar=calendar):
            return show(draft.at(Step.READING, calendar=calendar.hex))
        case _, CalendarRefused(code=code):
            return show(draft.noting(f"calendar_{code}"))
        case _, NotPossible(key=key):
            return show(draft.at(Step.LIST, calendar=None).noting(_known(key)))
        case Step.ADDRESS, Text(text=text):
            return Turn(draft, do=AddCalendar(text))
        case Step.RENAME, Text(text=text):
            name = one_line(text, LONGEST_NAME)
            return Turn(draft.at(Step.ONE), do=RenameCalendar(_chosen(draft), name))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    match draft.step, value:
        case Step.LIST, "renew":
            return show(draft.at(Step.RENEW))
        case Step.RENEW, "yes":
            return Turn(draft.at(Step.LIST).noting("calendar_renewed"), do=RenewFeed())
        case Step.LIST, "add":
            return show(draft.at(Step.ADDRESS))
        case Step.LIST, _ if value[:1] == "c" and (calendar := read_id(value[1:])):
            return show(draft.at(Step.ONE, calendar=calendar.hex))
        case Step.ONE, "check":
            return Turn(draft, do=CheckCalendar(_chosen(draft)))
        case Step.ONE, ("rename" | "remove"):
            return show(draft.at(Step(value)))
        case Step.REMOVE, "yes":
            gone = draft.at(Step.LIST, calendar=None).noting("calendar_removed")
            return Turn(gone, do=RemoveCalendar(_chosen(draft)))
        case _:
            return None


def _shown(draft: Draft, shown: CalendarsShown) -> Turn:
    """The present step, with the calendar that it is about if there is one still."""
    if draft.step not in _OF_ONE:
        return Turn(draft, (screens.overview(shown),))
    mine = {each.public_id: each for each in shown.outside or ()}
    chosen = mine.get(_chosen(draft))
    if chosen is None:
        return Turn(draft.at(Step.LIST, calendar=None), (screens.overview(shown),))
    return Turn(draft, (_about(draft.step, chosen),))


def _about(step: str, chosen: OutsideCalendarView) -> Say:
    match step:
        case Step.RENAME:
            return screens.ask_name(chosen)
        case Step.REMOVE:
            return screens.sure("calendar_sure_remove", "calendar_remove_now", name=chosen.name)
        case _:
            return screens.one(chosen)


def _read(draft: Draft, read: CalendarRead) -> Turn:
    """The answer that this screen waits for; any other comes as a message (notices_calendar)."""
    calendar = read.calendar
    if draft.step != Step.READING or draft.answers.get("calendar") != calendar.public_id.hex:
        return Turn(draft)
    if calendar.error is None:
        return Turn(draft.at(Step.ONE), (screens.one(calendar, "calendar_found"),))
    if read.is_gone:
        return show(draft.at(Step.ADDRESS, calendar=None).noting(f"calendar_{calendar.error}"))
    return Turn(draft.at(Step.ONE), (screens.one(calendar),))


def _chosen(draft: Draft) -> UUID:
    return UUID(hex=str(draft.answers.get("calendar", UUID(int=0).hex)))


def _known(key: str) -> str:
    """A calendar that is somebody else's is one that isn't there."""
    return "calendar_gone" if key == "not_yours" else key
