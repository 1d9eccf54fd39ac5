"""Holidays: Kenya's, open or closed, and closed days of the practice's own (A3)."""

from datetime import date

from conversations.admin_steps import NAVIGATION, Step, page_of, pager, turned
from conversations.events import Tap, Text
from conversations.understanding import one_line, read_date, when
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.holidays import CloseDay, DayDecided, HolidaysFound, ListHolidays, OpenDay
from models.views_people import Holiday


def show(draft: Draft) -> Turn:
    return Turn(draft, do=ListHolidays(page_of(draft)))


def back(draft: Draft) -> Draft:
    if draft.step == Step.CLOSED_NAME:
        return draft.at(Step.CLOSED_DAY, day=None)
    if draft.step == Step.CLOSED_DAY:
        return draft.at(Step.HOLIDAYS)
    return draft.at(Step.MENU, page=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case Step.CLOSED_DAY, HolidaysFound(today=today) if "said" in draft.answers:
            return _understood(draft, today)
        case _, HolidaysFound():
            return Turn(draft, (_screen(draft, event),))
        case _, DayDecided():
            decided = draft.at(Step.HOLIDAYS, day=None)
            return Turn(decided, (_decided(event),))
        case Step.CLOSED_DAY, Text(text=text):
            return show(draft.knowing(said=text[:60]))
        case Step.CLOSED_NAME, Text(text=text):
            day = date.fromisoformat(draft.answers["day"])
            return Turn(draft, do=CloseDay(day, one_line(text, 60)))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    day = read_date(value[1:])
    match draft.step, value[:1]:
        case Step.HOLIDAYS, "o" if day:
            return Turn(draft, do=OpenDay(day))
        case Step.HOLIDAYS, "c" if day:
            return Turn(draft, do=CloseDay(day, ""))
        case Step.HOLIDAYS, "g" if there := turned(draft, value):
            return show(there)
        case Step.HOLIDAYS, "n":
            return show(draft.at(Step.CLOSED_DAY))
        case _:
            return None


def _understood(draft: Draft, today: date) -> Turn:
    """What was typed, now that the practice's own date is known."""
    said = draft.answers["said"]
    known = draft.knowing(said=None)
    day, _ = when(said, today)
    if day is None or read_date(day.isoformat()) is None:
        return show(known.noting("closed_day_hint"))
    if day < today:
        return show(known.noting("holiday_has_passed"))
    return show(known.at(Step.CLOSED_NAME, day=day.isoformat()))


def _screen(draft: Draft, found: HolidaysFound) -> Say:
    if draft.step == Step.CLOSED_DAY:
        return Say("closed_day_which", {}, (NAVIGATION,))
    if draft.step == Step.CLOSED_NAME:
        day = date.fromisoformat(draft.answers["day"])
        return Say("closed_day_name", {"day": day}, (NAVIGATION,))
    rows = tuple((_decide(holiday),) for holiday in found.holidays)
    bottom = (*pager(page_of(draft), found.more), Button("add_closed_day", value="n"))
    lines = tuple(_line(holiday) for holiday in found.holidays)
    key = "holidays_list" if lines else "holidays_none"
    return Say(key, {"lines": lines}, (*rows, bottom, NAVIGATION))


def _line(holiday: Holiday) -> Say:
    key = "holiday_closed" if holiday.is_closed else "holiday_open"
    return Say(key, {"day": holiday.day, "name": holiday.name})


def _decide(holiday: Holiday) -> Button:
    named, day = {"day": holiday.day}, holiday.day.isoformat()
    if not holiday.is_closed:
        return Button("close_again", named, value=f"c{day}")
    return Button("open_own" if holiday.is_own else "open_that_day", named, value=f"o{day}")


def _decided(decided: DayDecided) -> Say:
    key = "day_closed" if decided.is_closed else "day_open"
    booked = Say("day_has_bookings", {"count": decided.booked}) if decided.booked else ""
    on = Button("admin_holidays", value="-")
    args = {"day": decided.day, "booked": booked if decided.is_closed else ""}
    return Say(key, args, ((on,), NAVIGATION))
