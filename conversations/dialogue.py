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
    """

    advance: Callable[[Draft, Event], Turn]
    show: Callable[[Draft], Turn]
    back: Callable[[Draft], Turn]
    cancel: Callable[[Draft], Turn]
    entrance: Entrance
    private: bool = False

    @classmethod
    def of(cls, module: ModuleType) -> Self:
        """A module with `NAME`, `ENTRANCE` and the four functions, and `PRIVATE` where it is."""
        private = getattr(module, "PRIVATE", False)
        return cls(
            module.advance, module.show, module.back, module.cancel, module.ENTRANCE, private
        )
