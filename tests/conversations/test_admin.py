"""/admin, as it is spoken."""

import pytest

from conversations import menus
from conversations.events import Contact, File, Happening, Tap, Text, Typed, Unknown
from conversations.work import Command
from conversations.work.admin import (
    FindPeople,
    GiveRole,
    Invite,
    ListPracticeDay,
    OpenAdmin,
    OpenPerson,
    TakeRole,
)
from conversations.work.holidays import CloseDay, OpenDay
from models.values import Role
from tests.conversations.admin_world import AMINA, BRIAN, JAMHURI, LINK, OWN, admin_world
from tests.dialog import REFERENCE, Chat, dialog

Lines = list[tuple[str, str]]

MENU = [("/admin", "Running Smiling Steps")]
INVITE = [*MENU, ("Invite a psychologist", "Whom do you invite?")]
PEOPLE = [*MENU, ("People and roles", "Who works here")]
PERSON = [*PEOPLE, ("Brian Otieno", "psychologist")]
TAKE = [*PERSON, ("Remove as psychologist", "Remove Brian Otieno as psychologist?")]
DAY = [*MENU, ("Today", "Today at Smiling Steps")]
HOLIDAYS = [*MENU, ("Holidays and closed days", "Jamhuri Day: closed")]
CLOSED_DAY = [*HOLIDAYS, ("Add a closed day", "Which day is the practice closed?")]
CLOSED_NAME = [*CLOSED_DAY, ("24 Dec", "Closed on Thu 24 Dec")]
EVERY_STEP = [MENU, INVITE, PEOPLE, PERSON, TAKE, DAY, HOLIDAYS, CLOSED_DAY, CLOSED_NAME]


def chat(lines: Lines, refuses: dict[type[Command], str] | None = None) -> Chat:
    return dialog(lines, Chat(admin_world(refuses)))


def last(here: Chat) -> Command:
    return here.asked[-1]


def test_p3_an_invitation_is_told_once_with_a_button_that_copies_it() -> None:
    here = chat([*INVITE, ("  Dr   Achieng ", "A link for Dr Achieng")])
    assert LINK in here.screen["text"]
    assert here.screen["keyboard"][0][0]["copy_text"] == LINK
    assert last(here) == Invite("Dr Achieng")
    assert here.current is None
    assert here.drafts["admin"].answers == {}, "a draft keeps no secret"


def test_other_commands_are_buttons_that_act_as_if_typed() -> None:
    keyboard = chat(MENU).screen["keyboard"]
    data = {button["text"]: button["data"] for row in keyboard for button in row}
    assert data["Applications (2)"] == "desk:0:applications"
    assert data["Clients"] == "desk:0:clients"
    assert data["Add a client without Telegram"] == "desk:0:clients add"
    assert len(keyboard) <= 8


def test_p1_somebody_is_found_and_made_an_admin() -> None:
    here = chat([*PEOPLE, ("amina", "People called “amina”"), ("Amina", "client")])
    dialog([("Let them run the practice", "runs the practice")], here)
    assert last(here) == GiveRole(AMINA.public_id, Role.ADMIN)
    dialog([("Remove as admin", "Remove Amina as admin?")], here)
    dialog([("Yes, remove", "client")], here)
    assert last(here) == TakeRole(AMINA.public_id, Role.ADMIN)


def test_ones_own_admin_role_has_no_button() -> None:
    here = chat([*PEOPLE, ("Grace", "This is you")])
    assert here.button("Take") is None


def test_a_psychologists_role_is_taken_and_the_sessions_listed() -> None:
    here = chat([*TAKE, ("Yes, remove", "Still booked (1)")])
    assert "BK-2026-000007" in here.screen["text"]
    assert last(here) == TakeRole(BRIAN.public_id, Role.PSYCHOLOGIST)
    dialog([("Psychologist again", "psychologist")], here)
    assert last(here) == GiveRole(BRIAN.public_id, Role.PSYCHOLOGIST)


@pytest.mark.parametrize("key", ["last_admin", "own_role", "role_outdated"])
def test_a_refusal_shows_the_person_as_they_are(key: str) -> None:
    here = chat([*TAKE, ("Yes, remove", "<i>")], {TakeRole: key})
    assert here.drafts["admin"].step == "person"


def test_nobody_by_that_name() -> None:
    here = chat([*PEOPLE, ("zzz <b>", "Nobody called “zzz &lt;b&gt;”")])
    dialog([("Who works here", "Type a name to find")], here)


def test_lists_have_pages() -> None:
    here = chat(PEOPLE)
    dialog([("Next ›", "Who works here"), ("‹ Prev", "Who works here")], here)
    assert [c.page for c in here.asked if isinstance(c, FindPeople)] == [0, 1, 0]
    here = chat([*DAY, ("Next ›", "No sessions today"), ("‹ Prev", "Brian Otieno")])
    assert [c.page for c in here.asked if isinstance(c, ListPracticeDay)] == [0, 1, 0]


def test_b15_each_session_of_the_day_has_a_button() -> None:
    button = chat(DAY).screen["keyboard"][0][0]
    assert button["data"] == f"do:see:{REFERENCE.hex}:2"


def test_a3_a_holiday_is_opened_and_closed_again() -> None:
    here = chat([*HOLIDAYS, ("Open on Sat 12 Dec", "The usual hours count")])
    assert last(here) == OpenDay(JAMHURI)
    dialog([("Holidays", "open this time"), ("Closed again on Sat 12 Dec", "Nobody can be")], here)
    assert last(here) == CloseDay(JAMHURI, "")
    dialog([("Holidays", "Jamhuri"), ("Open after all on Thu 24 Dec", "Open on")], here)
    assert last(here) == OpenDay(OWN)


def test_a3_a_closed_day_of_ones_own_says_what_is_booked() -> None:
    here = chat([*CLOSED_NAME, ("Staff  day", "on that day already: 2")])
    assert last(here) == CloseDay(OWN, "Staff day")


@pytest.mark.parametrize(
    ("typed", "hears"),
    [
        ("soon", "like “24 Dec”"), ("2020-01-01", "has passed"), ("31 Feb", "like “24 Dec”"),
        ("2999-01-01", "like “24 Dec”"), ("tomorrow", "Closed on Tue 8 Sep"),
    ],
)  # fmt: skip
def test_days_as_people_type_them(typed: str, hears: str) -> None:
    assert "said" not in chat([*CLOSED_DAY, (typed, hears)]).drafts["admin"].answers


@pytest.mark.parametrize("index", range(1, len(EVERY_STEP)))
def test_back_and_done_at_every_step(index: int) -> None:
    before = {PEOPLE[-1]: MENU, PERSON[-1]: PEOPLE, TAKE[-1]: PERSON, CLOSED_DAY[-1]: HOLIDAYS,
              CLOSED_NAME[-1]: CLOSED_DAY}  # fmt: skip
    lines = EVERY_STEP[index]
    dialog([("‹ Back", before.get(lines[-1], MENU)[-1][1])], chat(lines))
    for done in ("Done", "/cancel"):
        assert dialog([(done, "/admin opens")], chat(lines)).current is None


@pytest.mark.parametrize(
    ("lines", "command"),
    [(MENU, OpenAdmin), (PEOPLE, FindPeople), (PERSON, OpenPerson), (DAY, ListPracticeDay)],
)
def test_p1_refused_at_any_step_it_ends(lines: Lines, command: type[Command]) -> None:
    here = chat([*lines[:-1], (lines[-1][0], "for those who run")], {command: "not_yours"})
    assert here.current is None


EVERY_KIND: list[Happening] = [
    Text("hello"), Text(""), Text("  "), Text("x" * 5000), Text("<b>&"), Typed("nonsense"),
    Contact("+254712000001", own=True), Contact("+15", own=False),
    *(Unknown(kind) for kind in ("voice", "sticker", "location", "edited", "button")),
    *(File(kind, "f", None, 1) for kind in ("photo", "document")),
    Tap("admin", 99, "people", 1), Tap("nowhere", 1, "x", 1),
    *(Tap("admin", rev, value, 1) for rev in (1, 2, 3, 4)
      for value in ("", "u", "u123", "g-1", "g9999999999", "gx", "+x", "-", "y", "o2026-99-99",
                    "oxx", "n", "r", "home", "back", "cancel")),
]  # fmt: skip


@pytest.mark.parametrize("lines", EVERY_STEP)
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(lines: Lines, event: Happening) -> None:
    assert len(chat(lines).happens(event)) == 1


def test_menus_are_short_and_fit_the_roles() -> None:
    admin, staff = Role.ADMIN, Role.PSYCHOLOGIST
    for roles in ((), (Role.CLIENT,), (staff,), (admin,), (admin, staff)):
        names = menus.commands(frozenset(roles))
        assert len(set(names)) == len(names) <= 10
        assert {"settings", "help"} <= set(names)
        assert ("admin" in names) is (admin in roles)
        assert ("pending" in names) is (staff in roles)
        assert menus.menu(frozenset(roles), "sw")
