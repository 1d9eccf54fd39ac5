"""Booking a session for a client: what, which day, which time, and a last look (B10)."""

from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from conversations import arranged_screens as screens
from conversations import booking_screens as calendar
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.kept_words import spelled
from conversations.typed_times import typed_time
from conversations.understanding import Heard, heard, pick, read_date, read_id, read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.arranged import (
    Arranged,
    ArrangementSeen,
    BookForClient,
    ClientOpened,
    LookAtArrangement,
    OpenClient,
    PromptSent,
    SendPrompt,
)
from conversations.work.booking import (
    DaysFound,
    FindDays,
    FindPsychologists,
    FindTimes,
    NobodyFound,
    OpenPsychologist,
    PsychologistFound,
    PsychologistsFound,
    SlotTaken,
    TimesFound,
)
from models.calendar import Slot

NAME = "bookfor"
ENTRANCE = Entrance(commands=frozenset({"bookfor"}), verbs=frozenset({"stk"}))
OF_WORK = True


class Step(StrEnum):
    CLIENT = "client"
    PSYCHOLOGIST = "psychologist"
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    REVIEW = "review"
    PROMPT = "prompt"


FRAME = Frame(Step, left="bookfor_left")


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step."""
    answers = draft.answers
    match draft.step:
        case Step.CLIENT:
            return Turn(draft, do=OpenClient(UUID(answers["client"])))
        case Step.PSYCHOLOGIST:
            return Turn(draft, do=FindPsychologists())
        case Step.SERVICE:
            return Turn(draft, do=OpenPsychologist(answers["psychologist"]))
        case Step.DAY:
            wanted = date.fromisoformat(answers["month"]) if "month" in answers else None
            return Turn(draft, do=FindDays(answers["psychologist"], answers["service"], wanted))
        case Step.TIME:
            day = date.fromisoformat(answers["day"])
            return Turn(draft, do=FindTimes(answers["psychologist"], answers["service"], day))
        case _:
            return Turn(draft, do=LookAtArrangement(*_wanted(draft)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.SERVICE if draft.answers.get("chooses"):
            return draft.at(Step.PSYCHOLOGIST, psychologist=None)
        case Step.DAY:
            return draft.at(Step.SERVICE, service=None, month=None)
        case Step.TIME:
            return draft.at(Step.DAY, day=None)
        case Step.REVIEW:
            return draft.at(Step.TIME, wanted=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about, by="stk"):
            return Turn(draft.anew(Step.PROMPT), do=SendPrompt(UUID(about.partition(":")[0])))
        case _, Begin(about=about):
            return _begin(draft, read_id(about))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.PSYCHOLOGIST | Step.SERVICE | Step.DAY | Step.TIME, Text(text=text):
            return show(draft.knowing(said=text[:100]))
        case _:
            return _understood(draft, event)


def _begin(draft: Draft, client: UUID | None) -> Turn:
    if client is None:
        return Turn(draft.over(), (Say("bookfor_whom"),))
    return show(draft.anew(Step.CLIENT, client=client.hex))


def _tapped(draft: Draft, value: str) -> Turn | None:
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
        case Step.TIME | Step.REVIEW, "t" if number is not None:
            return show(draft.at(Step.REVIEW, wanted=number))
        case Step.REVIEW, "y":
            return Turn(draft, do=BookForClient(*_wanted(draft)))
        case Step.DAY, "-":
            return show(draft.noting("day_not_free"))
        case _:
            return None


def _wanted(draft: Draft) -> tuple[UUID, int, datetime]:
    answers = draft.answers
    at = datetime.fromtimestamp(answers["wanted"], UTC)
    return UUID(answers["client"]), answers["service"], at


def _understood(draft: Draft, event: Event) -> Turn | None:
    """What was typed, matched against the choices that would be on the screen."""
    if "said" not in draft.answers:
        return _answered(draft, event)
    said = str(draft.answers["said"])
    draft = draft.knowing(said=None)
    if isinstance(event, DaysFound):
        return _day(draft, said, event)
    if isinstance(event, TimesFound):
        return _time(draft, said, event)
    value = _meant(said, event)
    return _tapped(draft, value) if value else _answered(draft.noting("not_understood_here"), event)


def _day(draft: Draft, said: str, found: DaysFound) -> Turn | None:
    """The times of a day; an hour that was typed along is looked for among them."""
    meant = heard(said, found.today)
    if meant.day is None:
        return _answered(draft.noting("not_understood_here"), found)
    return show(draft.at(Step.TIME, day=meant.day.isoformat(), said=meant.again))


def _time(draft: Draft, said: str, found: TimesFound) -> Turn | None:
    match typed_time(draft, said, found):
        case Slot() as slot:
            return _tapped(draft, f"t{int(slot.starts_at.timestamp())}")
        case Heard(day=date() as other) as meant:
            return show(draft.at(Step.TIME, day=other.isoformat(), said=meant.again))
        case Turn() as asked:
            return asked
        case Draft() as noted:
            return _answered(noted, found)
        case _:
            return _answered(draft.noting("not_understood_here"), found)


def _meant(said: str, event: Event) -> str | None:
    match event:
        case PsychologistsFound(cards=cards):
            chosen = pick(said, [card.name for card in cards])
            return None if chosen is None else f"p{cards[chosen].id}"
        case PsychologistFound(card=card):
            chosen = pick(said, [spelled(service.title) for service in card.services])
            return None if chosen is None else f"s{card.services[chosen].id}"
        case _:
            return None


def _answered(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case Step.CLIENT, ClientOpened(client=client, psychologist_id=own):
            if own is None:
                return show(draft.at(Step.PSYCHOLOGIST, chooses=True, name=client.name))
            return show(draft.at(Step.SERVICE, psychologist=own, name=client.name))
        case _, PsychologistsFound(cards=cards):
            return Turn(draft, (screens.whose(draft.answers["name"], cards),))
        case _, PsychologistFound(card=card):
            return Turn(draft, (screens.services(draft.answers["name"], card),))
        case _, NobodyFound():
            return Turn(draft.over(), (Say("nobody_takes_bookings"),))
        case _, DaysFound():
            return Turn(draft, (screens.days(draft.answers["name"], event),))
        case _, TimesFound(slots=()):
            return show(draft.at(Step.DAY, day=None).noting("day_not_free"))
        case _, TimesFound():
            return Turn(draft, (screens.times(draft.answers["name"], event),))
        case _, SlotTaken():
            return Turn(draft.at(Step.TIME, wanted=None), (calendar.taken(event),))
        case _, ArrangementSeen(plan=plan):
            return Turn(draft, (screens.review(plan),))
        case _, Arranged(booking=booking, client=client):
            return Turn(draft.over(), (screens.booked(booking, client),))
        case _, PromptSent(booking=booking, payment=payment):
            return Turn(draft.over(), (screens.prompted(booking, payment),))
        case Step.CLIENT, NotPossible(key="not_yours"):
            return Turn(draft.over(), (Say("not_your_client"),))
        case Step.REVIEW, NotPossible(key="arranged_client_busy" as key):
            return show(draft.at(Step.TIME, wanted=None).noting(key))
        case _:
            return None
