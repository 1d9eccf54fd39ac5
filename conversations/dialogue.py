"""What every dialogue is: the same four functions, and what opens it."""

from collections.abc import Callable
from dataclasses import dataclass
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
class Dialogue:
    """`show` draws the present step, `back` and `cancel` leave it, `advance` takes an event.

    `private`: what is sent while it is open is erased from the inbox in the same transaction, its
    draft is sealed, and what it says waits sealed; `advance` hands on what has to stay to where it
    is kept.
    `of_work`: what our own people type there is about others, and not screened for danger (I6).
    `keeps_words`: words of danger are an answer there all the same; elsewhere they are no answer.
    """

    advance: Callable[[Draft, Event], Turn]
    show: Callable[[Draft], Turn]
    back: Callable[[Draft], Turn]
    cancel: Callable[[Draft], Turn]
    entrance: Entrance
    private: bool = False
    of_work: bool = False
    keeps_words: bool = False

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """A module with `NAME`, `ENTRANCE`, the four functions, and what of the rest is true."""
        private, of_work, keeps_words = (
            getattr(module, name, False) for name in ("PRIVATE", "OF_WORK", "KEEPS_WORDS")
        )
        return cls(
            module.advance, module.show, module.back, module.cancel, module.ENTRANCE, private,
            of_work, keeps_words,
        )  # fmt: skip
