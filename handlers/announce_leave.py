"""Telling clients that their psychologist will be away, at once and in the same transaction."""

from collections.abc import Sequence

from conversations import notices_leave
from handlers import announce_changes
from handlers.sitting import Sitting
from models.calendar import Slot
from models.changes import Proposal
from models.values import BookingStatus
from models.views import BookingView
from services import people
from services.changes import Cancelled
from services.outbox import Fence


async def offered(sitting: Sitting, proposal: Proposal, *, at_once: bool) -> None:
    booking = proposal.booking
    notice = notices_leave.offered(proposal, at_once=at_once)
    await sitting.tell(
        booking.client_id, notice, fence=Fence(proposal.held.id, proposal.held.version)
    )
    await announce_changes.ask_again(sitting, proposal)


async def cancelled(
    sitting: Sitting, ended: Cancelled, before: BookingView, nearest: Sequence[Slot],
    *, at_once: bool,
) -> bool:  # fmt: skip
    """False: the client has no chat to be told in, or has blocked it."""
    booking, client = ended.view, ended.view.client_id
    was_in_calendars = before.status is BookingStatus.CONFIRMED
    file = (
        await announce_changes.calendar_file(sitting, client, booking) if was_in_calendars else ""
    )
    notice = notices_leave.cancelled(booking, ended.refund, nearest, file, at_once=at_once)
    await sitting.tell(client, notice)
    return await people.is_reached(client)
