"""/clients, as it is spoken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from conversations.events import Contact, File, Happening, Tap, Text, Typed, Unknown
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.clients import (
    AddClient,
    ClientAdded,
    ClientBooksAlone,
    ClientFound,
    ClientsFound,
    FindClients,
    GiveNumber,
    NumberGiven,
    OpenClient,
)
from models.views_people import ClientCard
from tests.dialog import Chat, dialog, outside

Lines = list[tuple[str, str]]

AMINA = ClientCard(UUID(int=3), "Amina Njeri", "+254712000001", True, 4, 1,
                   datetime(2026, 9, 15, 7, tzinfo=UTC))  # fmt: skip
MAMA = ClientCard(UUID(int=4), "Mama Wangari", "+254733000002", False, 0, 0, None)

LIST = [("/clients", "Amina Njeri")]
CLIENT = [*LIST, ("Amina", "Next session: Tue 15 Sep, 10:00")]
NAME = [*LIST, ("Add a client", "What is their name?")]
LANGUAGE = [*NAME, ("Mama  Wangari", "Which language does Mama Wangari read?")]
PHONE = [*LANGUAGE, ("Kiswahili", "Mama Wangari's phone number?")]
NUMBER = [*LIST, ("Mama", "Not in Telegram"), ("Change the number", "Mama Wangari's number")]
EVERY_STEP = [LIST, CLIENT, NAME, LANGUAGE, PHONE, NUMBER]


def clients_world(refuses: dict[type[Command], str] | None = None) -> Callable[[Command], Result]:
    def world(command: Command) -> Result:
        key = (refuses or {}).get(type(command))
        if key:
            return NotPossible(key)
        match command:
            case FindClients(said=said, page=page):
                found = [c for c in (AMINA, MAMA) if said.casefold() in c.name.casefold()]
                return ClientsFound(tuple(found), more=page == 0)
            case OpenClient(client=client):
                return ClientFound(AMINA if client == AMINA.public_id else MAMA)
            case AddClient(phone="0712000001"):
                return ClientBooksAlone("https://t.me/bot?start=psy_brian")
            case AddClient(phone=phone) if not phone.lstrip("+").isdecimal():
                return NotPossible("phone_not_a_number")
            case GiveNumber(phone=phone) if not phone.lstrip("+").isdecimal():
                return NotPossible("phone_not_a_number")
            case GiveNumber(phone="0733000003"):
                return NotPossible("client_number_taken")
            case GiveNumber(phone="0712000001"):
                return ClientBooksAlone("https://t.me/bot?start=psy_brian")
            case GiveNumber():
                return NumberGiven(MAMA)
            case AddClient(phone=phone):
                return ClientAdded(MAMA, is_new=phone.endswith("2"))
            case _:
                return outside(command)

    return world


def chat(lines: Lines, refuses: dict[type[Command], str] | None = None) -> Chat:
    return dialog(lines, Chat(clients_world(refuses)))


def test_a_client_and_booking_for_them() -> None:
    here = chat(CLIENT)
    assert "Sessions in all: 4" in here.screen["text"]
    button = here.screen["keyboard"][0][0]
    assert button["data"] == f"desk:0:bookfor {AMINA.public_id.hex}"
    assert len(button["data"]) <= 64


def test_p2_a_client_without_telegram_is_added() -> None:
    here = chat([*PHONE, ("0733000002", "They are on your list now")])
    assert here.asked[-1] == AddClient("Mama Wangari", "0733000002", "sw")
    assert "Not in Telegram" in here.screen["text"]
    dialog([("‹ Back", "Amina Njeri")], here)


def test_p2_a_number_that_is_known_is_said_to_be() -> None:
    chat([*PHONE, ("0733000003", "added nobody twice")])


def test_p2_a_number_of_somebody_with_telegram_says_so() -> None:
    here = chat([*PHONE, ("0712000001", "belongs to somebody who has Telegram")])
    assert here.screen["keyboard"][0][0]["copy_text"] == "https://t.me/bot?start=psy_brian"
    dialog([("0733000002", "on your list now")], here)


@pytest.mark.parametrize("said", ["English", "Kiswahili", "sw", "KISWAHILI"])
def test_p2_who_adds_them_says_their_language(said: str) -> None:
    here = chat([*LANGUAGE, (said, "phone number?"), ("0733000002", "on your list now")])
    added = here.asked[-1]
    assert isinstance(added, AddClient)
    assert added.language == ("en" if said == "English" else "sw")
    chat([*LANGUAGE, ("Kimeru", "Which language")])


def test_r6_a_number_that_was_wrong_is_entered_again() -> None:
    here = chat([*NUMBER, ("0733000009", "SMS go to this number now")])
    assert here.asked[-2:] == [
        GiveNumber(MAMA.public_id, "0733000009"),
        OpenClient(MAMA.public_id),
    ]
    chat([*NUMBER, ("call me", "0712 345 678"), ("0733000003", "Somebody else on our list"),
          ("0712000001", "has Telegram"), ("‹ Back", "Not in Telegram")])  # fmt: skip
    assert "Change the number" not in str(chat(CLIENT).screen["keyboard"])


def test_r6_the_notice_of_a_wrong_number_opens_the_client() -> None:
    chat([(f"/clients {MAMA.public_id.hex}", "Not in Telegram")])


def test_whose_number_was_a_wrong_one_is_not_said_to_be_reached_by_phone() -> None:
    nobody = replace(MAMA, phone=None, wrong_phone=MAMA.phone)
    here = chat(LIST)
    here.world = lambda command: (
        ClientFound(nobody) if isinstance(command, OpenClient) else clients_world()(command)
    )
    dialog([("Mama", "Not in Telegram, and no number that works")], here)
    assert "0733 000 002 wrote that it is a wrong number" in here.screen["text"]


def test_a_contact_may_be_shared_instead_of_typed() -> None:
    (said,) = chat(PHONE).happens(Contact("+254733000002", own=False))
    assert "on your list now" in said["text"]


def test_admins_open_it_at_the_name() -> None:
    chat([("/clients add", "What is their name?"), ("‹ Back", "Amina Njeri")])


def test_searching_and_paging() -> None:
    here = chat([*LIST, ("wangari", "Clients like “wangari”"), ("All clients", "Amina Njeri")])
    dialog(
        [("Next ›", "Mama"), ("‹ Prev", "Mama"), ("nobody here", "Nobody like “nobody here”")], here
    )
    assert len(here.screen["keyboard"]) <= 8


@pytest.mark.parametrize(
    ("lines", "typed", "hears"),
    [(NAME, "123", "with letters"), (PHONE, "call me", "0712 345 678")],
)
def test_what_is_wrong_is_asked_for_again(lines: Lines, typed: str, hears: str) -> None:
    here = chat([*lines, (typed, hears)])
    assert lines[-1][1] in here.screen["text"]


def test_x63_refused_it_leads_back_to_ones_own() -> None:
    here = chat([*LIST, ("Amina", "can't find that person among your clients")],
                {OpenClient: "not_yours"})  # fmt: skip
    assert here.drafts["clients"].step == "list"
    assert chat([("/clients", "for our psychologists")], {FindClients: "not_yours"}).current is None


@pytest.mark.parametrize(("lines", "before"), [(CLIENT, LIST), (NAME, LIST), (LANGUAGE, NAME),
                                               (PHONE, LANGUAGE)])  # fmt: skip
def test_back_and_cancel_at_every_step(lines: Lines, before: Lines) -> None:
    dialog([("‹ Back", before[-1][1])], chat(lines))
    for cancel in ("Cancel", "/cancel"):
        assert dialog([(cancel, "/clients opens")], chat(lines)).current is None
    dialog([("Done", "/clients opens")], chat(LIST))


EVERY_KIND: list[Happening] = [
    Text("hello"), Text(""), Text("  "), Text("x" * 5000), Text("<b>&"), Typed("nonsense"),
    Contact("+254712000001", own=True), Contact("+15", own=False),
    *(Unknown(kind) for kind in ("voice", "sticker", "location", "edited", "button")),
    *(File(kind, "f", None, 1) for kind in ("photo", "document")),
    Tap("clients", 99, "n", 1), Tap("nowhere", 1, "x", 1),
    *(Tap("clients", rev, value, 1) for rev in (1, 2, 3)
      for value in ("", "u", "u123", "g-1", "g99999", "gx", "n", "r", "back", "cancel")),
]  # fmt: skip


@pytest.mark.parametrize("lines", EVERY_STEP)
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(lines: Lines, event: Happening) -> None:
    assert len(chat(lines).happens(event)) == 1
