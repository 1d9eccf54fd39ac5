"""What a client answers to a reminder: that they'll be there (R6)."""

from datetime import datetime
from uuid import UUID

from models.database import row
from models.views import BookingView
from services.booking_views import one, view
from services.errors import NotYours, Outdated


async def will_come(public_id: UUID, client_id: int, now: datetime) -> BookingView:
    """Noted once, and no move: the session stands as it did, said again or not.

    Raises NotYours for somebody else's booking, Outdated for one that isn't ahead any more.
    """
    noted = await row(
        """UPDATE bookings SET coming_at = coalesce(coming_at, $3)
           WHERE public_id = $1 AND client_id = $2 AND status = 'confirmed'
           AND starts_at > $3::timestamptz RETURNING id""",
        public_id,
        client_id,
        now,
    )
    if noted is not None:
        return await view(noted["id"])
    found = await one(public_id)
    if found is None or found.client_id != client_id:
        raise NotYours("not this person's booking")
    raise Outdated("not ahead any more")
