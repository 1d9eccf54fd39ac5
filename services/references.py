"""References of bookings, as people type them at a Paybill: BK-2026-000123 (B3).

Spaces, dots and dashes count for nothing, nor does the case; an O is a zero, an l or I a one; the
letters in front and the year may be missing. Whatever else is typed is no reference: money is not
given away on a guess.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from models.database import rows
from models.values import BookingStatus

_NOTHING = re.compile(r"[\s.,:;/\\#_\-‐‑‒–—―−]+")
_FORM = re.compile(r"(?P<bk>BK)?(?P<year>2[0OIL0-9]{3})?(?P<number>[0-9OIL]{6})")
_MEANT = str.maketrans("OIL", "011")
#: Bookings that a number alone may be for; it is 000123 of any of these years, seen from now.
_OPEN = (BookingStatus.PENDING.value, BookingStatus.APPROVED.value)
_YEARS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """What can be read out of what was typed; without a year, `number` may be several bookings'."""

    year: str | None
    number: str

    def __str__(self) -> str:
        return f"BK-{self.year}-{self.number}"


def read(typed: str) -> Reference | None:
    """None for what is no reference: a name, a phone number, a digit too few or too many."""
    found = _FORM.fullmatch(_NOTHING.sub("", unicodedata.normalize("NFKC", typed)).upper())
    if found is None:
        return None
    year = found["year"].translate(_MEANT) if found["year"] else None
    if year is not None and not year.startswith("20"):
        return None
    return Reference(year, found["number"].translate(_MEANT))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A booking that was named; `moved`: another has taken its place, and its money (B9)."""

    id: int
    status: BookingStatus
    outstanding_minor: int
    moved: bool


async def find(typed: str, now: datetime) -> int | None:
    """The booking that this names, in whatever state; None for none, and for more than one."""
    found = await candidates(typed, now)
    return found[0].id if len(found) == 1 else None


async def candidates(typed: str, now: datetime) -> list[Candidate]:
    """The bookings that this may name, two at most: no more are needed to know it is unclear."""
    reference = read(typed)
    if reference is None:
        return []
    years = [str(now.year + more) for more in _YEARS]
    found = await rows(
        """SELECT id, status, price_minor + coalesce((
               SELECT sum(amount_minor) FROM ledger_entries
               WHERE account = 'booking:' || bookings.id), 0)::bigint AS outstanding_minor,
               EXISTS (SELECT 1 FROM bookings AS later
                   WHERE later.rescheduled_from_id = bookings.id
                   AND later.status <> 'held') AS moved
           FROM bookings WHERE reference = ANY($1) AND ($2 OR status = ANY($3)) LIMIT 2""",
        [str(Reference(year, reference.number)) for year in years]
        if reference.year is None
        else [str(reference)],
        reference.year is not None,
        _OPEN,
    )
    return [Candidate(**{**one, "status": BookingStatus(one["status"])}) for one in found]
