"""Declining a request: the psychologist says why, in a button or in words (B5)."""

from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details, state
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.answer import BookingFound, Decline, Declined, LookUp
from models.values import BookingStatus as S

NAME = "decline"
ENTRANCE = Entrance(verbs=frozenset({"no"}))
OF_WORK = True

#: The reasons offered as buttons; their words are what the client reads.
REASONS = ("reason_full", "reason_leave", "reason_other_colleague")

#: Begins a reason that was a button: the client reads its words in their own language.
KEPT_REASON = "\N{SYMBOL FOR START OF TEXT}"


class Step(StrEnum):
    REASON = "reason"


FRAME = Frame(Step)


def show(draft: Draft) -> Turn:
    return Turn(draft, do=LookUp(UUID(draft.answers["booking"])))


def cancel(draft: Draft) -> Turn:
    waiting = (Button("see_pending", command="pending"),)
    return Turn(draft.over(), (Say("decline_left", {}, (waiting,)),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            booking, version = about.split(":")
            return show(draft.at(Step.REASON, booking=booking, version=int(version)))
        case Step.REASON, BookingFound(booking=booking) if booking.status != S.PENDING:
            return Turn(draft.over(), (Say("outdated_booking", state(booking)),))
        case Step.REASON, BookingFound(booking=booking):
            reasons = tuple((Button(key, value=f"r{index}"),) for index, key in enumerate(REASONS))
            keyboard = (*reasons, (Button("back", value="cancel"),))
            return Turn(draft, (Say("decline_why", details(booking), keyboard),))
        case Step.REASON, Tap(value=value) if value[:1] == "r" and value[1:].isdecimal():
            return _declining(draft, KEPT_REASON + REASONS[int(value[1:]) % len(REASONS)])
        case Step.REASON, Text(text=text):
            return _declining(draft, text.strip().removeprefix(KEPT_REASON)[:500])
        case _, Declined(booking=booking):
            return Turn(draft.over(), (Say("declined_done", details(booking)),))
        case _:
            return None


def _declining(draft: Draft, reason: str) -> Turn:
    answers = draft.answers
    return Turn(draft, do=Decline(UUID(answers["booking"]), answers["version"], reason))
