"""Another time for a booking, kept until the other side has answered (B5, B9).

A proposal is a held row, so the exclusion constraint keeps its time (H1); it shares the booking's
group, so the booking's own old time is no obstacle.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.calendar import Unavailable
from models.changes import Proposal
from models.database import count, row
from models.moves import Actor
from models.values import BookingStatus as S
from models.views import BookingView
from services import kept_times, move_times, slots
from services.access import access_booking
from services.booking_views import view
from services.bookings import LEAST_TIME_TO_PAY
from services.change_rules import SlotGone, check, locked
from services.errors import NotYours, Outdated
from services.policy import Policy

#: A proposal for a time very soon still leaves the other side this long, if the time allows it.
LEAST_TIME_TO_ANSWER = timedelta(minutes=15)


def answer_until(
    booking: BookingView, starts_at: datetime, policy: Policy, now: datetime
) -> datetime:
    """Until when a proposal stands: like a request, and never beyond either of the two times."""
    first = min(booking.starts_at, starts_at)
    allowed = min(now + timedelta(hours=policy.approval_hours), now + (first - now) / 2)
    return min(max(allowed, now + LEAST_TIME_TO_ANSWER), first)


async def propose(
    public_id: UUID, version: int, person_id: int, actor: Actor, starts_at: datetime,
    until: datetime, now: datetime, policy: Policy,
) -> BookingView:  # fmt: skip
    """Keep another time for a booking until `until`; returns the held row.

    It takes the place of an open proposal, whoever made that. What waits for an answer or a payment
    waits until some time after it. A psychologist or admin isn't bound by the notice.
    Raises NotYours, Outdated, NotNow, and SlotGone: call it under a savepoint.
    """
    booking = await locked(public_id, version, person_id, actor)
    held = await keep(booking, person_id, actor, starts_at, until, now)
    await _wait_for_it(booking, person_id, until, now, policy)
    return held


async def keep(
    booking: BookingView, person_id: int, actor: Actor, starts_at: datetime, until: datetime,
    now: datetime,
) -> BookingView:  # fmt: skip
    """A held row for a booking that is locked; the booking itself stays as it is."""
    check(booking, now)
    seen = await move_times.judged_alone(booking, actor, now)
    reason = slots.why_not(seen.calendar, starts_at, booking.minutes, now,
                           ignoring_group=seen.group_key)  # fmt: skip
    if starts_at == booking.starts_at:
        reason = Unavailable.BOOKED
    if reason is not None:
        raise SlotGone(reason, seen.nearest(booking, starts_at, now))
    await kept_times.drop(booking.id)
    occupied = slots.occupied(starts_at, booking.minutes, seen.calendar.rules)
    held = await kept_times.insert(booking.id, person_id, starts_at, occupied, until, now)
    if held is None:
        await kept_times.drop_expired(booking.psychologist_id, occupied, now)
        held = await kept_times.insert(booking.id, person_id, starts_at, occupied, until, now)
    if held is None:
        seen = await move_times.judged(booking, actor, now)
        raise SlotGone(Unavailable.BOOKED, seen.nearest(booking, starts_at, now))
    return await view(held)


async def _wait_for_it(
    booking: BookingView, person_id: int, until: datetime, now: datetime, policy: Policy
) -> None:
    """Deadlines that would pass while the other side thinks begin anew when it has thought.

    Only a request gets a new version: proposing is an answer to it, so its reminders are over. A
    session that stands keeps its version and everything that hangs on it.
    """
    await count(
        """UPDATE bookings SET proposed_until = ends.at, changed_at = $3, changed_by_id = $4,
               version = version + CASE WHEN status = 'pending' THEN 1 ELSE 0 END,
               answer_due_at = CASE WHEN status = 'pending' THEN greatest(answer_due_at,
                   least(ends.at + $5 * interval '1 hour',
                       ends.at + (starts_at - ends.at) / 2)) END,
               payment_due_at = CASE WHEN status = 'approved' THEN least(greatest(payment_due_at,
                   least(ends.at + $6 * interval '1 hour', starts_at - $7 * interval '1 hour'),
                   ends.at + $8::interval), starts_at) END
           FROM (SELECT $2::timestamptz AS at) AS ends WHERE id = $1""",
        booking.id,
        until,
        now,
        person_id,
        policy.approval_hours,
        policy.payment_hours,
        policy.payment_before_start_hours,
        LEAST_TIME_TO_PAY,
    )


async def open_for(booking_id: int, now: datetime) -> Proposal | None:
    """The proposal that waits for an answer, if there is one; expiry is judged here."""
    return await _found(
        await row(
            """SELECT id, changed_by_id FROM bookings WHERE proposal_for_id = $1
               AND status = 'held' AND held_until > $2""",
            booking_id,
            now,
        )
    )


async def for_person(held_id: UUID, person_id: int, now: datetime) -> tuple[Proposal, Actor]:
    """An open proposal and as whom this person speaks of it.

    Raises NotYours for whom it doesn't concern, Outdated when it isn't open any more.
    """
    access = await access_booking(held_id, person_id)
    proposal_for, until = access.booking.proposal_for_id, access.booking.held_until
    if proposal_for is None or access.booking.status is not S.HELD:
        raise Outdated("answered before")
    found = await open_for(proposal_for, now)
    if found is None or until is None or found.held.public_id != held_id:
        raise Outdated("lapsed")
    if Actor.CLIENT in access.actors and person_id == found.booking.client_id:
        return found, Actor.CLIENT
    return found, max(access.actors - {Actor.CLIENT})


async def answering(
    held_id: UUID, version: int, person_id: int, now: datetime
) -> tuple[Proposal, Actor]:
    """The same for whoever is asked, with the booking's row held for this transaction.

    Raises NotYours also for the side that proposed it.
    """
    seen, actor = await for_person(held_id, person_id, now)
    await row("SELECT 1 FROM bookings WHERE id = $1 FOR UPDATE", seen.booking.id)
    found = await open_for(seen.booking.id, now)
    if found is None or found.held.public_id != held_id or found.held.version != version:
        raise Outdated("answered before")
    if found.by_client == (actor is Actor.CLIENT):
        raise NotYours("the other side is asked")
    return found, actor


async def _found(held: Mapping[str, Any] | None) -> Proposal | None:
    if held is None:
        return None
    kept = await view(held["id"])
    assert kept.proposal_for_id is not None
    by_client = held["changed_by_id"] == kept.client_id
    return Proposal(await view(kept.proposal_for_id), kept, by_client)


async def refuse(held_id: UUID, version: int, person_id: int, now: datetime) -> Proposal:
    """Keep the booking as it was. Raises NotYours, and Outdated when it isn't open any more."""
    found, _ = await answering(held_id, version, person_id, now)
    await kept_times.drop(found.booking.id)
    await count(
        "UPDATE bookings SET proposed_until = NULL, changed_at = $2 WHERE id = $1",
        found.booking.id,
        now,
    )
    return Proposal(await view(found.booking.id), found.held, found.by_client)


async def lapse_one(now: datetime) -> tuple[int, datetime] | None:
    """End one proposal that nobody answered: its booking's id, and until when it stood."""
    lapsed = await row(
        """UPDATE bookings SET proposed_until = NULL FROM (
               SELECT id, proposed_until AS at FROM bookings WHERE proposed_until <= $1
               ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) AS ended
           WHERE bookings.id = ended.id RETURNING bookings.id, ended.at""",
        now,
    )
    if lapsed is None:
        return None
    await kept_times.drop(lapsed["id"])
    return lapsed["id"], lapsed["at"]
