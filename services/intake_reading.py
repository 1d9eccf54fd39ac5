"""Who may read what a client told: the psychologist of that session, each time on record (I5).

An admin reads with a reason only, for half an hour, and the psychologist is told (break-glass).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.database import row
from models.intake_views import Filled
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Role
from models.views import BookingView
from services import audit, intake, people
from services.access import access_booking, may_open_words
from services.errors import NotYours, Outdated, Refused
from services.vault import Place, Vault

#: States of a session in which there is a reason to read. What was called off gives none.
READ_IN = frozenset({S.PENDING, S.APPROVED, S.CONFIRMED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW})
#: How long a seal that an admin broke stays broken.
GLASS_OPEN = timedelta(minutes=30)
SHORTEST_REASON, LONGEST_REASON = 10, 500


class NotTheirsToRead(NotYours):
    """Somebody who may see the session, but not what its client told."""

    key = "reading_own_only"


class NothingToReadFor(Outdated):
    """The session was called off, so what was told for it is nobody's business any more."""


class ReasonTooShort(Refused):
    key = "glass_reason_short"


@dataclass(frozen=True, slots=True)
class Told:
    """What a client told for a session; None where they have told nothing."""

    booking: BookingView
    filled: Filled | None
    request: str | None


async def may_read(public_id: UUID, person_id: int, now: datetime) -> BookingView:
    """The booking, for whoever may read its intake now.

    Raises NotYours, NotTheirsToRead for an admin who gave no reason lately, or NothingToReadFor.
    """
    found = await access_booking(public_id, person_id)
    await _is_there(found.booking)
    if await may_open_words(found, person_id):
        return found.booking
    if Actor.ADMIN in found.actors and await _is_glass_broken(found.booking, person_id, now):
        return found.booking
    raise NotTheirsToRead("only for the psychologist of the session")


async def _is_there(booking: BookingView) -> None:
    """What was called off gives no reason to read; who was forgotten has no key to open with."""
    if booking.status not in READ_IN or await people.is_forgotten(booking.client_id):
        raise NothingToReadFor("called off, or forgotten")


async def read(vault: Vault, booking: BookingView, reader_id: int, now: datetime) -> Told:
    """Open what was told for this session, and write down who read it."""
    filled = await intake.of_session(vault, booking)
    request = await intake.requests_of(vault, booking)
    own = reader_id == booking.psychologist_person_id
    await audit.record(
        "intake_read", "booking", booking.public_id, now=now, person_id=booking.client_id,
        actor=reader_id, role=Role.PSYCHOLOGIST if own else Role.ADMIN,
        detail={"intake": filled.public_id.hex if filled else None},
    )  # fmt: skip
    return Told(booking, filled, request)


async def break_glass(
    vault: Vault, public_id: UUID, admin_id: int, reason: str, now: datetime
) -> BookingView:
    """An admin's reason, sealed under the client's key; they may read for half an hour.

    Raises NotYours for whoever is no admin, NothingToReadFor, or ReasonTooShort.
    """
    found = await access_booking(public_id, admin_id)
    if Actor.ADMIN not in found.actors:
        raise NotTheirsToRead("only for an admin")
    await _is_there(found.booking)
    words = reason.strip()[:LONGEST_REASON]
    if len(words) < SHORTEST_REASON:
        raise ReasonTooShort("no reason")
    record, client = uuid4(), found.booking.client_id
    sealed = await vault.seal(client, Place("break_glass", record.hex, "reason"), words, now)
    await row(
        """INSERT INTO break_glass (public_id, admin_id, booking_id, reason, opened_at, closes_at)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""",
        record,
        admin_id,
        found.booking.id,
        sealed,
        now,
        now + GLASS_OPEN,
    )
    return found.booking


async def _is_glass_broken(booking: BookingView, admin_id: int, now: datetime) -> bool:
    return bool(
        await row(
            """SELECT 1 FROM break_glass WHERE booking_id = $1 AND admin_id = $2
               AND closes_at > $3""",
            booking.id,
            admin_id,
            now,
        )
    )
