"""What a request waits for: answers to what its service asks, and what is to be agreed to (B1)."""

from handlers.sitting import Sitting
from models.intake_views import Readiness, Standing
from models.languages import DEFAULT_LANGUAGE
from models.views import BookingView
from services import consents, intake


async def standing(sitting: Sitting, booking: BookingView) -> Standing:
    """Asked at each step that leads to a request, of the rows, never of what a button shows."""
    readiness, answered_at = await intake.readiness(booking, sitting.now)
    present = sitting.practice.consent_texts(DEFAULT_LANGUAGE)
    missing = await consents.missing(booking.client_id, present)
    return Standing(readiness, answered_at, tuple(text.kind for text in missing))


async def is_intake_due(sitting: Sitting, booking: BookingView) -> bool:
    """Whether its client has something to tell before it: somebody else has booked it for them."""
    readiness, _ = await intake.readiness(booking, sitting.now)
    return readiness is not Readiness.READY
