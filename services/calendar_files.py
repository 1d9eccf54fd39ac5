"""The .ics file of a booking: stable UID, rising SEQUENCE, times as instants (A7, X75)."""

from datetime import datetime

from icalendar import Calendar, Event

from models.views import BookingView


def invitation(booking: BookingView, title: str, now: datetime, *, cancelled: bool = False) -> str:
    """One event, as iCalendar text. The title is neutral: calendars are shared and synced (R5)."""
    event = Event()
    event.add("uid", f"{booking.calendar_uid}@smiling-steps")
    event.add("sequence", booking.calendar_sequence)
    event.add("dtstamp", now)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if booking.meeting_link:
        event.add("location", booking.meeting_link)
        event.add("url", booking.meeting_link)
    file = Calendar()
    file.add("prodid", "-//Smiling Steps//Booking assistant//EN")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if cancelled else "PUBLISH")
    file.add_component(event)
    return str(file.to_ical(), "utf-8")
