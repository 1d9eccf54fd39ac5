"""Booking a session: whom, what, which day, which time, and a last look (B1, B2)."""

from conversations import booking_screens as screens
from conversations import intake_gate as gate
from conversations import whom_screens
from conversations.booking_steps import Step, back, before_review, hold, show
from conversations.booking_words import understood
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Contact, File, Tap, Text, Unknown
from conversations.other_times import read_other_time
from conversations.understanding import read_date, read_number
from conversations.whom import ANYBODY, FILTERS, choices
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.booking import (
    AgainFound,
    ConfirmAnswers,
    DaysFound,
    HoldLost,
    KindsFound,
    NobodyFound,
    PsychologistFound,
    PsychologistsFound,
    Released,
    ReleaseHold,
    Requested,
    SendRequest,
    SlotHeld,
    SlotTaken,
    TimesFound,
)
from models.views import SessionKind

__all__ = ["ENTRANCE", "FRAME", "NAME", "Step", "advance", "back", "cancel", "show"]

NAME = "book"
LINK = "psy_"
#: After /book: where the booking stands that was left for its questions.
GO_ON = "on"
ENTRANCE = Entrance(commands=frozenset({"book"}), link=LINK, verbs=frozenset({"again"}))
FRAME = Frame(Step)


def cancel(draft: Draft) -> Turn:
    booking = draft.answers.get("booking")
    said = (Say("booking_stopped"),)
    return Turn(draft.over(), said, ReleaseHold(booking) if booking else None)


def advance(draft: Draft, event: Event) -> Turn | None:
    """One event at one step; taps have been checked against `rev` before they come here."""
    match draft.step, event:
        case _, Begin():
            return _begin(draft, event)
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text):
            return _typed(draft, text)
        case _, Contact() | File() | Unknown():
            return None
        case _, Released():
            return Turn(draft) if draft.is_over else show(draft)
        case _, NotPossible(key=key):
            return _not_possible(draft, key)
        case _:
            return _answered(draft, event)


def _begin(draft: Draft, begin: Begin) -> Turn:
    """A new beginning; a hold of the one before is let go."""
    held = draft.answers.get("booking")
    about = begin.about.strip()[:100]
    if about == GO_ON:
        return show(draft) if not draft.is_over else show(draft.at(Step.PSYCHOLOGIST))
    other = read_other_time(about)
    match begin.by, about:
        case "again", _:
            started = draft.anew(Step.AGAIN, again=begin.row)
        case ("psy_", slug) if slug:
            started = draft.anew(Step.SERVICE, psychologist=slug)
        case _ if other is not None:
            named = dict(zip(("psychologist", "service", "wanted"), other, strict=True))
            started = draft.anew(Step.INSTEAD, **named)
        case _ if about.startswith(LINK):
            started = draft.anew(Step.SERVICE, psychologist=about.removeprefix(LINK))
        case _ if about.casefold() in ANYBODY:
            started = draft.anew(Step.KIND)
        case _:
            started = draft.anew(Step.PSYCHOLOGIST, said=about or None)
    return Turn(started, do=ReleaseHold(held)) if held else show(started)


def _tapped(draft: Draft, value: str) -> Turn | None:
    """A button's value. One that no button of ours has only shows the step again (X63)."""
    number, day = read_number(value[1:]), read_date(value[1:])
    match draft.step, value[:1]:
        case Step.PSYCHOLOGIST | Step.SPECIALTY | Step.LANGUAGE, _:
            return _tapped_whom(draft, value)
        case Step.KIND | Step.SERVICE, "g" if number is not None:
            return show(draft.at(draft.step, page=number))
        case Step.KIND, "k" if SessionKind.read(value[1:]):
            return show(draft.at(Step.DAY, kind=value[1:], page=None))
        case Step.SERVICE, "s" if number is not None:
            return show(draft.at(Step.DAY, service=number, page=None))
        case Step.DAY, "m" if day is not None:
            return show(draft.at(Step.DAY, month=day.isoformat()))
        case Step.DAY, "d" if day is not None:
            return show(draft.at(Step.TIME, day=day.isoformat()))
        case Step.TIME | Step.INSTEAD, "t" if number is not None:
            return Turn(draft.at(Step.INSTEAD, wanted=number), do=hold(draft, number))
        case Step.AGAIN, "t" if number is not None and "service" in draft.answers:
            return Turn(draft.at(Step.INSTEAD, wanted=number), do=hold(draft, number))
        case Step.AGAIN, "o" if "service" in draft.answers:
            return show(draft.at(Step.DAY))
        case Step.AGAIN, "w":
            return show(draft.anew(Step.PSYCHOLOGIST))
        case Step.INTAKE, "c":
            return Turn(draft, do=ConfirmAnswers(draft.answers["booking"]))
        case Step.REVIEW, "y":
            return Turn(draft, do=SendRequest(draft.answers["booking"]))
        case _, "-":
            return show(draft.noting("day_not_free"))
        case _:
            return None


def _tapped_whom(draft: Draft, value: str) -> Turn | None:
    number, options = read_number(value[1:]), draft.answers.get("options", [])
    match draft.step, value[:1]:
        case _, "g" if number is not None:
            return show(draft.at(draft.step, page=number))
        case Step.PSYCHOLOGIST, "p" if number is not None:
            return show(draft.at(Step.SERVICE, psychologist=number, page=None))
        case Step.PSYCHOLOGIST, "a":
            return show(draft.at(Step.PSYCHOLOGIST, said="any", page=None))
        case Step.PSYCHOLOGIST, "f" if value in {"fs", "fl"}:
            wanted = Step.SPECIALTY if value == "fs" else Step.LANGUAGE
            return show(draft.at(wanted, page=None))
        case Step.PSYCHOLOGIST, "x":
            return show(draft.at(Step.PSYCHOLOGIST, **dict.fromkeys((*FILTERS, "page"))))
        case Step.SPECIALTY | Step.LANGUAGE, "o" if number is not None and number < len(options):
            chosen = {draft.step: options[number], "options": None, "page": None}
            return show(draft.at(Step.PSYCHOLOGIST, **chosen))
        case Step.SPECIALTY | Step.LANGUAGE, "n":
            return show(draft.at(Step.PSYCHOLOGIST, **{draft.step: None}, options=None, page=None))
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    """What was typed waits in the answers until the present choices are known."""
    if draft.step == Step.INTAKE and gate.confirms(text):
        return _tapped(draft, "c")
    if draft.step in {Step.INTAKE, Step.REVIEW}:
        return None
    return show(draft.knowing(said=text[:100]))


def _not_possible(draft: Draft, key: str) -> Turn:
    """What was chosen has ended meanwhile: back to the nearest step that still leads on."""
    match draft.step:
        case Step.AGAIN | Step.PSYCHOLOGIST:
            return Turn(draft.over(), (Say(key),))
        case Step.DAY | Step.TIME | Step.INSTEAD if "psychologist" in draft.answers:
            gone = dict.fromkeys(("service", "day", "month", "wanted", "again"))
            return show(draft.at(Step.SERVICE, **gone).noting("service_gone"))
        case _:
            return show(draft.anew(Step.PSYCHOLOGIST).noting(key))


def _answered(draft: Draft, event: Event) -> Turn | None:
    said = draft.answers.get("said")
    if said is not None:
        turn = understood(draft.knowing(said=None), said, event)
        return turn or advance(draft.knowing(said=None), event)
    match draft.step, event:
        case Step.PSYCHOLOGIST, PsychologistsFound(cards=cards):
            return Turn(draft, (whom_screens.psychologists(cards, draft.answers),))
        case Step.SPECIALTY | Step.LANGUAGE, PsychologistsFound(cards=cards):
            offered = choices(cards, draft.answers, draft.step)
            said_choices = whom_screens.filter_choices(draft.step, offered, draft.answers)
            return Turn(draft.knowing(options=offered), (said_choices,))
        case Step.KIND, KindsFound():
            return Turn(draft, (whom_screens.kinds(event, draft.answers),))
        case Step.SERVICE, PsychologistFound(card=card):
            page = draft.answers.get("page", 0)
            return Turn(draft.knowing(psychologist=card.id), (screens.services(card, page),))
        case _, NobodyFound():
            return _nobody(draft)
        case Step.DAY, DaysFound():
            return Turn(draft, (screens.days(event),))
        case Step.TIME, TimesFound(slots=()):
            return show(draft.at(Step.DAY, day=None).noting("day_not_free"))
        case Step.TIME, TimesFound():
            return Turn(draft, (screens.times(event),))
        case _, SlotHeld():
            return _held(draft, event)
        case _, SlotTaken():
            return Turn(draft, (screens.taken(event),))
        case Step.INTAKE | Step.REVIEW, HoldLost():
            return show(draft.at(before_review(draft), booking=None).noting("hold_lost"))
        case Step.REVIEW, Requested(booking=booking):
            return Turn(draft.over(), (screens.requested(booking),))
        case Step.AGAIN, AgainFound():
            return _again(draft, event)
        case _:
            return None


def _nobody(draft: Draft) -> Turn:
    """A link may name somebody unknown; somebody who was known takes no bookings now."""
    known = isinstance(draft.answers.get("psychologist"), int)
    note = "psychologist_gone" if known else "nobody_found"
    return show(draft.at(Step.PSYCHOLOGIST, psychologist=None).noting(note))


def _held(draft: Draft, held: SlotHeld) -> Turn:
    if not held.standing.is_ready:
        waits = draft
        if draft.step != Step.INTAKE:
            waits = draft.at(Step.INTAKE, booking=held.booking.id, wanted=None)
        return Turn(waits, (gate.gate(held),))
    at_review = draft
    if draft.step != Step.REVIEW:
        at_review = draft.at(Step.REVIEW, booking=held.booking.id, wanted=None)
    return Turn(at_review, (screens.review(held, chosen="kind" in draft.answers),))


def _again(draft: Draft, found: AgainFound) -> Turn:
    """The same once more; what has ended leads to the nearest choice that is left."""
    psychologist = found.booking.psychologist_id
    if found.card is None:
        fresh = draft.at(Step.PSYCHOLOGIST, again=None)
        return show(fresh.noting("psychologist_gone"))
    if not found.is_offered:
        return show(draft.at(Step.SERVICE, again=None, psychologist=psychologist)
                    .noting("service_gone"))  # fmt: skip
    known = draft.knowing(psychologist=psychologist, service=found.booking.service_id)
    return Turn(known, (screens.again(found),))
