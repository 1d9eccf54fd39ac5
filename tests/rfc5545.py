"""A strict reader of iCalendar, written from RFC 5545 and 5546 alone: it knows no library.

It raises AssertionError on whatever the two standards don't allow in the files that we make.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*)'
    r":(?P<value>[^\x00-\x08\x0a-\x1f]*)"
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TEXT = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "CLASS",
         "ORGANIZER", "LOCATION", "URL", "LAST-MODIFIED"}  # fmt: skip
_TEXTS = {"UID", "SUMMARY", "LOCATION", "X-WR-CALNAME", "PRODID"}


@dataclass
class Component:
    kind: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.properties if key == name]

    def one(self, name: str) -> str:
        found = self.all(name)
        assert len(found) == 1, f"{self.kind} has {len(found)} {name}"
        return found[0]

    def instant(self, name: str) -> datetime:
        value = self.one(name)
        assert _UTC.fullmatch(value), f"{name} is no instant in UTC: {value}"
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    @property
    def events(self) -> list["Component"]:
        return [each for each in self.inside if each.kind == "VEVENT"]


def read(text: str) -> Component:
    """The one calendar in it."""
    assert text.endswith("\r\n"), "the last line ends too"
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text), "lines end with CRLF and nothing else"
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, f"longer than 75 octets: {line}"
    root = Component("")
    stack = [root]
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        assert found, f"no content line: {line}"
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            stack.append(Component(value))
            stack[-2].inside.append(stack[-1])
        elif name == "END":
            assert stack.pop().kind == value, f"END:{value} ends something else"
        else:
            stack[-1].properties.append((name, value))
    assert stack == [root]
    assert len(root.inside) == 1
    calendar = root.inside[0]
    _check_calendar(calendar)
    return calendar


def _check_calendar(calendar: Component) -> None:
    assert calendar.kind == "VCALENDAR"
    assert calendar.one("VERSION") == "2.0"
    assert calendar.one("PRODID")
    assert calendar.inside, "a calendar has at least one component"
    method = calendar.all("METHOD")
    assert method in ([], ["PUBLISH"], ["CANCEL"])
    ids = [event.one("UID") for event in calendar.events]
    assert len(ids) == len(set(ids)), "one UID, one event"
    for component in (calendar, *calendar.events):
        for name, value in component.properties:
            assert name not in _TEXTS or _TEXT.fullmatch(value), f"{name} is not escaped: {value}"
    for event in calendar.events:
        _check_event(event, method[0] if method else None)


def _check_event(event: Component, method: str | None) -> None:
    for name in _ONCE:
        assert len(event.all(name)) <= 1, f"more than one {name}"
    event.instant("DTSTAMP")
    assert event.instant("DTSTART") < event.instant("DTEND"), "ends before it begins"
    assert not event.all("DURATION")
    assert re.fullmatch(r"\d+", event.one("SEQUENCE"))
    assert event.one("STATUS") in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    for name in ("URL", "ORGANIZER"):
        assert all(_URI.fullmatch(value) for value in event.all(name)), f"{name} is no URI"
    assert not event.all("ATTENDEE")
    if method is not None:
        assert event.one("ORGANIZER"), "RFC 5546, 3.2: who publishes or cancels"
        assert (event.one("STATUS") == "CANCELLED") is (method == "CANCEL")
