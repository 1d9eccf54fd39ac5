"""What an answer by SMS is held against: whose phone it is, what they have ahead, what is meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.sms_when import When
from models.phone_views import Ahead, Owner
from models.values import BookingStatus as S
from models.views import BookingView

_OPEN = (S.PENDING, S.APPROVED, S.CONFIRMED)

Fits = Callable[[BookingView, datetime], bool]
#: To which bookings each word can be said.
FITS: dict[str, Fits] = {
    "come": lambda b, now: b.status is S.CONFIRMED and b.starts_at > now,
    "cancel": lambda b, now: b.status in _OPEN and b.starts_at > now,
    "change": lambda b, now: b.status in _OPEN and b.starts_at > now,
    "pay": lambda b, now: b.status is S.APPROVED and (b.payment_due_at or now) > now,
    "call": lambda b, now: b.ends_at > now,
    "late": lambda b, now: b.status in (S.CONFIRMED, S.IN_PROGRESS) and b.ends_at > now,
}


#: An "ok" within this time of a reminder answers it.
AFTER_REMINDER = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Facts:
    """Whose `phone` (E.164) it is, what they have ahead, and when they were last reminded.

    `link` opens the chat, `practice_phone` is where the practice is asked, if it says, and
    `ussd_code` what is dialled for the menu, if there is one. `came_at`: when the SMS came, which
    may be long before it is worked on. `code`: a new one, which nobody has seen yet. `guesses`: how
    many wrong ones came from this number lately.
    """

    phone: str
    owners: tuple[Owner, ...]
    ahead: tuple[Ahead, ...]
    now: datetime
    reminded_at: datetime | None = None
    link: str = ""
    practice_phone: str | None = None
    ussd_code: str | None = None
    came_at: datetime | None = None
    code: str = field(default="", repr=False)
    guesses: int = 0

    def zone(self, booking: BookingView) -> ZoneInfo:
        """In which its client reads times."""
        return ZoneInfo(self.owner(booking.client_id).reader.timezone)

    def owner(self, person_id: int | None) -> Owner:
        """The one meant; the first one where nobody in particular is."""
        mine = (owner for owner in self.owners if owner.reader.person_id == person_id)
        return next(mine, self.owners[0])

    @property
    def follow_a_reminder(self) -> bool:
        return self.reminded_at is not None and self.now - self.reminded_at <= AFTER_REMINDER

    @property
    def is_proven(self) -> bool:
        """Whether this number is surely somebody's, and was not only typed."""
        return any(owner.is_proven for owner in self.owners)

    def find(self, public_id: str) -> BookingView | None:
        found = (one.booking for one in self.ahead if one.booking.public_id.hex == public_id)
        return next(found, None)


def of_reference(said: str | None, bookings: Sequence[BookingView]) -> list[BookingView]:
    """BK-000123 is every year's."""
    whole = said if said and said.count("-") > 1 else None
    number = f"-{(said or '').rpartition('-')[2]}"

    def fits(reference: str) -> bool:
        return reference == whole if whole else reference.endswith(number)

    return [one for one in bookings if one.reference is not None and fits(one.reference)]


def of_time(when: When, bookings: Sequence[BookingView], facts: Facts) -> list[BookingView]:
    """Those that begin at the time which was named, as it was when the SMS came."""

    def fits(booking: BookingView) -> bool:
        zone = facts.zone(booking)
        today = (facts.came_at or facts.now).astimezone(zone).date()
        return when.fits(booking.starts_at.astimezone(zone), today)

    return [booking for booking in bookings if fits(booking)]
