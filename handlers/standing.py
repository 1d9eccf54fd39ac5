"""What a request waits for: answers to what its service asks, and what is to be agreed to (B1)."""

from handlers.sitting import Sitting
from models.intake_views import Readiness, Standing, Waits
from models.languages import DEFAULT_LANGUAGE
from models.views import BookingView
from services import consents, intake


async def standing(sitting: Sitting, booking: BookingView) -> Standing:
    """Asked at each step that leads to a request, of the rows, never of what a button shows."""
    readiness, answered_at = await intake.readiness(booking, sitting.now)
    present = sitting.practice.consent_texts(DEFAULT_LANGUAGE)
    agreement = await consents.agreement(booking.client_id, present)
    missing = tuple(text.kind for text in agreement.missing(present))
    is_minor = agreement.is_minor is True
    return Standing(readiness, answered_at, missing, agreement.waits, is_minor)


async def waits(sitting: Sitting, person_id: int) -> Waits | None:
    """What comes before anything about somebody's health is asked, whoever asks it (I4)."""
    present = sitting.practice.consent_texts(DEFAULT_LANGUAGE)
    return (await consents.agreement(person_id, present)).waits


async def is_intake_due(sitting: Sitting, booking: BookingView) -> bool:
    """Whether its client has something to tell before it: somebody else has booked it for them."""
    readiness, _ = await intake.readiness(booking, sitting.now)
    return readiness is not Readiness.READY
