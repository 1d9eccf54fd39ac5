"""A world that remembers who agreed to what, for conversations about consents."""

from dataclasses import dataclass, field, replace
from typing import assert_never, get_args

from conversations.consents import present
from conversations.work import Command, Result
from conversations.work import consents as work
from conversations.work.answer import NotPossible
from models.consent_views import Agreement, Ward, Word
from models.intake_views import ConsentText
from models.values import BookingStatus, ConsentKind
from models.views import BookingView
from tests.dialog import NOW, booking, outside

TEXTS = present("en", "Smiling Steps")
LINK = "https://t.me/steps_bot?start=gdn_token-1"
WARD = Ward(5, 1, "Amani", "en")


@dataclass(slots=True)
class Agreements:
    """`own` and `guardians` are the texts agreed to, by kind and version."""

    is_minor: bool | None = None
    is_booking: bool = False
    asks: bool = False
    phone: str | None = None
    refuses: str = ""
    texts: tuple[ConsentText, ...] = TEXTS
    own: list[tuple[ConsentKind, str]] = field(default_factory=list)
    guardians: list[tuple[ConsentKind, str]] = field(default_factory=list)
    taken_back: list[ConsentKind] = field(default_factory=list)
    name: str | None = None
    declined: bool = False
    sessions: int = 2
    wards: tuple[Ward, ...] = ()

    def renew(self, kind: ConsentKind) -> None:
        """A new version of one text, while somebody reads."""
        self.texts = tuple(
            replace(text, version="2027-01-01", words=f"New {text.words}")
            if text.kind is kind else text
            for text in self.texts
        )  # fmt: skip

    def all_given(self) -> "Agreements":
        self.own = [(text.kind, text.version) for text in self.texts]
        return self

    def __call__(self, command: Command) -> Result:
        if not isinstance(command, get_args(work.ConsentsCommand)):
            return outside(command)
        if self.refuses:
            return NotPossible(self.refuses)
        match command:
            case work.OpenLink() | work.LookAtWard() | work.AgreeForWard() | work.DeclineForWard():
                return self._as_guardian(command)
            case work.TakeBackForWard():
                self.wards = ()
                return self._words(work.ListWords())
            case work.ListWords() | work.TakeBack() | work.ReadText():
                return self._words(command)
            case work.MakeLink():
                return work.LinkMade("Amani", LINK, self.held())
            case work.SayAge(is_minor=is_minor):
                self.is_minor = is_minor
            case work.AgreeTo(kind=kind, version=version, guardian=guardian):
                self.name = guardian or self.name
                (self.guardians if guardian else self.own).append((kind, version))
            case work.ComeOfAge(texts=texts):
                self.own, self.is_minor = list(texts), False
            case work.LookAtTexts():
                pass
            case _:
                raise AssertionError(command)
        return work.Agreeing(
            "Amani", self.texts, self.agreement(), self.held(), self.asks, self.phone
        )

    def held(self) -> BookingView | None:
        return booking(status=BookingStatus.HELD, reference=None) if self.is_booking else None

    def agreement(self) -> Agreement:
        guardians = self._lacking(self.guardians) if self.is_minor else ()
        return Agreement(self.is_minor, self._lacking(self.own), guardians, NOW)

    def _lacking(self, said: list[tuple[ConsentKind, str]]) -> tuple[ConsentText, ...]:
        return tuple(text for text in self.texts if (text.kind, text.version) not in said)

    def _as_guardian(
        self, command: work.OpenLink | work.LookAtWard | work.AgreeForWard | work.DeclineForWard
    ) -> work.WardFound:
        match command:
            case work.AgreeForWard(kind=kind, version=version, guardian=guardian):
                self.guardians.append((kind, version))
                self.name = guardian
            case work.DeclineForWard():
                self.declined = True
            case work.OpenLink() | work.LookAtWard():
                pass
            case _:
                assert_never(command)
        return work.WardFound(WARD, self.texts, self._lacking(self.guardians))

    def _words(self, command: work.ListWords | work.TakeBack | work.ReadText) -> Result:
        if isinstance(command, work.ReadText):
            return work.TextFound(next(t for t in self.texts if t.kind is command.kind))
        if isinstance(command, work.TakeBack):
            self.taken_back.append(command.kind)
        words = [
            Word(kind, version, kind not in self.taken_back, NOW, by_guardian=False)
            for kind, version in self.own
        ]
        words += [
            Word(kind, version, True, NOW, True, self.name) for kind, version in self.guardians
        ]
        ahead = (booking(),) * self.sessions
        return work.WordsListed(tuple(words), self.texts, self.agreement(), ahead, self.wards)
