"""The screens of the booking dialogue: cards, services, the month, times, the review."""

import calendar
from datetime import date

from conversations.formats import clock_time
from conversations.words import Button, Keyboard, Say
from conversations.work.booking import DaysFound, SlotTaken, TimesFound
from models.views import BookingView, PsychologistCard

STEPS = 5
TIMES_A_ROW = 4
#: Telegram shows long keyboards badly; rows above this many are left to "type another time".
MOST_TIMES = 24
#: A button must have a text; this one shows nothing and, unlike a space, is not trimmed.
BLANK = "\u2800"

_BACK = Button("back", value="back")
_CANCEL = Button("cancel", value="cancel")
_NAVIGATION = (_BACK, _CANCEL)


def psychologists(cards: tuple[PsychologistCard, ...]) -> Say:
    if not cards:
        return Say("nobody_takes_bookings")
    rows = [(Button(card.name, plain=True, value=f"p{card.id}"),) for card in cards]
    lines = tuple(_card_line(card) for card in cards)
    return Say("choose_psychologist", _step(1, cards=lines), (*rows, (_CANCEL,)))


def _card_line(card: PsychologistCard) -> Say:
    cheapest = min(service.price for service in card.services)
    key = "card" if card.next_free else "card_without_time"
    return Say(
        key,
        {
            "name": card.name,
            "title": card.title,
            "specialties": ", ".join(card.specialties),
            "languages": ", ".join(card.languages),
            "price": cheapest,
            "next_free": card.next_free,
        },
    )


def services(card: PsychologistCard) -> Say:
    rows = [
        (
            Button(
                "service_button",
                {"title": service.title, "minutes": service.minutes, "price": service.price},
                value=f"s{service.id}",
            ),
        )
        for service in card.services
    ]
    args = _step(
        2,
        name=card.name,
        title=card.title,
        bio=card.bio,
        specialties=", ".join(card.specialties),
        languages=", ".join(card.languages),
    )
    return Say("choose_service", args, (*rows, _NAVIGATION))


def days(found: DaysFound) -> Say:
    """A month as a keyboard: numbers are days with free times, dots the others (8 rows at most)."""
    head = tuple(Button(f"weekday_{index}", value="-") for index in range(7))
    weeks = calendar.Calendar().monthdatescalendar(found.month.year, found.month.month)
    coming = (week for week in weeks if week[-1] >= found.today)
    rows = tuple(tuple(_day(day, found) for day in week) for week in coming)
    bottom: list[Button] = []
    if found.earlier:
        bottom.append(Button("earlier", value=f"m{_month(found.month, -1)}"))
    bottom += _NAVIGATION
    if found.later:
        bottom.append(Button("later", value=f"m{_month(found.month, 1)}"))
    key = "choose_day" if found.free else "no_free_day"
    return Say(key, _step(3, month=found.month), (head, *rows, tuple(bottom)))


def _day(day: date, found: DaysFound) -> Button:
    if day.month != found.month.month:
        return Button(BLANK, plain=True, value="-")
    if not found.free.get(day):
        return Button("·", plain=True, value="-")
    return Button(str(day.day), plain=True, value=f"d{day.isoformat()}", style="success")


def _month(month: date, step: int) -> str:
    year, index = divmod(month.year * 12 + month.month - 1 + step, 12)
    return date(year, index + 1, 1).isoformat()


def times(found: TimesFound) -> Say:
    pairs = zip(found.clock_times, found.slots, strict=True)
    buttons = [
        Button(clock_time(clock), plain=True, value=f"t{int(slot.starts_at.timestamp())}")
        for clock, slot in pairs
    ][:MOST_TIMES]
    return Say("choose_time", _step(4, day=found.day), (*_grid(buttons), _NAVIGATION))


def taken(event: SlotTaken) -> Say:
    """The loser of a race is offered the three nearest free times, not an error (B2)."""
    buttons = tuple(
        (Button("instead_button", {"starts_at": slot.starts_at},
                value=f"t{int(slot.starts_at.timestamp())}"),)
        for slot in event.nearest
    )  # fmt: skip
    key = f"taken_{event.reason}" if buttons else "taken_nothing_near"
    return Say(key, _step(4), (*buttons, _NAVIGATION))


def review(booking: BookingView) -> Say:
    paying = "pay_after_approval" if booking.needs_approval else "pay_at_once"
    return Say(
        "review",
        _step(5, **details(booking), hours=booking.cancel_notice_minutes // 60,
              until=booking.held_until, paying=Say(paying, details(booking))),
        ((Button("send_request", value="y", style="primary"),), _NAVIGATION),
    )  # fmt: skip


def requested(booking: BookingView) -> Say:
    if booking.answer_due_at is None:
        return Say("requested_and_approved", details(booking))
    return Say("requested", {**details(booking), "due": booking.answer_due_at})


def details(booking: BookingView) -> dict[str, object]:
    """What names a booking in any text."""
    return {
        "psychologist": booking.psychologist_name,
        "client": booking.client_name,
        "service": booking.service_title,
        "minutes": booking.minutes,
        "starts_at": booking.starts_at,
        "price": booking.price,
        "reference": booking.reference or "",
    }


def state(booking: BookingView) -> dict[str, object]:
    """The same, and how it stands now."""
    key = "status_moved" if booking.moved_to else f"status_{booking.status}"
    status = Say(key, {"due": booking.payment_due_at, "moved_to": booking.moved_to})
    due = booking.payment_due_at or booking.answer_due_at
    return {**details(booking), "status": status, "due": due}


def _step(number: int, **args: object) -> dict[str, object]:
    return {"step": number, "steps": STEPS, **args}


def _grid(buttons: list[Button]) -> Keyboard:
    return tuple(
        tuple(buttons[start : start + TIMES_A_ROW]) for start in range(0, len(buttons), TIMES_A_ROW)
    )
