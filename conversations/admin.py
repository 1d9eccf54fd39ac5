"""/admin: what runs the practice, by buttons; each part has a file of its own (P1, P3, A3)."""

from types import ModuleType

from conversations import admin_day, admin_holidays, admin_invite, admin_people, texts
from conversations.admin_steps import Step
from conversations.dialogue import Entrance
from conversations.events import Begin, Tap, Text
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.admin import AdminOpened, OpenAdmin
from conversations.work.answer import NotPossible

NAME = "admin"
ENTRANCE = Entrance(commands=frozenset({"admin"}))
OF_WORK = True

_PARTS: dict[str, ModuleType] = {
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
    part = _PARTS.get(draft.step)
    if part is None:
        return Turn(draft, (Say("nothing_open"),))
    shown: Turn = part.show(draft)
    return shown


def back(draft: Draft) -> Turn:
    part = _PARTS.get(draft.step)
    if part is None:
        return cancel(draft)
    earlier: Draft = part.back(draft)
    return show(earlier)


def cancel(draft: Draft) -> Turn:
    return Turn(draft.over(), (Say("admin_left"),))


def advance(draft: Draft, event: Event) -> Turn:
    part = _PARTS.get(draft.step)
    match event:
        case Begin():
            return show(_menu(draft))
        case NotPossible(key=key) if key in _STAYS:
            settled = admin_people.back(draft) if draft.step == Step.TAKE else draft
            return show(settled.noting(key))
        case NotPossible(key=key):
            return Turn(draft.over(), (Say("admins_only" if key == "not_yours" else key),))
        case Tap(value="home"):
            return show(_menu(draft))
        case Text(text=text) if texts.means(text, "back"):
            return back(draft)
        case Text(text=text) if texts.means(text, "cancel"):
            return cancel(draft)
        case _ if part is not None:
            turn: Turn | None = part.advance(draft, event)
            return turn or show(draft.noting(part.hint(draft)))
        case AdminOpened():
            return Turn(draft, (_screen(event),))
        case Tap(value=value) if value in _MENU:
            return show(draft.at(Step(value)))
        case Text(text=text) if (chosen := texts.picked(text, list(_MENU.values()))) is not None:
            return show(draft.at(list(_MENU)[chosen]))
        case _:
            return show(draft.noting("only_buttons_here"))


def _menu(draft: Draft) -> Draft:
    return draft.at(Step.MENU, **dict.fromkeys(draft.answers))


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
