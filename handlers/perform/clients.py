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
        case AddClient(name=name, phone=phone):
            return await _add(sitting, me, name, phone)


async def _add(
    sitting: Sitting, me: int, name: str, phone: str
) -> ClientAdded | ClientBooksAlone:  # fmt: skip
    zone = sitting.practice.policy.timezone
    try:
        return ClientAdded(*await clients.add(name, phone, me, zone, sitting.now))
    except clients.HasTelegram:
        return ClientBooksAlone(sitting.practice.link(await clients.own_link(me)))
