"""/forget: what would go, what stays and why, then twice yes, and nobody is known here (D2)."""

from enum import StrEnum

from conversations import forget_screens as screens
from conversations import texts
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.words import Draft, Event, Turn
from conversations.work.privacy import FarewellSeen, ForgetMe, Forgotten, LookAtForgetting

NAME = "forget"
ENTRANCE = Entrance(commands=frozenset({"forget"}))


class Step(StrEnum):
    PREVIEW = "preview"
    LAST = "last"


FRAME = Frame(Step, left="forget_left", hints={Step.LAST: "forget_hint"})


def show(draft: Draft) -> Turn:
    """Each step shows how things are now, so each reads them."""
    return Turn(draft, do=LookAtForgetting())


def back(draft: Draft) -> Draft | None:
    return draft.anew(Step.PREVIEW) if draft.step == Step.LAST else None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(draft.anew(Step.PREVIEW))
        case _, FarewellSeen():
            return _seen(draft, event)
        case _, Forgotten():
            return Turn(draft.over(), (screens.goodbye(event),))
        case Step.PREVIEW, Tap(value="s" | "u" as value) if "shown" in draft.answers:
            return show(draft.at(Step.LAST, gives_up=value == "u"))
        case Step.LAST, Tap(value="y"):
            return Turn(draft, do=_forgetting(draft))
        case Step.LAST, Text(text=text) if texts.means(text, "forget_word"):
            return Turn(draft, do=_forgetting(draft))
        case _:
            return None


def _seen(draft: Draft, seen: FarewellSeen) -> Turn:
    """The last question is only asked about what was on the screen before."""
    farewell = seen.farewell
    if farewell.obstacle is not None:
        return Turn(draft.over(), (screens.not_now(farewell),))
    known = draft.answers.get("shown")
    if draft.step == Step.LAST and known == farewell.fingerprint and not seen.changed:
        return Turn(draft, (screens.last(farewell, gives_up=bool(draft.answers["gives_up"])),))
    shown = draft.anew(Step.PREVIEW, shown=farewell.fingerprint)
    if draft.step == Step.LAST:
        shown = shown.noting("terms_changed")
    elif draft.note:
        shown = shown.noting(draft.note)
    return Turn(shown, (screens.preview(farewell),))


def _forgetting(draft: Draft) -> ForgetMe:
    return ForgetMe(draft.answers["shown"], gives_up=bool(draft.answers["gives_up"]))
