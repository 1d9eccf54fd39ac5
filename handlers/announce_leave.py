"""Telling clients that their psychologist will be away, at once and in the same transaction."""

from collections.abc import Sequence

from conversations import notices_changes, notices_leave
from handlers.announce import NUDGES
from handlers.announce_changes import tell_with_file
from handlers.sitting import Sitting
from models.calendar import Slot
from models.changes import Proposal
from models.views import BookingView
from services.changes import Cancelled
from services.outbox import Fence


async def offered(sitting: Sitting, proposal: Proposal, *, at_once: bool) -> None:
    """Asked now, and once more before the time that is kept for them is given away."""
    held = proposal.held
    notice = notices_leave.offered(proposal, at_once=at_once)
    fence = Fence(held.id, held.version)
    await sitting.tell(held.client_id, notice, fence=fence)
    assert held.held_until is not None, "a time that is kept"
    for share in NUDGES:
        at = sitting.now + (held.held_until - sitting.now) * share
        await sitting.tell(held.client_id, notice, at=at, fence=fence)


async def cancelled(
    sitting: Sitting, ended: Cancelled, before: BookingView, nearest: Sequence[Slot], *,
    at_once: bool,
) -> None:  # fmt: skip
    """The client hears of it; the psychologist, who did it, gets the file for the calendar."""
    key = "leave_cancelled_at_once" if at_once else "leave_cancelled"
    await _ended(sitting, ended, before, nearest, key)
    aside = notices_changes.taken_out(ended.view)
    await tell_with_file(sitting, before.psychologist_person_id, aside, ended.view, before,
                         aside=True)  # fmt: skip


async def ended_unmoved(
    sitting: Sitting, ended: Cancelled, before: BookingView, nearest: Sequence[Slot]
) -> None:
    """No other time was agreed on: both hear what became of it."""
    await _ended(sitting, ended, before, nearest, "leave_unmoved")
    told = notices_leave.unmoved_staff(ended.view, ended.refund)
    staff = before.psychologist_person_id
    await tell_with_file(sitting, staff, told, ended.view, before, aside=False)


async def _ended(
    sitting: Sitting, ended: Cancelled, before: BookingView, nearest: Sequence[Slot], key: str
) -> None:
    notice = notices_leave.cancelled(ended.view, ended.refund, nearest, key)
    await tell_with_file(sitting, before.client_id, notice, ended.view, before, aside=False)
