"""The clients that a psychologist may arrange sessions for: theirs, and an admin everybody's."""

from uuid import UUID

from models.database import Row, row, rows
from models.session_views import OwnClient
from models.values import Role
from services.access import holds_role, require_role
from services.errors import NotYours

#: Buttons on one screen, with room for paging and leaving.
PAGE_SIZE = 6

#: $1 is the psychologist's person. A mere request makes nobody a client of theirs.
_OWN = """
(EXISTS (SELECT 1 FROM caseload_entries WHERE client_id = c.id AND person_id = $1)
 OR EXISTS (
    SELECT 1 FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
    WHERE b.client_id = c.id AND p.person_id = $1 AND b.status IN (
        'approved', 'confirmed', 'in_progress', 'completed', 'no_show', 'cancelled',
        'late_cancelled')))
"""
_REACHED = """
c.id <> $1 AND c.unreachable_since IS NULL
AND EXISTS (SELECT 1 FROM chats WHERE chats.person_id = c.id)
"""
_LAST_SEEN = """
(SELECT max(b.starts_at) FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
 WHERE b.client_id = c.id AND p.person_id = $1) DESC NULLS LAST
"""
_CLIENT = """
SELECT c.id, c.public_id, c.name, c.phone IS NOT NULL AS has_phone,
       c.unreachable_since IS NULL
           AND EXISTS (SELECT 1 FROM chats WHERE chats.person_id = c.id) AS in_chat
FROM people AS c
"""


async def own(person_id: int, page: int) -> tuple[tuple[OwnClient, ...], bool]:
    """One page of a psychologist's clients with a chat, the last seen first; is there another?

    Raises NotYours for whoever is no psychologist.
    """
    await require_role(person_id, Role.PSYCHOLOGIST)
    found = await rows(
        f"{_CLIENT} WHERE {_OWN} AND {_REACHED} ORDER BY {_LAST_SEEN}, c.name, c.id"
        " OFFSET $2 LIMIT $3",
        person_id,
        max(page, 0) * PAGE_SIZE,
        PAGE_SIZE + 1,
    )
    return tuple(map(_client, found[:PAGE_SIZE])), len(found) > PAGE_SIZE


async def own_client(public_id: UUID, person_id: int) -> OwnClient:
    """A client by their public id, for their psychologist or an admin.

    Raises NotYours for anybody else, and for an id that doesn't exist: a guess learns nothing.
    """
    everybodys = await holds_role(person_id, Role.ADMIN)
    if not everybodys:
        await require_role(person_id, Role.PSYCHOLOGIST)
    found = await row(
        f"{_CLIENT} WHERE ($3 OR {_OWN}) AND c.id <> $1 AND c.public_id = $2",
        person_id,
        public_id,
        everybodys,
    )
    if found is None:
        raise NotYours("no client of this person's")
    return _client(found)


async def phone_of(client_id: int) -> str | None:
    found = await row("SELECT phone FROM people WHERE id = $1", client_id)
    return found["phone"] if found else None


def _client(found: Row) -> OwnClient:
    return OwnClient(**{**found, "public_id": UUID(str(found["public_id"]))})
