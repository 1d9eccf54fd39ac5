"""What the page brings, judged question by question; wrong answers have words for each (I3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conversations.intake_page import plain
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
                errors[question.key] = plain(problem.key, language)
    if errors:
        raise AnswersWrong(errors)
    return Judged(kept, tuple(left))


def agreed(missing: Iterable[ConsentText], given: object, language: str) -> None:
    """Whether each of these texts, in this very version, was agreed to. Raises AnswersWrong."""
    said = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    yes = {(one.get("kind"), one.get("version")) for one in said if one.get("given") is True}
    errors = {
        text.kind.value: plain("page_agree_first", language)
        for text in missing
        if (text.kind.value, text.version) not in yes
    }
    if errors:
        raise AnswersWrong(errors)
