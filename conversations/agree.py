"""/agree: the texts one by one, and for whoever is under 18 first a parent or guardian (I4).

What is agreed to is kept at each press; the draft holds the name of a guardian who sits beside, and
what somebody who has turned 18 has gone through so far.
"""

from enum import StrEnum

from conversations import agree_screens as screens
from conversations import texts
from conversations.consent_words import full_name, read_yes
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import OF_AGE, read_age
from conversations.words import Draft, Event, Say, Turn
from conversations.work.consents import (
    Agreeing,
    AgreeTo,
    ComeOfAge,
    LinkMade,
    LookAtTexts,
    MakeLink,
    SayAge,
)
from models.intake_views import ConsentText
from models.values import ConsentKind

NAME = "agree"
ENTRANCE = Entrance(commands=frozenset({"agree"}))
PRIVATE = True


class Step(StrEnum):
    FINDING = "finding"
    AGE = "age"
    TEXT = "text"
    GUARDIAN = "guardian"
    NAME = "name"
    BESIDE = "beside"
    LINK = "link"
    GROWN = "grown"


FRAME = Frame(Step, hints={Step.NAME: "guardian_name_hint"})

#: Steps that are shown while a guardian's word is missing.
_WITH_GUARDIAN = {Step.GUARDIAN, Step.NAME, Step.BESIDE, Step.GROWN}
#: Steps at which a text is on the screen.
_READING = {Step.TEXT, Step.BESIDE, Step.GROWN}


def show(draft: Draft) -> Turn:
    """Every step shows how things are now, so every step looks."""
    return Turn(draft, do=LookAtTexts())


def back(draft: Draft) -> Draft | None:
    if "refused" in draft.answers:
        return draft.at(draft.step, refused=None)
    match draft.step:
        case Step.TEXT:
            return draft.at(Step.AGE)
        case Step.NAME | Step.BESIDE | Step.LINK | Step.GROWN:
            return draft.at(Step.GUARDIAN, guardian=None, again=None)
        case _:
            return None


def cancel(draft: Draft) -> Turn:
    return Turn(draft.over(), (screens.left(),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            return _begin(Draft(NAME, rev=draft.rev), about)
        case _, Agreeing():
            return _place(draft, event)
        case _, LinkMade():
            return Turn(draft.at(Step.LINK), (screens.link(event),))
        case Step.NAME, Text(text=text):
            name = full_name(text)
            if name is None:
                return None
            return Turn(draft.at(Step.BESIDE, guardian=name), do=LookAtTexts(), remove=True)
        case _, Tap(value=value):
            return _pressed(draft, value)
        case _, Text(text=text):
            return _typed(draft, text)
        case _:
            return None


def _begin(fresh: Draft, about: str) -> Turn:
    match about:
        case screens.GROWN:
            return show(fresh.at(Step.GROWN))
        case screens.BESIDE:
            return show(fresh.at(Step.NAME))
        case screens.BY_LINK:
            return Turn(fresh.at(Step.GUARDIAN), do=MakeLink())
        case _:
            return show(fresh.at(Step.FINDING))


def _typed(draft: Draft, text: str) -> Turn | None:
    """The words of a button count; a yes to a text is pressed, on the text that it is about."""
    labels: dict[str, dict[str, str]] = {
        Step.AGE: {"agree_adult": "a", "agree_younger": "m"},
        Step.GUARDIAN: {"guardian_is_here": "h", "guardian_send_link": "l",
                        "guardian_adult_now": "g"},
    }  # fmt: skip
    if draft.step == Step.AGE and (years := read_age(text)) is not None:
        return _pressed(draft, "a" if years >= OF_AGE else "m")
    for label, value in labels.get(draft.step, {}).items():
        if texts.means(text, label):
            return _pressed(draft, value)
    return None


def _pressed(draft: Draft, value: str) -> Turn | None:
    match draft.step, value:
        case Step.AGE, "a" | "m":
            return Turn(draft.at(Step.FINDING), do=SayAge(is_minor=value == "m"))
        case Step.GUARDIAN, "h":
            return show(draft.at(Step.NAME))
        case Step.GUARDIAN, "l":
            return Turn(draft, do=MakeLink())
        case Step.GUARDIAN, "g":
            return show(draft.at(Step.GROWN))
        case step, "n" if step in _READING:
            return show(draft.at(step, refused=True))
        case step, _ if step in _READING and (named := read_yes(value)):
            return _agreed(draft, *named)
        case _:
            return None


def _agreed(draft: Draft, kind: ConsentKind, version: str) -> Turn:
    if draft.step == Step.GROWN:
        again = [*draft.answers.get("again", []), f"{kind} {version}"]
        return show(draft.at(Step.GROWN, again=again))
    guardian = draft.answers.get("guardian") if draft.step == Step.BESIDE else None
    return Turn(draft.at(draft.step), do=AgreeTo(kind, version, guardian))


def _place(draft: Draft, found: Agreeing) -> Turn:
    """The step that is due, as things are now, and its screen."""
    step = _due(draft, found)
    if step is None:
        return Turn(draft.over(), (screens.thanks(found),))
    if step == Step.GROWN and not _rest(draft, found):
        every = tuple((text.kind, text.version) for text in found.present)
        return Turn(draft.at(Step.FINDING, again=None), do=ComeOfAge(every))
    beside = draft.step == Step.BESIDE and step == Step.TEXT
    if beside and found.asks and found.booking is not None:
        return Turn(draft.over(), (screens.questions_now(found.name, found.booking),))
    if step != draft.step:
        note = draft.note
        draft = draft.at(step)
        draft = draft.noting(note) if note else draft
    return Turn(draft, (_screen(draft, found, beside=beside),))


def _due(draft: Draft, found: Agreeing) -> Step | None:
    """None: everything is agreed to. Where somebody stands already is kept while it makes sense."""
    agreement, step = found.agreement, draft.step
    if agreement.is_minor is None or (step == Step.AGE and not agreement.is_minor):
        return Step.AGE
    if step == Step.GROWN and agreement.is_minor:
        return Step.GROWN
    if agreement.guardians:
        if step == Step.BESIDE and "guardian" not in draft.answers:
            return Step.NAME
        return Step(step) if step in _WITH_GUARDIAN else Step.GUARDIAN
    return Step.TEXT if agreement.own else None


def _rest(draft: Draft, found: Agreeing) -> tuple[ConsentText, ...]:
    """What somebody who has turned 18 has still to go through."""
    again = draft.answers.get("again", [])
    return tuple(text for text in found.present if f"{text.kind} {text.version}" not in again)


def _screen(draft: Draft, found: Agreeing, *, beside: bool) -> Say:
    match draft.step:
        case Step.AGE:
            return screens.age(found)
        case Step.GUARDIAN:
            return screens.guardian(found)
        case Step.NAME:
            return screens.guardian_name(found)
        case _:
            return _reading(draft, found, beside=beside)


def _reading(draft: Draft, found: Agreeing, *, beside: bool) -> Say:
    left, above = _turn(draft, found, beside=beside)
    if draft.answers.get("refused"):
        return screens.refused(found, left[0])
    return screens.text(found, left[0], len(left), above)


def _turn(
    draft: Draft, found: Agreeing, *, beside: bool
) -> tuple[tuple[ConsentText, ...], Say | str]:
    """What is left of whoever's turn it is, and the words that say so."""
    if draft.step == Step.GROWN:
        return _rest(draft, found), Say("agree_grown")
    if draft.step == Step.BESIDE:
        return found.agreement.guardians, Say("agree_for_ward", {"name": found.name})
    if found.agreement.is_minor:
        return found.agreement.own, screens.own_turn(found.name, beside=beside)
    return found.agreement.own, ""
