"""Finding a time and asking for it (B1, B2); a command names the results that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from models.calendar import Slot, Unavailable
from models.views import BookingView, PsychologistCard


@dataclass(frozen=True, slots=True)
class FindPsychologists:
    """-> PsychologistsFound"""


@dataclass(frozen=True, slots=True)
class PsychologistsFound:
    cards: tuple[PsychologistCard, ...]


@dataclass(frozen=True, slots=True)
class OpenPsychologist:
    """By id, slug or name as typed -> PsychologistFound | NobodyFound"""

    key: int | str


@dataclass(frozen=True, slots=True)
class PsychologistFound:
    card: PsychologistCard


@dataclass(frozen=True, slots=True)
class NobodyFound:
    pass


@dataclass(frozen=True, slots=True)
class FindDays:
    """Free days of a month (its first day, or None for the first with a free day) -> DaysFound"""

    psychologist_id: int
    service_id: int
    month: date | None


@dataclass(frozen=True, slots=True)
class DaysFound:
    """`free` counts free times by the reader's own date; `earlier`, `later`: there are months."""

    today: date
    month: date
    free: Mapping[date, int]
    earlier: bool
    later: bool


@dataclass(frozen=True, slots=True)
class FindTimes:
    """The free times of one of the reader's own dates -> TimesFound"""

    psychologist_id: int
    service_id: int
    day: date


@dataclass(frozen=True, slots=True)
class TimesFound:
    """`clock_times` are the slots' starts by the reader's clock, one for one."""

    day: date
    slots: tuple[Slot, ...]
    clock_times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class HoldSlot:
    """-> SlotHeld | SlotTaken"""

    psychologist_id: int
    service_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class SlotHeld:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class SlotTaken:
    """Not to be had, and the nearest free ones instead (B2)."""

    reason: Unavailable
    nearest: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class ReviewHold:
    """Keep a hold alive and look at it -> SlotHeld | HoldLost"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class HoldLost:
    """The time the hold was given has run out."""


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """-> Released"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Released:
    pass


@dataclass(frozen=True, slots=True)
class SendRequest:
    """-> Requested | HoldLost"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Requested:
    booking: BookingView


BookingCommand = (
    FindPsychologists | OpenPsychologist | FindDays | FindTimes | HoldSlot | ReviewHold
    | ReleaseHold | SendRequest
)  # fmt: skip
BookingResult = (
    PsychologistsFound | PsychologistFound | NobodyFound | DaysFound | TimesFound | SlotHeld
    | SlotTaken | HoldLost | Released | Requested
)  # fmt: skip
