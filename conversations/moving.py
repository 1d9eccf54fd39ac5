"""Another time for a booking: the client moves it, either side suggests it or counters (B5, B9)."""

from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from conversations import moving_screens as screens
from conversations.booking_screens import state
from conversations.change_terms import keep_terms, terms
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.screen_parts import Named, see
from conversations.typed_times import typed_time
from conversations.understanding import Heard, heard, read_date, read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.booking import DaysFound, TimesFound
from conversations.work.change import (
    BookingMoved,
    ChangeSeen,
    FindMoveDays,
    FindMoveTimes,
    LookAtChange,
    MoveBooking,
    OpenProposal,
    ProposalSeen,
    ProposalSent,
    SendProposal,
    TimeGone,
)
from models.calendar import Slot
from models.changes import Hindrance
from models.moves import Actor

NAME = "move"
ENTRANCE = Entrance(verbs=frozenset({"alt", "mv", "ctr"}))
OF_WORK = True


class Step(StrEnum):
    OPENING = "opening"
    DAY = "day"
    TIME = "time"
    PREVIEW = "preview"
    GONE = "gone"


FRAME = Frame(Step)


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step."""
    answers = draft.answers
    match Step(draft.step):
        case Step.OPENING | Step.PREVIEW:
            return Turn(draft, do=LookAtChange(_booking(draft), answers["staff"]))
        case Step.DAY:
            month = answers.get("month")
            wanted = date.fromisoformat(month) if month else None
            return Turn(draft, do=FindMoveDays(_booking(draft), answers["staff"], wanted))
        case Step.TIME | Step.GONE:
            day = date.fromisoformat(answers["day"])
            return Turn(draft, do=FindMoveTimes(_booking(draft), answers["staff"], day))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.TIME:
            return draft.at(Step.DAY, day=None)
        case Step.PREVIEW | Step.GONE:
            return draft.at(Step.TIME, wanted=None)
        case _:
            return None


def cancel(draft: Draft) -> Turn:
    stays = {"starts_at": _instant(draft.answers["from"])}
    kept = Named(_booking(draft), draft.answers["version"])
    return Turn(draft.over(), (Say("move_left", stays, see(kept)),))


def advance(draft: Draft, event: Event) -> Turn | None:
    """One event at one step; taps have been checked against `rev` before they come here."""
    match draft.step, event:
        case _, Begin():
            return _begin(draft, event)
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.DAY | Step.TIME, Text(text=text):
            return show(draft.knowing(said=text[:100]))
        case Step.OPENING, NotPossible() if "booking" not in draft.answers:
            return Turn(draft.over(), (Say("proposal_gone"),))
        case _:
            return _answered(draft, event)


def _begin(draft: Draft, begin: Begin) -> Turn:
    if begin.by == "ctr":
        return Turn(draft.anew(Step.OPENING), do=OpenProposal(UUID(begin.row)))
    about = {"booking": begin.row, "version": begin.version}
    return show(draft.anew(Step.OPENING, **about, staff=begin.by == "alt", asks=False))


def _tapped(draft: Draft, value: str) -> Turn | None:
    """A button's value. One that no button of ours has only shows the step again (X63)."""
    number, day = read_number(value[1:]), read_date(value[1:])
    match draft.step, value[:1]:
        case Step.DAY, "m" if day is not None:
            return show(draft.at(Step.DAY, month=day.isoformat()))
        case Step.DAY, "d" if day is not None:
            return show(draft.at(Step.TIME, day=day.isoformat()))
        case Step.TIME | Step.GONE, "t" if number is not None:
            return show(draft.at(Step.PREVIEW, wanted=number))
        case Step.PREVIEW, "y":
            return Turn(draft, do=_send(draft))
        case Step.DAY, "-":
            return show(draft.noting("day_not_free"))
        case _:
            return None


def _send(draft: Draft) -> MoveBooking | SendProposal:
    answers = draft.answers
    wanted = _instant(answers["wanted"])
    if answers["asks"]:
        return SendProposal(_booking(draft), answers["version"], answers["staff"], wanted)
    return MoveBooking(_booking(draft), answers["version"], wanted, terms(draft))


def _answered(draft: Draft, event: Event) -> Turn | None:
    said = draft.answers.get("said")
    if said is not None and isinstance(event, DaysFound | TimesFound):
        return _understood(draft.knowing(said=None), said, event)
    match draft.step, event:
        case Step.OPENING, ProposalSeen():
            return _counter(draft, event)
        case Step.OPENING, ChangeSeen():
            return _opened(draft, event)
        case Step.DAY, DaysFound():
            return Turn(draft, (screens.days(event, _instant(draft.answers["from"])),))
        case Step.TIME | Step.GONE, TimesFound(slots=()):
            return show(draft.at(Step.DAY, day=None, wanted=None).noting("day_not_free"))
        case Step.TIME | Step.GONE, TimesFound():
            return Turn(draft, (screens.times(event, _instant(draft.answers["from"])),))
        case Step.PREVIEW, ChangeSeen():
            return _preview(draft, event)
        case Step.PREVIEW, TimeGone(nearest=nearest):
            day = draft.answers.get("day") or _instant(draft.answers["wanted"]).date().isoformat()
            return Turn(draft.at(Step.GONE, day=day), (screens.gone(nearest),))
        case _, BookingMoved(booking=booking, before=before):
            return Turn(draft.over(), (screens.moved(booking, before),))
        case _, ProposalSent(proposal=proposal):
            return Turn(draft.over(), (screens.sent(proposal),))
        case _:
            return None


def _counter(draft: Draft, seen: ProposalSeen) -> Turn:
    booking = seen.proposal.booking
    choosing = draft.at(
        Step.DAY,
        booking=str(booking.public_id),
        version=booking.version,
        staff=seen.actor is not Actor.CLIENT,
        asks=True,
        **{"from": _epoch(booking.starts_at)},
    )
    return show(choosing)


def _opened(draft: Draft, seen: ChangeSeen) -> Turn:
    """Not for an old button, not while something hinders it, not past an open question."""
    booking = seen.booking
    if booking.version != draft.answers["version"] or seen.outcome.hindrance is Hindrance.OVER:
        return Turn(draft.over(), (Say("outdated_booking", state(booking)),))
    if seen.outcome.hindrance is not None:
        return Turn(draft.over(), (Say(f"change_{seen.outcome.hindrance}"),))
    if seen.proposal and seen.proposal.by_client is draft.answers["staff"]:
        return Turn(draft.over(), (screens.asked(seen.proposal, screen=True),))
    return show(draft.at(Step.DAY, **{"from": _epoch(booking.starts_at)}))


def _preview(draft: Draft, seen: ChangeSeen) -> Turn:
    if seen.booking.version != draft.answers["version"]:
        return Turn(draft.over(), (Say("outdated_booking", state(seen.booking)),))
    staff, counters = draft.answers["staff"], draft.answers.get("asks", False)
    asks = bool(staff or counters or seen.outcome.late)
    kept = keep_terms(draft, seen.outcome, asks=asks)
    noted = kept.noting("terms_changed") if seen.again else kept
    wanted = _instant(draft.answers["wanted"])
    return Turn(noted, (screens.preview(seen, wanted, staff=staff, asks=asks),))


def _understood(draft: Draft, said: str, event: DaysFound | TimesFound) -> Turn | None:
    """Match what was typed against the days or times that stand on the screen."""
    if isinstance(event, DaysFound):
        meant = heard(said, event.today)
        if meant.day is not None:
            return _times_of(draft, meant.day, meant)
        return show(draft.noting("not_understood_here"))
    match typed_time(draft, said, event):
        case Slot() as slot:
            return _tapped(draft, f"t{_epoch(slot.starts_at)}")
        case Heard(day=date() as other) as meant:
            return _times_of(draft, other, meant)
        case Turn() as asked:
            return asked
        case Draft() as noted:
            return show(noted)
        case _:
            return show(draft.noting("not_understood_here"))


def _times_of(draft: Draft, day: date, meant: Heard) -> Turn:
    """The times of a day; an hour that was typed along is looked for among them."""
    return show(draft.at(Step.TIME, day=day.isoformat(), said=meant.again))


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])


def _instant(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def _epoch(instant: datetime) -> int:
    return int(instant.timestamp())
