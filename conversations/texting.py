"""The dialogue by SMS: one question a phone, and every answer held against what it was asked (R6).

A draft's step is what the phone was asked: "which" (of several), "about" (one was named), "cancel"
(texting_cancelling.py), "done" (a second answer means the first). In doubt it is asked anew.
Nothing here names anybody: a phone may be a family's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations import texting_cancelling as cancelling
from conversations import texting_results as results
from conversations import texting_screens as screens
from conversations.sms_meaning import Meaning
from conversations.sms_reading import Heard
from conversations.texting_facts import FITS, Facts, of_reference, of_time
from conversations.words import Draft, Say, Turn
from conversations.work import Command, Result
from conversations.work.by_phone import (
    AskStaff,
    NumberIsWrong,
    SayComing,
    SpeakTo,
    Wanted,
    WantSmsOf,
)
from conversations.work.change import LookAtChange
from conversations.work.payment import AskForPayment
from models.views import BookingView

#: How long a question is remembered, and a second answer is an echo of the first.
REMEMBERED, ECHO = timedelta(hours=24), timedelta(minutes=10)

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
#: The languages that are asked for.
_LANGUAGES = {Meaning.ENGLISH: "en", Meaning.KISWAHILI: "sw"}
#: Said of the nearest one, where several fit.
_NEAREST = frozenset({"call", "late"})


def advance(draft: Draft, event: Heard | Result, facts: Facts) -> Turn:
    """What is answered (at most one SMS), done, and remembered."""
    if not isinstance(event, Heard):
        return results.came_of_it(draft, event, facts)
    match event.meaning:
        case Meaning.NOTHING | Meaning.THANKS:
            return Turn(draft)
        case Meaning.STOP | Meaning.START:
            wanted = event.meaning is Meaning.START
            return Turn(draft.over(), do=WantSmsOf(facts.phone, wanted))
        case Meaning.WRONG:
            return Turn(draft.over(), do=NumberIsWrong(facts.phone))
        case Meaning.ENGLISH | Meaning.KISWAHILI if not facts.is_proven:
            return Turn(draft, (screens.unproven(),))
        case Meaning.ENGLISH | Meaning.KISWAHILI:
            return Turn(draft, do=SpeakTo(facts.phone, _LANGUAGES[event.meaning]))
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
            answered = cancelling.answered(draft, event, facts)
            return _afresh(draft.over(), event, facts) if answered is None else answered
        case "done" if event.meaning in (Meaning.YES, Meaning.OKAY, Meaning.CODE):
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
    elif heard.when.said:
        meant = of_time(heard.when, found, facts)
        if verb == "come" and found and not meant:
            return _named_time(draft, found[0])
        found = meant or found
    if not found and facts.ahead:
        return Turn(draft.over(), (screens.not_now(verb, facts.ahead[0].booking),))
    if not found:
        return Turn(draft.over(), (_nothing(facts),))
    if heard.meaning is Meaning.OKAY and not facts.follow_a_reminder:
        return Turn(draft)
    if len(found) > 1 and verb not in _NEAREST:
        return _ask_which(draft, verb, found)
    return _do(verb, draft, found[0], facts)


def _named_time(draft: Draft, nearest: BookingView) -> Turn:
    """A promise for a time at which nothing is: they are told what is, and asked."""
    about = draft.over().at("about", booking=nearest.public_id.hex, person=nearest.client_id)
    return Turn(about, (screens.what(nearest),))


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
        case "cancel" if facts.guesses >= cancelling.MOST_GUESSES:
            command = AskStaff(booking.public_id, Wanted.CALL)
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
    elif heard.when.said:
        chosen = of_time(heard.when, among, facts)
    if len(chosen) == 1 and FITS[verb](chosen[0], facts.now):
        return _do(verb, draft, chosen[0], facts)
    if heard.meaning in (Meaning.NO, Meaning.KEEP):
        return Turn(draft.over(), (screens.kept(),))
    if heard.meaning in (Meaning.PAID, Meaning.ASK):
        return _afresh(draft, heard, facts)
    times = draft.answers.get("times", 1)
    if times >= cancelling.MOST_TIMES or not among:
        return Turn(draft.over(), (screens.unclear(),))
    return _ask_which(draft, verb, among, times + 1)


def _ask_which(draft: Draft, verb: str, found: Sequence[BookingView], times: int = 1) -> Turn:
    among = [booking.public_id.hex for booking in found]
    asked = draft.over().at("which", verb=verb, among=among, times=times)
    return Turn(asked, (screens.which(found),))


def remembered_until(draft: Draft, now: datetime) -> datetime | None:
    """How long what was asked is kept; None: nothing was."""
    if draft.is_over:
        return None
    return now + (ECHO if draft.step == "done" else REMEMBERED)


def person_of(draft: Draft) -> int | None:
    """Whose booking it is about."""
    return draft.answers.get("person")
