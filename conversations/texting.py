"""The dialogue by SMS: one question a phone, and every answer held against what it was asked (R6).

A draft's step is what the phone was asked: "which" (of several), "about" (one was named), "cancel"
(the money result was told; YES does it), "done" (a second YES means the first). YES cancels only
while that question is fresh and was the last thing that this phone was asked; in doubt it is asked
anew. Nothing here names anybody: a phone may be a family's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from conversations import texting_screens as screens
from conversations.change_terms import keep_terms, terms
from conversations.sms_reading import Heard, Meaning
from conversations.texting_facts import FITS, Facts, of_day, of_reference
from conversations.words import Draft, Say, Turn
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.by_phone import (
    AskStaff,
    Coming,
    SayComing,
    SmsSwitched,
    StaffAsked,
    Wanted,
    WantSmsOf,
)
from conversations.work.change import (
    AskWaiver,
    BookingCancelled,
    CancelBooking,
    ChangeSeen,
    LookAtChange,
    WaiverAsked,
)
from conversations.work.payment import AskForPayment, PaymentAsked, PaymentHeldBack
from models.changes import Hindrance, Waiver
from models.views import BookingView

#: How long a YES cancels, a question is remembered, and a second YES is an echo of the first.
FRESH, REMEMBERED, ECHO = timedelta(hours=3), timedelta(hours=24), timedelta(minutes=10)
#: What isn't understood is asked again so often before the question is dropped.
MOST_TIMES = 3

NOTHING_ASKED = Draft("sms")

#: What each word is about.
_VERBS = {
    Meaning.CONFIRM: "come",
    Meaning.YES: "come",
    Meaning.OKAY: "come",
    Meaning.CANCEL: "cancel",
    Meaning.CHANGE: "change",
    Meaning.PAY: "pay",
    Meaning.CALL: "call",
    Meaning.LATE: "late",
}
_STAFF = {"change": Wanted.OTHER_TIME, "call": Wanted.CALL, "late": Wanted.LATE}
#: What leaves the question whether to cancel open, and means what it always does.
_LEAVES = frozenset({Meaning.CHANGE, Meaning.PAY, Meaning.LATE, Meaning.CALL, Meaning.ASK,
                     Meaning.PAID})  # fmt: skip
#: Said of the nearest one, where several fit.
_NEAREST = frozenset({"call", "late"})


def advance(draft: Draft, event: Heard | Result, facts: Facts) -> Turn:
    """What is answered (at most one SMS), done, and remembered."""
    if not isinstance(event, Heard):
        return _came_of_it(draft, event, facts)
    match event.meaning:
        case Meaning.NOTHING | Meaning.THANKS:
            return Turn(draft)
        case Meaning.STOP | Meaning.START:
            wanted = event.meaning is Meaning.START
            return Turn(draft.over(), do=WantSmsOf(facts.phone, wanted))
        case Meaning.HELP:
            return Turn(draft, (screens.help_(facts.practice_phone, facts.ussd_code),))
        case _:
            return _answered(draft, event, facts)


def _answered(draft: Draft, event: Heard, facts: Facts) -> Turn:
    """What depends on what was asked."""
    match draft.step:
        case "which":
            return _which(draft, event, facts)
        case "cancel":
            return _cancelling(draft, event, facts)
        case "done" if event.meaning in (Meaning.YES, Meaning.OKAY):
            return Turn(draft)
        case _:
            return _afresh(draft, event, facts)


def _nothing(facts: Facts) -> Say:
    return screens.nothing_ahead(facts.practice_phone, proven=facts.is_proven)


def _afresh(draft: Draft, heard: Heard, facts: Facts) -> Turn:
    """Nothing that was asked before decides what this means."""
    over = draft.over()
    if (verb := _VERBS.get(heard.meaning)) is not None:
        return _begin(verb, draft, heard, facts)
    if not facts.ahead:
        return Turn(over, (_nothing(facts),))
    match heard.meaning:
        case Meaning.PAID:
            return Turn(over, (screens.paid(facts.practice_phone),))
        case Meaning.WRONG:
            return Turn(over, (screens.wrong(),))
        case Meaning.ASK:
            return Turn(over, (screens.ahead([one.booking for one in facts.ahead]),))
        case Meaning.KEEP:
            return Turn(over, (screens.kept(),))
        case Meaning.REFERENCE:
            return _named(draft, heard, facts)
        case _:
            return Turn(draft, (screens.unclear(),))


def _named(draft: Draft, heard: Heard, facts: Facts) -> Turn:
    """A reference alone: what is next said is about that one."""
    found = of_reference(heard.reference, [one.booking for one in facts.ahead])
    if not found:
        return Turn(draft.over(), (screens.no_such(proven=facts.is_proven),))
    about = draft.at("about", booking=found[0].public_id.hex, person=found[0].client_id)
    return Turn(about, (screens.what(found[0]),))


def _begin(verb: str, draft: Draft, heard: Heard, facts: Facts) -> Turn:
    found = [one.booking for one in facts.ahead if FITS[verb](one.booking, facts.now)]
    if heard.reference is not None:
        found = of_reference(heard.reference, found)
        if not found:
            return _not_that(verb, heard, draft, facts)
    elif draft.step == "about" and facts.find(draft.answers["booking"]) in found:
        found = [one for one in found if one == facts.find(draft.answers["booking"])]
    elif heard.day is not None and verb == "cancel":
        found = of_day(heard.day, found, facts) or found
    if not found and facts.ahead:
        return Turn(draft.over(), (screens.not_now(verb, facts.ahead[0].booking),))
    if not found:
        return Turn(draft.over(), (_nothing(facts),))
    if heard.meaning is Meaning.OKAY and not facts.follow_a_reminder:
        return Turn(draft)
    if len(found) > 1 and verb not in _NEAREST:
        return _ask_which(draft, verb, found)
    return _do(verb, draft, found[0], facts)


def _not_that(verb: str, heard: Heard, draft: Draft, facts: Facts) -> Turn:
    """One of theirs for which this word makes no sense now, or none of theirs."""
    known = of_reference(heard.reference, [one.booking for one in facts.ahead])
    none = screens.no_such(proven=facts.is_proven)
    return Turn(draft.over(), (screens.not_now(verb, known[0]) if known else none,))


def _do(verb: str, draft: Draft, booking: BookingView, facts: Facts) -> Turn:
    about = {"booking": booking.public_id.hex, "person": booking.client_id}
    going = draft.over().at("doing", **about)
    command: Command
    match verb:
        case "come":
            command = SayComing(booking.public_id)
        case "cancel":
            command = LookAtChange(booking.public_id, as_staff=False)
        case "pay":
            command = AskForPayment(booking.public_id, facts.phone)
        case _:
            command = AskStaff(booking.public_id, _STAFF[verb])
    return Turn(going, do=command)


def _which(draft: Draft, heard: Heard, facts: Facts) -> Turn:
    """One of the list, by its number there; a list of which one has gone is drawn anew."""
    listed, verb = draft.answers["among"], draft.answers["verb"]
    said = _VERBS.get(heard.meaning, verb)
    if said != verb and heard.meaning not in (Meaning.YES, Meaning.OKAY):
        if heard.number is None:
            return _begin(said, draft.over(), heard, facts)
        verb = said
    among = [one for each in listed if (one := facts.find(each)) is not None]
    chosen: list[BookingView] = []
    if heard.number is not None and 1 <= heard.number <= len(listed):
        chosen = [one for one in among if one.public_id.hex == listed[heard.number - 1]]
    elif heard.reference is not None:
        chosen = of_reference(heard.reference, among)
    elif heard.day is not None:
        chosen = of_day(heard.day, among, facts)
    if len(chosen) == 1 and FITS[verb](chosen[0], facts.now):
        return _do(verb, draft, chosen[0], facts)
    if heard.meaning in (Meaning.NO, Meaning.KEEP):
        return Turn(draft.over(), (screens.kept(),))
    if heard.meaning in (Meaning.PAID, Meaning.WRONG, Meaning.ASK):
        return _afresh(draft, heard, facts)
    times = draft.answers.get("times", 1)
    if times >= MOST_TIMES or not among:
        return Turn(draft.over(), (screens.unclear(),))
    return _ask_which(draft, verb, among, times + 1)


def _ask_which(draft: Draft, verb: str, found: Sequence[BookingView], times: int = 1) -> Turn:
    among = [booking.public_id.hex for booking in found]
    asked = draft.over().at("which", verb=verb, among=among, times=times)
    return Turn(asked, (screens.which(found),))


def _cancelling(draft: Draft, heard: Heard, facts: Facts) -> Turn:
    """The money result was told: YES brings it about, everything else doesn't."""
    booking, answers = facts.find(draft.answers["booking"]), draft.answers
    if booking is None:
        gone = heard.meaning in (Meaning.YES, Meaning.OKAY)
        return Turn(draft.over(), (screens.unclear(),)) if gone else _afresh(draft, heard, facts)
    other = heard.reference is not None and not of_reference(heard.reference, [booking])
    if other and heard.meaning in _VERBS:
        return _afresh(draft.over(), heard, facts)
    match heard.meaning:
        case Meaning.YES if _is_last_asked(draft, facts):
            return Turn(draft, do=CancelBooking(booking.public_id, answers["version"], False, "",
                                                terms(draft)))  # fmt: skip
        case Meaning.NO | Meaning.KEEP:
            return Turn(draft.over(), (screens.kept(booking),))
        case Meaning.CALL if answers.get("mercy"):
            return Turn(draft, do=AskWaiver(booking.public_id, answers["version"], ""))
        case _ if heard.meaning in _LEAVES:
            return _afresh(draft.over(), heard, facts)
        case _ if answers.get("times", 1) >= MOST_TIMES:
            return Turn(draft.over(), (screens.kept(booking),))
        case _:
            times = answers.get("times", 1) + 1
            again = replace(draft, answers={**answers, "times": times})
            return Turn(again, do=LookAtChange(booking.public_id, as_staff=False))


def _is_last_asked(draft: Draft, facts: Facts) -> bool:
    """Whether a YES can't mean anything else: not before it, long after, or reminded."""
    at, since = datetime.fromisoformat(draft.answers["at"]), facts.reminded_at
    came_at = facts.came_at or facts.now
    return at <= came_at <= at + FRESH and (since is None or since <= at)


def _came_of_it(draft: Draft, result: Result, facts: Facts) -> Turn:
    over = draft.over()
    match result:
        case ChangeSeen():
            return _seen(draft, result, facts)
        case BookingCancelled(booking=booking, refund=owed):
            return Turn(over.at("done"), (screens.cancelled(booking, owed),))
        case WaiverAsked(booking=booking):
            return Turn(over, (screens.mercy_asked(booking),))
        case Coming(booking=booking):
            return Turn(over, (screens.coming(booking),))
        case StaffAsked(booking=booking, wanted=Wanted.OTHER_TIME):
            in_chat = facts.owner(booking.client_id).in_chat
            return Turn(over, (screens.other_time(booking, facts.link if in_chat else ""),))
        case StaffAsked(booking=booking, wanted=Wanted.CALL):
            return Turn(over, (screens.will_call(booking),))
        case StaffAsked(booking=booking):
            return Turn(over, (screens.told_late(booking),))
        case PaymentAsked(payment=payment):
            paid_for = facts.find(draft.answers["booking"])
            return Turn(over, (screens.payment_asked(payment, paid_for),))
        case PaymentHeldBack(until=until):
            return Turn(over, (screens.pay_later(until),))
        case SmsSwitched(wanted=True):
            return Turn(over, (screens.started(),))
        case SmsSwitched(new=new):
            return Turn(over, (screens.stopped(),) if new else ())
        case NotPossible(key=key, booking=present):
            return Turn(over, (screens.not_possible(key, present, facts.practice_phone),))
        case _:
            return Turn(over, (screens.unclear(),))


def _seen(draft: Draft, seen: ChangeSeen, facts: Facts) -> Turn:
    booking, hindrance = seen.booking, seen.outcome.hindrance
    if hindrance is Hindrance.OVER:
        return Turn(draft.over(), (screens.not_now("cancel", booking),))
    if hindrance is not None:
        return Turn(draft.over(), (screens.prompt_live(),))
    mercy = bool(seen.outcome.kept.minor) and seen.waiver is Waiver.NONE
    asked = keep_terms(
        draft.at("cancel"), seen.outcome, booking=booking.public_id.hex, person=booking.client_id,
        version=booking.version, at=facts.now.isoformat(), mercy=mercy,
    )  # fmt: skip
    return Turn(asked, (screens.cancel(seen, mercy=mercy),))


def remembered_until(draft: Draft, now: datetime) -> datetime | None:
    """How long what was asked is kept; None: nothing was."""
    if draft.is_over:
        return None
    return now + (ECHO if draft.step == "done" else REMEMBERED)


def person_of(draft: Draft) -> int | None:
    """Whose booking it is about."""
    return draft.answers.get("person")
