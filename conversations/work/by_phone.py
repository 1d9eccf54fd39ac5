"""What a client asks for from a phone without our chat, or taps below a reminder (R6)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.views import BookingView


class Wanted(StrEnum):
    """What only a person of the practice can do for them."""

    OTHER_TIME = "other_time"
    CALL = "call"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class SayComing:
    """-> Coming | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class Coming:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class AskStaff:
    """Tell the session's psychologist what its client wants -> StaffAsked | NotPossible"""

    booking: UUID
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class StaffAsked:
    booking: BookingView
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class WantSmsOf:
    """Whether a number (E.164) is to get SMS at all -> SmsSwitched"""

    phone: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class SmsSwitched:
    """`new`: it was otherwise before."""

    wanted: bool
    new: bool


@dataclass(frozen=True, slots=True)
class NumberIsWrong:
    """Whoever has this number (E.164) says that they aren't who we mean -> NumberMarked"""

    phone: str


@dataclass(frozen=True, slots=True)
class NumberMarked:
    """Nothing goes to it any more; a person asks the client."""


@dataclass(frozen=True, slots=True)
class SpeakTo:
    """The language of whoever reads SMS at this number (E.164) -> PhoneSpeaks"""

    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class PhoneSpeaks:
    language: str


ByPhoneCommand = SayComing | AskStaff | WantSmsOf | NumberIsWrong | SpeakTo
ByPhoneResult = Coming | StaffAsked | SmsSwitched | NumberMarked | PhoneSpeaks
