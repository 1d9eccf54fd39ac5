"""A video session now: with one of one's own clients, with or without a charge (B10)."""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from conversations import arranged_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.kept_words import spelled
from conversations.understanding import pick, read_id, read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.arranged import (
    Arranged,
    FindInstantServices,
    FindOwnClients,
    InstantSeen,
    InstantServicesFound,
    LookAtInstant,
    MakeInstant,
    OwnClientsFound,
)

NAME = "now"
ENTRANCE = Entrance(commands=frozenset({"now"}))
OF_WORK = True


class Step(StrEnum):
    CLIENT = "client"
    SERVICE = "service"
    CHARGE = "charge"


FRAME = Frame(Step, left="instant_left")


def show(draft: Draft) -> Turn:
    answers = draft.answers
    match draft.step:
        case Step.CLIENT:
            return Turn(draft, do=FindOwnClients(answers.get("page", 0)))
        case Step.SERVICE:
            return Turn(draft, do=FindInstantServices(UUID(answers["client"])))
        case _:
            return Turn(draft, do=LookAtInstant(UUID(answers["client"]), answers["service"]))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.SERVICE:
            return draft.at(Step.CLIENT, client=None)
        case Step.CHARGE:
            return draft.at(Step.SERVICE, service=None)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            client = read_id(about)
            return show(draft.anew(Step.SERVICE, client=client.hex) if client
                        else draft.anew(Step.CLIENT))  # fmt: skip
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.CHARGE, Text(text=text) if (charge := screens.read_charge(text)) is not None:
            return _make(draft, charge=charge)
        case Step.CLIENT | Step.SERVICE, Text(text=text):
            return show(draft.knowing(said=text[:100]))
        case _:
            return _answered(draft, event)


def _tapped(draft: Draft, value: str) -> Turn | None:
    number, client = read_number(value[1:]), read_id(value[1:])
    match draft.step, value[:1]:
        case Step.CLIENT, "p" if number is not None:
            return show(draft.at(Step.CLIENT, page=number))
        case Step.CLIENT, "c" if client is not None:
            return show(draft.at(Step.SERVICE, client=client.hex))
        case Step.SERVICE, "s" if number is not None:
            return show(draft.at(Step.CHARGE, service=number))
        case Step.CHARGE, "y":
            return _make(draft, charge=True)
        case Step.CHARGE, "n":
            return _make(draft, charge=False)
        case _:
            return None


def _make(draft: Draft, *, charge: bool) -> Turn:
    answers = draft.answers
    return Turn(draft, do=MakeInstant(UUID(answers["client"]), answers["service"], charge))


def _answered(draft: Draft, event: Event) -> Turn | None:
    said = draft.answers.get("said")
    draft = draft.knowing(said=None)
    if said is not None and (understood := _understood(said, event)):
        return _tapped(draft, understood)
    if said is not None:
        draft = draft.noting("not_understood_here")
    match event:
        case OwnClientsFound(clients=clients, page=page, more=more):
            return Turn(draft, (screens.own_clients(clients, page, more=more),))
        case InstantServicesFound(client=client, services=services):
            return Turn(draft, (screens.instant_services(client, services),))
        case InstantSeen(free=free, charged=charged):
            return Turn(draft, (screens.charge(free, charged),))
        case Arranged(booking=booking):
            return Turn(draft.over(), (screens.instant_made(booking),))
        case NotPossible(key="not_yours"):
            key = "staff_only" if draft.step == Step.CLIENT else "not_your_client"
            return Turn(draft.over(), (Say(key),))
        case NotPossible(key=key, booking=booking):
            busy = screens.in_the_way(key, booking)
            if draft.step == Step.CHARGE:
                return Turn(draft, (busy,))
            return Turn(draft.over(), (replace(busy, keyboard=()),))
        case _:
            return None


def _understood(said: str, event: Event) -> str | None:
    """The button that is meant by a name or a number on the screen."""
    match event:
        case OwnClientsFound(clients=clients):
            chosen = pick(said, [client.name for client in clients])
            return None if chosen is None else f"c{clients[chosen].public_id.hex}"
        case InstantServicesFound(services=services):
            chosen = pick(said, [spelled(service.title) for service in services])
            return None if chosen is None else f"s{services[chosen].id}"
        case _:
            return None
