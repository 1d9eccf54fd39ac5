"""What /calendar looks like: the feed, the list of outside calendars, and one of them."""

from conversations.words import Button, Keyboard, Say
from conversations.work.calendar import CalendarsShown
from models.outside_views import OutsideCalendarView

BACK, CLOSE = Button("back", value="back"), Button("calendar_close", value="cancel")
_CANCEL_ROW: Keyboard = ((BACK, Button("cancel", value="cancel")),)


def overview(shown: CalendarsShown) -> Say:
    address = f"{shown.feed}.ics"
    rows: list[tuple[Button, ...]] = [
        (Button("calendar_copy", copy=address), Button("calendar_open", url=shown.feed)),
        (Button("calendar_renew", value="renew"),),
    ]
    if shown.outside is None:
        return Say("calendar_client", {"address": address}, (*rows, (CLOSE,)))
    named = [
        Button(each.name, value=f"c{each.public_id.hex}", plain=True) for each in shown.outside
    ]
    rows += [tuple(named[start : start + 2]) for start in range(0, len(named), 2)]
    rows += [(Button("calendar_add", value="add", style="primary"),), (CLOSE,)]
    lines = tuple(state(each) for each in shown.outside) or Say("calendar_none")
    return Say("calendar_staff", {"address": address, "lines": lines}, tuple(rows))


def state(calendar: OutsideCalendarView) -> Say:
    """One calendar: what it takes, since when, and what is wrong with it."""
    args = {"name": calendar.name, "count": calendar.busy, "good_at": calendar.good_at}
    if calendar.good_at is None and calendar.error is None:
        return Say("calendar_first_reading", args)
    if calendar.error is not None:
        return Say("calendar_broken_line", {**args, "why": Say(f"calendar_{calendar.error}")})
    return Say("calendar_line", args)


def one(calendar: OutsideCalendarView, key: str = "calendar_one") -> Say:
    rows: Keyboard = (
        (Button("calendar_check", value="check"),),
        (Button("calendar_rename", value="rename"), Button("calendar_remove", value="remove")),
        (BACK, CLOSE),
    )
    return Say(key, {"state": state(calendar)}, rows)


def ask_address() -> Say:
    return Say("calendar_ask_address", keyboard=_CANCEL_ROW)


def ask_name(calendar: OutsideCalendarView) -> Say:
    return Say("calendar_ask_name", {"name": calendar.name}, _CANCEL_ROW)


def reading() -> Say:
    return Say("calendar_reading", keyboard=((BACK, CLOSE),))


def sure(key: str, yes: str, **args: str) -> Say:
    """A question before something that can't be undone."""
    return Say(key, args, ((Button(yes, value="yes", style="danger"),), (BACK,)))
