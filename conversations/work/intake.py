"""What a client tells before a session: opened, answered, looked over (I1).

Each command of a held booking is a step of its holder: the time stays theirs a little longer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.intake_form import BY_KEY, Answer, Asked, Question, is_whole
from models.intake_views import Standing, Waits
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class OpenIntake:
    """For a session, or for the one whose time is just held, or for none.

    `anew`: what was told before is looked through and changed.

    -> IntakeFound | IntakeStands | NotPossible
    """

    booking: UUID | None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class TellAge:
    """Whether the asker is under 18, before the first question; then as OpenIntake."""

    booking: UUID | None
    is_minor: bool
    anew: bool = False


@dataclass(frozen=True, slots=True)
class ReadIntake:
    """-> IntakeFound"""

    booking: UUID | None


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """`typed`: it stands in their chat, too. -> AnswerKept | AnswerRefused"""

    booking: UUID | None
    question: str
    given: object = field(repr=False)
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ToggleOption:
    """Put one of several choices to the answer, or take it away -> IntakeFound"""

    booking: UUID | None
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class AddWords:
    """Put choices and own words to what was chosen -> AnswerKept | AnswerRefused"""

    booking: UUID | None
    question: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakeOutWords:
    """Of several choices, take away what isn't one of ours -> IntakeFound"""

    booking: UUID | None
    question: str


@dataclass(frozen=True, slots=True)
class SkipAnswer:
    """No answer, also where there was one -> AnswerKept"""

    booking: UUID | None
    question: str


@dataclass(frozen=True, slots=True)
class FinishIntake:
    """-> IntakeDone | AnswersMissing"""

    booking: UUID | None


@dataclass(frozen=True, slots=True)
class ConfirmIntake:
    """What was told before is still right -> IntakeDone | AnswersMissing"""

    booking: UUID | None


@dataclass(frozen=True, slots=True)
class LeaveIntake:
    """-> IntakeLeft"""

    booking: UUID | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked, and what was answered. `is_lost`: the time that was held is gone by now."""

    questions: tuple[Question, ...]
    answers: Mapping[str, Answer] = field(repr=False)
    booking: BookingView | None = None
    is_lost: bool = False

    @property
    def missing(self) -> tuple[Question, ...]:
        """What has to be answered and isn't."""
        whole = {key for key, given in self.answers.items() if is_whole(BY_KEY[key], given)}
        return tuple(
            question for question in self.questions
            if question.asked is Asked.REQUIRED and question.key not in whole
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class IntakeFound:
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class IntakeWaits:
    """Nothing is asked or kept yet: every command but LeaveIntake may lead here (I4)."""

    waits: Waits
    booking: BookingView | None
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class IntakeStands:
    """It was told before; `is_ready`: for this very session."""

    booking: BookingView | None
    answered_at: datetime
    is_ready: bool
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class AnswerKept:
    sheet: Sheet
    question: str
    typed: bool = False

    @property
    def is_whole(self) -> bool:
        """False: something of it is still to be asked."""
        given = self.sheet.answers.get(self.question)
        return given is None or is_whole(BY_KEY[self.question], given)


@dataclass(frozen=True, slots=True)
class AnswerRefused:
    """`why` is the key of a text."""

    sheet: Sheet
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswersMissing:
    """What this session has to know; the first one is asked again."""

    sheet: Sheet
    question: str


@dataclass(frozen=True, slots=True)
class IntakeDone:
    """`standing` is what its request waits for, where a time is held."""

    booking: BookingView | None
    standing: Standing
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class IntakeLeft:
    booking: BookingView | None


IntakeCommand = (
    OpenIntake | TellAge | ReadIntake | KeepAnswer | ToggleOption | AddWords | TakeOutWords
    | SkipAnswer | FinishIntake | ConfirmIntake | LeaveIntake
)  # fmt: skip
IntakeResult = (
    IntakeFound | IntakeWaits | IntakeStands | AnswerKept | AnswerRefused | AnswersMissing
    | IntakeDone | IntakeLeft
)  # fmt: skip
