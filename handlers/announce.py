"""Telling the others: each move of a booking, to each side, with what they can do about it."""

from datetime import timedelta

from conversations import notices
from conversations.words import Say
from handlers.sitting import Sitting
from models.intake_views import Waits
from models.views import BookingView
from services import move_times
from services.outbox import Fence

#: Shares of the time allowed at which an unanswered request is brought up again (B5).
NUDGES = (0.5, 0.9)
HOLD_WARNING = timedelta(minutes=2)


async def held(
    sitting: Sitting, booking: BookingView, *, answering: bool = False, waits: Waits | None = None
) -> None:
    """A word before the hold ends; dropped when the booking has moved on by then (B2).

    `answering`: there are questions to be answered yet before it can be asked for; `waits`: and
    something before these.
    """
    assert booking.held_until is not None
    at = booking.held_until - HOLD_WARNING
    if at > sitting.now:
        fence = Fence(booking.id, booking.version)
        word = notices.hold_ends(booking, answering=answering, waits=waits)
        await sitting.tell(booking.client_id, word, at=at, fence=fence)


async def requested(sitting: Sitting, booking: BookingView, *, has_intake: bool = False) -> None:
    if booking.answer_due_at is None:
        await sitting.tell(booking.client_id, notices.approved(booking))
        return
    await sitting.tell(
        booking.psychologist_person_id, notices.request_received(booking, has_intake=has_intake)
    )
    fence = Fence(booking.id, booking.version)
    for share in NUDGES:
        at = sitting.now + (booking.answer_due_at - sitting.now) * share
        nudge = notices.request_nudge(booking)
        await sitting.tell(booking.psychologist_person_id, nudge, at=at, fence=fence)


async def approved(sitting: Sitting, booking: BookingView) -> None:
    await sitting.tell(booking.client_id, notices.approved(booking))


async def declined(sitting: Sitting, booking: BookingView, reason: str) -> None:
    near = await move_times.others(booking, sitting.now)
    await sitting.tell(booking.client_id, notices.declined(booking, reason, near))


async def expired(sitting: Sitting, booking: BookingView, *, unpaid: bool) -> None:
    near = await move_times.others(booking, sitting.now, with_own=unpaid)
    to_client = notices.expired(booking, near, unpaid=unpaid, staff=False)
    await sitting.tell(booking.client_id, to_client)
    to_staff = notices.expired(booking, unpaid=unpaid, staff=True)
    await sitting.tell(booking.psychologist_person_id, to_staff)


async def apologise(sitting: Sitting, person_id: int) -> None:
    await sitting.tell(person_id, Say("sorry_buried", screen=False))
