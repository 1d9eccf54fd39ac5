"""Bookings as iCalendar: stable UID, rising SEQUENCE, times as UTC instants (A7, X75)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneStandard,
    vCalAddress,
    vUri,
)

from models.values import BookingStatus
from models.views import BookingView

_PRODUCT = "-//Smiling Steps//Booking assistant//EN"
_OVER = {BookingStatus.CANCELLED, BookingStatus.LATE_CANCELLED}
_OPEN = {BookingStatus.HELD, BookingStatus.PENDING, BookingStatus.APPROVED}


def invitation(
    booking: BookingView, title: str, now: datetime, *, cancelled: bool = False, bare: bool = False
) -> str:  # fmt: skip
    """The file that goes with a message: one event to add or move, or `cancelled`, to take out.

    The title is neutral: calendars are shared and synced (R5); a `bare` one has no link either. A
    cancel outranks all that was sent before, so its SEQUENCE is one above the booking's own.
    """
    event = _event(booking, title, now)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("sequence", booking.calendar_sequence + (1 if cancelled else 0))
    if not (cancelled or bare):
        _place(event, booking)
    return _file([event], {"method": "CANCEL" if cancelled else "PUBLISH"})


def feed(name: str, sessions: Iterable[tuple[BookingView, str]]) -> str:
    """A person's own sessions with their neutral titles, for a calendar that reads it by itself.

    The same sessions give the same bytes, whenever it is asked.
    """
    events: list[Component] = []
    for booking, title in sessions:
        event = _event(booking, title, booking.changed_at)
        over = booking.status in _OVER
        event.add("sequence", booking.calendar_sequence + (1 if over else 0))
        event.add("last-modified", booking.changed_at.astimezone(UTC))
        event.add("status", _standing(booking.status))
        if not over:
            _place(event, booking)
        events.append(event)
    # A calendar without any component is none (RFC 5545, 3.6).
    return _file(events or [_utc()], {"x-wr-calname": name, "x-published-ttl": "PT15M"})


def _standing(status: BookingStatus) -> str:
    if status in _OVER:
        return "CANCELLED"
    return "TENTATIVE" if status in _OPEN else "CONFIRMED"


def _event(booking: BookingView, title: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{booking.calendar_uid}@smiling-steps")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    # PUBLISH and CANCEL need an organizer (RFC 5546, 3.2.1); this one says that mail won't help.
    organizer = vCalAddress("invalid:nomail")
    organizer.params["CN"] = "Smiling Steps"
    event.add("organizer", organizer)
    return event


def _place(event: Event, booking: BookingView) -> None:
    if booking.meeting_link:
        event.add("location", booking.meeting_link)
        event.add("url", vUri(booking.meeting_link))


def _utc() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local by its nature
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _file(components: Iterable[Component], headers: dict[str, str]) -> str:
    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    for name, value in headers.items():
        file.add(name, value)
    for component in components:
        file.add_component(component)
    return str(file.to_ical(), "utf-8")
