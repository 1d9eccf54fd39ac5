"""Our own .ics files against the standard, read by a parser that isn't the one that wrote them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from models.values import BookingStatus as S
from services.calendar_files import feed, invitation
from tests import rfc5545
from tests.dialog import NOW, booking

LINK = "https://meet.example/a,b;c?room=" + "x" * 90
TITLE = "Séance, «ä»; \\ 🙂 " * 6


@pytest.mark.parametrize("cancelled", [False, True])
@pytest.mark.parametrize("link", [None, LINK])
def test_x75_each_file_validates(link: str | None, cancelled: bool) -> None:
    session = booking(meeting_link=link)
    calendar = rfc5545.read(invitation(session, TITLE, NOW, cancelled=cancelled))
    event = calendar.events[0]
    assert event.instant("DTSTART") == session.starts_at
    assert event.instant("DTEND") == session.ends_at
    assert event.all("URL") == ([LINK] if link and not cancelled else [])


def test_x75_the_uid_stays_and_the_sequence_rises_over_moves_and_a_cancel() -> None:
    uid = uuid4()
    first = booking(calendar_uid=uid)
    moved = booking(public_id=uuid4(), id=8, calendar_uid=uid, calendar_sequence=1,
                    starts_at=first.starts_at + timedelta(days=1),
                    ends_at=first.ends_at + timedelta(days=1))  # fmt: skip
    again = replace(moved, public_id=uuid4(), id=9, calendar_sequence=2)
    files = [invitation(each, "Appointment", NOW) for each in (first, moved, again)]
    files.append(invitation(again, "Appointment", NOW, cancelled=True))
    events = [rfc5545.read(file).events[0] for file in files]
    assert {event.one("UID") for event in events} == {f"{uid}@smiling-steps"}
    assert [int(event.one("SEQUENCE")) for event in events] == [0, 1, 2, 3]


def test_x75_a_cancel_says_so_twice() -> None:
    calendar = rfc5545.read(invitation(booking(), "Appointment", NOW, cancelled=True))
    assert calendar.one("METHOD") == "CANCEL"
    assert calendar.events[0].one("STATUS") == "CANCELLED"


def test_x75_a_feed_validates_with_sessions_in_each_state_and_with_none() -> None:
    states = {
        S.PENDING: "TENTATIVE", S.APPROVED: "TENTATIVE", S.CONFIRMED: "CONFIRMED",
        S.IN_PROGRESS: "CONFIRMED", S.COMPLETED: "CONFIRMED", S.NO_SHOW: "CONFIRMED",
        S.CANCELLED: "CANCELLED", S.LATE_CANCELLED: "CANCELLED",
    }  # fmt: skip
    sessions = [booking(status=state, calendar_uid=uuid4(), meeting_link=LINK) for state in states]
    calendar = rfc5545.read(feed("Appointments", [(each, TITLE) for each in sessions]))
    assert [event.one("STATUS") for event in calendar.events] == list(states.values())
    assert rfc5545.read(feed("Appointments", [])).events == []


def test_x75_a_cancelled_session_outranks_the_file_that_was_sent_before() -> None:
    sent = rfc5545.read(invitation(booking(), "Appointment", NOW)).events[0]
    gone = rfc5545.read(feed("A", [(booking(status=S.CANCELLED), "Appointment")])).events[0]
    assert int(gone.one("SEQUENCE")) > int(sent.one("SEQUENCE"))
    assert gone.one("UID") == sent.one("UID")


def test_the_same_sessions_make_the_same_feed() -> None:
    sessions = [(booking(), "Appointment")]
    assert feed("Appointments", sessions) == feed("Appointments", sessions)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (("SEQUENCE:0\r\n", ""), "SEQUENCE"),
        (("DTEND:20260915T075000Z", "DTEND:20260915T065000Z"), "before it begins"),
        (("\r\n", "\n"), "CRLF|ends"),
        (("SUMMARY:Appointment", "SUMMARY:a,b"), "escaped"),
        (("END:VEVENT", "END:VTODO"), "ends something else"),
        (("SUMMARY:Appointment", f"SUMMARY:{'x' * 90}"), "octets"),
    ],
)
def test_the_judge_is_strict(spoil: tuple[str, str], why: str) -> None:
    good = invitation(booking(), "Appointment", NOW)
    rfc5545.read(good)
    with pytest.raises(AssertionError, match=why):
        rfc5545.read(good.replace(*spoil))
