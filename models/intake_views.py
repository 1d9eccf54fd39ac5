"""What services tell of an intake: frozen pictures, opened for whoever may see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.intake_form import Answer, Question, Rules
from models.values import ConsentKind, IntakeState, IntakeWay


@dataclass(frozen=True, slots=True)
class Filled:
    """One filling-in of the form; `answers` by question. `based_on` earlier answers, since when."""

    id: int
    public_id: UUID
    client_id: int
    booking_id: int | None
    state: IntakeState
    way: IntakeWay
    started_at: datetime
    completed_at: datetime | None
    based_on: datetime | None
    answers: Mapping[str, Answer] = field(repr=False)

    def missing(self, rules: Rules) -> tuple[Question, ...]:
        """What this service wants to know and has not been told."""
        return rules.missing(self.answers)


class Readiness(StrEnum):
    """How the intake for a booking stands. `CONFIRM`: the answers are from another session."""

    NEEDED = "needed"
    CONFIRM = "confirm"
    READY = "ready"


class Waits(StrEnum):
    """What comes before the first question: whether somebody is 18, and a guardian's word."""

    AGE = "age"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Standing:
    """Before a request: the form, since when its answers are from, and what is not agreed to.

    `is_minor`: they said so; by now they may have turned 18.
    """

    readiness: Readiness
    answered_at: datetime | None
    consents_missing: tuple[ConsentKind, ...] = ()
    waits: Waits | None = None
    is_minor: bool = False

    @property
    def is_ready(self) -> bool:
        return self.readiness is Readiness.READY and not self.consents_missing


#: Of a service that asks nothing, or where no time is held.
NOTHING_ASKED = Standing(Readiness.READY, None)


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One text as it stands now, in one language; `version` is the day it is of (2026-11-01)."""

    kind: ConsentKind
    version: str
    language: str
    sha256: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The newest word on one kind of text."""

    kind: ConsentKind
    version: str
    is_given: bool
    given_at: datetime
    given_by_id: int
