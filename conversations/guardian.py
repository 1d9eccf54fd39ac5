"""A parent or guardian agrees in their own chat, by a link that works once (I4).

They see a first name and the texts: nothing of a session, and nothing that was answered.
"""

from enum import StrEnum

from conversations import agree_screens as screens
from conversations.consent_words import full_name, read_yes
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import CANCEL
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.consents import (
    AgreeForWard,
    DeclineForWard,
    LookAtWard,
    OpenLink,
    WardFound,
)

NAME = "guardian"
ENTRANCE = Entrance(link="gdn_")
PRIVATE = True


class Step(StrEnum):
    OPENING = "opening"
    NAME = "name"
    TEXT = "text"
    DECLINING = "declining"
    DECLINED = "declined"


# Left, nothing is decided; the link opens this again as long as it is good.
FRAME = Frame(Step, left="guardian_left", hints={Step.NAME: "guardian_name_hint"})


def show(draft: Draft) -> Turn:
    return Turn(draft, do=LookAtWard(draft.answers["link"]))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.DECLINING:
            return draft.at(Step.TEXT)
        case Step.TEXT:
            return draft.at(Step.NAME, guardian=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=token):
            return Turn(Draft(NAME, rev=draft.rev).at(Step.OPENING), do=OpenLink(token))
        case _, WardFound():
            return _place(draft, event)
        case Step.NAME, Text(text=text):
            name = full_name(text)
            if name is None:
                return None
            looking = LookAtWard(draft.answers["link"])
            return Turn(draft.at(Step.TEXT, guardian=name), do=looking, remove=True)
        case _, Tap(value=value):
            return _pressed(draft, value)
        case _:
            return None


def _pressed(draft: Draft, value: str) -> Turn | None:
    named = read_yes(value)
    match draft.step, value:
        case Step.TEXT, "n":
            return show(draft.at(Step.DECLINING))
        case Step.DECLINING, "n":
            return Turn(draft.at(Step.DECLINED), do=DeclineForWard(draft.answers["link"]))
        case Step.TEXT, _ if named is not None:
            link, name = draft.answers["link"], draft.answers["guardian"]
            return Turn(draft.at(Step.TEXT), do=AgreeForWard(link, *named, name))
        case _:
            return None


def _place(draft: Draft, found: WardFound) -> Turn:
    name = {"name": found.ward.first_name}
    if draft.step == Step.DECLINED:
        return Turn(draft.over(), (Say("guardian_declined", name),))
    if not found.missing:
        return Turn(draft.over(), (Say("guardian_thanks", name),))
    if draft.step == Step.OPENING:
        draft = draft.at(Step.NAME, link=found.ward.link_id)
    match draft.step:
        case Step.DECLINING:
            return Turn(draft, (_declining(found),))
        case Step.TEXT:
            total = len(found.present)
            position = total - len(found.missing) + 1
            shown = screens.wards_text(found.missing[0], position, total, name["name"])
            return Turn(draft, (shown,))
        case _:
            return Turn(draft, (Say("guardian_opened", name, ((CANCEL,),)),))


def _declining(found: WardFound) -> Say:
    rows = (
        (Button("agree_read_again", value="back"),),
        (Button("guardian_decline", value="n", style="danger"),),
    )
    return Say("guardian_declining", {"name": found.ward.first_name}, rows)
