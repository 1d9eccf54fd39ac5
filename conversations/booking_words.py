"""Typed words in a booking, matched against the choices that stand on the screen."""

from datetime import date

from conversations import booking_screens as screens
from conversations import whom
from conversations.booking_steps import Step, hold, show
from conversations.kept_words import spelled
from conversations.typed_times import typed_time
from conversations.understanding import Heard, heard, pick
from conversations.words import Draft, Event, Turn
from conversations.work.booking import (
    AgainFound,
    DaysFound,
    KindsFound,
    PsychologistFound,
    PsychologistsFound,
    SlotTaken,
    TimesFound,
)
from models.calendar import Slot


def understood(draft: Draft, said: str, event: Event) -> Turn | None:
    """What was meant by it; None when this event isn't about choices at all."""
    match event:
        case PsychologistsFound(cards=cards):
            return _whom(draft, said, cards)
        case KindsFound(kinds=kinds):
            words = [f"{k.kind.format} {k.kind.medium} {k.kind.minutes} min".replace("_", " ")
                     for k in kinds]  # fmt: skip
            chosen = _by_words(said, words)
            if chosen is not None:
                return show(draft.at(Step.DAY, kind=kinds[chosen].kind.key, page=None))
        case PsychologistFound(card=card):
            chosen = pick(said, [spelled(service.title) for service in card.services])
            if chosen is not None:
                known = {"psychologist": card.id, "service": card.services[chosen].id}
                return show(draft.at(Step.DAY, **known, page=None))
        case DaysFound(today=today):
            meant = heard(said, today)
            if meant.day is not None:
                return _times_of(draft, meant.day, meant)
        case TimesFound():
            return _time(draft, said, event)
        case SlotTaken(nearest=nearest):
            chosen = pick(said, [""] * len(nearest))
            if chosen is not None:
                return _hold(draft, nearest[chosen])
        case AgainFound(is_offered=True):
            return _again(draft, said, event)
        case _:
            return None
    return show(draft.noting("not_understood_here"))


def _whom(draft: Draft, said: str, cards: whom.Cards) -> Turn:
    """A name, a specialty, a language, or anybody."""
    if said.strip().casefold() in whom.ANYBODY:
        fit = whom.fitting(cards, draft.answers)
        among = [card.id for card in fit] if len(fit) < len(cards) else None
        return show(draft.at(Step.KIND, among=among, page=None))
    meant = whom.named(said, cards)
    if len(meant) == 1:
        return show(draft.at(Step.SERVICE, psychologist=meant[0].id, page=None))
    filters = {"name": said.strip()} if meant else whom.filters_in(said, cards)
    if filters:
        return show(draft.at(Step.PSYCHOLOGIST, **filters, options=None, page=None))
    return show(draft.noting("nobody_found"))


def _by_words(said: str, choices: list[str]) -> int | None:
    """The one choice that has all these words, or that number; None when in doubt."""
    words = said.casefold().split()
    hits = [n for n, choice in enumerate(choices) if words and set(words) <= set(choice.split())]
    return hits[0] if len(hits) == 1 else pick(said, choices)


def _time(draft: Draft, said: str, found: TimesFound) -> Turn:
    match typed_time(draft, said, found):
        case Slot() as slot:
            return _hold(draft, slot)
        case Heard(day=date() as other) as meant:
            return _times_of(draft, other, meant)
        case Draft() as noted:
            return show(noted)
        case Turn() as asked:
            return asked
        case _:
            return show(draft.noting("not_understood_here"))


def _again(draft: Draft, said: str, found: AgainFound) -> Turn:
    """One of the times on the screen by number, day or hour; else the times of that day."""
    known = draft.at(Step.AGAIN, psychologist=found.booking.psychologist_id,
                     service=found.booking.service_id)  # fmt: skip
    chosen = pick(said, [""] * len(found.slots))
    if chosen is not None:
        return _hold(known, found.slots[chosen])
    meant = heard(said, found.today)
    shown = list(zip(found.slots, found.days, found.clock_times, strict=True))
    same = [slot for slot, on, at in shown if meant.day in {None, on} and meant.clock == at]
    if len(same) == 1:
        return _hold(known, same[0])
    if meant.day is not None:
        return _times_of(known, meant.day, meant)
    if which := screens.which_time(meant.asked, found.slots, found.clock_times):
        return Turn(draft, (which,))
    return show(draft.noting("clock_not_free" if meant.asked else "not_understood_here"))


def _times_of(draft: Draft, day: date, meant: Heard) -> Turn:
    """The times of a day; an hour that was typed along is looked for among them."""
    return show(draft.at(Step.TIME, day=day.isoformat(), said=meant.again))


def _hold(draft: Draft, slot: Slot) -> Turn:
    wanted = int(slot.starts_at.timestamp())
    return Turn(draft.at(Step.INSTEAD, wanted=wanted), do=hold(draft, wanted))
