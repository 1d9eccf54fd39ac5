"""What a psychologist offers: made, changed and switched off by its owner alone (S1, S2).

A booking copies length and price when it is held, so nothing here changes one that is there.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from models.database import count, row
from models.profile_views import OwnService
from models.values import Medium, Money, Purpose, SessionFormat
from services.errors import NotYours
from services.profile_views import of_person
from services.profiles import NoProfile

#: Places in a group until its owner says otherwise.
USUAL_GROUP = 8


class NoSuchService(NotYours):
    key = "no_such_service"


@dataclass(frozen=True, slots=True)
class NewService:
    """`price` is in minor units; `capacity` above 1 makes sense for groups only."""

    title: str
    format: SessionFormat
    medium: Medium
    minutes: int
    price: Money
    capacity: int = 1
    needs_approval: bool = True


class Field(StrEnum):
    """What may be changed; the value is the column."""

    TITLE = "title"
    FORMAT = "format"
    MEDIUM = "medium"
    MINUTES = "duration_minutes"
    PRICE = "price_minor"
    CAPACITY = "capacity"
    NEEDS_APPROVAL = "needs_approval"
    IS_ACTIVE = "is_active"


async def mine(person_id: int) -> tuple[OwnService, ...]:
    """Raises NoProfile."""
    profile = await of_person(person_id)
    if profile is None:
        raise NoProfile("no services without a profile")
    return profile.services


async def one(person_id: int, service_id: int) -> OwnService:
    """Raises NoProfile, or NoSuchService for somebody else's."""
    for service in await mine(person_id):
        if service.id == service_id:
            return service
    raise NoSuchService("not this person's service")


async def add(person_id: int, new: NewService) -> int:
    """Its id. Raises NoProfile."""
    made = await row(
        """INSERT INTO services (public_id, psychologist_id, slug, title, format, medium,
               duration_minutes, price_minor, currency, capacity, needs_approval, is_active)
           SELECT $1, id, $3, $4, $5, $6, $7, $8, $9, $10, $11, true
           FROM psychologists WHERE person_id = $2 RETURNING id""",
        uuid4(),
        person_id,
        uuid4().hex[:12],
        new.title,
        new.format.value,
        new.medium.value,
        new.minutes,
        new.price.minor,
        new.price.currency,
        new.capacity,
        new.needs_approval,
    )
    if made is None:
        raise NoProfile("no services without a profile")
    return int(made["id"])


async def change(
    person_id: int, service_id: int, field: Field, value: str | int | bool
) -> None:  # fmt: skip
    """Raises NoSuchService for somebody else's."""
    await _update(person_id, service_id, f"{field.value} = $3", value)


async def change_format(person_id: int, service_id: int, format_: SessionFormat) -> None:
    """A group has places, all else is for one booking at a time. Raises NoSuchService."""
    is_group = format_ is SessionFormat.GROUP
    capacity = f"greatest(services.capacity, {USUAL_GROUP})" if is_group else "1"
    await _update(
        person_id,
        service_id,
        f"format = $3, capacity = {capacity}",
        format_.value,
    )


async def keep_for_emergencies(person_id: int, service_id: int, purpose: Purpose | None) -> None:
    """`emergency`: bookable inside the notice, in hours opened for it (S2).

    Raises NoSuchService for somebody else's.
    """
    await _update(person_id, service_id, "purpose = $3", purpose.value if purpose else None)


async def _update(person_id: int, service_id: int, setting: str, value: object) -> None:
    changed = await count(
        f"""UPDATE services SET {setting} FROM psychologists AS p
            WHERE services.id = $2 AND p.id = services.psychologist_id AND p.person_id = $1""",  # noqa: S608 - columns of ours
        person_id,
        service_id,
        value,
    )
    if not changed:
        raise NoSuchService("not this person's service")
