"""From a phone number to those who have it: one person, a family that shares it, or nobody (P2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from models.database import Row, count, row, rows
from models.phone_views import Ahead, Doubted, Owner
from models.views import Reader
from services import booking_views

#: So many who share one number are looked at, and so many of their sessions.
MOST_OWNERS, MOST_AHEAD = 8, 9


async def of(phone: str) -> tuple[Owner, ...]:
    """Everybody with this number (E.164): whose it surely is before who only typed it."""
    found = await rows(
        """SELECT people.id, people.name, people.language, people.timezone,
                  telegram_id IS NULL OR phone_confirmed_at IS NOT NULL AS is_proven,
                  people.unreachable_since IS NULL
                      AND EXISTS (SELECT 1 FROM chats WHERE person_id = people.id) AS in_chat
           FROM people WHERE phone = $1 AND forgotten_at IS NULL
           ORDER BY is_proven DESC, id LIMIT $2""",
        phone,
        MOST_OWNERS,
    )
    return tuple(map(_owner, found))


def _owner(found: Row) -> Owner:
    reader = Reader(found["id"], found["name"], found["language"], found["timezone"])
    return Owner(reader, found["in_chat"], found["is_proven"])


async def ahead(owners: tuple[Owner, ...], now: datetime) -> tuple[Ahead, ...]:
    """What those whose number it surely is have ahead as clients, soonest first.

    A number that was mistyped in /settings shows and moves nothing of whoever typed it.
    """
    found = await booking_views.ahead_of_clients(
        [owner.reader.person_id for owner in owners if owner.is_proven], now, MOST_AHEAD
    )
    return tuple(Ahead(booking, booking.coming_at is not None) for booking in found)


async def reminded_at(owners: tuple[Owner, ...]) -> datetime | None:
    """When one of them was last reminded of something."""
    found = await row(
        """SELECT max(decided_at) AS at FROM reminders
           WHERE person_id = ANY($1::bigint[]) AND state = 'said'""",
        [owner.reader.person_id for owner in owners],
    )
    at: datetime | None = found["at"] if found else None
    return at


async def is_alive(phone: str) -> None:
    """Something came from a number that was thought dead."""
    await count(
        "UPDATE people SET sms_dead_since = NULL WHERE phone = $1 AND sms_dead_since IS NOT NULL",
        phone,
    )


async def is_dead(phone: str, now: datetime) -> None:
    """No SMS can ever reach this number."""
    await count(
        "UPDATE people SET sms_dead_since = $2 WHERE phone = $1 AND sms_dead_since IS NULL",
        phone,
        now,
    )


async def stop(phone: str, now: datetime) -> bool:
    """No SMS for any of them; whether this is new for one."""
    return bool(
        await count(
            "UPDATE people SET sms_stopped_at = $2 WHERE phone = $1 AND sms_stopped_at IS NULL",
            phone,
            now,
        )
    )


async def start(phone: str) -> None:
    """They want SMS again; also a number that was thought dead is tried again."""
    await count(
        "UPDATE people SET sms_stopped_at = NULL, sms_dead_since = NULL WHERE phone = $1", phone
    )


async def is_wrong(phone: str) -> tuple[Doubted, ...]:
    """Whoever has this number says that it is a wrong one: it is nobody's from now on.

    Their people keep it as what it was, so that somebody can ask them; who they are comes back.
    """
    found = await rows(
        """UPDATE people SET wrong_phone = phone, phone = NULL, phone_confirmed_at = NULL,
               sms_dead_since = NULL
           WHERE phone = $1 AND forgotten_at IS NULL RETURNING id, public_id, name""",
        phone,
    )
    return tuple(
        Doubted(one["id"], UUID(str(one["public_id"])), one["name"])
        for one in sorted(found, key=lambda one: int(one["id"]))
    )


async def who_asks(person_id: int, now: datetime) -> tuple[int, ...]:
    """Whom to tell that a client's number is wrong: those who have sessions with them ahead."""
    found = await rows(
        """SELECT DISTINCT p.person_id FROM bookings AS b
           JOIN psychologists AS p ON p.id = b.psychologist_id
           WHERE b.client_id = $1 AND b.ends_at > $2::timestamptz AND p.person_id <> $1
               AND b.status IN ('pending', 'approved', 'confirmed', 'in_progress')
           ORDER BY p.person_id""",
        person_id,
        now,
    )
    return tuple(one["person_id"] for one in found)


async def speak(person_ids: Sequence[int], language: str) -> None:
    """In which language they are written to."""
    await count(
        "UPDATE people SET language = $2 WHERE id = ANY($1::bigint[])", list(person_ids), language
    )


async def take_in(phone: str, name: str, language: str, timezone: str, now: datetime) -> int:
    """Somebody unknown who needs a person of ours: a row for their number; its id."""
    made = await row(
        """INSERT INTO people (public_id, name, phone, language, timezone, created_at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (phone) WHERE telegram_id IS NULL AND phone IS NOT NULL
           DO UPDATE SET phone = excluded.phone RETURNING id""",
        uuid4(),
        name,
        phone,
        language,
        timezone,
        now,
    )
    assert made is not None, "it was just written, or was there before"
    return int(made["id"])
