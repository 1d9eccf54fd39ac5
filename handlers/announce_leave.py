"""Telling clients that their psychologist will be away, at once and in the same transaction."""

from collections.abc import Sequence

from conversations import notices_leave
from handlers.sitting import Sitting
from models.calendar import Slot
from models.changes import Proposal
from services.changes import Cancelled
from services.outbox import Fence


async def offered(sitting: Sitting, proposal: Proposal, *, at_once: bool) -> None:
    booking = proposal.booking
    notice = notices_leave.offered(proposal, at_once=at_once)
    await sitting.tell(
        booking.client_id, notice, fence=Fence(proposal.held.id, proposal.held.version)
    )


async def cancelled(
    sitting: Sitting, ended: Cancelled, nearest: Sequence[Slot], *, at_once: bool
) -> None:
    booking = ended.view
    notice = notices_leave.cancelled(booking, ended.refund, nearest, "", at_once=at_once)
    await sitting.tell(booking.client_id, notice)
