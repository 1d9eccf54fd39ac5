"""Clients as staff see them; a psychologist's own, or everybody's for an admin (X63)."""

from uuid import UUID

from conversations.work.clients import (
    AddClient,
    ClientAdded,
    ClientBooksAlone,
    ClientFound,
    ClientsCommand,
    ClientsFound,
    ClientsResult,
    FindClients,
    FindSessionsOf,
    GiveNumber,
    NumberGiven,
    OpenClient,
    SessionsOfClient,
)
from handlers.sitting import Sitting
from services import booking_views, clients
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: ClientsCommand) -> ClientsResult:
    me, now = guest.person_id, sitting.now
    match command:
        case FindClients(said=said, page=page):
            return ClientsFound(*await clients.find(said, page, me, now))
        case OpenClient(client=client):
            admin = await clients.sees_everybody(me)
            return ClientFound((await clients.access_client(client, me, now)).card, admin)
        case FindSessionsOf(client=client, page=page):
            return await _sessions(sitting, me, client, page)
        case AddClient() | GiveNumber():
            try:
                return await _with_number(sitting, me, command)
            except clients.HasTelegram:
                return ClientBooksAlone(sitting.practice.link(await clients.own_link(me)))


async def _sessions(sitting: Sitting, me: int, client: UUID, page: int) -> SessionsOfClient:
    admin = await clients.sees_everybody(me)
    found = await clients.access_client(client, me, sitting.now)
    if admin and not page:
        await clients.looked_through(found, me, sitting.now)
    seen = await booking_views.of_client_for(found.id, None if admin else me, page)
    return SessionsOfClient(found.card, seen.bookings, page, seen.more, admin)


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
