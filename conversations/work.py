"""Commands that a dialogue asks of the shell, each with the results that answer it beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from models.calendar import Slot, Unavailable
from models.values import Role
from models.views import BookingView, PaymentView, PsychologistCard


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


@dataclass(frozen=True, slots=True)
class LookUp:
    """A booking of this person by its public id -> BookingFound | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class BookingFound:
    booking: BookingView
    payer_phone: str | None = None


@dataclass(frozen=True, slots=True)
class Approve:
    """-> Approved | NotPossible"""

    booking: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Approved:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class Decline:
    """-> Declined | NotPossible"""

    booking: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Declined:
    booking: BookingView


@dataclass(frozen=True, slots=True)
class NotPossible:
    """Refused by a rule; `key` names the words, `booking` how it stands now if one may know."""

    key: str
    booking: BookingView | None = None


@dataclass(frozen=True, slots=True)
class AskForPayment:
    """Write the payment row; the push follows the commit -> PaymentAsked | NotPossible"""

    booking: UUID
    phone: str


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    payment: PaymentView


@dataclass(frozen=True, slots=True)
class CheckPhone:
    """-> PhoneChecked | PhoneRefused"""

    typed: str


@dataclass(frozen=True, slots=True)
class PhoneChecked:
    phone: str


@dataclass(frozen=True, slots=True)
class PhoneRefused:
    key: str


@dataclass(frozen=True, slots=True)
class PaymentMoved:
    """The push or its result came in: how the payment stands now."""

    payment: PaymentView
    booking: BookingView


class Listing(StrEnum):
    SESSIONS = "sessions"
    PENDING = "pending"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class ListBookings:
    """-> BookingsListed | NotPossible"""

    which: Listing


@dataclass(frozen=True, slots=True)
class BookingsListed:
    which: Listing
    bookings: tuple[BookingView, ...]


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """-> Known"""


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    roles: frozenset[Role]


Command = (
    FindPsychologists | OpenPsychologist | FindDays | FindTimes | HoldSlot | ReviewHold
    | ReleaseHold | SendRequest | LookUp | Approve | Decline | AskForPayment | CheckPhone
    | ListBookings | WhoAmI
)  # fmt: skip
Result = (
    PsychologistsFound | PsychologistFound | NobodyFound | DaysFound | TimesFound | SlotHeld
    | SlotTaken | HoldLost | Released | Requested | BookingFound | Approved | Declined
    | NotPossible | PaymentAsked | PaymentMoved | PhoneChecked | PhoneRefused | BookingsListed
    | Known
)  # fmt: skip
