"""Telling both sides: cancelled, moved, another time suggested, refused, lapsed, mercy asked."""

from datetime import datetime

from conversations import notices, notices_changes
from conversations.words import Say
from handlers.announce import NUDGES
from handlers.calendar_letters import calendar_file, mailed
from handlers.sitting import Sitting
from models.changes import Outcome, Proposal
from models.values import BookingStatus as S
from models.views import BookingView
from services import contacting
from services.cancellation import Cancelled
from services.outbox import Fence


async def cancelled(
    sitting: Sitting, ended: Cancelled, before: BookingView, by: int, why: str
) -> bool:
    """Both get the file that takes it out of their calendar, if it was ever in one.

    False: no way that there is reaches the client.
    """
    booking, by_client = ended.view, by == before.client_id
    for person_id, staff in _sides(booking):
        if person_id == by:
            said = notices_changes.taken_out(booking)
        else:
            said = notices_changes.cancelled(
                booking, ended.refund, staff=staff, by_client=by_client, why=why
            )
        await tell_with_file(sitting, person_id, said, booking, before, aside=person_id == by)
    return await sitting.reaches(booking.client_id)


async def waived(sitting: Sitting, ended: Cancelled, before: BookingView, by: int) -> None:
    booking = ended.view
    for person_id, staff in _sides(booking):
        if person_id == by:
            said = notices_changes.taken_out(booking)
        elif staff:
            said = notices_changes.cancelled(booking, ended.refund, staff=True, by_client=False)
        else:
            said = notices_changes.waived(booking, ended.refund)
        await tell_with_file(sitting, person_id, said, booking, before, aside=person_id == by)


async def waiver_wanted(
    sitting: Sitting, booking: BookingView, outcome: Outcome, words: str
) -> None:
    wanted = notices_changes.waiver_wanted(booking, outcome, words)
    fence = Fence(booking.id, booking.version)
    await sitting.tell(booking.psychologist_person_id, wanted, fence=fence)


async def rule_kept(sitting: Sitting, booking: BookingView) -> None:
    await sitting.tell(booking.client_id, notices_changes.rule_kept(booking))


async def proposed(sitting: Sitting, proposal: Proposal) -> None:
    """The other side is asked, and asked again while it is open."""
    booking = proposal.booking
    asked = booking.psychologist_person_id if proposal.by_client else booking.client_id
    await sitting.tell(asked, notices_changes.proposed(proposal))
    await ask_again(sitting, proposal)


async def ask_again(sitting: Sitting, proposal: Proposal) -> None:
    """While it is open, and no longer (R3)."""
    held = proposal.held
    asked = proposal.booking.psychologist_person_id if proposal.by_client else held.client_id
    assert held.held_until is not None
    again = notices_changes.proposed(proposal, nudge=True)
    for share in NUDGES:
        at = sitting.now + (held.held_until - sitting.now) * share
        await sitting.tell(asked, again, at=at, fence=Fence(held.id, held.version))


async def refused(sitting: Sitting, proposal: Proposal) -> None:
    booking = proposal.booking
    proposer = booking.client_id if proposal.by_client else booking.psychologist_person_id
    await sitting.tell(proposer, notices_changes.refused(proposal))
    await _request_waits(sitting, booking)


async def lapsed(sitting: Sitting, booking: BookingView) -> None:
    for person_id, staff in _sides(booking):
        await sitting.tell(person_id, notices_changes.lapsed(booking, staff=staff))
    await _request_waits(sitting, booking)


async def accepted(sitting: Sitting, booking: BookingView, before: BookingView, by: int) -> None:
    """What was a request is to be paid now; what stood has moved."""
    if before.status is not S.PENDING:
        await moved(sitting, booking, before, by)
    elif by == booking.client_id:
        told = notices_changes.agreed_staff(booking)
        await sitting.tell(booking.psychologist_person_id, told)
    else:
        await sitting.tell(booking.client_id, notices.approved(booking))


async def moved(sitting: Sitting, booking: BookingView, before: BookingView, by: int) -> None:
    if booking.status is S.PENDING:
        told = notices_changes.request_moved(booking, before)
        await sitting.tell(booking.psychologist_person_id, told)
        await _request_waits(sitting, booking)
        return
    for person_id, staff in _sides(booking):
        aside = person_id == by
        said = (
            notices_changes.calendar_changed(booking, staff=staff)
            if aside
            else notices_changes.moved(booking, before, staff=staff)
        )
        await tell_with_file(sitting, person_id, said, booking, before, aside=aside)


async def _request_waits(sitting: Sitting, booking: BookingView) -> None:
    """A request that waits for its psychologist is brought up again like a new one (B5)."""
    if booking.status is not S.PENDING or booking.answer_due_at is None:
        return
    fence = Fence(booking.id, booking.version)
    for share in NUDGES:
        at: datetime = sitting.now + (booking.answer_due_at - sitting.now) * share
        nudge = notices.request_nudge(booking)
        await sitting.tell(booking.psychologist_person_id, nudge, at=at, fence=fence)


def _sides(booking: BookingView) -> tuple[tuple[int, bool], tuple[int, bool]]:
    """(person, is it the psychologist) of both."""
    return (booking.client_id, False), (booking.psychologist_person_id, True)


async def tell_with_file(
    sitting: Sitting, person_id: int, said: Say, booking: BookingView, before: BookingView,
    *, aside: bool,
) -> None:  # fmt: skip
    """`aside`: the message is only about the file, so without one there is nothing to say."""
    ics, contact = "", await contacting.of(person_id)
    if before.status is S.CONFIRMED:
        ended = booking.status is not S.CONFIRMED
        ics = calendar_file(sitting, contact, booking, cancelled=ended)
        said = mailed(sitting, contact, said, booking, cancelled=ended)
    if said.brief is not None and said.brief.attachment is not None:
        aside = False
    if ics or not aside:
        await sitting.tell(contact, notices_changes.with_file(said, booking, ics))
