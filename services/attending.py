"""A client says that they will be there (R6)."""

from datetime import datetime
from uuid import UUID

from models.database import count
from models.moves import Actor
from models.values import BookingStatus as S
from models.views import BookingView
from services.access import access_booking_as
from services.errors import Outdated


async def say_coming(public_id: UUID, person_id: int, now: datetime) -> BookingView:
    """The first time counts. Raises NotYours, and Outdated for what isn't confirmed or ahead."""
    booking = await access_booking_as(public_id, person_id, Actor.CLIENT)
    stands = await count(
        """UPDATE bookings SET coming_at = coalesce(coming_at, $3)
           WHERE id = $1 AND version = $2 AND status = $4 AND starts_at > $3""",
        booking.id,
        booking.version,
        now,
        S.CONFIRMED.value,
    )
    if not stands:
        raise Outdated("it isn't confirmed, or has begun")
    return booking
