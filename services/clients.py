"""Clients as staff see them: a psychologist their own, an admin everybody's (P2, X63)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from models.database import row, rows
from models.languages import DEFAULT_LANGUAGE, LANGUAGES
from models.values import Role
from models.views_people import ClientCard
from services import access, audit, client_books, phones, preferences
from services.errors import NotYours, Refused

PAGE = 5

#: $1 is the reader, $2 whether they see everybody, $3 the present. A hold is no session yet, and a
#: mere request makes nobody a client of theirs.
_MINE = """
WITH seen AS (
    SELECT b.client_id, b.ends_at, b.starts_at, b.status
    FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
    WHERE b.status <> 'held' AND ($2 OR p.person_id = $1)),
mine AS (
    SELECT client_id FROM seen WHERE status NOT IN ('pending', 'declined', 'expired')
    UNION SELECT client_id FROM caseload_entries WHERE $2 OR person_id = $1)
SELECT c.id, c.public_id, c.name, c.phone, c.wrong_phone, c.telegram_id IS NOT NULL AS has_telegram,
       s.sessions, s.ahead, s.next_at
FROM mine JOIN people AS c ON c.id = mine.client_id AND c.forgotten_at IS NULL
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE live OR status = 'completed') AS sessions,
           count(*) FILTER (WHERE live AND ends_at > $3::timestamptz) AS ahead,
           min(starts_at) FILTER (WHERE live AND ends_at > $3::timestamptz) AS next_at
    FROM (SELECT *, status IN ('pending', 'approved', 'confirmed', 'in_progress') AS live
          FROM seen WHERE client_id = c.id) AS theirs) AS s
"""


class NumberIsAnothers(Refused):
    """Somebody else without Telegram has it in our books."""

    key = "client_number_taken"


class SetsTheirOwn(Refused):
    """Who has Telegram says under /settings which number is theirs."""

    key = "client_sets_number"


class HasTelegram(Refused):
    """The number belongs to somebody who uses Telegram with us and books there."""

    key = "client_has_telegram"


@dataclass(frozen=True, slots=True)
class Access:
    """A client whom this member of staff may see, by the row's id."""

    id: int
    card: ClientCard


async def sees_everybody(person_id: int) -> bool:
    """Whether somebody on the staff is an admin. Raises NotYours for who isn't on the staff."""
    if await access.holds_role(person_id, Role.ADMIN):
        return True
    await access.require_role(person_id, Role.PSYCHOLOGIST)
    return False


async def find(
    said: str, page: int, person_id: int, now: datetime
) -> tuple[tuple[ClientCard, ...], bool]:
    """A page of one's clients, next session first, and whether there are more.

    `said` is a part of the name, or three digits or more of the number. Raises NotYours.
    """
    digits = "".join(filter(str.isdecimal, said)).removeprefix("0")
    found = await rows(
        f"""{_MINE} WHERE position(lower($4) IN lower(c.name)) > 0
                OR (length($5) >= 3 AND position($5 IN coalesce(c.phone, '')) > 0)
            ORDER BY s.next_at NULLS LAST, lower(c.name), c.id LIMIT $6 OFFSET $7""",
        person_id,
        await sees_everybody(person_id),
        now,
        said,
        digits,
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_card, found[:PAGE])), len(found) > PAGE


async def access_client(client: UUID, person_id: int, now: datetime) -> Access:
    """The only way from a member of staff to a client.

    Raises NotYours for somebody else's client and for an id that doesn't exist.
    """
    everybody = await sees_everybody(person_id)
    found = await row(
        f"{_MINE} WHERE c.public_id = $4",
        person_id,
        everybody,
        now,
        client,
    )
    if found is None:
        raise NotYours("not this person's client")
    with_whom = None if everybody else person_id
    totals = await client_books.totals(found["id"], with_whom)
    card = replace(_card(found), completed=totals.sessions, spent=totals.spent)
    return Access(found["id"], card)


async def looked_through(found: Access, admin_id: int, now: datetime) -> None:
    """An admin goes through all sessions of somebody, with whom and when: on record (D1)."""
    await audit.record(
        "sessions_shown", "person", found.card.public_id, now=now, person_id=found.id,
        actor=admin_id, role=Role.ADMIN,
    )  # fmt: skip


def _card(found: Mapping[str, Any]) -> ClientCard:
    return ClientCard(
        UUID(str(found["public_id"])), found["name"], found["phone"], found["has_telegram"],
        found["sessions"], found["ahead"], found["next_at"], wrong_phone=found["wrong_phone"],
    )  # fmt: skip


async def own_link(person_id: int) -> str:
    """What comes after `/start` for somebody whom this psychologist sends to the bot."""
    found = await row(
        "SELECT slug FROM psychologists WHERE person_id = $1 AND approved_at IS NOT NULL", person_id
    )
    return f"psy_{found['slug']}" if found else "hello"


async def add(
    name: str, typed: str, language: str, person_id: int, timezone: str, now: datetime
) -> tuple[ClientCard, bool]:
    """A client without Telegram, and whether they are new: a number has one person only (P2).

    `language` is what a new one is written to in. Raises HasTelegram, NotYours, NoName, or what
    `phones.payer` raises.
    """
    await sees_everybody(person_id)
    name, phone = preferences.proper_name(name), phones.payer(typed)
    known = await row(
        "SELECT 1 FROM people WHERE phone = $1 AND telegram_id IS NOT NULL LIMIT 1", phone
    )
    if known is not None:
        raise HasTelegram("books in Telegram")
    made = await row(
        """INSERT INTO people (public_id, name, phone, language, timezone, added_by_id, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (phone) WHERE telegram_id IS NULL AND phone IS NOT NULL DO NOTHING
           RETURNING id""",
        uuid4(),
        name,
        phone,
        language if language in LANGUAGES else DEFAULT_LANGUAGE,
        timezone,
        person_id,
        now,
    )
    client = await row(
        "SELECT id, public_id FROM people WHERE phone = $1 AND telegram_id IS NULL", phone
    )
    assert client is not None, "it was just written, or was there before"
    await row(
        """INSERT INTO caseload_entries (person_id, client_id, added_at) VALUES ($1, $2, $3)
           ON CONFLICT (person_id, client_id) DO NOTHING RETURNING id""",
        person_id,
        client["id"],
        now,
    )
    added = await access_client(UUID(str(client["public_id"])), person_id, now)
    return added.card, made is not None


async def give_number(client: UUID, typed: str, person_id: int, now: datetime) -> ClientCard:
    """The number of a client without Telegram, which somebody has asked them for.

    A number from which STOP was written stays silent. Raises NotYours, SetsTheirOwn,
    NumberIsAnothers, HasTelegram, or what `phones.payer` raises.
    """
    access_ = await access_client(client, person_id, now)
    if access_.card.has_telegram:
        raise SetsTheirOwn("has Telegram")
    phone = phones.payer(typed)
    others = await rows("SELECT telegram_id FROM people WHERE phone = $1 AND id <> $2", phone,
                        access_.id)  # fmt: skip
    if any(one["telegram_id"] is not None for one in others):
        raise HasTelegram("books in Telegram")
    if others:
        raise NumberIsAnothers("one person a number")
    await row(
        """UPDATE people SET phone = $2::text, wrong_phone = NULL, sms_dead_since = NULL,
               sms_stopped_at = CASE WHEN $2::text IN (phone, wrong_phone) THEN sms_stopped_at END
           WHERE id = $1 RETURNING id""",
        access_.id,
        phone,
    )
    return (await access_client(client, person_id, now)).card
