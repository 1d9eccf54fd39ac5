"""Telling psychologists that a client has left, once for each session that ends with it."""

from conversations import notices_privacy
from handlers.announce_changes import tell_with_file
from handlers.sitting import Sitting
from models.rights_views import Gone
from services.booking_views import view


async def client_left(sitting: Sitting, gone: Gone) -> None:
    """The client themselves hear one last message, which their dialogue says."""
    for ending in gone.endings:
        ended = await view(ending.booking.id)
        said = notices_privacy.client_left(ended, ending.outcome)
        await tell_with_file(
            sitting, ended.psychologist_person_id, said, ended, ending.booking, aside=False
        )
