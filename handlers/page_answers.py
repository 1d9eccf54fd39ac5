"""What the page brings, judged question by question; wrong answers have words for each (I3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.intake_page import plain
from models.consent_views import Agreement
from models.intake_form import Answer, Asked, NotAnAnswer, Question, is_whole, judged
from models.intake_views import ConsentText
from services.page_sessions import AnswersWrong


@dataclass(frozen=True, slots=True)
class Judged:
    """Answers as they are kept, and the questions that are left unanswered."""

    kept: Mapping[str, Answer]
    left: tuple[str, ...]


def judge(
    asked: Sequence[Question], given: Mapping[str, object], language: str, *, whole: bool = False
) -> Judged:
    """What of this can be kept; a question that nobody asked is passed over.

    `whole`: what isn't brought counts as not answered. Raises AnswersWrong.
    """
    kept: dict[str, Answer] = {}
    left: list[str] = []
    errors: dict[str, str] = {}
    for question in asked:
        answer = given.get(question.key)
        if answer is None and (whole or question.key in given):
            left.append(question.key)
            if question.asked is Asked.REQUIRED:
                errors[question.key] = plain("page_answer_this", language)
        elif answer is not None:
            try:
                kept[question.key] = _whole(question, judged(question, answer))
            except NotAnAnswer as problem:
                errors[question.key] = plain(f"page_{problem.key}", language)
    if errors:
        raise AnswersWrong(errors)
    return Judged(kept, tuple(left))


def _whole(question: Question, answer: Answer) -> Answer:
    """Raises NotAnAnswer where something that is needed is still to be asked."""
    if question.asked is Asked.REQUIRED and not is_whole(question, answer):
        raise NotAnAnswer("intake_contact_number")
    return answer


def agreed(standing: Agreement, given: object, language: str) -> tuple[ConsentText, ...]:
    """The texts that lack their word, if each in its present version was agreed to now.

    Whoever is under 18 agrees in the chat. Raises AnswersWrong.
    """
    if standing.is_minor:
        return ()
    said = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    yes = {(one.get("kind"), one.get("version")) for one in said if one.get("given") is True}
    errors = {
        text.kind.value: plain("page_agree_first", language)
        for text in standing.own
        if (text.kind.value, text.version) not in yes
    }
    if errors:
        raise AnswersWrong(errors)
    return standing.own
