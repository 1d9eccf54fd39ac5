"""/clients: one's clients, each with what is coming; one without Telegram added, or called (P2)."""

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
    FindSessionsOf,
    GiveNumber,
    NumberGiven,
    OpenClient,
    SessionsOfClient,
)
from models.languages import DEFAULT_LANGUAGE, LANGUAGES

NAME = "clients"
ENTRANCE = Entrance(commands=frozenset({"clients"}))
OF_WORK = True


class Step(StrEnum):
    LIST = "list"
    CLIENT = "client"
    SESSIONS = "sessions"
    NAME = "name"
    LANGUAGE = "language"
    PHONE = "phone"
    NUMBER = "number"


FRAME = Frame(
    Step, left="clients_left", not_yours="staff_only",
    hints={Step.LIST: "clients_hint", Step.NAME: "client_name_hint",
           Step.PHONE: "client_phone_hint", Step.NUMBER: "client_phone_hint"},
)  # fmt: skip

#: What is wrong with what was typed, and at which step to ask for it again.
_ASK_AGAIN = {"name_needed": Step.NAME, "phone_not_a_number": Step.PHONE,
              "phone_not_kenyan": Step.PHONE, "phone_not_mobile": Step.PHONE}  # fmt: skip
_NUMBERS = frozenset({"phone_not_a_number", "phone_not_kenyan", "phone_not_mobile",
                      "client_number_taken", "client_sets_number"})  # fmt: skip


def show(draft: Draft) -> Turn:
    """Each step asks the shell for something, and the shell asks for the role each time."""
    match Step(draft.step):
        case Step.CLIENT | Step.NUMBER:
            return Turn(draft, do=OpenClient(UUID(hex=draft.answers["client"])))
        case Step.SESSIONS:
            client = UUID(hex=draft.answers["client"])
            return Turn(draft, do=FindSessionsOf(client, draft.answers.get("at", 0)))
        case Step.LIST | Step.NAME | Step.LANGUAGE | Step.PHONE:
            answers = draft.answers
            return Turn(draft, do=FindClients(answers.get("said", ""), answers.get("page", 0)))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.NUMBER:
            return draft.at(Step.CLIENT)
        case Step.PHONE:
            return draft.at(Step.LANGUAGE, language=None)
        case Step.LANGUAGE:
            return draft.at(Step.NAME, name=None)
        case Step.SESSIONS:
            return draft.at(Step.CLIENT, at=None)
        case _:
            return draft.at(Step.LIST, client=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about) if client := read_id(about):
            return show(draft.anew(Step.CLIENT, client=client.hex))
        case _, Begin(about=about):
            return show(draft.anew(Step.NAME if about == "add" else Step.LIST))
        case _, ClientsFound():
            return Turn(draft, (screens.of_step(draft, event),))
        case Step.NUMBER, ClientFound(client=client):
            return Turn(draft, (screens.number(client),))
        case _, NumberGiven():
            return show(draft.at(Step.CLIENT).noting("client_number_kept"))
        case _, ClientFound(client=client, admin=admin):
            return Turn(draft, (screens.client(client, admin=admin),))
        case _, SessionsOfClient():
            return Turn(draft, (screens.sessions(event),))
        case _, ClientAdded(client=client, is_new=is_new):
            known = draft.at(Step.CLIENT, client=client.public_id.hex, name=None, language=None)
            note = "client_added" if is_new else "client_known"
            return Turn(known.noting(note), (screens.client(client),))
        case _, ClientBooksAlone(link=link):
            asking = draft.at(draft.step)
            return Turn(asking, (screens.books_alone(link),))
        case Step.NUMBER, NotPossible(key=key) if key in _NUMBERS:
            return show(draft.noting(key))
        case _, NotPossible(key=key) if key in _ASK_AGAIN:
            return show(draft.at(_ASK_AGAIN[key]).noting(key))
        case ((Step.CLIENT | Step.SESSIONS | Step.NUMBER), NotPossible(key="not_yours")):
            return show(draft.at(Step.LIST, client=None, at=None).noting("not_your_client"))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _, Text(text=text):
            return _typed(draft, one_line(text, 60))
        case ((Step.PHONE | Step.NUMBER), Contact(phone=phone)):
            return _phone(draft, phone)
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn:
    match draft.step:
        case Step.LIST | Step.CLIENT | Step.SESSIONS:
            return show(draft.at(Step.LIST, said=text, page=None, client=None, at=None))
        case Step.NAME if any(letter.isalpha() for letter in text):
            return show(draft.at(Step.LANGUAGE, name=text))
        case Step.NAME:
            return show(draft.noting("name_needed"))
        case Step.LANGUAGE:
            return _language(draft, _spoken(text))
        case _:
            return _phone(draft, text)


def _spoken(text: str) -> str:
    """A language by its own name, or its code."""
    named = (code for code, name in LANGUAGES.items() if text.casefold() in {code, name.casefold()})
    return next(named, "")


def _language(draft: Draft, code: str) -> Turn:
    if code not in LANGUAGES:
        return show(draft.noting("only_buttons_here"))
    return show(draft.at(Step.PHONE, language=code))


def _phone(draft: Draft, typed: str) -> Turn:
    answers = draft.answers
    if draft.step == Step.NUMBER:
        return Turn(draft, do=GiveNumber(UUID(hex=answers["client"]), typed))
    # A dialogue that was left before the language was asked for begins in the first one.
    language = answers.get("language", DEFAULT_LANGUAGE)
    return Turn(draft, do=AddClient(answers["name"], typed, language))


def _tapped(draft: Draft, value: str) -> Turn | None:
    rest = value[1:]
    match draft.step, value[:1]:
        case Step.LIST, "u" if client := read_id(rest):
            return show(draft.at(Step.CLIENT, client=client.hex))
        case Step.LIST, "g" if (page := read_number(rest)) is not None and page < 1000:
            return show(draft.at(Step.LIST, page=page))
        case Step.CLIENT, "s":
            return show(draft.at(Step.SESSIONS, at=None))
        case Step.SESSIONS, "h" if (at := read_number(rest)) is not None and at < 1000:
            return show(draft.at(Step.SESSIONS, at=at))
        case Step.LIST, "r":
            return show(draft.at(Step.LIST, said=None, page=None))
        case Step.LIST, "n":
            return show(draft.at(Step.NAME))
        case Step.LANGUAGE, "l":
            return _language(draft, rest)
        case Step.CLIENT, "t":
            return show(draft.at(Step.NUMBER))
        case _:
            return None
