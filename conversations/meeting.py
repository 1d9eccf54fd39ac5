"""/meet: where a psychologist's video sessions take place, and the consent at Google."""

from dataclasses import replace
from enum import StrEnum

from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import BACK, CANCEL
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.meeting import (
    AddressWrong,
    AskGoogle,
    ChooseMeeting,
    ConsentAsked,
    GoogleConnected,
    GoogleLeft,
    LeaveGoogle,
    MeetingChosen,
    MeetingShown,
    ShowMeeting,
)
from models.meeting_views import GoogleStanding, MeetingChoice
from models.values import MeetingKind

NAME = "meet"
ENTRANCE = Entrance(commands=frozenset({"meet"}))

_BACK_CANCEL = (BACK, CANCEL)

_GOOGLE = {
    GoogleStanding.NONE: Button("meeting_connect", value="connect"),
    GoogleStanding.BROKEN: Button("meeting_reconnect", value="connect", style="primary"),
    GoogleStanding.CONNECTED: Button("meeting_google", value="google"),
}


class Step(StrEnum):
    CHOOSE = "choose"
    ADDRESS = "address"
    CONSENT = "consent"
    LEAVE = "leave"


FRAME = Frame(Step, left="meeting_left_alone", hints={Step.ADDRESS: "meeting_type_address"})


def show(draft: Draft) -> Turn:
    match draft.step:
        case Step.CHOOSE | Step.CONSENT:
            # A consent link is shown once: whoever comes back sees how it stands now.
            return Turn(draft, do=ShowMeeting())
        case Step.ADDRESS:
            return Turn(draft, (Say("meeting_address", {}, (_BACK_CANCEL,)),))
        case _:
            yes = Button("meeting_leave_yes", value="leave", style="danger")
            return Turn(draft, (Say("meeting_leave", {}, ((yes,), _BACK_CANCEL)),))


def back(draft: Draft) -> Draft | None:
    return None if draft.step == Step.CHOOSE else draft.at(Step.CHOOSE)


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return show(draft.at(Step.CHOOSE))
        case MeetingShown(choice=choice):
            here = replace(draft.at(Step.CHOOSE), note=draft.note)
            return Turn(here, (_choices(choice),))
        case MeetingChosen(choice=choice):
            return Turn(draft.over(), (Say("meeting_chosen", {"place": _place(choice)}),))
        case ConsentAsked(url=url, minutes=minutes):
            allow = Button("meeting_allow", url=url)
            keyboard: Keyboard = ((allow,), _BACK_CANCEL)
            said = Say("meeting_consent", {"minutes": minutes}, keyboard)
            return Turn(draft.at(Step.CONSENT), (said,))
        case GoogleConnected():
            return Turn(draft.over(), (Say("google_connected"),))
        case GoogleLeft():
            return Turn(draft.over(), (Say("google_left"),))
        case AddressWrong(key=key):
            return show(draft.at(Step.ADDRESS).noting(key))
        case NotPossible(key="outdated"):
            return show(draft.at(Step.CHOOSE).noting("meeting_changed"))
        case _:
            return _answered(draft, event)


def _answered(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case Step.CHOOSE, Tap(value=value):
            return _chosen(draft, value)
        case Step.CHOOSE, Text(text=text):
            return _typed(draft, text)
        case Step.ADDRESS, Text(text=text):
            return Turn(draft, do=ChooseMeeting(MeetingKind.TYPED, text))
        case Step.LEAVE, Tap(value="leave"):
            return Turn(draft, do=LeaveGoogle())
        case _:
            return None


def _chosen(draft: Draft, value: str) -> Turn | None:
    match value:
        case "google":
            return Turn(draft, do=ChooseMeeting(MeetingKind.GOOGLE))
        case "connect":
            return Turn(draft, do=AskGoogle())
        case "jitsi":
            return Turn(draft, do=ChooseMeeting(MeetingKind.JITSI))
        case "own":
            return show(draft.at(Step.ADDRESS))
        case "leave":
            return show(draft.at(Step.LEAVE))
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    """A room, or a link right away; Google takes a tap, because it may lead to the browser."""
    words = text.strip().casefold()
    if words == "jitsi":
        return _chosen(draft, "jitsi")
    if "." in words and " " not in words:
        return Turn(draft, do=ChooseMeeting(MeetingKind.TYPED, text))
    return None


def _choices(choice: MeetingChoice) -> Say:
    rows: list[tuple[Button, ...]] = []
    if choice.google is not GoogleStanding.OFF:
        rows.append((_GOOGLE[choice.google],))
    rows.append((Button("meeting_jitsi", value="jitsi"),))
    rows.append((Button("meeting_own", value="own"),))
    if choice.google in {GoogleStanding.BROKEN, GoogleStanding.CONNECTED}:
        rows.append((Button("meeting_disconnect", value="leave"),))
    broken = choice.google is GoogleStanding.BROKEN and choice.kind is MeetingKind.GOOGLE
    place = Say("meeting_now_broken") if broken else _place(choice)
    return Say("meeting_choose", {"place": place}, (*rows, (Button("cancel", value="cancel"),)))


def _place(choice: MeetingChoice) -> Say:
    return Say(f"meeting_now_{choice.kind}", {"address": choice.address or ""})
