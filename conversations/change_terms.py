"""The money result that a screen has shown, kept in the draft until somebody says yes to it."""

from dataclasses import replace
from typing import Any

from conversations.words import Draft
from models.changes import Outcome
from models.values import Money


def keep_terms(draft: Draft, outcome: Outcome, **more: Any) -> Draft:
    """The same step, remembering what stood on its screen."""
    shown = {
        "late": outcome.late,
        "refund": outcome.refund.minor,
        "kept": outcome.kept.minor,
        "as_credit": outcome.as_credit.minor,
        "currency": outcome.refund.currency,
    }
    return replace(draft, answers={**draft.answers, **shown, **more})


def terms(draft: Draft) -> Outcome:
    """What was shown."""
    answers = draft.answers
    currency = answers["currency"]
    return Outcome(
        None, answers["late"], Money(answers["refund"], currency), Money(answers["kept"], currency),
        Money(answers.get("as_credit", 0), currency),
    )  # fmt: skip
