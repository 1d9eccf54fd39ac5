"""Lists of bookings on a screen: five a page, each with a button that opens it (B15)."""

from conversations.booking_card import is_to_be_paid, open_button
from conversations.booking_screens import state
from conversations.words import Button, Keyboard, Say
from conversations.work.desk import BookingsListed, Listing
from models.views import BookingView

_BOOK = Button("book_session", value="book", style="primary")
#: Where each list leads besides its own items.
_ELSEWHERE: dict[Listing, tuple[Button, ...]] = {
    Listing.SESSIONS: (_BOOK, Button("see_history", value="history")),
    Listing.HISTORY: (Button("my_sessions", value="sessions"), _BOOK),
    Listing.PENDING: (Button("see_week", value="week"),),
    Listing.TODAY: (Button("see_week", value="week"), Button("see_pending", value="pending")),
    Listing.WEEK: (Button("see_pending", value="pending"), Button("see_past", value="past")),
    Listing.PAST: (Button("see_week", value="week"),),
    Listing.EVERYBODY: (Button("see_admin", value="admin"),),
}
_DAYS = (Listing.TODAY, Listing.WEEK)
#: Lists that a client reads; the others are a psychologist's, and one an admin's.
CLIENTS = (Listing.SESSIONS, Listing.HISTORY)


def listed(found: BookingsListed) -> Say:
    which, bookings = found.which, found.bookings
    rows = _two_a_row(bookings) if which in _DAYS else tuple(_item(which, b) for b in bookings)
    keyboard = (*rows, *_paging(found), _ELSEWHERE[which])
    if not bookings:
        return Say(f"no_{which}", {}, keyboard)
    lines = tuple(Say(f"line_{which}", state(booking)) for booking in bookings)
    return Say(f"list_{which}", {"lines": lines}, keyboard)


def _two_a_row(bookings: tuple[BookingView, ...]) -> Keyboard:
    """A full day fits one screen."""
    buttons = [open_button(booking, "open_client")[0] for booking in bookings]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _item(which: Listing, booking: BookingView) -> tuple[Button, ...]:
    if which is Listing.PENDING:
        named = {"client": booking.client_name}
        approve = Button("approve_for", named, action=("ok", booking), style="success")
        return (approve, Button("see_more", action=("see", booking)))
    if which is Listing.SESSIONS and is_to_be_paid(booking):
        pay = Button("do_pay", action=("pay", booking), style="primary")
        return (*open_button(booking, "open_session"), pay)
    return open_button(booking, "open_session" if which in CLIENTS else "open_client")


def _paging(found: BookingsListed) -> Keyboard:
    """Weeks and pages both count from 0; what is earlier lies to the left."""
    if found.which is Listing.WEEK:
        return _weeks(found)
    row: list[Button] = []
    if found.page:
        row.append(Button("earlier", value=f"{found.which} {found.page - 1}"))
    if found.more:
        row.append(Button("later", value=f"{found.which} {found.page + 1}"))
    return (tuple(row),) if row else ()


def _weeks(found: BookingsListed) -> Keyboard:
    row: list[Button] = []
    if found.page:
        row.append(Button("week_before", value=f"week {found.page - 1}"))
    if found.more:
        row.append(Button("week_rest", value=f"week {found.page}.{found.part + 1}"))
    row.append(Button("week_after", value=f"week {found.page + 1}"))
    return (tuple(row),)
