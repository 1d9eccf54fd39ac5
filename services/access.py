"""Who may see what: the only way from a person to somebody's booking (P1, X63)."""

from dataclasses import dataclass
from uuid import UUID

from models.database import row
from models.moves import Actor
from models.values import Role
from models.views import BookingView
from services.booking_views import one_for
from services.errors import NotYours


@dataclass(frozen=True, slots=True)
class Access:
    """A booking, and as what this person may act on it: one or more of client, staff, admin."""

    booking: BookingView
    actors: frozenset[Actor]


async def access_booking(public_id: UUID, person_id: int) -> Access:
    """A booking for its client, its psychologist or an admin.

    Raises NotYours for anybody else, and for an id that doesn't exist: a guess learns nothing.
    """
    seen = await one_for(public_id, person_id)
    if seen is None:
        raise NotYours("not this person's booking")
    found, by_admin = seen
    actors = set()
    if person_id == found.client_id:
        actors.add(Actor.CLIENT)
    if person_id == found.psychologist_person_id:
        actors.add(Actor.PSYCHOLOGIST)
    if by_admin:
        actors.add(Actor.ADMIN)
    if not actors:
        raise NotYours("not this person's booking")
    return Access(found, frozenset(actors))


async def access_booking_as(public_id: UUID, person_id: int, *wanted: Actor) -> BookingView:
    """A booking for whoever may act on it as one of `wanted`; raises NotYours for anybody else."""
    found = await access_booking(public_id, person_id)
    if found.actors.isdisjoint(wanted):
        raise NotYours("not for this person to do")
    return found.booking


async def may_open_words(found: Access, person_id: int) -> bool:
    """Whether they are the session's psychologist, and work here still: who left keeps no access.

    A session that stays with somebody whose role was taken can be moved or cancelled by them.
    """
    return Actor.PSYCHOLOGIST in found.actors and await holds_role(person_id, Role.PSYCHOLOGIST)


async def holds_role(person_id: int, role: Role) -> bool:
    return bool(
        await row(
            "SELECT 1 FROM role_grants WHERE person_id = $1 AND role = $2", person_id, role.value
        )
    )


async def require_role(person_id: int, role: Role) -> None:
    """Raises NotYours for whoever doesn't hold the role; asked at each action, not of a button."""
    if not await holds_role(person_id, role):
        raise NotYours(f"needs the role {role}")
