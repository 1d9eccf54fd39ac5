"""/meet and another link for a session, as they are spoken (B11)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from conversations.events import Action, Contact, File, Happening, Text, Unknown
from conversations.work import Command, Result
from conversations.work import meeting as work
from conversations.work.answer import NotPossible
from conversations.work.meeting import GoogleConnected
from models.meeting_views import GoogleStanding, MeetingChoice
from models.values import BookingStatus, MeetingKind
from tests.dialog import REFERENCE, Chat, booking, dialog, outside

CHOOSE = "Where do your video sessions take place?"
OTHERS = (
    Text("hello"), Contact("+254712000001", own=True), Unknown("sticker"),
    File("photo", "f", None, 1),
)  # fmt: skip


@dataclass(slots=True)
class Place:
    """Brian's choice and his session's link; everything goes well unless `refusal` says no."""

    google: GoogleStanding = GoogleStanding.NONE
    kind: MeetingKind = MeetingKind.JITSI
    refusal: str | None = None
    live: bool = True
    types: bool = True
    made: list[Command] = field(default_factory=list)

    def __call__(self, command: Command) -> Result:
        shows = isinstance(command, work.ShowMeeting | work.LookUpLink)
        if self.refusal and not shows:
            return NotPossible(self.refusal)
        match command:
            case work.ShowMeeting():
                return work.MeetingShown(MeetingChoice(self.kind, None, self.google))
            case work.ChooseMeeting(kind=kind, address=address):
                if kind is MeetingKind.TYPED and not (address or "").startswith("https://"):
                    return work.AddressWrong("address_not_https")
                self.made.append(command)
                return work.MeetingChosen(MeetingChoice(kind, address, self.google))
            case work.AskGoogle():
                return work.ConsentAsked("https://accounts.google.com/o/oauth2/v2/auth?state=s", 15)
            case work.LeaveGoogle():
                self.made.append(command)
                return work.GoogleLeft()
            case work.LookUpLink():
                session = booking(
                    status=BookingStatus.CONFIRMED, meeting_link="https://old.example"
                )
                google = self.google is GoogleStanding.CONNECTED
                return work.LinkFound(session, self.live, google, self.types)
            case work.MakeLink(kind=kind, address=address):
                if kind is MeetingKind.TYPED and not (address or "").startswith("https://"):
                    return work.AddressWrong("address_not_https")
                self.made.append(command)
                return work.LinkMade(booking(), kind is not MeetingKind.GOOGLE)
            case _:
                return outside(command)


def chat(**how: Any) -> tuple[Chat, Place]:
    place = Place(**how)
    return Chat(world=place), place


def linking(**how: Any) -> tuple[Chat, Place]:
    """Right after the button under a session."""
    talk, place = chat(**how)
    said = talk.happens(Action("link", REFERENCE, 2, 1))
    assert len(said) == 1
    return talk, place


def labels(talk: Chat) -> list[str]:
    return [button["text"] for row in talk.screen["keyboard"] for button in row]


def test_a_room_is_one_tap_or_one_word() -> None:
    for words in ("Jitsi, nothing", "jitsi", "JITSI "):
        talk, place = chat()
        dialog([("/meet", CHOOSE), (words, "Jitsi, with a room of its own")], talk)
        assert place.made == [work.ChooseMeeting(MeetingKind.JITSI)]
        assert talk.current is None


def test_a_link_of_ones_own_is_asked_for_until_it_is_one() -> None:
    talk, place = chat()
    dialog(
        [
            ("/meet", CHOOSE),
            ("A link of my own", "Please type the address"),
            ("my room", "begins with https"),
            ("‹ Back", CHOOSE),
            ("A link of my own", "Please type the address"),
            ("https://video.example.org/b", "your own link, https://video.example.org/b"),
        ],
        talk,
    )
    assert place.made == [work.ChooseMeeting(MeetingKind.TYPED, "https://video.example.org/b")]


def test_a_link_may_be_typed_right_away() -> None:
    talk, place = chat()
    dialog([("/meet", CHOOSE), ("https://video.example.org/b", "Saved")], talk)
    assert len(place.made) == 1


def test_google_is_a_button_that_leads_out_and_news_that_come_in() -> None:
    talk, _ = chat()
    dialog([("/meet", CHOOSE), ("Connect Google Meet", "works once and for 15 minutes")], talk)
    urls = [b["url"] for row in talk.screen["keyboard"] for b in row if "url" in b]
    assert urls == ["https://accounts.google.com/o/oauth2/v2/auth?state=s"]
    assert "state" not in str(talk.drafts["meet"])
    [told] = talk.drive(talk.drafts["meet"], GoogleConnected())
    assert "Google Meet is connected" in told["text"]
    assert talk.current is None


@pytest.mark.parametrize(
    ("google", "there"),
    [
        (GoogleStanding.OFF, []),
        (GoogleStanding.NONE, ["Connect Google Meet"]),
        (GoogleStanding.CONNECTED, ["Google Meet", "Disconnect Google…"]),
        (GoogleStanding.BROKEN, ["Connect Google Meet again", "Disconnect Google…"]),
    ],
)
def test_what_is_offered(google: GoogleStanding, there: list[str]) -> None:
    talk, _ = chat(google=google)
    dialog([("/meet", CHOOSE)], talk)
    assert [label for label in labels(talk) if "Google" in label] == there


def test_disconnecting_is_asked_twice() -> None:
    talk, place = chat(google=GoogleStanding.CONNECTED, kind=MeetingKind.GOOGLE)
    dialog(
        [
            ("/meet", "Google Meet, with a link of its own"),
            ("Disconnect Google…", "Disconnect Google?"),
            ("‹ Back", CHOOSE),
            ("Disconnect Google…", "Disconnect Google?"),
            ("Disconnect", "Google is disconnected"),
        ],
        talk,
    )
    assert place.made == [work.LeaveGoogle()]


def test_x63_who_is_no_psychologist_hears_so() -> None:
    talk, _ = chat()
    talk.world = lambda command: NotPossible("staff_only")
    dialog([("/meet", "That is for our psychologists")], talk)
    assert talk.current is None


def test_what_changed_meanwhile_is_shown_as_it_stands() -> None:
    talk, place = chat(google=GoogleStanding.CONNECTED)
    dialog([("/meet", CHOOSE)], talk)
    place.refusal = "outdated"
    place.google = GoogleStanding.BROKEN
    dialog([("Google Meet", "changed meanwhile")], talk)
    assert "Connect Google Meet again" in labels(talk)


def test_another_room_for_a_session() -> None:
    talk, place = linking()
    assert "Now: https://old.example" in talk.screen["text"]
    dialog([("New room on Jitsi", "The new link is in the message below")], talk)
    assert place.made == [work.MakeLink(REFERENCE, MeetingKind.JITSI)]


def test_another_meet_link_comes_in_a_moment() -> None:
    talk, _ = linking(google=GoogleStanding.CONNECTED)
    dialog([("New Google Meet link", "Google is making it")], talk)


def test_a_link_typed_for_one_session() -> None:
    talk, place = linking()
    dialog(
        [
            ("A link of my own", "Please type the address"),
            ("nonsense", "begins with https"),
            ("https://video.example.org/7", "Done"),
        ],
        talk,
    )
    assert place.made == [
        work.MakeLink(REFERENCE, MeetingKind.TYPED, "https://video.example.org/7")
    ]


@pytest.mark.parametrize("refusal", ["link_google_busy", "link_no_google"])
def test_google_has_no_time_but_a_room_is_still_there(refusal: str) -> None:
    talk, place = linking(google=GoogleStanding.CONNECTED)
    place.refusal = refusal
    dialog([("New Google Meet link", "room")], talk)
    place.refusal = None
    dialog([("New room on Jitsi", "Done")], talk)


def test_what_is_over_needs_no_link() -> None:
    talk, _ = linking(live=False)
    assert "needs no video link now" in talk.screen["text"]
    assert talk.current is None


def test_too_often_is_the_end_of_it() -> None:
    talk, place = linking()
    place.refusal = "link_made_too_often"
    dialog([("New room on Jitsi", "several times within the hour")], talk)
    assert talk.current is None


STEPS: dict[str, Callable[[], Chat]] = {
    "meet": lambda: dialog([("/meet", CHOOSE)], chat()[0]),
    "meet-address": lambda: dialog([("/meet", CHOOSE), ("A link of my own", "type")], chat()[0]),
    "meet-consent": lambda: dialog([("/meet", CHOOSE), ("Connect", "once")], chat()[0]),
    "meet-leave": lambda: dialog(
        [("/meet", CHOOSE), ("Disconnect", "Google?")], chat(google=GoogleStanding.CONNECTED)[0]
    ),
    "link": lambda: linking()[0],
    "link-address": lambda: dialog([("A link of my own", "type")], linking()[0]),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("event", OTHERS, ids=lambda event: type(event).__name__)
def test_x62_every_step_answers_everything_and_lets_one_out(step: str, event: Happening) -> None:
    talk = STEPS[step]()
    said = talk.happens(event)
    assert len(said) == 1
    assert "<i>" in said[0]["text"], "says what to do instead"
    dialog([("Cancel", "All right")], talk)
    assert talk.current is None


@pytest.mark.parametrize("step", STEPS)
def test_x62_back_leads_out_of_every_step(step: str) -> None:
    talk = STEPS[step]()
    for _ in range(3):
        if talk.current is None:
            break
        talk.says("‹ Back" if talk.button("‹ Back") else "Cancel")
    assert talk.current is None
