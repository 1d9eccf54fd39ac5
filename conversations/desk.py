"""The front desk: commands and buttons that belong to no dialogue, answered at once."""

from conversations.booking_screens import state
from conversations.events import Action, File, Text, Typed, Unknown
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.answer import Approve, Approved, BookingFound, LookUp, NotPossible
from conversations.work.desk import BookingsListed, Known, ListBookings, Listing, WhoAmI
from models.values import BookingStatus as S
from models.values import PaymentStatus, Role
from models.views import BookingView

NAME = "desk"
DRAFT = Draft(NAME)

_LISTINGS = {"sessions": Listing.SESSIONS, "pending": Listing.PENDING, "today": Listing.TODAY}


def advance(draft: Draft, event: Event) -> Turn:
    match event:
        case Typed(name="start" | "help") | File() | Unknown() | Text():
            return Turn(Draft(NAME, _asked(event)), do=WhoAmI())
        case Typed(name="cancel"):
            return Turn(draft, (Say("nothing_to_cancel", screen=False),))
        case Typed(name=name) if name in _LISTINGS:
            return Turn(draft, do=ListBookings(_LISTINGS[name]))
        case Typed():
            return Turn(Draft(NAME, "unknown_command"), do=WhoAmI())
        case Known():
            return Turn(draft, (_welcome(draft.step, event),))
        case BookingsListed(which=which, bookings=()):
            return Turn(draft, (Say(f"no_{which}", {}, _book(which), screen=False),))
        case BookingsListed(which=which, bookings=bookings):
            return Turn(draft, (_listed(which, bookings),))
        case Action(verb="ok"):
            return Turn(draft, do=Approve(event.about, event.version))
        case Action(verb="see"):
            return Turn(draft, do=LookUp(event.about))
        case Approved(booking=booking):
            more = ((Button("see_pending", value="pending"),),)
            return Turn(draft, (Say("approved_done", state(booking), more),))
        case BookingFound(booking=booking):
            return Turn(draft, (Say("booking_now", state(booking), screen=False),))
        case NotPossible(key=key, booking=now):
            return Turn(draft, (Say(key, state(now) if now else {}, screen=now is not None),))
        case _:
            return Turn(draft, (Say("outdated", screen=False),))


def _asked(event: Event) -> str:
    match event:
        case Typed(name=name):
            return "welcome" if name == "start" else "help"
        case Text():
            return "not_understood"
        case _:
            return "only_text_and_buttons"


def _welcome(key: str, known: Known) -> Say:
    book = Button("book_session", value="book", style="primary")
    rows: list[tuple[Button, ...]] = [(book,), (Button("my_sessions", value="sessions"),)]
    if Role.PSYCHOLOGIST in known.roles:
        pending, today = Button("see_pending", value="pending"), Button("see_today", value="today")
        rows = [(pending, today), *rows]
        key = f"{key}_staff" if key in {"welcome", "help"} else key
    return Say(key, {"name": known.name}, tuple(rows), screen=False)


def _book(which: Listing) -> Keyboard:
    if which is not Listing.SESSIONS:
        return ()
    return ((Button("book_session", value="book", style="primary"),),)


def _listed(which: Listing, bookings: tuple[BookingView, ...]) -> Say:
    lines = tuple(Say(f"line_{which}", state(booking)) for booking in bookings)
    rows = tuple(row for booking in bookings for row in _doable(which, booking))
    return Say(f"list_{which}", {"lines": lines}, rows[:90], screen=False)


def _doable(which: Listing, booking: BookingView) -> Keyboard:
    """What can be done with a booking, as buttons (B15)."""
    named = {"reference": booking.reference, "starts_at": booking.starts_at}
    if which is Listing.PENDING:
        return request_buttons(booking)
    unpaid = booking.status is S.APPROVED and booking.payment_status is not PaymentStatus.PAID
    if which is Listing.SESSIONS and unpaid:
        return ((Button("pay_for", named, action=("pay", booking), style="primary"),),)
    if booking.status in {S.CONFIRMED, S.IN_PROGRESS} and booking.meeting_link:
        return ((Button("join_for", named, url=booking.meeting_link),),)
    return ()


def request_buttons(booking: BookingView) -> Keyboard:
    named = {"client": booking.client_name}
    return (
        (
            Button("approve_for", named, action=("ok", booking), style="success"),
            Button("decline_for", named, action=("no", booking), style="danger"),
        ),
    )
