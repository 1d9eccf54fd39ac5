"""What a client tells before a session, one question at a time, each answer sealed at once (I1).

What is typed here is taken out of the chat as soon as it is kept.
"""

from dataclasses import replace

from conversations import intake_review as overview
from conversations import intake_screens as screens
from conversations import texts
from conversations.agree_screens import guardian_first
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text, Unknown
from conversations.intake_steps import (
    Step,
    about,
    after,
    at_question,
    left,
    moved,
    review,
    show,
    waiting,
    where,
)
from conversations.intake_ways import AT_ONCE
from conversations.intake_words import options_named, question_named, understood, words_of
from conversations.understanding import OF_AGE, read_age, read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.intake import (
    AddWords,
    AnswerKept,
    AnswerRefused,
    AnswersMissing,
    ConfirmIntake,
    FinishIntake,
    IntakeDone,
    IntakeFound,
    IntakeLeft,
    IntakeStands,
    IntakeWaits,
    KeepAnswer,
    LeaveIntake,
    Sheet,
    SkipAnswer,
    TakeOutWords,
    TellAge,
    ToggleOption,
)
from models.intake_form import BY_KEY, FORM, HEAVIEST, LIGHTEST, Kind, NotAnAnswer, Question

__all__ = [
    "ENTRANCE",
    "FRAME",
    "KEEPS_WORDS",
    "NAME",
    "PRIVATE",
    "advance",
    "back",
    "cancel",
    "show",
]

NAME = "intake"
ENTRANCE = Entrance(commands=frozenset({"intake"}), verbs=frozenset({"fill", "look", AT_ONCE}))
PRIVATE = True
#: What is typed here is an answer, not something that is wanted of us.
KEEPS_WORDS = True


FRAME = Frame((*Step, *BY_KEY), hints=dict.fromkeys(BY_KEY, "intake_words_only"))


def back(draft: Draft) -> Draft | None:
    """One question back; out of a change to the review that it was made from."""
    match draft.step:
        case Step.REVIEW:
            return draft.at(Step.REVIEW, back=True)
        case key if key in BY_KEY and draft.answers.get("change"):
            return review(draft)
        case key if key in BY_KEY:
            return draft.at(key, back=True)
        case _:
            return None


def cancel(draft: Draft) -> Turn:
    """What was answered is kept already."""
    return Turn(draft.at(Step.LEAVING), do=LeaveIntake(about(draft)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return _begin(draft, event)
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text):
            return _typed(draft, text)
        case _, Unknown(kind="edited"):
            return show(draft.noting("intake_edited"))
        case _, NotPossible(key=key, booking=booking):
            return Turn(left(draft), (overview.not_possible(key, booking),))
        case _, IntakeWaits():
            return _waiting(draft, event)
        case _, (IntakeFound() | IntakeStands() | AnswerKept() | AnswerRefused() | AnswersMissing()
                 | IntakeDone() | IntakeLeft()):  # fmt: skip
            return _answered(draft, event)
        case _:
            return None


def _begin(draft: Draft, begin: Begin) -> Turn:
    """A button names its session; the command goes on with whatever is open."""
    booking = begin.row if begin.by in ENTRANCE.verbs else None
    how = {"anew": begin.by == "look" or None, "at_once": begin.by == AT_ONCE or None}
    return show(draft.at(Step.OPENING, booking=booking, **how, change=None, back=None))


def _waiting(draft: Draft, event: IntakeWaits) -> Turn:
    """What comes before the questions."""
    if event.is_lost:
        return Turn(draft.at(Step.LOST, booking=None), (overview.lost(answered=False),))
    note, draft = draft.note, waiting(draft, event)
    draft = draft.noting(note) if note else draft
    match draft.step:
        case Step.GUARDIAN:
            return Turn(draft, (guardian_first(event.booking, (screens.STOP,)),))
        case Step.AGE:
            return Turn(draft, (screens.age(),))
        case _:
            return Turn(draft, (screens.welcome(event.booking),))


def _answered(
    draft: Draft,
    event: IntakeFound | IntakeStands | AnswerKept | AnswerRefused | AnswersMissing | IntakeDone
    | IntakeLeft,
) -> Turn:  # fmt: skip
    match event:
        case IntakeFound(sheet=sheet):
            return _found(draft, sheet)
        case AnswerKept(sheet=sheet, typed=typed):
            return replace(_found(_going_on(draft, event), sheet), remove=typed)
        case AnswerRefused(sheet=sheet, why=why):
            return _found(draft.noting(why), sheet)
        case AnswersMissing(sheet=sheet, question=key):
            why = "intake_contact_number" if key in sheet.answers else "intake_needed"
            return _found(at_question(draft, key).noting(why), sheet)
        case IntakeStands(booking=booking):
            known = booking.public_id.hex if booking else None
            return Turn(draft.at(Step.STANDS, booking=known), (overview.stands(event),))
        case IntakeDone():
            return Turn(draft.over(), (overview.done(event),))
        case IntakeLeft(booking=booking):
            return Turn(left(draft), (overview.left(booking),))


def _going_on(draft: Draft, kept: AnswerKept) -> Draft:
    """Own words beside choices leave the question open: there may be more; so does half of it."""
    if not kept.is_whole:
        change = bool(draft.answers.get("change"))
        return at_question(draft, kept.question, change=change).noting("intake_contact_number")
    if kept.typed and BY_KEY[kept.question].kind is Kind.CHOICES:
        return draft.at(draft.step)
    return after(draft, kept.sheet, kept.question)


def _found(draft: Draft, sheet: Sheet) -> Turn:
    if sheet.is_lost and draft.step != Step.LOST:
        lost = draft.at(Step.LOST, booking=None, change=None, back=None, done=None)
        return Turn(lost, (overview.lost(),))
    opens = draft.step in {Step.OPENING, Step.AGE, Step.GUARDIAN}
    draft = where(draft, sheet) if opens else moved(draft, sheet)
    match draft.step:
        case Step.WELCOME:
            return Turn(draft, (screens.welcome(sheet.booking),))
        case Step.REVIEW:
            return Turn(draft, (overview.page(sheet, draft.answers.get("page", 0)),))
        case Step.LOST:
            return Turn(draft, (overview.lost(),))
        case key if any(question.key == key for question in sheet.questions):
            changes = bool(draft.answers.get("change"))
            return Turn(draft, (screens.question(sheet, key, changes=changes),))
        case _:  # it isn't asked any more
            return _found(after(draft, sheet, draft.step), sheet)


def _tapped(draft: Draft, value: str) -> Turn | None:
    """A button's value. One that no button of ours has only shows the step again (X63)."""
    match draft.step, value:
        case Step.WELCOME, "b":
            return show(draft.at(Step.AGE, at_once=True))
        case Step.AGE, "a" | "m":
            anew = bool(draft.answers.get("anew"))
            return Turn(draft, do=TellAge(about(draft), value == "m", anew))
        case Step.LOST, "on":
            return show(draft.at(Step.OPENING))
        case Step.STANDS, "l":
            return show(draft.at(Step.OPENING, anew=True))
        case Step.STANDS, "r":
            return Turn(draft, do=ConfirmIntake(about(draft)))
        case Step.REVIEW, "r":
            return Turn(draft, do=FinishIntake(about(draft)))
        case Step.REVIEW, _:
            return _turned(draft, value)
        case key, _ if key in BY_KEY:
            return _chosen(draft, BY_KEY[key], value)
        case _:
            return None


def _turned(draft: Draft, value: str) -> Turn | None:
    """Another page of the review, or an answer of it to be changed."""
    number = read_number(value[1:])
    match value[:1]:
        case "g" if number is not None:
            return show(draft.at(Step.REVIEW, page=number))
        case "c" if number is not None and number < len(FORM):
            return show(at_question(draft, FORM[number].key, change=True))
        case _:
            return None


def _chosen(draft: Draft, question: Question, value: str) -> Turn | None:
    number, booking = read_number(value[1:]), about(draft)
    options = question.options
    match question.kind, value[:1]:
        case _, "k":
            return Turn(draft, do=SkipAnswer(booking, question.key))
        case Kind.YES_NO, "y" | "n":
            return Turn(draft, do=KeepAnswer(booking, question.key, value == "y"))
        case Kind.SCALE, "s" if number is not None and LIGHTEST <= number <= HEAVIEST:
            return Turn(draft, do=KeepAnswer(booking, question.key, number))
        case Kind.CHOICE, "o" if number is not None and number < len(options):
            return Turn(draft, do=KeepAnswer(booking, question.key, options[number]))
        case Kind.CHOICES, "o" if number is not None and number < len(options):
            toggle = ToggleOption(booking, question.key, options[number])
            return Turn(draft.at(draft.step), do=toggle)
        case Kind.CHOICES, "w":
            return Turn(draft.at(draft.step), do=TakeOutWords(booking, question.key))
        case _, "d":
            return show(draft.at(draft.step, done=True))
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    if any(texts.means(text, key) for key in ("intake_stop", "stop_typed")):
        return cancel(draft)
    match draft.step:
        case Step.WELCOME if _agrees(text):
            return _tapped(draft, "b")
        case Step.STANDS | Step.REVIEW if _agrees(text):
            return _tapped(draft, "r")
        case Step.AGE if (age := _age(text)) is not None:
            return _tapped(draft, age)
        case Step.LOST if _agrees(text):
            return _tapped(draft, "on")
        case Step.REVIEW if (named := question_named(text)) is not None:
            return show(at_question(draft, named, change=True))
        case key if key in BY_KEY:
            return _said(draft, BY_KEY[key], text)
        case _:
            return None


def _agrees(text: str) -> bool:
    keys = ("choose_yes", "intake_begin", "intake_right", "intake_still_right", "intake_go_on")
    return any(texts.means(text, key) for key in keys)


def _age(text: str) -> str | None:
    """Yes, no, or how old they are."""
    years = read_age(text)
    if years is not None:
        return "a" if years >= OF_AGE else "m"
    for key, value in (("agree_adult", "a"), ("agree_younger", "m"), ("choose_no", "m")):
        if texts.means(text, key):
            return value
    return None


def _said(draft: Draft, question: Question, text: str) -> Turn | None:
    if texts.means(text, "intake_skip"):
        return _chosen(draft, question, "k")
    if question.kind is Kind.CHOICES:
        if texts.means(text, "intake_done_choosing"):
            return _chosen(draft, question, "d")
        chosen = options_named(question, words_of(text))
        return Turn(draft, do=AddWords(about(draft), question.key, chosen))
    try:
        given = understood(question, text)
    except NotAnAnswer as wrong:
        return show(draft.noting(wrong.key))
    return Turn(draft, do=KeepAnswer(about(draft), question.key, given, typed=True))
