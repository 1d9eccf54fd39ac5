"""Running a session: started, ended, completed, or missed (B10).

Each is one UPDATE that names state, version and the time from which it is allowed; its row count
says who won, so a double tap and two people at once have one effect.
"""

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from models.database import count, rows
from models.moves import Actor, origins
from models.session_times import (
    ASK_AFTER,
    NO_SHOW_AFTER,
    START_EARLY,
    no_show_from,
    start_from,
)
from models.values import BookingStatus as S
from models.views import BookingView
from services import kept_times
from services.access import access_booking_as
from services.booking_views import view
from services.errors import Outdated, Refused

log = structlog.get_logger()

STAFF = (Actor.PSYCHOLOGIST, Actor.ADMIN)
#: Longer ago nobody is asked how it went; shorter than the outbox remembers that it has asked.
ASKED_WITHIN = timedelta(days=3)


class NotNow(Refused):
    """Possible at another time; `key` names the words, which speak of `booking`."""

    def __init__(self, key: str, booking: BookingView) -> None:
        super().__init__(key)
        self.key = key
        self.booking = booking


async def start(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """The session begins: from half an hour before its time, until its end.

    Raises NotYours for whoever isn't its psychologist or an admin, Outdated for a state that has
    passed, NotNow for a time that hasn't come or is over. The same for the others here.
    """
    before = await access_booking_as(public_id, person_id, *STAFF)
    if await _move(before.id, version, person_id, S.IN_PROGRESS, now, since=-START_EARLY):
        return await view(before.id)
    present = await _present(before.id, version, S.IN_PROGRESS)
    early = now < start_from(present)
    raise NotNow("start_too_early" if early else "start_too_late", present)


async def end(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """A session that was started ends, and is completed; start and end make its real length."""
    before = await access_booking_as(public_id, person_id, *STAFF)
    if before.status is S.CONFIRMED:
        raise Outdated("it was not started")
    if await _move(before.id, version, person_id, S.COMPLETED, now, since=-START_EARLY, ends=True):
        return await view(before.id)
    raise Outdated("the session has moved on")


async def complete(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """It took place, with or without a start that was tapped; when it ended isn't known."""
    before = await access_booking_as(public_id, person_id, *STAFF)
    if await _move(before.id, version, person_id, S.COMPLETED, now, since=timedelta()):
        return await view(before.id)
    raise NotNow("complete_too_early", await _present(before.id, version, S.COMPLETED))


async def no_show(public_id: UUID, version: int, person_id: int, now: datetime) -> BookingView:
    """The client didn't come: ten minutes after the start at the earliest."""
    before = await access_booking_as(public_id, person_id, *STAFF)
    if await _move(before.id, version, person_id, S.NO_SHOW, now, since=NO_SHOW_AFTER):
        return await view(before.id)
    raise NotNow("no_show_too_early", await _present(before.id, version, S.NO_SHOW))


async def may_be_missed(
    public_id: UUID, version: int, person_id: int, now: datetime
) -> BookingView:  # fmt: skip
    """The booking, if `no_show` would succeed now; raises like it. Changes nothing."""
    before = await access_booking_as(public_id, person_id, *STAFF)
    present = await _present(before.id, version, S.NO_SHOW)
    if now < no_show_from(present):
        raise NotNow("no_show_too_early", present)
    return present


async def _move(
    booking_id: int, version: int, person_id: int, after: S, now: datetime,
    *, since: timedelta, ends: bool = False,
) -> int:  # fmt: skip
    """`since` is the earliest time, counted from the start of the session."""
    moved = await count(
        """UPDATE bookings SET status = $5::text, version = version + 1, changed_at = $4,
               changed_by_id = $3, proposed_until = NULL,
               started_at = CASE WHEN $5::text = 'in_progress' THEN $4 ELSE started_at END,
               ended_at = CASE WHEN $6 THEN $4 ELSE ended_at END
           WHERE id = $1 AND version = $2 AND status = ANY($7::text[])
               AND starts_at + $8::interval <= $4
               AND ($5::text <> 'in_progress' OR ends_at > $4)""",
        booking_id,
        version,
        person_id,
        now,
        after.value,
        ends,
        [status.value for status in origins(after)],
        since,
    )
    if moved:
        await kept_times.drop(booking_id)
        log.info("session_moved_on", booking_id=booking_id, status=after)
    return moved


async def _present(booking_id: int, version: int, after: S) -> BookingView:
    """How it stands; raises Outdated when state or version is what has stopped the move."""
    present = await view(booking_id)
    if present.version != version or present.status not in origins(after):
        raise Outdated("the session has moved on")
    return present


async def forgotten(now: datetime, asked: str, limit: int = 20) -> list[BookingView]:
    """Sessions over an hour past their end that nobody has ended, and nobody was asked about.

    `asked` is the beginning of the dedupe key under which the question is put into the outbox.
    """
    found = await rows(
        """SELECT id FROM bookings WHERE status IN ('confirmed', 'in_progress')
           AND ends_at <= $1 AND ends_at > $2
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE dedupe_key = $3 || bookings.id || ':0')
           ORDER BY ends_at LIMIT $4""",
        now - ASK_AFTER,
        now - ASKED_WITHIN,
        asked,
        limit,
    )
    return [await view(r["id"]) for r in found]
