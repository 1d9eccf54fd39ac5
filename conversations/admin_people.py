"""People and roles: find somebody, give a role, take one (P1)."""

from uuid import UUID

from conversations.admin_steps import NAVIGATION, Step, page_of, pager, turned
from conversations.booking_screens import state
from conversations.events import Tap, Text
from conversations.understanding import one_line, read_id
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.admin import (
    FindPeople,
    GiveRole,
    OpenPerson,
    PeopleFound,
    PersonFound,
    RoleChanged,
    TakeRole,
)
from models.values import Role
from models.views_people import PersonCard

#: The roles that an admin gives and takes here.
_ROLES = {"a": Role.ADMIN, "p": Role.PSYCHOLOGIST}


def show(draft: Draft) -> Turn:
    if draft.step == Step.PEOPLE:
        return Turn(draft, do=FindPeople(draft.answers.get("said", ""), page_of(draft)))
    return Turn(draft, do=OpenPerson(_person(draft)))


def back(draft: Draft) -> Draft:
    if draft.step == Step.TAKE:
        return draft.at(Step.PERSON, role=None)
    if draft.step == Step.PERSON:
        return draft.at(Step.PEOPLE, person=None)
    return draft.at(Step.MENU, page=None, said=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, PeopleFound():
            return Turn(draft, (_people(draft, event),))
        case Step.TAKE, PersonFound(person=person):
            return Turn(draft, (_sure(draft, person),))
        case _, PersonFound(person=person):
            return Turn(draft, (_card(person),))
        case _, RoleChanged():
            return Turn(draft.at(Step.PERSON, role=None), (_changed(event),))
        case Step.PEOPLE, Text(text=text):
            return show(draft.at(Step.PEOPLE, said=one_line(text, 60), page=None))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _tapped(draft: Draft, value: str) -> Turn | None:
    kind, role = value[:1], _ROLES.get(value[1:])
    match draft.step, kind:
        case Step.PEOPLE, "u" if person := read_id(value[1:]):
            return show(draft.at(Step.PERSON, person=person.hex))
        case Step.PEOPLE, "g" if there := turned(draft, value):
            return show(there)
        case Step.PEOPLE, "r":
            return show(draft.at(Step.PEOPLE, said=None, page=None))
        case Step.PERSON, "+" if role:
            return Turn(draft, do=GiveRole(_person(draft), role))
        case Step.PERSON, "-" if role:
            return show(draft.at(Step.TAKE, role=value[1:]))
        case Step.TAKE, "y":
            return Turn(draft, do=TakeRole(_person(draft), _ROLES[draft.answers["role"]]))
        case _:
            return None


def _person(draft: Draft) -> UUID:
    return UUID(hex=draft.answers["person"])


def _people(draft: Draft, found: PeopleFound) -> Say:
    said = draft.answers.get("said")
    rows = [(Button(one.name, plain=True, value=f"u{one.public_id.hex}"),) for one in found.people]
    lines = tuple(_line(one) for one in found.people)
    everybody = (Button("people_with_roles", value="r"),) if said else ()
    turning = (*pager(page_of(draft), found.more), *everybody)
    keyboard = (*rows, turning, NAVIGATION) if turning else (*rows, NAVIGATION)
    if not lines:
        return Say("people_none", {"said": said or ""}, keyboard)
    key = "people_called" if said else "people_list"
    return Say(key, {"said": said, "lines": lines}, keyboard)


def _line(person: PersonCard) -> Say:
    return Say("person_line", {"name": person.name, "roles": _roles(person)})


def _roles(person: PersonCard) -> Say:
    """The one sentence for what somebody is here."""
    is_admin, is_staff = Role.ADMIN in person.roles, Role.PSYCHOLOGIST in person.roles
    if is_admin:
        return Say("is_both" if is_staff else "is_admin")
    return Say("is_psychologist" if is_staff else "is_client")


def _card(person: PersonCard) -> Say:
    rows: list[tuple[Button, ...]] = []
    if Role.ADMIN not in person.roles:
        rows.append((Button("give_admin", value="+a"),))
    elif not person.is_me:
        rows.append((Button("take_admin", value="-a", style="danger"),))
    if Role.PSYCHOLOGIST in person.roles:
        rows.append((Button("take_psychologist", value="-p", style="danger"),))
    elif person.has_profile:
        rows.append((Button("give_psychologist", value="+p"),))
    args = {"name": person.name, "roles": _roles(person)}
    return Say("person_me" if person.is_me else "person_card", args, (*rows, NAVIGATION))


def _sure(draft: Draft, person: PersonCard) -> Say:
    key = "take_admin_sure" if draft.answers["role"] == "a" else "take_psychologist_sure"
    yes = Button("take_it", value="y", style="danger")
    return Say(key, {"name": person.name}, ((yes,), NAVIGATION))


def _changed(changed: RoleChanged) -> Say:
    card = _card(changed.person)
    lines = tuple(Say("standing_line", state(booking)) for booking in changed.standing)
    standing = Say("standing", {"lines": lines, "count": len(lines)}) if lines else ""
    args = {**card.args, "standing": standing}
    return Say("role_changed", args, card.keyboard)
