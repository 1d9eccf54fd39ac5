"""Telling the others about a session of today: missed, late, and how did it go."""

from conversations import notices_session as notices
from handlers.sitting import Sitting
from models.views import BookingView
from services.lateness import Delay
from services.outbox import Fence


async def missed(sitting: Sitting, booking: BookingView) -> bool:
    """False: no way that there is reaches the client."""
    await sitting.tell(booking.client_id, notices.missed(booking))
    return await sitting.reaches(booking.client_id)


async def late(sitting: Sitting, delay: Delay, minutes: int) -> bool:
    """False: no way that there is reaches the other side.

    The letter's key is the delay's own: so often and no more it is said for a session.
    """
    aside = Sitting(sitting.practice, sitting.now, delay.key)
    await aside.tell(delay.other_id, notices.late(delay.booking, delay.side, minutes))
    sitting.letters += aside.letters
    return await sitting.reaches(delay.other_id)


async def how_did_it_go(sitting: Sitting, booking: BookingView) -> None:
    fence = Fence(booking.id, booking.version)
    await sitting.tell(booking.psychologist_person_id, notices.how_did_it_go(booking), fence=fence)
