"""The front desk: commands and buttons that belong to no dialogue, answered at once."""

from conversations import booking_card, lists, paidproof_screens, reminding
from conversations.booking_screens import state
from conversations.events import Action, File, Text, Typed, Unknown
from conversations.understanding import read_number
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.answer import (
    Approve,
    Approved,
    BookingFound,
    Come,
    Coming,
    LookUp,
    NotPossible,
)
from conversations.work.desk import BookingsListed, Known, ListBookings, Listing, WhoAmI
from conversations.work.paidproof import MessageRead, ReadUnasked
from models.values import Role

NAME = "desk"
DRAFT = Draft(NAME)

_LISTINGS = {listing.value: listing for listing in Listing}


def advance(draft: Draft, event: Event) -> Turn:
    match event:
        case Text(text=text):
            return Turn(Draft(NAME, _asked(event)), do=ReadUnasked(text))
        case Typed(name="start" | "help") | File() | Unknown():
            return Turn(Draft(NAME, _asked(event)), do=WhoAmI())
        case Typed(name="cancel"):
            return Turn(draft, (Say("nothing_to_cancel", screen=False),))
        case Typed(name=name, payload=page) if name in _LISTINGS:
            return Turn(draft, do=_list(_LISTINGS[name], page))
        case Typed():
            return Turn(Draft(NAME, "unknown_command"), do=WhoAmI())
        case Known():
            return Turn(draft, (_welcome(draft.step, event),))
        case MessageRead():
            return Turn(draft, (paidproof_screens.is_this(event),))
        case BookingsListed():
            return Turn(draft, (lists.listed(event),))
        case Action(verb="ok"):
            return Turn(draft, do=Approve(event.about, event.version))
        case Action(verb="come"):
            return Turn(draft, do=Come(event.about))
        case Action(verb="see"):
            return Turn(draft, do=LookUp(event.about))
        case Approved(booking=booking):
            more = ((Button("see_pending", value="pending"),),)
            return Turn(draft, (Say("approved_done", state(booking), more),))
        case Coming(booking=booking):
            return Turn(draft, (reminding.coming(booking),))
        case BookingFound(booking=booking, actors=actors, now=now, agreement=agreement):
            return Turn(draft, (booking_card.card(booking, actors, now, agreement),))
        case NotPossible(key=key, booking=None):
            return Turn(draft, (Say(key, screen=False),))
        case NotPossible(key=key, booking=now) if now is not None:
            return Turn(draft, (Say(key, state(now)),))
        case _:
            return Turn(draft, (Say("outdated", screen=False),))


def _list(which: Listing, payload: str) -> ListBookings:
    """`2` is a page, `2.1` a part of a week; whatever else was typed shows the first."""
    page, _, part = payload.partition(".")
    return ListBookings(which, read_number(page) or 0, read_number(part) or 0)


def _asked(event: Event) -> str:
    match event:
        case Typed(name=name):
            return "welcome" if name == "start" else "help"
        case Text():
            return "not_understood"
        case _:
            return "only_text_and_buttons"


def _welcome(key: str, known: Known) -> Say:
    """The first words, and a way to everything that this person's roles allow."""
    works = bool({Role.PSYCHOLOGIST, Role.ADMIN} & set(known.roles))
    book = Button("book_session", value="book", style=None if works else "primary")
    rows: list[tuple[Button, ...]] = [(book,), (Button("my_sessions", value="sessions"),)]
    if Role.PSYCHOLOGIST in known.roles:
        pending = Button("see_pending", value="pending", style="primary")
        today = Button("see_today", value="today")
        rows = [(pending, today), (Button("see_week", value="week"),), *rows]
        key = f"{key}_staff" if key in {"welcome", "help"} else key
    elif Role.ADMIN in known.roles:
        rows = [(Button("see_admin", value="admin", style="primary"),), *rows]
        key = f"{key}_admin" if key in {"welcome", "help"} else key
    if key == "help" and known.ussd_code:
        told = {"help": Say(key), "ussd_code": known.ussd_code}
        return Say("help_and_dial", told, tuple(rows), screen=False)
    return Say(key, {"name": known.name}, tuple(rows), screen=False)
