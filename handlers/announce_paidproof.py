"""Telling of proofs of payment: those who judge them, and whose they are (M5)."""

from conversations import notices_paidproof as notices
from handlers.sitting import Sitting
from models.proof_views import PaidProof
from models.views import BookingView
from services import applications, payments


async def waits(sitting: Sitting, booking: BookingView, proof: PaidProof) -> None:
    """The booking's psychologist and every admin may judge it; the first who does decides."""
    due = await payments.outstanding(booking)
    judges = dict.fromkeys((booking.psychologist_person_id, *await applications.admins()))
    for person_id in judges:
        await sitting.tell(person_id, notices.waits(booking, proof, due))


async def refused(sitting: Sitting, booking: BookingView, why: str) -> None:
    await sitting.tell(booking.client_id, notices.refused(booking, why))


async def taking_longer(sitting: Sitting, booking: BookingView) -> None:
    await sitting.tell(booking.client_id, notices.taking_longer(booking))


async def still_waiting(sitting: Sitting, person_id: int, total: int) -> None:
    await sitting.tell(person_id, notices.still_waiting(total))
