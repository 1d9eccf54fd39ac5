"""Whose sessions are near while the texts are not agreed to: who is asked, and who is told (I4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.database import rows
from models.intake_views import ConsentText
from models.views import BookingView
from services.booking_views import view
from services.consents import IS_GIVEN, SIDES, wanted

#: So long before a session its psychologist hears that something isn't agreed to.
WARN_BEFORE = timedelta(hours=2)
#: Less than an outbox row is kept for, so that nobody is asked twice before one session.
ASK_AHEAD = timedelta(days=28)

_LACKS = f"""(people.is_minor IS NULL
    OR EXISTS (SELECT 1 FROM {SIDES} WHERE NOT {IS_GIVEN}))"""  # noqa: S608 - our own SQL


async def to_ask(
    present: Sequence[ConsentText], asked: str, now: datetime, limit: int = 50
) -> list[int]:
    """Clients with a session in the next weeks who lack a text, and weren't asked for it.

    `asked` is what the dedupe key of the question is, up to the person's id.
    """
    found = await rows(
        f"""SELECT people.id FROM people WHERE {_LACKS}
            AND EXISTS (SELECT 1 FROM bookings WHERE client_id = people.id
                        AND status IN ('approved', 'confirmed')
                        AND starts_at > $3 AND starts_at <= $6)
            AND EXISTS (SELECT 1 FROM chats WHERE person_id = people.id)
            AND NOT EXISTS (SELECT 1 FROM outbox WHERE dedupe_key = $4 || people.id || ':0')
            ORDER BY people.id LIMIT $5""",  # noqa: S608 - our own SQL
        *wanted(present),
        now,
        asked,
        limit,
        now + ASK_AHEAD,
    )
    return [int(r["id"]) for r in found]


async def to_warn_of(
    present: Sequence[ConsentText], told: str, now: datetime, limit: int = 50
) -> list[BookingView]:
    """Sessions that begin soon, whose client lacks a present text, and nobody was told of.

    `told` begins the dedupe key under which the psychologist is told.
    """
    found = await rows(
        f"""SELECT bookings.id FROM bookings JOIN people ON people.id = bookings.client_id
            WHERE bookings.status IN ('approved', 'confirmed')
            AND bookings.starts_at > $3 AND bookings.starts_at <= $4 AND {_LACKS}
            AND NOT EXISTS (SELECT 1 FROM outbox WHERE dedupe_key = $5 || bookings.id || ':0')
            ORDER BY bookings.starts_at, bookings.id LIMIT $6""",  # noqa: S608 - our own SQL
        *wanted(present),
        now,
        now + WARN_BEFORE,
        told,
        limit,
    )
    return [await view(r["id"]) for r in found]


async def ahead(client_id: int, now: datetime) -> tuple[BookingView, ...]:
    """A client's sessions to come asked for or agreed to, the soonest first."""
    found = await rows(
        """SELECT id FROM bookings WHERE client_id = $1 AND starts_at > $2
           AND status IN ('pending', 'approved', 'confirmed') ORDER BY starts_at, id LIMIT 20""",
        client_id,
        now,
    )
    return tuple([await view(r["id"]) for r in found])
