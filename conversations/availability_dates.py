"""The screen of dates that differ from the week: exceptions, and Kenya's public holidays (A3)."""

from conversations.availability_steps import NAVIGATION
from conversations.words import Button, Keyboard, Say
from models.date_changes import DateChange
from models.opening_views import DatesView, ExceptionView, HolidayView

#: Of each kind, on one page.
A_PAGE = 3


def dates(found: DatesView, page: int) -> Say:
    pages = max(_pages(len(found.exceptions)), _pages(len(found.holidays)), 1)
    page = min(page, pages - 1)
    exceptions = found.exceptions[page * A_PAGE :][:A_PAGE]
    holidays = found.holidays[page * A_PAGE :][:A_PAGE]
    rows: Keyboard = (
        *((_undo(each),) for each in exceptions),
        *((_holiday_button(each),) for each in holidays),
        (Button("dates_close", value="leave"), *_paging(page, pages)),
        NAVIGATION,
    )
    args = {
        "exceptions": listed([exception_line(each.change) for each in exceptions]),
        "holidays": listed([_holiday_line(each) for each in holidays]),
    }
    return Say("hours_dates_all", args, rows)


def _pages(count: int) -> int:
    return -(-count // A_PAGE)


def _paging(page: int, pages: int) -> tuple[Button, ...]:
    before = Button("earlier", value=f"p{page - 1}") if page else None
    after = Button("later", value=f"p{page + 1}") if page + 1 < pages else None
    return tuple(button for button in (before, after) if button)


def listed(lines: list[Say]) -> Say:
    """One line under the other; "none" when there is none."""
    if not lines:
        return Say("dates_none")
    listed = lines[-1]
    for line in reversed(lines[:-1]):
        listed = Say("two_lines", {"first": line, "rest": listed})
    return listed


def exception_line(change: DateChange) -> Say:
    """What a change says of its dates, in one line."""
    reason = Say("because", {"reason": change.reason}) if change.reason else ""
    return Say(_kind(change), {"dates": dates_of(change), "hours": _hours(change),
                               "reason": reason})  # fmt: skip


def _kind(change: DateChange) -> str:
    if change.opens:
        return "change_open_hours" if change.hours else "change_open"
    return "change_closed_hours" if change.hours else "change_closed"


def _hours(change: DateChange) -> str:
    return ", ".join(map(str, change.hours))


def dates_of(change: DateChange) -> Say:
    if change.first == change.last:
        return Say("dates_one", {"first": change.first})
    return Say("dates_range", {"first": change.first, "last": change.last})


def _undo(exception: ExceptionView) -> Button:
    change = exception.change
    one_day = change.first == change.last
    if change.opens:
        key = "undo_open" if one_day else "undo_open_range"
    else:
        key = "undo_closed" if one_day else "undo_closed_range"
    return Button(key, {"first": change.first, "last": change.last}, value=f"u{exception.id}")


def _holiday_line(holiday: HolidayView) -> Say:
    key = "holiday_works" if holiday.works else "holiday_off"
    return Say(key, {"day": holiday.day, "name": holiday.name})


def _holiday_button(holiday: HolidayView) -> Button:
    kind, key = ("c", "holiday_close") if holiday.works else ("w", "holiday_work")
    return Button(key, {"day": holiday.day}, value=f"{kind}{holiday.day.isoformat()}")
