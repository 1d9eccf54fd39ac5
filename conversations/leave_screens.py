"""Screens of closing and opening dates: which days, why, what it meets, what was done (A2)."""

import calendar
from collections.abc import Sequence
from datetime import date

from conversations.availability_dates import dates_of, exception_line, listed
from conversations.availability_steps import NAVIGATION
from conversations.booking_screens import BLANK, details
from conversations.words import Button, Keyboard, Say
from conversations.work.leave import DatesChanged, Foreseen
from models.date_changes import DateChange, Decision
from models.opening_views import DayView, LeaveView, MetSession
from models.values import Money
from models.views import BookingView

#: More sessions than this are counted, not listed: a message has its limits.
MOST_LISTED = 15
#: Reasons one tap away; nobody but the psychologist reads them.
REASONS = (
    ("leave_reason_leave", "leave"),
    ("leave_reason_training", "training"),
    ("leave_reason_private", "private"),
)


def day(key: str, today: date, month: date, first: date | None) -> Say:
    """A month of days from today, or from the first day of the leave."""
    since = max(today, first or today)
    head = tuple(Button(f"weekday_{index}", value="-") for index in range(7))
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    rows = tuple(
        tuple(_day(each, month, since) for each in week) for week in weeks if week[-1] >= since
    )
    args = {"month": month, "first": first}
    return Say(key, args, (head, *rows, _bottom(month, since, first)))


def _bottom(month: date, since: date, first: date | None) -> tuple[Button, ...]:
    bottom = [*NAVIGATION]
    if first:
        bottom.insert(1, Button("leave_one_day", value="one"))
    if month > since.replace(day=1):
        bottom.insert(0, Button("earlier", value=f"m{_shifted(month, -1)}"))
    return (*bottom, Button("later", value=f"m{_shifted(month, 1)}"))


def _day(each: date, month: date, since: date) -> Button:
    if each.month != month.month:
        return Button(BLANK, plain=True, value="-")
    if each < since:
        return Button("·", plain=True, value="-")
    return Button(str(each.day), plain=True, value=f"d{each.isoformat()}")


def _shifted(month: date, step: int) -> str:
    year, index = divmod(month.year * 12 + month.month - 1 + step, 12)
    return date(year, index + 1, 1).isoformat()


def reason(first: date, last: date) -> Say:
    buttons = tuple((Button(key, value=f"r{index}"),) for index, (key, _) in enumerate(REASONS))
    none = ((Button("leave_no_reason", value="none"),),)
    when = dates_of(DateChange(first, last, opens=False))
    return Say("leave_why", {"dates": when}, (*buttons, *none, NAVIGATION))


def sick() -> Say:
    rows = (
        (Button("sick_today", value="today"),),
        (Button("sick_tomorrow", value="tomorrow"),),
        NAVIGATION,
    )
    return Say("sick_when", {}, rows)


def preview(found: Foreseen, *, at_once: bool) -> Say:
    leave = found.leave
    args: dict[str, object] = {
        "changed": Say("leave_changed_meanwhile") if found.again else "",
        "changes": tuple(exception_line(change) for change in leave.changes),
        "days": _days(leave),
    }
    if not leave.sessions:
        key = "leave_preview_open" if _opens(leave) else "leave_preview_free"
        return Say(key, args, (_do(leave), NAVIGATION))
    args |= {"count": len(leave.sessions), "sessions": _sessions(leave), "back": _total(leave)}
    return Say("leave_preview_met", args, (*_decisions(leave, at_once=at_once), NAVIGATION))


def _opens(leave: LeaveView) -> bool:
    return any(change.opens for change in leave.changes)


def opens_nothing(leave: LeaveView) -> bool:
    """Work on days without usual hours: nobody could be booked, so the hours are asked for."""
    return any(change.opens and not change.hours for change in leave.changes) and not any(
        each.hours for each in leave.days
    )


def _do(leave: LeaveView) -> tuple[Button, ...]:
    label = "leave_do_open" if _opens(leave) else "leave_do_close"
    return (Button(label, value="dkeep", style="primary"),)


def _days(leave: LeaveView) -> Say:
    """The hours that are left or opened; a day that is simply closed needs no line."""
    if all(bool(change.hours) == change.opens for change in leave.changes):
        return Say("no_words")
    return Say("leave_days", {"days": listed([_hours_of(each) for each in leave.days])})


def _hours_of(each: DayView) -> Say:
    hours = ", ".join(map(str, each.hours)) or Say("hours_none")
    return Say("day_will_be", {"day": each.day, "hours": hours})


def _sessions(leave: LeaveView) -> tuple[Say, ...]:
    lines = [_session(each) for each in leave.sessions[:MOST_LISTED]]
    more = len(leave.sessions) - MOST_LISTED
    if more > 0:
        lines.append(Say("leave_more", {"count": more}))
    return tuple(lines)


def _session(met: MetSession) -> Say:
    booking = met.booking
    money = Say("leave_money_back" if met.refund.minor else "leave_money_none",
                {"refund": met.refund})  # fmt: skip
    stays: Say | str = Say("leave_paying_now") if met.stays else ""
    if met.offered_until and not met.stays:
        stays = Say("leave_offered_before", {"until": met.offered_until})
    status = Say(f"leave_{booking.status}")
    return Say("leave_session",
               {**details(booking), "money": money, "status": status, "stays": stays})  # fmt: skip


def _total(leave: LeaveView) -> Say:
    """What a cancel of all gives back, per currency."""
    sums: dict[str, int] = {}
    for met in leave.sessions:
        sums[met.refund.currency] = sums.get(met.refund.currency, 0) + met.refund.minor
    words = Say("leave_nothing_back")
    for number, (currency, minor) in enumerate(item for item in sums.items() if item[1]):
        one = Say("leave_sum", {"sum": Money(minor, currency)})
        words = Say("leave_sums", {"first": words, "rest": one}) if number else one
    return words


def _decisions(leave: LeaveView, *, at_once: bool) -> Keyboard:
    count = {"count": len(leave.sessions)}
    move = Button("leave_do_move", count, value="dmove", style="primary")
    cancel = Button("leave_do_cancel", count, value="dcancel", style="danger")
    keep = () if at_once else ((Button("leave_do_keep", value="dkeep"),),)
    return ((move,), (cancel,), *keep)


def done(event: DatesChanged) -> Say:
    leave = event.leave
    args = {
        "changes": tuple(exception_line(change) for change in leave.changes),
        "count": len(event.told),
        "left": _left(event),
        "unheard": _unheard(event),
        "back": _total(leave),
    }
    keyboard = _see((*event.left, *event.unheard))
    if not leave.sessions:
        return Say("leave_done_free", args, keyboard)
    args["sessions"] = len(leave.sessions)
    return Say(_DONE[event.decision], args, keyboard)


_DONE = {
    Decision.MOVE: "leave_done_moved",
    Decision.CANCEL: "leave_done_cancelled",
    Decision.KEEP: "leave_done_kept",
}


def _left(event: DatesChanged) -> Say | str:
    if not event.left:
        return ""
    key = "leave_left_moving" if event.decision is Decision.MOVE else "leave_left_paying"
    return Say(key, {"count": len(event.left)})


def _unheard(event: DatesChanged) -> Say | str:
    return Say("leave_unheard", {"count": len(event.unheard)}) if event.unheard else ""


def _see(bookings: tuple[BookingView, ...]) -> Keyboard:
    shown: Sequence[Button] = [
        Button("leave_see", {"client": each.client_name, "starts_at": each.starts_at},
               action=("see", each))
        for each in bookings[:7]
    ]  # fmt: skip
    return tuple((button,) for button in shown)
