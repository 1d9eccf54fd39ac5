"""What every dialogue is: what opens it, its own functions, and the frame that all share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Self

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


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`show` draws the present step; `advance` takes an event, None where it has no use for it.

    `back` is the draft one step back, None at a step that has none before it: there it leaves.
    `cancel` leaves where that takes more than `Frame.left`.

    `private`: what is sent while it is open is erased from the inbox in the same transaction, its
    draft is sealed, and what it says waits sealed; `advance` hands on what has to stay to where it
    is kept.
    `of_work`: what our own people type there is about others, and not screened for danger (I6).
    `keeps_words`: words of danger are an answer there all the same; elsewhere they are no answer.
    """

    advance: Callable[[Draft, Event], Turn | None]
    show: Callable[[Draft], Turn]
    back: Callable[[Draft], Draft | Turn | None] | None
    cancel: Callable[[Draft], Turn] | None
    entrance: Entrance
    frame: Frame | None
    private: bool = False
    of_work: bool = False
    keeps_words: bool = False

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """A module with `NAME`, `ENTRANCE`, `FRAME`, its functions, and what else is true of it."""
        private, of_work, keeps_words = (
            getattr(module, name, False) for name in ("PRIVATE", "OF_WORK", "KEEPS_WORDS")
        )
        frame, back, cancel = (getattr(module, name, None) for name in ("FRAME", "back", "cancel"))
        return cls(
            module.advance, module.show, back, cancel, module.ENTRANCE, frame, private,
            of_work, keeps_words,
        )  # fmt: skip
