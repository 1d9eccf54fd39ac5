"""Running a session: started, ended, completed, missed after "sure?", and running late (B10)."""

import re
from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.kiswahili.lengths import length_in_english
from conversations.session_screens import (
    client_buttons,
    how_it_stands,
    moved,
    not_possible,
    staff_buttons,
)
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.answer import BookingFound, LookUp, NotPossible
from conversations.work.session import (
    AskLate,
    AskNoShow,
    CompleteSession,
    EndSession,
    LatePossible,
    LateSaid,
    MarkNoShow,
    NoShowPossible,
    SayLate,
    SessionCommand,
    SessionMoved,
    StartSession,
)
from models.moves import Actor
from models.views import BookingView

NAME = "session"
ENTRANCE = Entrance(verbs=frozenset({"go", "end", "done", "ns", "late"}))
OF_WORK = True

#: Minutes that are offered as buttons, and the most that may be typed.
DELAYS = (5, 10, 15, 20, 30)
MOST_MINUTES = 120


class Step(StrEnum):
    MOVING = "moving"
    SURE = "sure"
    LATE = "late"
    LEAVING = "leaving"


FRAME = Frame(Step)


def show(draft: Draft) -> Turn:
    if draft.step == Step.SURE:
        return Turn(draft, do=AskNoShow(_booking(draft), draft.answers["version"]))
    return Turn(draft, do=AskLate(_booking(draft)))


def cancel(draft: Draft) -> Turn:
    """Nothing is changed; the booking is shown as it stands."""
    return Turn(draft.at(Step.LEAVING), do=LookUp(_booking(draft)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about, by=verb):
            return _begin(draft, verb, about)
        case Step.SURE, Tap(value="y"):
            return Turn(draft, do=MarkNoShow(_booking(draft), draft.answers["version"]))
        case Step.LATE, Tap(value=value) if value in {str(delay) for delay in DELAYS}:
            return Turn(draft, do=SayLate(_booking(draft), int(value)))
        case Step.LATE, Text(text=text) if (minutes := read_minutes(text)) is not None:
            return Turn(draft, do=SayLate(_booking(draft), minutes))
        case Step.LATE, Text():
            return show(draft.noting("late_not_understood"))
        case _:
            return _answered(draft, event)


def _begin(draft: Draft, verb: str, about: str) -> Turn:
    booking, _, number = about.partition(":")
    public_id, version = UUID(booking), int(number)
    here = draft.at(Step.MOVING, booking=booking, version=version)
    works: dict[str, type[StartSession | EndSession | CompleteSession]] = {
        "go": StartSession, "end": EndSession, "done": CompleteSession,
    }  # fmt: skip
    if verb in works:
        work: SessionCommand = works[verb](public_id, version)
        return Turn(here, do=work)
    return show(here.at(Step.SURE if verb == "ns" else Step.LATE))


def _answered(draft: Draft, event: Event) -> Turn | None:
    match event:
        case SessionMoved(booking=booking, told=told):
            return Turn(draft.over(), (moved(booking, told=told),))
        case NoShowPossible(booking=booking):
            yes = Button("no_show_yes", value="y", style="danger")
            rows = ((yes,), (Button("back", value="back"),))
            money = Say("no_show_money", details(booking)) if booking.price.minor else ""
            sure = Say("no_show_sure", {**details(booking), "money": money}, rows)
            return Turn(draft, (sure,))
        case LatePossible(booking=booking, side=side):
            return Turn(draft, (_how_late(booking, side),))
        case LateSaid(booking=booking):
            key = "late_said" if event.told else "late_unsaid"
            args = {"who": _other(booking, event.side), "late": event.minutes}
            buttons = _buttons(booking, event.side)
            return Turn(draft.over(), (Say(key, args, buttons),))
        case BookingFound(booking=booking, actors=actors):
            side = Actor.CLIENT if actors == {Actor.CLIENT} else Actor.PSYCHOLOGIST
            buttons = _buttons(booking, side)
            return Turn(draft.over(), (how_it_stands(booking, buttons),))
        case NotPossible(key=key, booking=BookingView() as booking):
            buttons = () if draft.step == Step.LATE else staff_buttons(booking)
            return Turn(draft.over(), (not_possible(key, booking, buttons),))
        case _:
            return None


def _how_late(booking: BookingView, side: Actor) -> Say:
    offered = tuple(Button("late_minutes", {"late": delay}, value=str(delay)) for delay in DELAYS)
    rows = (offered[:3], offered[3:], (Button("back", value="back"),))
    return Say("late_how_much", {**details(booking), "who": _other(booking, side)}, rows)


def read_minutes(said: str) -> int | None:
    """From "10", "10 min", "half an hour" or "1 hour"; None for what is no delay."""
    words = length_in_english(said).casefold()
    number = re.search(r"\d{1,4}", words)
    if number is None:
        return 30 if "half" in words else 60 if re.search(r"\bhour", words) else None
    minutes = int(number[0]) * (60 if re.search(r"\d\s*h", words) else 1)
    return minutes if 1 <= minutes <= MOST_MINUTES else None


def _other(booking: BookingView, side: Actor) -> str:
    return booking.psychologist_name if side is Actor.CLIENT else booking.client_name


def _buttons(booking: BookingView, side: Actor) -> Keyboard:
    return client_buttons(booking) if side is Actor.CLIENT else staff_buttons(booking)


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])
