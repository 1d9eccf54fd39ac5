"""Where an intake stands: its steps, the work that draws each, and the question after each.

A question is a step by its key. The draft knows where it stands and nothing that was answered.
"""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from conversations.words import Draft, Turn
from conversations.work.intake import IntakeWaits, OpenIntake, ReadIntake, Sheet
from models.intake_form import BY_KEY
from models.intake_views import Waits

_PLACES = {key: place for place, key in enumerate(BY_KEY)}


class Step(StrEnum):
    """All steps but the questions."""

    OPENING = "opening"
    STANDS = "stands"
    WELCOME = "welcome"
    AGE = "age"
    GUARDIAN = "guardian"
    REVIEW = "review"
    LOST = "lost"
    LEAVING = "leaving"


def about(draft: Draft) -> UUID | None:
    """The session that it is for."""
    booking = draft.answers.get("booking")
    return UUID(booking) if booking else None


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step."""
    match draft.step:
        case Step.OPENING | Step.STANDS | Step.AGE | Step.GUARDIAN:
            anew = bool(draft.answers.get("anew"))
            return Turn(draft, do=OpenIntake(about(draft), anew))
        case _:
            return Turn(draft, do=ReadIntake(about(draft)))


def where(draft: Draft, sheet: Sheet) -> Draft:
    """Where an opened form goes on: at its beginning, where it was left, or at what is missing."""
    begun = draft.answers.get("question")
    at_once = draft.answers.get("at_once")
    booking = sheet.booking.public_id.hex if sheet.booking else None
    opened = draft.at(Step.OPENING, anew=None, at_once=None, booking=booking)
    if draft.answers.get("anew"):
        return _anew(opened, sheet)
    asked = [question.key for question in sheet.questions]
    if begun is None and not sheet.answers:
        return at_question(opened, asked[0]) if at_once else opened.at(Step.WELCOME)
    if begun in asked:
        return at_question(opened, begun).noting("intake_resumed")
    answered = [at for at, key in enumerate(asked) if key in sheet.answers]
    rest = asked[answered[-1] + 1 :] if answered else asked
    missing = [question.key for question in sheet.missing]
    if missing and missing[0] not in rest:
        return at_question(opened, missing[0]).noting("intake_a_few_more")
    if rest:
        return at_question(opened, rest[0]).noting("intake_resumed")
    return _anew(opened, sheet)


def _anew(opened: Draft, sheet: Sheet) -> Draft:
    """All of it on the review, unless something is missing that was never asked before."""
    missing = sheet.missing
    if missing:
        return at_question(opened, missing[0].key).noting("intake_a_few_more")
    return opened.at(Step.REVIEW, page=0)


def at_question(draft: Draft, key: str, *, change: bool = False) -> Draft:
    """`change`: from the review, and back to it afterwards."""
    return draft.at(key, question=key, change=change or None, back=None, done=None)


def after(draft: Draft, sheet: Sheet, key: str) -> Draft:
    """The question after this one; the review after the last, or where one answer was changed."""
    if draft.answers.get("change"):
        return review(draft)
    rest = [question.key for question in sheet.questions if _PLACES[question.key] > _PLACES[key]]
    return at_question(draft, rest[0]) if rest else draft.at(Step.REVIEW, page=0, done=None)


def before(draft: Draft, sheet: Sheet) -> Draft:
    """The question before; there is none before the first."""
    asked = [question.key for question in sheet.questions]
    if draft.step == Step.REVIEW or draft.step not in asked:
        return at_question(draft, asked[-1])
    at = asked.index(draft.step)
    return at_question(draft, asked[at - 1]) if at else first(draft, sheet)


def first(draft: Draft, sheet: Sheet) -> Draft:
    return at_question(draft, sheet.questions[0].key).noting("intake_is_first")


def waiting(draft: Draft, event: IntakeWaits) -> Draft:
    """Where it waits for what comes before the questions; whoever opened it is welcomed first."""
    if event.waits is Waits.GUARDIAN:
        step = Step.GUARDIAN
    elif draft.step in {Step.OPENING, Step.WELCOME} and not draft.answers.get("at_once"):
        step = Step.WELCOME
    else:
        step = Step.AGE
    booking = event.booking.public_id.hex if event.booking else None
    return draft if draft.step == step else draft.at(step, booking=booking, back=None, done=None)


def review(draft: Draft) -> Draft:
    return draft.at(Step.REVIEW, change=None, back=None, done=None)


def moved(draft: Draft, sheet: Sheet) -> Draft:
    """Where “Back” and “Done” lead to; “Done” stays at what has to be answered and isn't."""
    if draft.answers.get("back"):
        return before(draft, sheet)
    if not draft.answers.get("done"):
        return draft
    if any(question.key == draft.step for question in sheet.missing):
        change = bool(draft.answers.get("change"))
        return at_question(draft, draft.step, change=change).noting("intake_needed")
    return after(draft, sheet, draft.step)


def left(draft: Draft) -> Draft:
    """Over, with the question at which it goes on."""
    question = draft.answers.get("question")
    return replace(draft.over(), answers={"question": question} if question else {})
