"""What a person did, as dialogues see it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a dialogue; `rev` is the step it was drawn for."""

    dialogue: str
    rev: int
    value: str
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button that belongs to a booking or another row, not to a dialogue."""

    verb: str
    about: UUID
    version: int
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A command such as /book, with what came after it."""

    name: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class File:
    """A photo or document; `file_id` is Telegram's own name for it, good for sending it again."""

    kind: str
    file_id: str
    name: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything else: a sticker, a voice message, a place."""

    kind: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Start a dialogue. `by` is the command, link or verb that opened it.

    `about` is what came after a command or link, or `<uuid>:<version>` of a button's row.
    """

    about: str = ""
    by: str = ""

    @property
    def row(self) -> str:
        """The public id of a button's row."""
        return self.about.partition(":")[0]

    @property
    def version(self) -> int:
        """The version of the row that its button was drawn for."""
        return int(self.about.partition(":")[2])


Happening = Tap | Action | Typed | Text | Contact | File | Unknown | Begin
