"""/admin: what runs the practice, by buttons; each part has a file of its own (P1, P3, A3)."""

from typing import Protocol

from conversations import admin_day, admin_holidays, admin_invite, admin_people, texts
from conversations.admin_steps import Step
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.admin import AdminOpened, OpenAdmin
from conversations.work.answer import NotPossible

NAME = "admin"
ENTRANCE = Entrance(commands=frozenset({"admin"}))
OF_WORK = True

FRAME = Frame(
    Step, left="admin_left", not_yours="admins_only",
    hints={Step.INVITE: "invite_hint", Step.PEOPLE: "people_hint",
           Step.CLOSED_DAY: "closed_day_hint", Step.CLOSED_NAME: "closed_name_hint"},
)  # fmt: skip


class Part(Protocol):
    """What a part does at its own steps, as a dialogue does; the rest is of `FRAME`."""

    def show(self, draft: Draft, /) -> Turn: ...

    def back(self, draft: Draft, /) -> Draft: ...

    def advance(self, draft: Draft, event: Event, /) -> Turn | None: ...


_PARTS: dict[str, Part] = {
    Step.INVITE: admin_invite,
    Step.PEOPLE: admin_people,
    Step.PERSON: admin_people,
    Step.TAKE: admin_people,
    Step.DAY: admin_day,
    Step.HOLIDAYS: admin_holidays,
    Step.CLOSED_DAY: admin_holidays,
    Step.CLOSED_NAME: admin_holidays,
}
#: What the menu opens, by the texts of its buttons, which may be typed too.
_MENU = {Step.INVITE: "admin_invite", Step.PEOPLE: "admin_people",
         Step.DAY: "admin_today", Step.HOLIDAYS: "admin_holidays"}  # fmt: skip
#: Refusals after which the same step is still the right place.
_STAYS = frozenset({"last_admin", "own_role", "role_outdated", "never_approved",
                    "holiday_has_passed"})  # fmt: skip


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    if draft.step == Step.MENU:
        return Turn(draft, do=OpenAdmin())
    return _PARTS[draft.step].show(draft)


def back(draft: Draft) -> Draft | None:
    return None if draft.step == Step.MENU else _PARTS[draft.step].back(draft)


def advance(draft: Draft, event: Event) -> Turn | None:
    part = _PARTS.get(draft.step)
    match event:
        case Begin():
            return show(draft.anew(Step.MENU))
        case NotPossible(key=key) if key in _STAYS:
            settled = admin_people.back(draft) if draft.step == Step.TAKE else draft
            return show(settled.noting(key))
        case Tap(value="home"):
            return show(draft.anew(Step.MENU))
        case _ if part is not None:
            return part.advance(draft, event)
        case AdminOpened():
            return Turn(draft, (_screen(event),))
        case Tap(value=value) if value in _MENU:
            return show(draft.at(Step(value)))
        case Text(text=text) if (chosen := texts.picked(text, list(_MENU.values()))) is not None:
            return show(draft.at(list(_MENU)[chosen]))
        case _:
            return None


def _screen(opened: AdminOpened) -> Say:
    waiting = {"count": opened.applications}
    rows = (
        (Button("admin_applications", waiting, command="applications"),),
        (Button("admin_invite", value=Step.INVITE), Button("admin_people", value=Step.PEOPLE)),
        (Button("admin_today", value=Step.DAY), Button("admin_clients", command="clients")),
        (Button("add_client", command="clients add"),),
        (
            Button("admin_unallocated", {"count": opened.unallocated}, command="payments"),
            Button("see_refunds", command="refunds"),
        ),
        (Button("admin_proofs", command="proofs"), Button("admin_books", command="books")),
        (Button("admin_holidays", value=Step.HOLIDAYS),),
        (Button("done", value="cancel"),),
    )
    return Say("admin_menu", {}, rows)
