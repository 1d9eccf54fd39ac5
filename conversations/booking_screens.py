"""The screens of the booking dialogue: cards, services, the month, times, the review."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from conversations.formats import clock_time
from conversations.rule_words import length
from conversations.screen_parts import BACK, CANCEL, bottom, page_of, screen, see
from conversations.words import Button, Keyboard, Say, portrait
from conversations.work.booking import AgainFound, DaysFound, SlotHeld, SlotTaken, TimesFound
from models.calendar import Slot
from models.values import BookingStatus, Purpose
from models.views import BookingView, PsychologistCard, ServiceCard

STEPS = 5
SERVICES_A_PAGE = 6
#: Telegram shows long keyboards badly; what doesn't fit can be typed.
MOST_ROWS, TIMES_A_ROW, MOST_A_ROW = 8, 4, 8
#: Morning, afternoon and evening, by the hours in which times begin.
PARTS_OF_A_DAY = ((0, 12), (12, 17), (17, 24))
#: A button must have a text; this one shows nothing and, unlike a space, is not trimmed.
BLANK = "\u2800"

_NAVIGATION = (BACK, CANCEL)


def services(card: PsychologistCard, page: int = 0) -> Say:
    shown, page, pages = page_of(card.services, page, SERVICES_A_PAGE)
    args = _step(
        2,
        name=card.name,
        title=card.title,
        bio=card.bio,
        specialties=", ".join(card.specialties),
        languages=", ".join(card.languages),
    )
    rows = tuple((_service(service),) for service in shown)
    keyboard = (*rows, bottom(page, pages, *_NAVIGATION))
    return Say("choose_service", args, keyboard, media=portrait(card.photo))


def _service(service: ServiceCard) -> Button:
    emergency = service.purpose is Purpose.EMERGENCY
    return Button(
        "emergency_service_button" if emergency else "service_button",
        {"title": service.title, "minutes": service.minutes, "price": service.price},
        value=f"s{service.id}",
    )


def days(found: DaysFound) -> Say:
    """A month as a keyboard: numbers are days with free times, dots the others (8 rows at most)."""
    head = tuple(Button(f"weekday_{index}", value="-") for index in range(7))
    weeks = calendar.Calendar().monthdatescalendar(found.month.year, found.month.month)
    coming = (week for week in weeks if week[-1] >= found.today)
    rows = tuple(tuple(_day(day, found) for day in week) for week in coming)
    last: list[Button] = []
    if found.earlier:
        last.append(Button("earlier", value=f"m{_month(found.month, -1)}"))
    last += _NAVIGATION
    if found.later:
        last.append(Button("later", value=f"m{_month(found.month, 1)}"))
    key = "choose_day" if found.free else "no_free_day"
    return screen(
        (head, *rows, tuple(last)),
        Say(key, _step(3, month=found.month)),
        _emergency(found.is_emergency),
        Say("days_hint" if found.free else "no_free_day_hint"),
    )


def _day(day: date, found: DaysFound) -> Button:
    if day.month != found.month.month:
        return Button(BLANK, plain=True, value="-")
    if not found.free.get(day):
        return Button("·", plain=True, value="-")
    return Button(str(day.day), plain=True, value=f"d{day.isoformat()}", style="success")


def _month(month: date, step: int) -> str:
    year, index = divmod(month.year * 12 + month.month - 1 + step, 12)
    return date(year, index + 1, 1).isoformat()


def _emergency(is_emergency: bool) -> Say | None:
    """What such hours are for, and whom to call when there is danger (S2)."""
    return Say("emergency_hours") if is_emergency else None


def times(found: TimesFound) -> Say:
    """The suggested times first, then all others by the part of the day."""
    clocks = dict(zip(found.slots, found.clock_times, strict=True))
    first = tuple(
        Button("suggested_time", {"time": clock_time(clocks[slot])}, value=_at(slot),
               style="success")
        for slot in found.suggested if slot in clocks
    )  # fmt: skip
    others = [slot for slot in found.slots if slot not in found.suggested]
    room = MOST_ROWS - 1 - bool(first)
    rows = _by_part(others, clocks, room)
    all_shown = sum(map(len, rows)) == len(others)
    return screen(
        (*((first,) if first else ()), *rows, _NAVIGATION),
        Say("choose_time", _step(4, day=found.day)),
        _emergency(found.is_emergency),
        Say("why_suggested") if first else None,
        None if all_shown else Say("more_times"),
    )


def which_time(asked: Sequence[time], slots: Sequence[Slot], clocks: Sequence[time]) -> Say | None:
    """What a typed hour may have meant, as far as it is free; None where nothing is (X25)."""
    meant = [slot for slot, at in zip(slots, clocks, strict=True) if at in asked]
    return Say("which_time", {}, (*_dated(meant[: MOST_ROWS - 1]), _NAVIGATION)) if meant else None


def _by_part(slots: list[Slot], clocks: Mapping[Slot, time], room: int) -> Keyboard:
    """Morning, afternoon and evening begin rows of their own; as wide as it takes to fit."""
    parts = [[slot for slot in slots if since <= clocks[slot].hour < until]
             for since, until in PARTS_OF_A_DAY]  # fmt: skip
    rows: list[list[Slot]] = []
    for width in range(TIMES_A_ROW, MOST_A_ROW + 1):
        rows = [part[start : start + width] for part in parts
                for start in range(0, len(part), width)]  # fmt: skip
        if len(rows) <= room:
            break
    return tuple(
        tuple(Button(clock_time(clocks[slot]), plain=True, value=_at(slot)) for slot in row)
        for row in rows[:room]
    )


def _at(slot: Slot) -> str:
    return f"t{int(slot.starts_at.timestamp())}"


def taken(event: SlotTaken) -> Say:
    """The loser of a race is offered the three nearest free times, not an error (B2)."""
    key = f"taken_{event.reason}" if event.nearest else "taken_nothing_near"
    return Say(key, _step(4), (*_dated(event.nearest), _NAVIGATION))


def _dated(slots: Iterable[Slot]) -> Keyboard:
    return tuple(
        (Button("instead_button", {"starts_at": slot.starts_at}, value=_at(slot)),)
        for slot in slots
    )


def again(found: AgainFound) -> Say:
    """Times around the weekday and hour of an earlier session with the same psychologist."""
    key = "again" if found.slots else "again_nothing_free"
    others = Button("somebody_else", value="w")
    more = (Button("other_days", value="o"), others) if found.slots else (others,)
    keyboard = (*_dated(found.slots), more, (CANCEL,))
    return Say(key, details(found.booking), keyboard)


def review(held: SlotHeld, *, chosen: bool = False) -> Say:
    """`chosen`: the client asked for any psychologist, so it is said who it is."""
    booking = held.booking
    paying = "pay_after_approval" if booking.needs_approval else "pay_at_once"
    named = details(booking)
    meanwhile = tuple(Say("own_session", details(other)) for other in held.meanwhile)
    return screen(
        ((Button(send_label(booking), value="y", style="primary"),), _NAVIGATION),
        Say("review", _step(5, **named)),
        Say("chosen_for_you", named) if chosen else None,
        _emergency(booking.purpose is Purpose.EMERGENCY),
        Say("own_overlap", {"sessions": meanwhile}) if meanwhile else None,
        Say("answers_go_along", named) if held.standing.answered_at else None,
        Say("cancel_rule_late" if held.late else "cancel_rule",
            {**named, "paying": Say(paying, named),
             "notice": length(booking.cancel_notice_minutes)}),
        Say("kept_until", {"hour": booking.held_until}),
    )  # fmt: skip


def send_label(booking: BookingView) -> str:
    """Where nobody has to agree first, nothing is requested."""
    return "send_request" if booking.needs_approval else "reserve_it"


def requested(booking: BookingView) -> Say:
    if booking.answer_due_at is None:
        return Say("requested_and_approved", details(booking))
    return Say("requested", {**details(booking), "due": booking.answer_due_at}, see(booking))


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
    if booking.coming_at is not None and booking.status is BookingStatus.CONFIRMED:
        key = "status_coming"
    status = Say(key, {"due": booking.payment_due_at, "moved_to": booking.moved_to})
    due = booking.payment_due_at or booking.answer_due_at
    return {**details(booking), "status": status, "due": due}


def _step(number: int, **args: object) -> dict[str, object]:
    return {"step": number, "steps": STEPS, **args}
