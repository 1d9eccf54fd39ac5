"""Asking the psychologist to waive the rule for a late cancel; decided once (B8)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from models.changes import Hindrance, Waiver, is_late
from models.database import row
from models.moves import Actor
from models.views import BookingView
from services import cancellation
from services.booking_views import view
from services.cancellation import Cancelled
from services.change_rules import NotNow, TermsChanged, locked, outcome
from services.errors import Outdated

#: The reason of a booking that was cancelled because the rule was waived.
WAIVED: Final = "waived"


async def ask(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """The client asks, once; the session stays as it is until it is decided.

    Raises NotYours, Outdated (also when it was asked before), NotNow, and TermsChanged when there
    is nothing to waive.
    """
    booking = await locked(public_id, version, person_id, Actor.CLIENT)
    present = await outcome(booking, Actor.CLIENT, now)
    if present.hindrance is Hindrance.OVER:
        raise Outdated("it has begun or ended")
    if present.hindrance is not None:
        raise NotNow(present.hindrance)
    if not is_late(booking, now):
        raise TermsChanged(present)
    asked = await row(
        """UPDATE bookings SET waiver_asked_at = $3, changed_at = $3
           WHERE id = $1 AND version = $2 AND status = 'confirmed' AND waiver_asked_at IS NULL
           RETURNING id""",
        booking.id,
        version,
        now,
    )
    if asked is None:
        raise Outdated("asked before, or moved on")
    return await view(booking.id)


async def state(booking_id: int) -> Waiver:
    """Whether it was asked, and whether the rule was kept."""
    found = await row(
        "SELECT waiver_asked_at, waiver_kept_at FROM bookings WHERE id = $1", booking_id
    )
    if found is None or found["waiver_asked_at"] is None:
        return Waiver.NONE
    return Waiver.ASKED if found["waiver_kept_at"] is None else Waiver.KEPT


async def waive(
    public_id: UUID, version: int, person_id: int, actor: Actor, now: datetime
) -> Cancelled:
    """Cancelled with all the money back; raises like `cancel`, and Outdated once decided."""
    booking = await locked(public_id, version, person_id, actor)
    if await state(booking.id) is not Waiver.ASKED:
        raise Outdated("decided before")
    whole = await outcome(booking, actor, now)
    return await cancellation.cancel(public_id, version, person_id, actor, WAIVED, now, whole)


async def keep_rule(
    public_id: UUID, version: int, person_id: int, actor: Actor, now: datetime
) -> BookingView:
    """The rule stays; the client may still come, or cancel without a refund.

    `actor` is psychologist or admin. Raises NotYours, and Outdated once decided.
    """
    booking = await locked(public_id, version, person_id, actor)
    kept = await row(
        """UPDATE bookings SET waiver_kept_at = $3, changed_at = $3
           WHERE id = $1 AND version = $2 AND status = 'confirmed' AND starts_at > $3
               AND waiver_asked_at IS NOT NULL AND waiver_kept_at IS NULL RETURNING id""",
        booking.id,
        version,
        now,
    )
    if kept is None:
        raise Outdated("decided before")
    return await view(booking.id)
