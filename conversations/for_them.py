"""What a client without a chat asked the practice for: their data, or to be forgotten (D2).

An admin does it for them, by the same services as /mydata and /forget; opened from /clients.
"""

from enum import StrEnum
from uuid import UUID

from conversations import for_them_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.understanding import read_id
from conversations.words import Draft, Event, Turn
from conversations.work.for_them import (
    AskedBy,
    DataHandedOut,
    ForgetThem,
    HandOut,
    LookAtTheirForgetting,
    OpenRights,
    RightsOpened,
    TheirFarewell,
    TheyAreForgotten,
)

NAME = "forthem"
DATA, FORGET = "datafor", "forgetfor"
ENTRANCE = Entrance(commands=frozenset({DATA, FORGET}))
OF_WORK = True


class Step(StrEnum):
    ASKED = "asked"
    HAND = "hand"
    PREVIEW = "preview"
    LAST = "last"


FRAME = Frame(Step, left="for_them_left", not_yours="admins_only")
_HOW = {f"a{index}": how for index, how in enumerate(AskedBy)}


def show(draft: Draft) -> Turn:
    """Each step shows how things are now, and the shell asks for the role each time."""
    match draft.step:
        case Step.ASKED | Step.HAND:
            return Turn(draft, do=OpenRights(_client(draft)))
        case _:
            return Turn(draft, do=LookAtTheirForgetting(_client(draft)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LAST:
            return _preview(draft)
        case Step.PREVIEW | Step.HAND:
            return draft.at(Step.ASKED, asked=None, shown=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about, by=what) if client := read_id(about):
            return show(draft.anew(Step.ASKED, client=client.hex, what=what))
        case Step.HAND, RightsOpened(name=name):
            return Turn(draft, (screens.hand_out(name),))
        case _, RightsOpened(name=name):
            return Turn(draft, (screens.how(name, forget=draft.answers["what"] == FORGET),))
        case _, DataHandedOut():
            return Turn(draft.over(), screens.handed(event))
        case _, TheirFarewell():
            return _seen(draft, event)
        case _, TheyAreForgotten(gone=gone):
            return Turn(draft.over(), (screens.goodbye(gone),))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    match draft.step, value:
        case Step.ASKED, _ if value in _HOW:
            forget = draft.answers["what"] == FORGET
            asked = draft.at(Step.PREVIEW if forget else Step.HAND, asked=_HOW[value].value)
            return show(asked)
        case Step.HAND, "s" | "p":
            return Turn(draft, do=HandOut(_client(draft), _asked(draft), value == "p"))
        case Step.PREVIEW, "s" | "u" if "shown" in draft.answers:
            return show(draft.at(Step.LAST, gives_up=value == "u"))
        case Step.LAST, "y":
            answers = draft.answers
            gives_up = bool(answers["gives_up"])
            do = ForgetThem(_client(draft), _asked(draft), answers["shown"], gives_up)
            return Turn(draft, do=do)
        case _:
            return None


def _seen(draft: Draft, seen: TheirFarewell) -> Turn:
    """The last question is only asked about what was on the screen before."""
    farewell, name = seen.farewell, seen.name
    if farewell.obstacle is not None:
        return Turn(draft.over(), (screens.not_now(farewell),))
    known = draft.answers.get("shown")
    if draft.step == Step.LAST and known == farewell.fingerprint and not seen.changed:
        gives_up = bool(draft.answers["gives_up"])
        return Turn(draft, (screens.last(name, farewell, gives_up=gives_up),))
    shown = _preview(draft).at(Step.PREVIEW, shown=farewell.fingerprint)
    if draft.step == Step.LAST:
        shown = shown.noting("terms_changed")
    elif draft.note:
        shown = shown.noting(draft.note)
    return Turn(shown, (screens.preview(name, farewell),))


def _preview(draft: Draft) -> Draft:
    return draft.at(Step.PREVIEW, shown=None, gives_up=None)


def _client(draft: Draft) -> UUID:
    return UUID(hex=draft.answers["client"])


def _asked(draft: Draft) -> AskedBy:
    return AskedBy(draft.answers["asked"])
