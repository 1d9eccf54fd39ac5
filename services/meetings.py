"""The link of a video session: given, made by Google, moved, dropped, made again (B11).

Google's part is asked for here, as a row in the same transaction, and done by a tick
(`services/meeting_work.py`, `handlers/meetings.py`): nothing of it can hold up a booking.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from models.database import count, row
from models.values import BookingStatus, Medium, MeetingKind
from models.views import BookingView
from services.errors import Outdated, Refused
from services.gateways import jitsi

#: How often a link may be made again within `AGAIN_WITHIN`, by everybody together.
AGAIN_AT_MOST, AGAIN_WITHIN = 3, timedelta(hours=1)
#: States in which a link is of use.
LIVE = (BookingStatus.APPROVED, BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
_LIVE = tuple(status.value for status in LIVE)


class MadeTooOften(Refused):
    key = "link_made_too_often"


class GoogleBusy(Refused):
    """Something about this session is still being done at Google."""

    key = "link_google_busy"


async def wanted_link(
    booking_id: int, now: datetime, jitsi_url: str, *, offers_google: bool
) -> str | None:
    """Give a booking that was just confirmed its link, or ask for it: None then, it will follow.

    Call it in the transaction that confirms, once that has succeeded. A booking that has a link
    keeps it; one that isn't held by video needs none. The psychologist's choice decides, and a
    Jitsi room is what is left when that choice can't be had.
    """
    found = await row(
        """SELECT b.medium, b.meeting_link, p.id, p.meeting_kind, p.meeting_address
           FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
           WHERE b.id = $1""",
        booking_id,
    )
    assert found is not None, "a booking that was just confirmed"
    if found["medium"] != Medium.VIDEO or found["meeting_link"]:
        return found["meeting_link"] if found["medium"] == Medium.VIDEO else None
    kind = found["meeting_kind"]
    if kind == MeetingKind.GOOGLE and offers_google and await can_google(found["id"]):
        await _want(booking_id, now)
        return None
    typed = found["meeting_address"] if kind == MeetingKind.TYPED else None
    link = typed or jitsi.room(jitsi_url)
    await count(
        "UPDATE bookings SET meeting_link = $2, changed_at = $3 WHERE id = $1",
        booking_id,
        link,
        now,
    )
    return str(link)


async def drop(booking_id: int, now: datetime) -> None:
    """The session doesn't take place: take its event out of the psychologist's calendar.

    Call it in the transaction that cancels. Without an event there is nothing to do.
    """
    await count(
        """UPDATE meetings SET state = 'dropped', attempts = 0,
               event_id = CASE WHEN state = 'wanted' THEN coalesce(event_id, request_id)
                               ELSE event_id END,
               due_at = CASE WHEN state <> 'wanted' AND event_id IS NULL THEN NULL
                             ELSE greatest(due_at, $2) END
           WHERE booking_id = $1 AND state <> 'dropped'""",
        booking_id,
        now,
    )


async def moved(old_id: int, new_id: int, now: datetime) -> None:
    """The session takes place as another booking, at another time: link and event move along.

    Call it instead of `wanted_link` in the transaction that confirms the new booking. Call
    `wanted_link` afterwards where the old one may not have had a link yet; it does nothing then.
    """
    await count(
        """UPDATE bookings AS later SET meeting_link = coalesce(later.meeting_link,
                                                                earlier.meeting_link)
           FROM bookings AS earlier WHERE earlier.id = $1 AND later.id = $2
               AND later.medium = 'video' AND earlier.psychologist_id = later.psychologist_id""",
        old_id,
        new_id,
    )
    # An event that is not known to be there is asked for anew, under the same id: that finds it,
    # and puts it at the new time. A claim that is at work on it meanwhile loses it by the new id.
    await count(
        """UPDATE meetings SET booking_id = $2, attempts = 0,
               event_id = CASE WHEN state = 'wanted' THEN nullif(event_id, request_id)
                               ELSE event_id END,
               state = CASE WHEN state = 'made' AND event_id IS NOT NULL THEN 'moved'
                            ELSE state END,
               due_at = CASE WHEN state = 'wanted' OR event_id IS NOT NULL
                             THEN greatest(due_at, $3) END
           WHERE booking_id = $1 AND state <> 'dropped'""",
        old_id,
        new_id,
        now,
    )


async def make_again(
    booking: BookingView, kind: MeetingKind, address: str | None, now: datetime, jitsi_url: str
) -> bool:
    """Another link for a session; True when it is there now, False when Google makes it.

    `address` is a checked one, for MeetingKind.TYPED. Raises Outdated when the session needs no
    link any more, MadeTooOften, GoogleBusy.
    """
    locked = await row("SELECT status, medium FROM bookings WHERE id = $1 FOR UPDATE", booking.id)
    if locked is None or locked["status"] not in _LIVE or locked["medium"] != Medium.VIDEO:
        raise Outdated("no link is needed any more")
    if kind is MeetingKind.GOOGLE:
        await _refuse_while_busy(booking.id)
        await _count_again(booking.id, now)
        await _want_another(booking.id, now)
        return False
    await _count_again(booking.id, now)
    link = address if kind is MeetingKind.TYPED and address else jitsi.room(jitsi_url)
    await drop(booking.id, now)
    return await set_link(booking.id, link, now)


async def set_link(booking_id: int, link: str, now: datetime) -> bool:
    """Another link than before: calendars take it by the risen SEQUENCE. False when it is over."""
    return bool(
        await count(
            """UPDATE bookings SET meeting_link = $2, changed_at = $3,
                   calendar_sequence = calendar_sequence + 1
               WHERE id = $1 AND status = ANY($4::text[])""",
            booking_id,
            link,
            now,
            list(_LIVE),
        )
    )


async def can_google(psychologist_id: int) -> bool:
    """Whether this psychologist's consent to Google is there and works."""
    return bool(
        await row(
            """SELECT 1 FROM google_grants
               WHERE psychologist_id = $1 AND broken_at IS NULL AND revoke_at IS NULL""",
            psychologist_id,
        )
    )


async def _want(booking_id: int, now: datetime) -> None:
    await row(
        """INSERT INTO meetings (booking_id, state, request_id, attempts, due_at)
           VALUES ($1, 'wanted', $2, 0, $3)
           ON CONFLICT (booking_id) DO UPDATE SET state = 'wanted', attempts = 0, due_at = $3,
               request_id = excluded.request_id
           WHERE meetings.state <> 'wanted' RETURNING id""",
        booking_id,
        uuid4().hex,
        now,
    )


async def _refuse_while_busy(booking_id: int) -> None:
    """Under the booking's lock, which everybody takes who gives a meeting something to do."""
    if await row(
        "SELECT id FROM meetings WHERE booking_id = $1 AND due_at IS NOT NULL", booking_id
    ):
        raise GoogleBusy("something is being done at Google")


async def _want_another(booking_id: int, now: datetime) -> None:
    """The event before stays named in `event_id` until the tick has taken it away."""
    await count(
        """UPDATE meetings SET state = 'wanted', attempts = 0, due_at = $3, request_id = $2
           WHERE booking_id = $1 AND due_at IS NULL""",
        booking_id,
        uuid4().hex,
        now,
    )


async def _count_again(booking_id: int, now: datetime) -> None:
    counted = await row(
        """INSERT INTO meetings (booking_id, state, request_id, attempts, again_since, again_count)
           VALUES ($1, 'made', $2, 0, $3, 1)
           ON CONFLICT (booking_id) DO UPDATE SET
               again_since = CASE WHEN meetings.again_since > $4 THEN meetings.again_since
                                  ELSE $3 END,
               again_count = CASE WHEN meetings.again_since > $4 THEN meetings.again_count + 1
                                  ELSE 1 END
           WHERE meetings.again_since IS NULL OR meetings.again_since <= $4
               OR meetings.again_count < $5
           RETURNING id""",
        booking_id,
        uuid4().hex,
        now,
        now - AGAIN_WITHIN,
        AGAIN_AT_MOST,
    )
    if counted is None:
        raise MadeTooOften("too often within an hour")
