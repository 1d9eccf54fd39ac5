"""/clients: one's clients, each with what is coming, and adding one without Telegram (P2)."""

from enum import StrEnum
from uuid import UUID

from conversations import clients_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Contact, Tap, Text
from conversations.understanding import one_line, read_id, read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.clients import (
    AddClient,
    ClientAdded,
    ClientBooksAlone,
    ClientFound,
    ClientsFound,
    FindClients,
    OpenClient,
)

NAME = "clients"
ENTRANCE = Entrance(commands=frozenset({"clients"}))
OF_WORK = True


class Step(StrEnum):
    LIST = "list"
    CLIENT = "client"
    NAME = "name"
    PHONE = "phone"


FRAME = Frame(
    Step, left="clients_left", not_yours="staff_only",
    hints={Step.LIST: "clients_hint", Step.NAME: "client_name_hint",
           Step.PHONE: "client_phone_hint"},
)  # fmt: skip

#: What is wrong with what was typed, and at which step to ask for it again.
_ASK_AGAIN = {"name_needed": Step.NAME, "phone_not_a_number": Step.PHONE,
              "phone_not_kenyan": Step.PHONE, "phone_not_mobile": Step.PHONE}  # fmt: skip


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    match draft.step:
        case Step.CLIENT:
            return Turn(draft, do=OpenClient(UUID(hex=draft.answers["client"])))
        case _:
            answers = draft.answers
            return Turn(draft, do=FindClients(answers.get("said", ""), answers.get("page", 0)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.PHONE:
            return draft.at(Step.NAME, name=None)
        case _:
            return draft.at(Step.LIST, client=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            return show(draft.anew(Step.NAME if about == "add" else Step.LIST))
        case _, ClientsFound():
            return Turn(draft, (screens.of_step(draft, event),))
        case _, ClientFound(client=client):
            return Turn(draft, (screens.client(client),))
        case _, ClientAdded(client=client, is_new=is_new):
            known = draft.at(Step.CLIENT, client=client.public_id.hex, name=None)
            note = "client_added" if is_new else "client_known"
            return Turn(known.noting(note), (screens.client(client),))
        case _, ClientBooksAlone(link=link):
            asking = draft.at(Step.PHONE)
            return Turn(asking, (screens.books_alone(link),))
        case _, NotPossible(key=key) if key in _ASK_AGAIN:
            return show(draft.at(_ASK_AGAIN[key]).noting(key))
        case Step.CLIENT, NotPossible(key="not_yours"):
            return show(draft.at(Step.LIST, client=None).noting("not_your_client"))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text):
            return _typed(draft, one_line(text, 60))
        case Step.PHONE, Contact(phone=phone):
            return Turn(draft, do=AddClient(draft.answers["name"], phone))
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn:
    match draft.step:
        case Step.LIST | Step.CLIENT:
            return show(draft.at(Step.LIST, said=text, page=None, client=None))
        case Step.NAME if any(letter.isalpha() for letter in text):
            return show(draft.at(Step.PHONE, name=text))
        case Step.NAME:
            return show(draft.noting("name_needed"))
        case _:
            return Turn(draft, do=AddClient(draft.answers["name"], text))


def _tapped(draft: Draft, value: str) -> Turn | None:
    rest = value[1:]
    match draft.step, value[:1]:
        case Step.LIST, "u" if client := read_id(rest):
            return show(draft.at(Step.CLIENT, client=client.hex))
        case Step.LIST, "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case Step.LIST, "r":
            return show(draft.at(Step.LIST, said=None, page=None))
        case Step.LIST, "n":
            return show(draft.at(Step.NAME))
        case _:
            return None
