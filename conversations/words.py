"""The grammar of every dialogue: a draft and an event make a turn: what is said, what is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import UUID

from conversations.events import Happening
from conversations.work import Command, Result

Event = Happening | Result


class Actionable(Protocol):
    """A row that buttons can speak of: its public id, and the version that they were drawn for."""

    @property
    def public_id(self) -> UUID: ...

    @property
    def version(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Button:
    """`label` is a key of the texts, or with `plain` the words themselves.

    Exactly one of `value` (a tap in this dialogue), `action` (verb, row), `command` (as if it were
    typed, with what comes after it), `copy` (words for the clipboard), `url`, `page` (a path of
    ours that opens as a Mini App; the button is left out where Telegram can open none).
    """

    label: str
    args: Mapping[str, Any] = field(default_factory=dict)
    value: str | None = None
    action: tuple[str, Actionable] | None = None
    command: str | None = None
    copy: str | None = None
    url: str | None = None
    page: str | None = None
    plain: bool = False
    style: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    mime: str
    content: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt as PDF, which is made when it is sent."""

    receipt: UUID


@dataclass(frozen=True, slots=True)
class Export:
    """All data of `person` (their public id), which is read and made into a file when it is sent.

    `form` is "pdf" or "json"; `with_intake`: what they answered is in it.
    """

    person: UUID
    form: str
    with_intake: bool


@dataclass(frozen=True, slots=True)
class ContactKeys:
    """In place of the phone's own keyboard: share one's own contact, or send one of these words.

    Both are keys of the texts. Goes away with whatever is said next in this chat.
    """

    share: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """A photo or document that Telegram keeps, by its `file_id`.

    A dispensable one is left out where it can't be shown, or the words are too long for a caption.
    """

    kind: str
    file_id: str
    dispensable: bool = False


def portrait(file_id: str | None) -> Media | None:
    """Somebody's photo beside words that can do without it."""
    return Media("photo", file_id, dispensable=True) if file_id else None


@dataclass(frozen=True, slots=True)
class Brief:
    """The same in the few neutral words that an SMS or an e-mail may carry (R5).

    `key` and `args` as in Say; `shared` is the key where others read along, if it needs another.
    `booking_id` is what it is about: its psychologist is told when nothing arrives. `attachment`
    goes with an e-mail only, and `only_mail` is no SMS at all. A `vital` one is sent again when
    nobody knows whether it arrived.
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)
    shared: str | None = None
    booking_id: int | None = None
    attachment: Attachment | None = None
    vital: bool = False
    only_mail: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """A text by its key. A screen is the dialogue's one live message, edited in place.

    A message has a keyboard below it or `keys` in place of the phone's own, never both.
    `secret_of` is the person whose secret it tells: Telegram shows it without letting anybody copy
    or forward it, as a new message, and it waits to be sent sealed under that person's key.
    `vanishes`: minutes after which it is taken out of the chat again (I5).
    `brief`: where it has one, it goes by SMS and e-mail, too, as its reader wishes (R4, R8).
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)
    keyboard: Keyboard = ()
    screen: bool = True
    attachment: Attachment | None = None
    keys: ContactKeys | None = None
    media: Media | None = None
    paper: Paper | Export | None = None
    secret_of: int | None = None
    vanishes: int | None = None
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Where a dialogue stands. `rev` rises with each step and rides in the buttons."""

    dialogue: str
    step: str = "over"
    rev: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None

    def at(self, step: str, **answers: Any) -> "Draft":
        """The next step, with these answers; an answer of None is forgotten."""
        merged = {k: v for k, v in {**self.answers, **answers}.items() if v is not None}
        return replace(self, step=step, rev=self.rev + 1, answers=merged, note=None)

    def anew(self, step: str, **answers: Any) -> "Draft":
        """The next step, with these answers and none of those before."""
        return self.at(step, **{**dict.fromkeys(self.answers), **answers})

    def knowing(self, **answers: Any) -> "Draft":
        """The same step, with these answers besides; an answer of None is forgotten."""
        merged = {k: v for k, v in {**self.answers, **answers}.items() if v is not None}
        return replace(self, answers=merged)

    def noting(self, key: str) -> "Draft":
        """The same step, to be shown again with one line above it."""
        return replace(self, note=key)

    def over(self) -> "Draft":
        return replace(self, step="over", rev=self.rev + 1, answers={}, note=None)

    @property
    def is_over(self) -> bool:
        return self.step == "over"


@dataclass(frozen=True, slots=True)
class Turn:
    """`remove`: what the person wrote is kept elsewhere now, and deleted from their chat."""

    draft: Draft
    say: tuple[Say, ...] = ()
    do: Command | None = None
    remove: bool = False
