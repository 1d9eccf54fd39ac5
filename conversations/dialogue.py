"""What every dialogue is: what opens it, its own functions, and the frame that all share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self

from conversations.words import Draft, Event, Turn


@dataclass(frozen=True, slots=True)
class Entrance:
    """Commands (without the slash), the prefix of a `/start` link, verbs of buttons of rows."""

    commands: frozenset[str] = frozenset()
    link: str = ""
    verbs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every dialogue does alike, with the words (keys of the texts) that this one has for it.

    `steps`: where it can stand; at any other nothing is open. `left`: what is said when it is left,
    unless it has a `cancel` of its own. `hint`: what stands above the present step when something
    came that it has no use for, `hints`: at steps with a hint of their own. `not_yours`: what
    somebody hears to whom it isn't open. `other_cancel`: steps at which the typed word “cancel” may
    speak of something else, a session perhaps; it is not taken as leaving there.
    """

    steps: Iterable[str]
    left: str = "nothing_open"
    hint: str = "only_buttons_here"
    hints: Mapping[str, str] = field(default_factory=dict)
    not_yours: str = "not_yours"
    other_cancel: frozenset[str] = frozenset()


class Module(Protocol):
    """What a dialogue's module has at least; mypy compares each of them with this."""

    NAME: str
    ENTRANCE: Entrance
    FRAME: Frame

    def show(self, draft: Draft, /) -> Turn:
        """Draws the present step, which is one of `FRAME.steps`."""

    def advance(self, draft: Draft, event: Event, /) -> Turn | None:
        """Takes an event; None where it has no use for it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue's module, with what only some of them have.

    `back` is the draft one step back, None at a step that has none before it: that one is left.
    `cancel` leaves where that takes more than the line `FRAME.left`.

    `private`: what is sent while it is open is erased from the inbox in the same transaction, its
    draft is sealed, and what it says waits sealed; `advance` hands on what has to stay to where it
    is kept.
    `of_work`: what our own people type there is about others, and not screened for danger (I6).
    `keeps_words`: words of danger are an answer there all the same; elsewhere they are no answer.
    """

    entrance: Entrance
    frame: Frame
    show: Callable[[Draft], Turn]
    advance: Callable[[Draft, Event], Turn | None]
    back: Callable[[Draft], Draft | None] | None = None
    cancel: Callable[[Draft], Turn] | None = None
    private: bool = False
    of_work: bool = False
    keeps_words: bool = False

    @classmethod
    def of(cls, module: Module) -> Self:
        return cls(
            module.ENTRANCE,
            module.FRAME,
            module.show,
            module.advance,
            getattr(module, "back", None),
            getattr(module, "cancel", None),
            getattr(module, "PRIVATE", False),
            getattr(module, "OF_WORK", False),
            getattr(module, "KEEPS_WORDS", False),
        )
