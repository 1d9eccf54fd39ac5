"""What the page brings, judged question by question; wrong answers have words for each (I3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.intake_page import AGE, plain
from models.consent_views import Agreement
from models.intake_form import Answer, Asked, NotAnAnswer, Question, judged
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
                kept[question.key] = judged(question, answer)
            except NotAnAnswer as problem:
                errors[question.key] = plain(f"page_{problem.key}", language)
    if errors:
        raise AnswersWrong(errors)
    return Judged(kept, tuple(left))


@dataclass(frozen=True, slots=True)
class Yes:
    """What was agreed to with the answers; `adult` where the page asked for it."""

    texts: tuple[ConsentText, ...]
    adult: bool | None = None


def agreed(standing: Agreement, given: object, adult: object, language: str) -> Yes:
    """Whether each text that lacks it, in its present version, was agreed to. Raises AnswersWrong.

    Whoever is under 18 agrees in the chat, after a parent or guardian has.
    """
    if standing.is_minor:
        return Yes(())
    if standing.is_minor is None and not isinstance(adult, bool):
        raise AnswersWrong({AGE: plain("page_choose_one", language)})
    if standing.is_minor is None and adult is False:
        return Yes((), adult=False)
    said = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    yes = {(one.get("kind"), one.get("version")) for one in said if one.get("given") is True}
    errors = {
        text.kind.value: plain("page_agree_first", language)
        for text in standing.own
        if (text.kind.value, text.version) not in yes
    }
    if errors:
        raise AnswersWrong(errors)
    return Yes(standing.own, adult=True if standing.is_minor is None else None)
