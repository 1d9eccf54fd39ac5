"""Clients as staff see them; a psychologist's own, or everybody's for an admin (X63)."""

from conversations.work.clients import (
    AddClient,
    ClientAdded,
    ClientBooksAlone,
    ClientFound,
    ClientsCommand,
    ClientsFound,
    ClientsResult,
    FindClients,
    GiveNumber,
    NumberGiven,
    OpenClient,
)
from handlers.sitting import Sitting
from services import clients
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: ClientsCommand) -> ClientsResult:
    me, now = guest.person_id, sitting.now
    match command:
        case FindClients(said=said, page=page):
            return ClientsFound(*await clients.find(said, page, me, now))
        case OpenClient(client=client):
            return ClientFound((await clients.access_client(client, me, now)).card)
        case AddClient() | GiveNumber():
            try:
                return await _with_number(sitting, me, command)
            except clients.HasTelegram:
                return ClientBooksAlone(sitting.practice.link(await clients.own_link(me)))


async def _with_number(
    sitting: Sitting, me: int, command: AddClient | GiveNumber
) -> ClientAdded | NumberGiven:
    """Raises HasTelegram, and what a rule refuses."""
    zone, now = sitting.practice.policy.timezone, sitting.now
    match command:
        case AddClient(name=name, phone=phone, language=language):
            return ClientAdded(*await clients.add(name, phone, language, me, zone, now))
        case GiveNumber(client=client, phone=phone):
            return NumberGiven(await clients.give_number(client, phone, me, now))
