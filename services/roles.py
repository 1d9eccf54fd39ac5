"""Who holds which role, and how an admin gives and takes them (P1, P3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from models.database import count, row, rows
from models.values import Role
from models.views import BookingView
from models.views_people import PersonCard
from services import booking_views, people
from services.errors import NotYours, Refused

PAGE = 5

_CARD = """
SELECT p.id, p.public_id, p.name, p.id = $1 AS is_me,
       ARRAY(SELECT role FROM role_grants WHERE person_id = p.id) AS roles,
       EXISTS (SELECT 1 FROM psychologists
               WHERE person_id = p.id AND approved_at IS NOT NULL) AS has_profile
FROM people AS p
"""
_SEARCH = """
WHERE ($2 = '' AND EXISTS (
        SELECT 1 FROM role_grants WHERE person_id = p.id AND role <> 'client'))
    OR ($2 <> '' AND p.forgotten_at IS NULL AND position(lower($2) IN lower(p.name)) > 0)
ORDER BY lower(p.name), p.id LIMIT $3 OFFSET $4
"""


class NobodyThere(Refused):
    key = "nobody_there"


class NeverApproved(Refused):
    key = "never_approved"


class RoleOutdated(Refused):
    """The role was given or taken meanwhile."""

    key = "role_outdated"


class LastAdmin(Refused):
    key = "last_admin"


class OwnRole(Refused):
    key = "own_role"


async def find(said: str, page: int, reader_id: int) -> tuple[tuple[PersonCard, ...], bool]:
    """A page of the people whose name has this in it, by name, and whether there are more.

    Without words: those who hold a role.
    """
    found = await rows(
        f"{_CARD} {_SEARCH}",
        reader_id,
        said,
        PAGE + 1,
        page * PAGE,
    )
    return tuple(map(_card, found[:PAGE])), len(found) > PAGE


async def one(person: UUID, reader_id: int) -> PersonCard:
    """Raises NobodyThere for an id that doesn't exist."""
    found = await row(f"{_CARD} WHERE p.public_id = $2", reader_id, person)
    if found is None:
        raise NobodyThere("no such id")
    return _card(found)


def _card(found: Mapping[str, Any]) -> PersonCard:
    roles = frozenset(Role(role) for role in found["roles"])
    return PersonCard(UUID(str(found["public_id"])), found["name"], roles, found["is_me"],
                      found["has_profile"])  # fmt: skip


async def id_of(person: UUID) -> int:
    """Raises NobodyThere for an id that doesn't exist."""
    found = await row("SELECT id FROM people WHERE public_id = $1", person)
    if found is None:
        raise NobodyThere("no such id")
    return int(found["id"])


async def give(person_id: int, role: Role, now: datetime) -> None:
    """Let somebody hold a role. A psychologist's profile is open for bookings again.

    Raises NeverApproved for a psychologist without a profile: that is what /join is for (P3).
    """
    if role is Role.PSYCHOLOGIST:
        opened = await count(
            """UPDATE psychologists SET paused_at = NULL
               WHERE person_id = $1 AND approved_at IS NOT NULL""",
            person_id,
        )
        if not opened:
            raise NeverApproved("no approved profile")
    await people.grant(person_id, role, now)


async def take_admin(person_id: int, taken_by: int) -> None:
    """End somebody's being an admin. Raises OwnRole, NotYours, LastAdmin or RoleOutdated.

    One statement: all admins' rows are locked in order, so that of two who take it from each other
    only the first succeeds, and an admin is always left.
    """
    if person_id == taken_by:
        raise OwnRole("an admin doesn't leave by accident")
    taken = await row(
        """WITH admins AS (SELECT id, person_id FROM role_grants WHERE role = 'admin'
                           ORDER BY id FOR UPDATE)
           DELETE FROM role_grants USING admins
           WHERE role_grants.id = admins.id AND admins.person_id = $1
               AND EXISTS (SELECT 1 FROM admins WHERE person_id = $2)
               AND (SELECT count(*) FROM admins) > 1
           RETURNING role_grants.id""",
        person_id,
        taken_by,
    )
    if taken is None:
        raise await _why_not(taken_by)


async def _why_not(taken_by: int) -> Refused:
    found = await row(
        """SELECT count(*) AS admins, coalesce(bool_or(person_id = $1), false) AS still
           FROM role_grants WHERE role = 'admin'""",
        taken_by,
    )
    assert found is not None, "an aggregate always answers"
    if not found["still"]:
        return NotYours("no admin any more")
    return (
        LastAdmin("the last admin") if found["admins"] == 1 else RoleOutdated("holds no such role")
    )


async def take_psychologist(
    person_id: int, taken_by: int, now: datetime
) -> tuple[BookingView, ...]:
    """End somebody's being a psychologist: no new bookings; the coming ones stay and are returned.

    Raises RoleOutdated when there was nothing to take, or `taken_by` is no admin any more.
    """
    taken = await row(
        """WITH gone AS (
               DELETE FROM role_grants WHERE person_id = $1 AND role = 'psychologist'
                   AND EXISTS (SELECT 1 FROM role_grants WHERE person_id = $2 AND role = 'admin')
               RETURNING person_id),
           paused AS (
               UPDATE psychologists SET paused_at = coalesce(paused_at, $3)
               WHERE person_id IN (SELECT person_id FROM gone))
           SELECT person_id FROM gone""",
        person_id,
        taken_by,
        now,
    )
    if taken is None:
        raise RoleOutdated("holds no such role")
    return await booking_views.ahead_of_psychologist(person_id, now)


async def applications() -> int:
    """How many psychologists wait to be approved (P3)."""
    found = await row(
        """SELECT count(*) AS waiting FROM psychologists
           WHERE submitted_at IS NOT NULL AND approved_at IS NULL AND declined_at IS NULL"""
    )
    assert found is not None, "an aggregate always answers"
    return int(found["waiting"])
