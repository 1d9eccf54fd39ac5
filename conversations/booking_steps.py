"""Where a booking stands: its steps, the work that draws each, and the step before each."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from conversations.words import Draft, Turn
from conversations.work import Command
from conversations.work.booking import (
    FindAgain,
    FindDays,
    FindDaysOfAny,
    FindKinds,
    FindPsychologists,
    FindTimes,
    FindTimesOfAny,
    HoldAny,
    HoldSlot,
    OpenPsychologist,
    ReleaseHold,
    ReviewHold,
)
from models.views import SessionKind


class Step(StrEnum):
    PSYCHOLOGIST = "psychologist"
    SPECIALTY = "specialty"
    LANGUAGE = "language"
    KIND = "kind"
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    INSTEAD = "instead"
    INTAKE = "intake"
    REVIEW = "review"
    AGAIN = "again"


def show(draft: Draft) -> Turn:
    """The work whose result draws the present step; a hold behind it is let go first."""
    answers = draft.answers
    if "booking" in answers and draft.step not in {Step.INTAKE, Step.REVIEW}:
        return Turn(draft.knowing(booking=None), do=ReleaseHold(answers["booking"]))
    match Step(draft.step):
        case Step.PSYCHOLOGIST | Step.SPECIALTY | Step.LANGUAGE:
            return Turn(draft, do=FindPsychologists())
        case Step.KIND:
            return Turn(draft, do=FindKinds(among(answers)))
        case Step.SERVICE:
            return Turn(draft, do=OpenPsychologist(answers["psychologist"]))
        case Step.DAY:
            return Turn(draft, do=_find_days(answers))
        case Step.TIME:
            return Turn(draft, do=_find_times(answers))
        case Step.INSTEAD:
            return Turn(draft, do=hold(draft, answers["wanted"]))
        case Step.INTAKE | Step.REVIEW:
            return Turn(draft, do=ReviewHold(answers["booking"]))
        case Step.AGAIN:
            return Turn(draft, do=FindAgain(UUID(answers["again"])))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.SPECIALTY | Step.LANGUAGE:
            return draft.at(Step.PSYCHOLOGIST, options=None, page=None)
        case Step.SERVICE | Step.KIND:
            return draft.at(Step.PSYCHOLOGIST, psychologist=None, among=None, page=None)
        case Step.DAY if "again" in draft.answers:
            return draft.at(Step.AGAIN, service=None, psychologist=None, month=None)
        case Step.DAY if "kind" in draft.answers:
            return draft.at(Step.KIND, kind=None, month=None)
        case Step.DAY:
            return draft.at(Step.SERVICE, service=None, month=None)
        case Step.INSTEAD if "day" not in draft.answers:
            return draft.at(before_review(draft), wanted=None)
        case Step.TIME | Step.INSTEAD:
            return draft.at(Step.DAY, day=None, wanted=None)
        case Step.INTAKE | Step.REVIEW:
            return draft.at(before_review(draft), wanted=None)
        case _:
            return None


def before_review(draft: Draft) -> Step:
    """Where the time was chosen that is looked at, or lost."""
    if "day" in draft.answers:
        return Step.TIME
    return Step.AGAIN if "again" in draft.answers else Step.DAY


def hold(draft: Draft, wanted: int) -> HoldSlot | HoldAny:
    """Take that instant (in seconds since 1970) for what was chosen."""
    answers, at = draft.answers, datetime.fromtimestamp(wanted, UTC)
    if "kind" in answers:
        return HoldAny(kind_of(answers), among(answers), at)
    return HoldSlot(answers["psychologist"], answers["service"], at)


def _find_days(answers: Mapping[str, Any]) -> Command:
    month = date.fromisoformat(answers["month"]) if "month" in answers else None
    if "kind" in answers:
        return FindDaysOfAny(kind_of(answers), among(answers), month)
    return FindDays(answers["psychologist"], answers["service"], month)


def _find_times(answers: Mapping[str, Any]) -> Command:
    day = date.fromisoformat(answers["day"])
    if "kind" in answers:
        return FindTimesOfAny(kind_of(answers), among(answers), day)
    return FindTimes(answers["psychologist"], answers["service"], day)


def kind_of(answers: Mapping[str, Any]) -> SessionKind:
    kind = SessionKind.read(answers["kind"])
    assert kind is not None, "it was read before it was stored"
    return kind


def among(answers: Mapping[str, Any]) -> tuple[int, ...]:
    """The psychologists that "any of these" speaks of; none means all."""
    return tuple(answers.get("among", ()))
