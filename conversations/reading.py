"""Reading what a client told: protected pages that leave the chat after ten minutes (I5).

An admin first says why. A draft here holds the booking's id and nothing that was told.
"""

from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.intake_pages import page, pages
from conversations.screen_parts import see
from conversations.understanding import read_number
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.reading import BreakGlass, GlassBroken, ReadTold, ToldRead

NAME = "reading"
GLASS = "glass"
ENTRANCE = Entrance(verbs=frozenset({"told", GLASS}))
PRIVATE = True
OF_WORK = True
#: Minutes for which a page stays in the chat.
STAYS = 10


class Step(StrEnum):
    WHY = "why"
    READING = "reading"


# Left, the page goes at once, and doesn't wait for its ten minutes.
FRAME = Frame(
    Step, left="reading_closed", hint="reading_buttons_only", hints={Step.WHY: "only_words_here"}
)


def show(draft: Draft) -> Turn:
    if draft.step == Step.WHY:
        return Turn(draft, (Say("glass_why", keyboard=((_cancel(),),)),))
    return Turn(draft, do=ReadTold(_booking(draft)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about, by=verb):
            booking, _, _ = about.partition(":")
            step = Step.WHY if verb == GLASS else Step.READING
            return show(draft.at(step, booking=booking, page=None))
        case Step.WHY, Text(text=text):
            return Turn(draft, do=BreakGlass(_booking(draft), text), remove=True)
        case Step.READING, Tap(value=value) if value[:1] == "p":
            number = read_number(value[1:])
            return show(draft.at(Step.READING, page=number))
        case _, GlassBroken():
            return show(draft.at(Step.READING))
        case Step.WHY, NotPossible(key="glass_reason_short"):
            return show(draft.noting("glass_reason_short"))
        case _, ToldRead():
            return Turn(draft, (_told(draft, event),))
        case _:
            return None


def _told(draft: Draft, event: ToldRead) -> Say:
    booking, found = event.booking, pages(event.answers or {})
    if not found:
        return Say("told_nothing", details(booking), see(booking))
    number = min(draft.answers.get("page", 0), len(found) - 1)
    turns = []
    if number > 0:
        turns.append(Button("told_before", value=f"p{number - 1}"))
    if number < len(found) - 1:
        turns.append(Button("told_after", value=f"p{number + 1}"))
    args = {
        **details(booking), "lines": page(found[number]), "page": number + 1,
        "pages": len(found), "answered_at": event.answered_at, "stays": STAYS,
    }  # fmt: skip
    keyboard = (*((tuple(turns),) if turns else ()), (_cancel(),))
    return Say("told", args, keyboard, secret_of=booking.client_id, vanishes=STAYS)


def _cancel() -> Button:
    return Button("reading_done", value="cancel")


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])
