"""Small .ics files, as other calendars serve them."""


def ics(*events: str, more: str = "") -> bytes:
    """A calendar; each event is its lines, an UID is added where there is none."""
    blocks = []
    for number, event in enumerate(events):
        lines = event.strip().splitlines()
        if not any(line.startswith("UID") for line in lines):
            lines = [f"UID:event-{number}", *lines]
        blocks += ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//elsewhere//EN", *more.splitlines()]
    return "\r\n".join([*head, *blocks, "END:VCALENDAR", ""]).encode()
