"""A world that keeps the answers of one client, judged as the program judges them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from conversations.work import Command, Result
from conversations.work import booking as booking_work
from conversations.work import intake as work
from models.intake_form import (
    BY_KEY,
    Answer,
    Asked,
    NotAnAnswer,
    Rules,
    judged,
    own_words,
    put_together,
    with_choices,
)
from models.intake_views import NOTHING_ASKED, Readiness, Standing, Waits
from models.values import BookingStatus, ConsentKind
from models.views import BookingView
from tests.dialog import NOW, booking, outside

#: Questions that have to be answered, with an answer each.
NEEDED: Mapping[str, Answer] = {
    "emergency_contact": "Wanjiru, 0722 000 333", "severity_level": 6,
    "therapy_goals": ["sleep through", "worry less"],
}  # fmt: skip


@dataclass
class IntakeWorld:
    """`told` are the answers of another time; `about` None: nothing is booked.

    `is_minor` None: nobody has asked yet. `has_guardian`: one has agreed.
    """

    about: BookingView | None = field(
        default_factory=lambda: booking(status=BookingStatus.HELD, reference=None)
    )
    answers: dict[str, Answer] = field(default_factory=dict)
    told: dict[str, Answer] | None = None
    rules: Rules = field(default_factory=Rules)
    is_lost: bool = False
    is_open: bool = False
    is_done: bool = False
    consents: tuple[ConsentKind, ...] = ()
    is_minor: bool | None = False
    has_guardian: bool = False
    asked: list[work.IntakeCommand] = field(default_factory=list)

    def __call__(self, command: Command) -> Result:
        if isinstance(command, work.IntakeCommand):
            self.asked.append(command)
            return self._intake(command)
        if isinstance(command, booking_work.HoldSlot | booking_work.ReviewHold):
            return self.held()
        if isinstance(command, booking_work.ConfirmAnswers):
            self.is_done = self.told is not None
            return self.held()
        return outside(command)

    def held(self) -> Result:
        if self.about is None or self.is_lost:
            return booking_work.HoldLost()
        return booking_work.SlotHeld(self.about, standing=self.standing())

    def standing(self) -> Standing:
        ready = Readiness.CONFIRM if self.told else Readiness.NEEDED
        ready = Readiness.READY if self.is_done else ready
        answered_at = NOW if self.is_done or self.told else None
        return Standing(ready, answered_at, self.consents, self.waits(), self.is_minor is True)

    def waits(self) -> Waits | None:
        if self.is_minor is None:
            return Waits.AGE
        return Waits.GUARDIAN if self.is_minor and not self.has_guardian else None

    def sheet(self) -> work.Sheet:
        about = None if self.is_lost else self.about
        asked = tuple(q for q in self.rules.questions() if about or not q.about_session)
        return work.Sheet(asked, dict(self.answers), about, self.is_lost)

    def _intake(self, command: work.IntakeCommand) -> Result:
        if isinstance(command, work.TellAge):
            self.is_minor = command.is_minor
        waits = self.waits()
        if waits is not None and not isinstance(command, work.LeaveIntake):
            about = None if self.is_lost else self.about
            return work.IntakeWaits(waits, about, self.is_lost)
        match command:
            case work.OpenIntake(anew=anew) | work.TellAge(anew=anew):
                if self.told is not None and not anew and not self.is_open:
                    return work.IntakeStands(self.about, NOW, self.is_done)
                self._begin()
                return work.IntakeFound(self.sheet())
            case work.ReadIntake():
                self._begin()
                return work.IntakeFound(self.sheet())
            case work.KeepAnswer(question=key, given=given, typed=typed):
                return self._keep(key, given, typed=typed)
            case work.AddWords(question=key, words=words):
                given = with_choices(BY_KEY[key], self._chosen(key), words)
                return self._keep(key, given, typed=True)
            case work.ToggleOption() | work.TakeOutWords():
                return self._toggle(command)
            case work.SkipAnswer(question=key):
                if self.rules.of(BY_KEY[key]) is Asked.REQUIRED:
                    return work.AnswerRefused(self.sheet(), key, "intake_needed")
                self.answers.pop(key, None)
                return work.AnswerKept(self.sheet(), key)
            case work.FinishIntake() | work.ConfirmIntake():
                return self._finish()
            case work.LeaveIntake():
                return work.IntakeLeft(self.about)

    def _begin(self) -> None:
        if not self.is_open:
            self.answers = dict(self.told or {})
        self.is_open = True

    def _keep(self, key: str, given: object, *, typed: bool) -> Result:
        try:
            given = put_together(BY_KEY[key], self.answers.get(key), given)
            self.answers[key] = judged(BY_KEY[key], given)
        except NotAnAnswer as wrong:
            return work.AnswerRefused(self.sheet(), key, wrong.key)
        return work.AnswerKept(self.sheet(), key, typed)

    def _toggle(self, command: work.ToggleOption | work.TakeOutWords) -> Result:
        key, chosen = command.question, self._chosen(command.question)
        if isinstance(command, work.TakeOutWords):
            own = own_words(BY_KEY[key], chosen)
            left = [item for item in chosen if item not in own]
        elif command.option in chosen:
            left = [item for item in chosen if item != command.option]
        else:
            left = with_choices(BY_KEY[key], chosen, (command.option,))
        self.answers.pop(key, None)
        if left:
            self.answers[key] = left
        return work.IntakeFound(self.sheet())

    def _chosen(self, key: str) -> list[str]:
        answer = self.answers.get(key)
        return answer if isinstance(answer, list) else []

    def _finish(self) -> Result:
        self._begin()
        missing = self.sheet().missing
        if missing:
            return work.AnswersMissing(self.sheet(), missing[0].key)
        self.is_done, self.is_open, self.told = True, False, dict(self.answers)
        about = None if self.is_lost else self.about
        how = replace(self.standing(), readiness=Readiness.READY) if about else NOTHING_ASKED
        return work.IntakeDone(about, how, self.is_lost)
