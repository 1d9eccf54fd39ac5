"""Finding a time and asking for it (B1, B2); a command names the results that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from models.calendar import Slot, Unavailable
from models.intake_views import NOTHING_ASKED, Standing
from models.views import BookingView, KindCard, PsychologistCard, SessionKind


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
class FindKinds:
    """Kinds of sessions, for any psychologist of `among` (nobody: all) -> KindsFound"""

    among: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KindsFound:
    kinds: tuple[KindCard, ...]


@dataclass(frozen=True, slots=True)
class FindDays:
    """Free days of a month (its first day, or None for the first with a free day) -> DaysFound"""

    psychologist_id: int
    service_id: int
    month: date | None


@dataclass(frozen=True, slots=True)
class FindDaysOfAny:
    """The same for whoever of `among` (nobody: all) offers that kind -> DaysFound"""

    kind: SessionKind
    among: tuple[int, ...]
    month: date | None


@dataclass(frozen=True, slots=True)
class DaysFound:
    """`free` counts free times by the reader's own date; `earlier`, `later`: there are months."""

    today: date
    month: date
    free: Mapping[date, int]
    earlier: bool
    later: bool
    is_emergency: bool = False


@dataclass(frozen=True, slots=True)
class FindTimes:
    """The free times of one of the reader's own dates -> TimesFound"""

    psychologist_id: int
    service_id: int
    day: date


@dataclass(frozen=True, slots=True)
class FindTimesOfAny:
    """The same for whoever of `among` (nobody: all) offers that kind -> TimesFound"""

    kind: SessionKind
    among: tuple[int, ...]
    day: date


@dataclass(frozen=True, slots=True)
class TimesFound:
    """`clock_times` are the slots' starts by the reader's clock, one for one.

    `suggested` are those of the slots to show first, best first (V4). `today`: the reader's own
    date, from which "tomorrow" counts; without, the day itself.
    """

    day: date
    slots: tuple[Slot, ...]
    clock_times: tuple[time, ...]
    suggested: tuple[Slot, ...] = ()
    is_emergency: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class HoldSlot:
    """-> SlotHeld | SlotTaken | NotPossible"""

    psychologist_id: int
    service_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class HoldAny:
    """With whoever of `among` (nobody: all) is free then -> SlotHeld | SlotTaken | NotPossible"""

    kind: SessionKind
    among: tuple[int, ...]
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class SlotHeld:
    """`meanwhile` is what else this client has at that time (X7).

    `standing`: what has to be told and agreed to before it can be asked for (B1). `late`: it begins
    so soon that who pays for it can't cancel it with a refund (B8).
    """

    booking: BookingView
    meanwhile: tuple[BookingView, ...] = ()
    standing: Standing = NOTHING_ASKED
    late: bool = False


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
class ConfirmAnswers:
    """What was told before another session is right for this one -> SlotHeld | HoldLost"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """-> Released"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Released:
    pass


@dataclass(frozen=True, slots=True)
class SendRequest:
    """-> Requested | HoldLost | SlotHeld, when something has to be told or agreed to first"""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Requested:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class FindAgain:
    """The same as in an earlier booking -> AgainFound | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class AgainFound:
    """No `card`: that psychologist takes no bookings; not `is_offered`: the service has ended.

    `slots` are around the same weekday and hour, in order of time; `days` and `clock_times` are
    their starts by the reader's calendar and clock, one for one.
    """

    booking: BookingView
    card: PsychologistCard | None
    is_offered: bool
    today: date
    slots: tuple[Slot, ...]
    days: tuple[date, ...]
    clock_times: tuple[time, ...]


BookingCommand = (
    FindPsychologists | OpenPsychologist | FindKinds | FindDays | FindDaysOfAny | FindTimes
    | FindTimesOfAny | HoldSlot | HoldAny | ReviewHold | ConfirmAnswers | ReleaseHold | SendRequest
    | FindAgain
)  # fmt: skip
BookingResult = (
    PsychologistsFound | PsychologistFound | NobodyFound | KindsFound | DaysFound | TimesFound
    | SlotHeld | SlotTaken | HoldLost | Released | Requested | AgainFound
)  # fmt: skip
