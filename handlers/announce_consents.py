"""Telling the others: what a guardian decided, what is still to be read, what was taken back."""

from conversations import notices_consents as notices
from handlers.sitting import Sitting
from models.intake_views import ConsentText
from models.views import BookingView
from services.outbox import Fence


async def guardian_decided(
    sitting: Sitting, client_id: int, *, agreed: bool, kept: BookingView | None = None
) -> None:
    """`kept`: the time that is still held for the client."""
    said = notices.guardian_has_agreed(kept) if agreed else notices.guardian_has_declined()
    await sitting.tell(client_id, said)


async def please_read(sitting: Sitting, client_id: int) -> None:
    await sitting.tell(client_id, notices.please_read())


async def not_given(sitting: Sitting, booking: BookingView) -> None:
    fence = Fence(booking.id, booking.version)
    await sitting.tell(booking.psychologist_person_id, notices.not_given(booking), fence=fence)


async def withdrawn(
    sitting: Sitting, ahead: tuple[BookingView, ...], text: ConsentText
) -> None:  # fmt: skip
    """Each psychologist hears of each of their sessions."""
    for booking in ahead:
        await sitting.tell(booking.psychologist_person_id, notices.withdrawn(booking, text))


async def withdrawn_by_guardian(
    sitting: Sitting, client_id: int, ahead: tuple[BookingView, ...]
) -> None:
    await sitting.tell(client_id, notices.withdrawn_by_guardian())
    for booking in ahead:
        await sitting.tell(booking.psychologist_person_id, notices.withdrawn_for(booking))
