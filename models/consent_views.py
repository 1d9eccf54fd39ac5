"""What services tell of consents: how somebody stands with the texts, and their words on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from models.intake_views import ConsentText, Waits
from models.values import ConsentKind


@dataclass(frozen=True, slots=True)
class Agreement:
    """How somebody stands with the present texts: what they, and their guardian, have not given.

    `is_minor` is None as long as they weren't asked; `guardians` stays empty for an adult.
    `last_given` is when they agreed to anything last, in whichever version.
    """

    is_minor: bool | None
    own: tuple[ConsentText, ...]
    guardians: tuple[ConsentText, ...] = ()
    last_given: datetime | None = None

    @property
    def is_complete(self) -> bool:
        return self.is_minor is not None and not self.own and not self.guardians

    @property
    def waits(self) -> Waits | None:
        """What comes before anything about their health is asked."""
        if self.is_minor is None:
            return Waits.AGE
        return Waits.GUARDIAN if self.guardians else None

    def missing(self, present: Iterable[ConsentText]) -> tuple[ConsentText, ...]:
        """What is not agreed to, by either side; everything as long as their age isn't known."""
        if self.is_minor is None:
            return tuple(present)
        return tuple(text for text in present if text in self.own or text in self.guardians)


@dataclass(frozen=True, slots=True)
class Word:
    """The newest word on one kind of text, one's own or (`by_guardian`) a parent's, with a name."""

    kind: ConsentKind
    version: str
    is_given: bool
    given_at: datetime
    by_guardian: bool
    guardian: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Ward:
    """For whom a guardian's link was made: the first name is all that a guardian learns of them."""

    link_id: int
    client_id: int
    first_name: str
    language: str
