"""Another link for one session, when the one that there is doesn't work (B11)."""

from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details, state
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import BACK, CANCEL
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.meeting import AddressWrong, LinkFound, LinkMade, LookUpLink, MakeLink
from models.values import MeetingKind

NAME = "link"
ENTRANCE = Entrance(verbs=frozenset({"link"}))
OF_WORK = True

_BACK_CANCEL = (BACK, CANCEL)


class Step(StrEnum):
    CHOOSE = "choose"
    ADDRESS = "address"


FRAME = Frame(Step, left="link_left_alone", hints={Step.ADDRESS: "meeting_type_address"})


def show(draft: Draft) -> Turn:
    match draft.step:
        case Step.CHOOSE:
            return Turn(draft, do=LookUpLink(UUID(draft.answers["booking"])))
        case _:
            return Turn(draft, (Say("link_address", {}, (_BACK_CANCEL,)),))


def back(draft: Draft) -> Draft | None:
    return draft.at(Step.CHOOSE) if draft.step == Step.ADDRESS else None


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin(about=about):
            # Whether it is too late is asked of the session, not of the button: it was drawn
            # before the session began, and that is when a link fails.
            return show(draft.at(Step.CHOOSE, booking=about.partition(":")[0]))
        case LinkFound(live=False, booking=booking):
            return Turn(draft.over(), (Say("link_not_now", state(booking)),))
        case LinkFound():
            return Turn(draft, (_choices(event),))
        case LinkMade(booking=booking, now=now):
            key = "link_made_now" if now else "link_made_soon"
            return Turn(draft.over(), (Say(key, details(booking)),))
        case AddressWrong(key=key):
            return show(draft.at(Step.ADDRESS).noting(key))
        case NotPossible(key="link_google_busy" | "link_no_google" as key):
            return show(draft.at(Step.CHOOSE).noting(key))
        case _:
            return _answered(draft, event)


def _answered(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case Step.CHOOSE, Tap(value="own"):
            return show(draft.at(Step.ADDRESS))
        case Step.CHOOSE, Tap(value="jitsi"):
            return _making(draft, MeetingKind.JITSI)
        case Step.CHOOSE, Tap(value="google"):
            return _making(draft, MeetingKind.GOOGLE)
        case Step.ADDRESS, Text(text=text):
            return _making(draft, MeetingKind.TYPED, text)
        case _:
            return None


def _making(draft: Draft, kind: MeetingKind, address: str | None = None) -> Turn:
    return Turn(draft, do=MakeLink(UUID(draft.answers["booking"]), kind, address))


def _choices(found: LinkFound) -> Say:
    booking = found.booking
    rows = [(Button("link_room", value="jitsi"),)]
    if found.google:
        rows.insert(0, (Button("link_meet", value="google"),))
    if found.types:
        rows.append((Button("link_own", value="own"),))
    rows.append((Button("cancel", value="cancel"),))
    shown = Say("link_now", {"link": booking.meeting_link}) if booking.meeting_link else ""
    return Say("link_choose", {**details(booking), "now": shown}, tuple(rows))
