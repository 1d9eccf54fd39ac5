"""A psychologist's day in one message, in the morning (R7)."""

from conversations.words import Button, Keyboard, Say
from models.digest_views import Agenda, AgendaSession
from models.values import BookingStatus

#: Sessions in one message, and of them on buttons; a longer day is under /today.
MOST, MOST_BUTTONS = 12, 8


def agenda(told: Agenda, name: str) -> Say:
    args = {
        "name": name,
        "day": told.day,
        "sessions": [_line(one) for one in told.sessions[:MOST]] or Say("agenda_free"),
        "more": _more(told),
        "waiting": _waiting(told),
        "noteless": Say("agenda_noteless", {"count": told.noteless}) if told.noteless else "",
    }
    return Say("agenda", args, _keyboard(told), screen=False)


def _line(one: AgendaSession) -> Say:
    money = f"money_{one.payment_status}" if one.price.minor else "money_none"
    args = {
        "hour": one.starts_at,
        "client": one.client_name,
        "service": one.service_title,
        "medium": Say(f"medium_{one.medium}"),
        "coming": _coming(one),
        "money": Say(money, {"price": one.price}),
    }
    return Say("agenda_line", args)


def _coming(one: AgendaSession) -> Say:
    if one.status is BookingStatus.APPROVED:
        return Say("agenda_unconfirmed")
    if one.status is BookingStatus.IN_PROGRESS:
        return Say("status_in_progress")
    return Say("agenda_coming") if one.coming_at else Say("agenda_no_answer")


def _more(told: Agenda) -> Say | str:
    left = len(told.sessions) - MOST
    return Say("agenda_more", {"count": left}) if left > 0 else ""


def _waiting(told: Agenda) -> Say | str:
    if not told.waiting:
        return ""
    return Say("agenda_waiting", {"count": told.waiting, "due": told.first_due})


def _keyboard(told: Agenda) -> Keyboard:
    buttons = [_open(one) for one in told.sessions[:MOST_BUTTONS]]
    rows: list[tuple[Button, ...]] = [
        tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)
    ]
    if told.waiting:
        rows.append((Button("see_pending", value="pending", style="primary"),))
    if told.noteless:
        rows.append((Button("see_past", value="past"),))
    rows.append((Button("see_today", value="today"), Button("see_week", value="week")))
    return tuple(rows)


def _open(one: AgendaSession) -> Button:
    named = {"hour": one.starts_at, "client": one.client_name}
    return Button("open_hour", named, action=("see", one))
