"""Running the practice; the role is asked for at each command, whatever a button showed (P1)."""

from uuid import UUID

from conversations.work.admin import (
    AdminCommand,
    AdminOpened,
    AdminResult,
    FindPeople,
    GiveRole,
    Invite,
    Invited,
    ListPracticeDay,
    OpenAdmin,
    OpenPerson,
    PeopleFound,
    PersonFound,
    PracticeDay,
    RoleChanged,
    TakeRole,
)
from handlers import announce_people
from handlers.sitting import Sitting
from models.values import Role
from models.views import BookingView
from services import audit, booking_views, invitations, roles, unallocated
from services.access import require_role
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: AdminCommand) -> AdminResult:
    me, now = guest.person_id, sitting.now
    await require_role(me, Role.ADMIN)
    match command:
        case OpenAdmin():
            return AdminOpened(await roles.applications(), await unallocated.how_many())
        case Invite(label=label):
            token = await invitations.make(Role.PSYCHOLOGIST, label, me, now)
            link = sitting.practice.link(f"{invitations.LINK}{token}")
            return Invited(label, link, now + invitations.VALID)
        case FindPeople(said=said, page=page):
            return PeopleFound(*await roles.find(said, page, me))
        case OpenPerson(person=person):
            return PersonFound(await roles.one(person, me))
        case GiveRole(person=person, role=role):
            return await _give(sitting, me, person, role)
        case TakeRole(person=person, role=role):
            return await _take(sitting, me, person, role)
        case ListPracticeDay(page=page):
            zone = guest.reader.timezone
            day = await booking_views.all_today(zone, now, page)
            return PracticeDay(day.bookings, day.more)


async def _give(sitting: Sitting, me: int, person: UUID, role: Role) -> RoleChanged:
    person_id = await roles.id_of(person)
    await audit.acting(me, Role.ADMIN, sitting.now)
    await roles.give(person_id, role, sitting.now)
    await announce_people.role_given(sitting, person_id, role)
    return RoleChanged(await roles.one(person, me))


async def _take(sitting: Sitting, me: int, person: UUID, role: Role) -> RoleChanged:
    person_id = await roles.id_of(person)
    standing: tuple[BookingView, ...] = ()
    await audit.acting(me, Role.ADMIN, sitting.now)
    if role is Role.ADMIN:
        await roles.take_admin(person_id, me)
    else:
        standing = await roles.take_psychologist(person_id, me, sitting.now)
    await announce_people.role_taken(sitting, person_id, role, standing)
    return RoleChanged(await roles.one(person, me), standing)
