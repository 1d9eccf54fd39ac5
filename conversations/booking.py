"""Booking a session: whom, what, which day, which time, and a last look (B1, B2)."""

from datetime import UTC, date, datetime
from enum import StrEnum

from conversations import booking_screens as screens
from conversations.dialogue import Entrance
from conversations.events import Begin, Contact, File, Tap, Text, Unknown
from conversations.other_times import read_other_time
from conversations.understanding import pick, read_date, read_number, when
from conversations.words import Draft, Event, Say, Turn
from conversations.work.booking import (
    DaysFound,
    FindDays,
    FindPsychologists,
    FindTimes,
    HoldLost,
    HoldSlot,
    NobodyFound,
    OpenPsychologist,
    PsychologistFound,
    PsychologistsFound,
    Released,
    ReleaseHold,
    Requested,
    ReviewHold,
    SendRequest,
    SlotHeld,
    SlotTaken,
    TimesFound,
)

NAME = "book"
ENTRANCE = Entrance(commands=frozenset({"book"}), link="psy_")


class Step(StrEnum):
    PSYCHOLOGIST = "psychologist"
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    INSTEAD = "instead"
    REVIEW = "review"


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step."""
    answers = draft.answers
    match draft.step:
        case Step.PSYCHOLOGIST:
            return Turn(draft, do=FindPsychologists())
        case Step.SERVICE:
            return Turn(draft, do=OpenPsychologist(answers["psychologist"]))
        case Step.DAY:
            month = answers.get("month")
            wanted = date.fromisoformat(month) if month else None
            return Turn(draft, do=FindDays(answers["psychologist"], answers["service"], wanted))
        case Step.TIME if "day" not in answers:
            return show(draft.at(Step.DAY))
        case Step.TIME:
            day = date.fromisoformat(answers["day"])
            return Turn(draft, do=FindTimes(answers["psychologist"], answers["service"], day))
        case Step.INSTEAD:
            return Turn(draft, do=_hold(draft, answers["wanted"]))
        case Step.REVIEW:
            return Turn(draft, do=ReviewHold(answers["booking"]))
        case _:
            return Turn(draft, (Say("nothing_open"),))


def back(draft: Draft) -> Turn:
    """One step back; a hold is let go on the way."""
    match draft.step:
        case Step.SERVICE:
            return show(draft.at(Step.PSYCHOLOGIST, psychologist=None))
        case Step.DAY:
            return show(draft.at(Step.SERVICE, service=None, month=None))
        case Step.TIME | Step.INSTEAD:
            return show(draft.at(Step.DAY, day=None, wanted=None))
        case Step.REVIEW:
            booking = draft.answers["booking"]
            return Turn(draft.at(Step.TIME, booking=None, wanted=None), do=ReleaseHold(booking))
        case _:
            return show(draft)


def cancel(draft: Draft) -> Turn:
    booking = draft.answers.get("booking")
    said = (Say("booking_stopped"),)
    return Turn(draft.over(), said, ReleaseHold(booking) if booking else None)


def advance(draft: Draft, event: Event) -> Turn:
    """One event at one step; taps have been checked against `rev` before they come here."""
    match draft.step, event:
        case _, Begin(about=about) if (wanted := read_other_time(about)) is not None:
            return _begin_at(draft, *wanted)
        case _, Begin(about=slug, by="psy_"):
            return _begin(draft, slug)
        case _, Begin():
            return _begin(draft, "")
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text):
            return _typed(draft, text)
        case _, Contact() | File() | Unknown():
            return show(draft.noting("only_buttons_here"))
        case _, Released():
            return Turn(draft) if draft.is_over else show(draft)
        case _:
            return _answered(draft, event)


def _begin(draft: Draft, slug: str) -> Turn:
    held = draft.answers.get("booking")
    if held:
        return Turn(draft.at(_first_step(slug), **_forget_all(draft), psychologist=slug or None),
                    do=ReleaseHold(held))  # fmt: skip
    fresh = draft.at(_first_step(slug), **_forget_all(draft))
    return show(fresh.at(fresh.step, psychologist=slug) if slug else fresh)


def _begin_at(draft: Draft, psychologist: int, service: int, at: int) -> Turn:
    """A time from a button elsewhere: it is held like one that was chosen here."""
    fresh = draft.at(Step.DAY, **dict.fromkeys(draft.answers))
    chosen = fresh.at(Step.INSTEAD, psychologist=psychologist, service=service, wanted=at)
    return Turn(chosen, do=_hold(chosen, at))


def _first_step(slug: str) -> Step:
    return Step.SERVICE if slug else Step.PSYCHOLOGIST


def _forget_all(draft: Draft) -> dict[str, None]:
    return dict.fromkeys(key for key in draft.answers if key != "psychologist")


def _tapped(draft: Draft, value: str) -> Turn:
    """A button's value. One that no button of ours has only shows the step again (X63)."""
    number, day = read_number(value[1:]), read_date(value[1:])
    match draft.step, value[:1]:
        case Step.PSYCHOLOGIST, "p" if number is not None:
            return show(draft.at(Step.SERVICE, psychologist=number))
        case Step.SERVICE, "s" if number is not None:
            return show(draft.at(Step.DAY, service=number))
        case Step.DAY, "m" if day is not None:
            return show(draft.at(Step.DAY, month=day.isoformat()))
        case Step.DAY, "d" if day is not None:
            return show(draft.at(Step.TIME, day=day.isoformat()))
        case Step.TIME | Step.INSTEAD, "t" if number is not None:
            return Turn(draft.at(Step.INSTEAD, wanted=number), do=_hold(draft, number))
        case Step.REVIEW, "y":
            return Turn(draft, do=SendRequest(draft.answers["booking"]))
        case _, "-":
            return show(draft.noting("day_not_free"))
        case _:
            return show(draft)


def _hold(draft: Draft, wanted: int) -> HoldSlot:
    answers = draft.answers
    return HoldSlot(
        answers["psychologist"], answers["service"], datetime.fromtimestamp(wanted, UTC)
    )


def _typed(draft: Draft, text: str) -> Turn:
    """What was typed waits in the answers until the present choices are known."""
    match draft.step:
        case Step.PSYCHOLOGIST:
            return Turn(draft, do=OpenPsychologist(text.strip()))
        case Step.SERVICE | Step.DAY | Step.TIME:
            said = {**draft.answers, "said": text[:100]}
            return show(Draft(draft.dialogue, draft.step, draft.rev, said))
        case _:
            return show(draft.noting("only_buttons_here"))


def _answered(draft: Draft, event: Event) -> Turn:
    said = draft.answers.get("said")
    if said is not None:
        return _understood(_without_said(draft), said, event)
    match draft.step, event:
        case Step.PSYCHOLOGIST, PsychologistsFound(cards=cards):
            return Turn(draft, (screens.psychologists(cards),))
        case Step.PSYCHOLOGIST, PsychologistFound(card=card):
            return show(draft.at(Step.SERVICE, psychologist=card.id))
        case Step.SERVICE, PsychologistFound(card=card):
            known = Draft(draft.dialogue, draft.step, draft.rev,
                          {**draft.answers, "psychologist": card.id}, draft.note)  # fmt: skip
            return Turn(known, (screens.services(card),))
        case _, NobodyFound():
            return show(draft.at(Step.PSYCHOLOGIST, psychologist=None).noting("nobody_found"))
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
        case Step.REVIEW, HoldLost():
            return show(draft.at(Step.TIME, booking=None).noting("hold_lost"))
        case Step.REVIEW, Requested(booking=booking):
            return Turn(draft.over(), (screens.requested(booking),))
        case _:
            return Turn(draft, (Say("nothing_open"),))


def _held(draft: Draft, held: SlotHeld) -> Turn:
    at_review = draft
    if draft.step != Step.REVIEW:
        at_review = draft.at(Step.REVIEW, booking=held.booking.id, wanted=None)
    return Turn(at_review, (screens.review(held.booking),))


def _without_said(draft: Draft) -> Draft:
    answers = {key: value for key, value in draft.answers.items() if key != "said"}
    return Draft(draft.dialogue, draft.step, draft.rev, answers)


def _understood(draft: Draft, said: str, event: Event) -> Turn:
    """Match what was typed against the choices that stand on the screen."""
    match event:
        case PsychologistFound(card=card):
            chosen = pick(said, [service.title for service in card.services])
            if chosen is not None:
                return show(draft.at(Step.DAY, service=card.services[chosen].id))
        case DaysFound(today=today):
            day, _ = when(said, today)
            if day is not None:
                return show(draft.at(Step.TIME, day=day.isoformat()))
        case TimesFound(slots=slots, day=day, clock_times=clock_times):
            other_day, clock = when(said, day)
            if clock is not None and clock in clock_times:
                wanted = int(slots[clock_times.index(clock)].starts_at.timestamp())
                return _tapped(draft, f"t{wanted}")
            if other_day is not None and other_day != day:
                return show(draft.at(Step.TIME, day=other_day.isoformat()))
        case _:
            return advance(draft, event)
    return show(draft.noting("not_understood_here"))
