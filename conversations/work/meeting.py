"""Where video sessions take place: a psychologist's choice, and one session's link (B11)."""

from dataclasses import dataclass
from uuid import UUID

from models.meeting_views import MeetingChoice
from models.values import MeetingKind
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class ShowMeeting:
    """-> MeetingShown | NotPossible"""


@dataclass(frozen=True, slots=True)
class MeetingShown:
    choice: MeetingChoice


@dataclass(frozen=True, slots=True)
class ChooseMeeting:
    """`address` as it was typed, for "typed" -> MeetingChosen | AddressWrong | NotPossible"""

    kind: MeetingKind
    address: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingChosen:
    choice: MeetingChoice


@dataclass(frozen=True, slots=True)
class AddressWrong:
    """`key` says what a link must be like."""

    key: str


@dataclass(frozen=True, slots=True)
class AskGoogle:
    """-> ConsentAsked | NotPossible"""


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """A link to Google, for this psychologist, good once and for some minutes."""

    url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class LeaveGoogle:
    """-> GoogleLeft | NotPossible"""


@dataclass(frozen=True, slots=True)
class GoogleLeft:
    pass


@dataclass(frozen=True, slots=True)
class GoogleConnected:
    """News from outside the chat: the consent was given in the browser."""


@dataclass(frozen=True, slots=True)
class LookUpLink:
    """-> LinkFound | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class LinkFound:
    """`live`: the session is one that needs a link. `types`: the asker may type one."""

    booking: BookingView
    live: bool
    google: bool
    types: bool


@dataclass(frozen=True, slots=True)
class MakeLink:
    """`address` as it was typed, for "typed" -> LinkMade | AddressWrong | NotPossible"""

    booking: UUID
    kind: MeetingKind
    address: str | None = None


@dataclass(frozen=True, slots=True)
class LinkMade:
    """`now` False: Google is making it."""

    booking: BookingView
    now: bool


MeetingCommand = ShowMeeting | ChooseMeeting | AskGoogle | LeaveGoogle | LookUpLink | MakeLink
MeetingResult = (
    MeetingShown
    | MeetingChosen
    | AddressWrong
    | ConsentAsked
    | GoogleLeft
    | GoogleConnected
    | LinkFound
    | LinkMade
)
