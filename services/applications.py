"""Applications to work in the practice, and the admins' answers; one UPDATE decides (P3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.database import row, rows
from models.profile_views import LONGEST_REASON, STAMPS, ProfileView
from models.values import Role
from services import people, profile_views
from services.access import holds_role
from services.errors import NotYours, Outdated

_OPEN = f"""public_id = $1 AND floor(extract(epoch FROM submitted_at))::bigint % {STAMPS} = $2
    AND approved_at IS NULL AND declined_at IS NULL"""


class AdminsOnly(NotYours):
    key = "applications_admins_only"


class AlreadyDecided(Outdated):
    """Somebody else was quicker, or the applicant has sent it again since."""

    key = "application_outdated"


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the applications that wait, and whether there are more behind them."""

    profiles: tuple[ProfileView, ...]
    has_more: bool


async def admins() -> tuple[int, ...]:
    """Everybody who may decide."""
    found = await rows(
        "SELECT person_id FROM role_grants WHERE role = 'admin' ORDER BY granted_at, id"
    )
    return tuple(int(r["person_id"]) for r in found)


async def waiting(admin_id: int, size: int, page: int) -> Page:
    """Raises AdminsOnly."""
    await _require_admin(admin_id)
    found = await profile_views.waiting(size + 1, page * size)
    return Page(found[:size], len(found) > size)


async def look(admin_id: int, public_id: UUID) -> ProfileView:
    """A whole profile, decided or not. Raises AdminsOnly; a guessed id learns nothing else."""
    await _require_admin(admin_id)
    found = await profile_views.one(public_id)
    if found is None or found.submitted_at is None:
        raise AlreadyDecided("no such application")
    return found


async def approve(admin_id: int, public_id: UUID, version: int, now: datetime) -> ProfileView:
    """Bookable from now on. Raises AdminsOnly, or AlreadyDecided for all but the first."""
    await _require_admin(admin_id)
    won = await row(
        f"UPDATE psychologists SET approved_at = $3, approved_by_id = $4 WHERE {_OPEN}"  # noqa: S608 - our own SQL
        " RETURNING person_id",
        public_id,
        version,
        now,
        admin_id,
    )
    if won is None:
        raise AlreadyDecided("too late to approve")
    await people.grant(won["person_id"], Role.PSYCHOLOGIST, now)
    return await look(admin_id, public_id)


async def decline(
    admin_id: int, public_id: UUID, version: int, reason: str, now: datetime
) -> ProfileView:
    """The applicant may change the profile and send it again. Raises as `approve` does."""
    await _require_admin(admin_id)
    won = await row(
        f"UPDATE psychologists SET declined_at = $3, decline_reason = $4 WHERE {_OPEN}"  # noqa: S608 - our own SQL
        " RETURNING person_id",
        public_id,
        version,
        now,
        reason[:LONGEST_REASON],
    )
    if won is None:
        raise AlreadyDecided("too late to decline")
    return await look(admin_id, public_id)


async def _require_admin(person_id: int) -> None:
    if not await holds_role(person_id, Role.ADMIN):
        raise AdminsOnly("decides nothing")
