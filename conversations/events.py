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
    """A button that belongs to a booking, not to a dialogue."""

    verb: str
    booking: UUID
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
class Unknown:
    """Anything else: a sticker, a photo, a place."""

    kind: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Start a dialogue, about something if `about` says so."""

    about: str = ""


Happening = Tap | Action | Typed | Text | Contact | Unknown | Begin
