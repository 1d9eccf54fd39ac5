"""The second word of a cancel by SMS: a code that only who holds the phone has read (R6).

The sender of an SMS can be forged. So what brings a cancel about is not YES, which anybody can
guess, but four digits that were sent to the phone with the money result.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from conversations import texting_screens as screens
from conversations.change_terms import keep_terms, terms
from conversations.sms_meaning import Meaning
from conversations.sms_reading import Heard
from conversations.texting_facts import Facts, of_reference
from conversations.words import Draft, Turn
from conversations.work.change import AskWaiver, CancelBooking, ChangeSeen, LookAtChange
from models.changes import Hindrance, Waiver

#: How long a code cancels.
FRESH = timedelta(hours=3)
#: What isn't understood, and a wrong code, is asked again so often before the question is dropped.
MOST_TIMES = 3
#: After so many wrong codes in a day nothing is cancelled by SMS: they are called instead.
MOST_GUESSES = 6

#: What leaves the question open, and means what it always does.
_LEAVES = frozenset({Meaning.CHANGE, Meaning.PAY, Meaning.LATE, Meaning.CALL, Meaning.ASK,
                     Meaning.PAID})  # fmt: skip
#: What is another booking's, where another reference is said.
_OTHERS = frozenset({Meaning.CONFIRM, Meaning.YES, Meaning.OKAY, Meaning.CANCEL, Meaning.CHANGE,
                     Meaning.PAY, Meaning.CALL, Meaning.LATE})  # fmt: skip


def answered(draft: Draft, heard: Heard, facts: Facts) -> Turn | None:
    """The money result was told: its code brings it about, nothing else does.

    None for what is no answer to this question.
    """
    booking, answers = facts.find(draft.answers["booking"]), draft.answers
    if booking is None:
        gone = heard.meaning in (Meaning.YES, Meaning.OKAY, Meaning.CODE)
        return Turn(draft.over(), (screens.unclear(),)) if gone else None
    other = heard.reference is not None and not of_reference(heard.reference, [booking])
    if other and heard.meaning in _OTHERS:
        return None
    match heard.meaning:
        case Meaning.CODE if _is_its_code(draft, heard, facts):
            return Turn(draft, do=CancelBooking(booking.public_id, answers["version"], False, "",
                                                terms(draft)))  # fmt: skip
        case Meaning.NO | Meaning.KEEP:
            return Turn(draft.over(), (screens.kept(booking),))
        case Meaning.CALL if answers.get("mercy"):
            return Turn(draft, do=AskWaiver(booking.public_id, answers["version"], ""))
        case _ if heard.meaning in _LEAVES:
            return None
        case _ if answers.get("times", 1) >= MOST_TIMES:
            return Turn(draft.over(), (screens.kept(booking),))
        case _:
            times = answers.get("times", 1) + 1
            again = replace(draft, answers={**answers, "times": times})
            return Turn(again, do=LookAtChange(booking.public_id, as_staff=False))


def _is_its_code(draft: Draft, heard: Heard, facts: Facts) -> bool:
    """The one that was sent, not long ago."""
    at, came_at = datetime.fromisoformat(draft.answers["at"]), facts.came_at or facts.now
    return heard.code == draft.answers.get("code") and at <= came_at <= at + FRESH


def is_guess(draft: Draft, heard: Heard) -> bool:
    """Whether this is a code, and not the one that was sent."""
    asked = draft.step == "cancel" and heard.meaning is Meaning.CODE
    return asked and heard.code != draft.answers.get("code")


def seen(draft: Draft, found: ChangeSeen, facts: Facts) -> Turn:
    """Tell the exact money result, and by which code it comes about; asked again, by the same."""
    booking, hindrance = found.booking, found.outcome.hindrance
    if hindrance is Hindrance.OVER:
        return Turn(draft.over(), (screens.not_now("cancel", booking),))
    if hindrance is not None:
        return Turn(draft.over(), (screens.prompt_live(),))
    mercy = bool(found.outcome.kept.minor) and found.waiver is Waiver.NONE
    same = draft.answers.get("code") if draft.step == "cancel" else None
    asked = keep_terms(
        draft.at("cancel"), found.outcome, booking=booking.public_id.hex,
        person=booking.client_id, version=booking.version, at=facts.now.isoformat(), mercy=mercy,
        code=same or facts.code,
    )  # fmt: skip
    return Turn(asked, (screens.cancel(found, asked.answers["code"], mercy=mercy),))
