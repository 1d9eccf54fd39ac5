"""A practice as its admin finds it: Grace runs it, Brian works there, Amina is a client."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from conversations.work import Command, Result
from conversations.work.admin import (
    AdminOpened,
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
from conversations.work.answer import NotPossible
from conversations.work.holidays import CloseDay, DayDecided, HolidaysFound, ListHolidays, OpenDay
from models.values import Role
from models.views_people import Holiday, PersonCard
from tests.dialog import NOW, booking, outside

GRACE = PersonCard(UUID(int=1), "Grace", frozenset({Role.ADMIN}), is_me=True, has_profile=False)
BRIAN = PersonCard(UUID(int=2), "Brian Otieno", frozenset({Role.PSYCHOLOGIST}), is_me=False,
                   has_profile=True)  # fmt: skip
AMINA = PersonCard(UUID(int=3), "Amina", frozenset(), is_me=False, has_profile=False)
JAMHURI, OWN = date(2026, 12, 12), date(2026, 12, 24)
LINK = "https://t.me/smiling_steps_bot?start=inv_abc"
TODAY = date(2026, 9, 7)


def admin_world(refuses: dict[type[Command], str] | None = None) -> Callable[[Command], Result]:
    """`refuses` names the commands that a rule refuses, and the words for it."""
    people = {card.public_id: card for card in (GRACE, BRIAN, AMINA)}
    days = {
        JAMHURI: Holiday(JAMHURI, "Jamhuri Day", is_closed=True, is_own=False),
        OWN: Holiday(OWN, "Staff day", is_closed=True, is_own=True),
    }

    def world(command: Command) -> Result:
        key = (refuses or {}).get(type(command))
        if key:
            return NotPossible(key)
        match command:
            case OpenAdmin():
                return AdminOpened(2)
            case Invite(label=label):
                return Invited(label, LINK, NOW + timedelta(days=7))
            case FindPeople(said=said, page=page):
                found = [c for c in people.values() if said.casefold() in c.name.casefold()]
                return PeopleFound(tuple(found), more=page == 0 and not said)
            case OpenPerson(person=person):
                return PersonFound(people[person])
            case GiveRole(person=person, role=role):
                card = people[person] = replace(people[person], roles=people[person].roles | {role})
                return RoleChanged(card)
            case TakeRole(person=person, role=role):
                card = people[person] = replace(people[person], roles=people[person].roles - {role})
                return RoleChanged(card, (booking(),) if role is Role.PSYCHOLOGIST else ())
            case ListPracticeDay(page=page):
                return PracticeDay((booking(),) if page == 0 else (), more=page == 0)
            case ListHolidays():
                return HolidaysFound(TODAY, tuple(days.values()), more=True)
            case CloseDay(day=day, name=name):
                known = days.get(day, Holiday(day, name, is_closed=True, is_own=True))
                days[day] = replace(known, is_closed=True)
                return DayDecided(day, is_closed=True, booked=2)
            case OpenDay(day=day):
                days[day] = replace(days[day], is_closed=False)
                return DayDecided(day, is_closed=False, booked=0)
            case _:
                return outside(command)

    return world
