"""Running late: who may say so, when, and how often the other side hears of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.database import row
from models.moves import Actor
from models.session_times import RUNNING, late_from
from models.views import BookingView
from services.access import access_booking
from services.errors import NotYours, Outdated
from services.sessions import NotNow

#: So often one side hears of the other's delay; then it is better to talk.
MOST = 3


@dataclass(frozen=True, slots=True)
class Delay:
    """`key` names the message in the outbox: one of `MOST` for each side of a booking."""

    booking: BookingView
    side: Actor
    key: str

    @property
    def other_id(self) -> int:
        """The person who waits."""
        if self.side is Actor.CLIENT:
            return self.booking.psychologist_person_id
        return self.booking.client_id


async def delay(public_id: UUID, person_id: int, now: datetime) -> Delay:
    """Who would be told of this person's delay now.

    Raises NotYours for anybody but client and psychologist, Outdated for a session that isn't to
    be held any more, NotNow before the last hour, after the end, and when it was said often enough.
    """
    found = await access_booking(public_id, person_id)
    booking = found.booking
    side = Actor.PSYCHOLOGIST if Actor.PSYCHOLOGIST in found.actors else Actor.CLIENT
    if side not in found.actors:
        raise NotYours("neither client nor psychologist of it")
    if booking.status not in RUNNING:
        raise Outdated("not to be held any more")
    if now < late_from(booking):
        raise NotNow("late_too_early", booking)
    if now >= booking.ends_at:
        raise NotNow("late_too_late", booking)
    for key in (f"late{booking.id}{side.value[0]}{time}" for time in range(MOST)):
        if not await _said(key):
            return Delay(booking, side, key)
    raise NotNow("late_said_often", booking)


async def _said(key: str) -> bool:
    return bool(await row("SELECT 1 FROM outbox WHERE dedupe_key = $1", f"{key}:0"))
