"""Sessions that staff arrange: now, at a free time, and asking for the money on a phone."""

from conversations.work.answer import NotPossible
from conversations.work.arranged import (
    Arranged,
    ArrangedCommand,
    ArrangedResult,
    ArrangementSeen,
    BookForClient,
    ClientOpened,
    FindInstantServices,
    FindOwnClients,
    InstantSeen,
    InstantServicesFound,
    LookAtArrangement,
    LookAtInstant,
    MakeInstant,
    OpenClient,
    OwnClientsFound,
    PromptSent,
    SendPrompt,
)
from conversations.work.booking import SlotTaken
from handlers import announce_arranged
from handlers.sitting import Sitting
from models.values import Role
from services import arranged, client_prompts, own_clients, payments, sessions
from services.access import holds_role
from services.gateways import jitsi
from services.holds import Taken
from services.people import Guest
from services.transaction import savepoint


async def perform(
    sitting: Sitting, guest: Guest, command: ArrangedCommand
) -> ArrangedResult | SlotTaken | NotPossible:
    try:
        return await _perform(sitting, guest, command)
    except sessions.NotNow as refused:
        return NotPossible(refused.key, refused.booking)


async def _perform(
    sitting: Sitting, guest: Guest, command: ArrangedCommand
) -> ArrangedResult | SlotTaken | NotPossible:
    me, now = guest.person_id, sitting.now
    match command:
        case FindOwnClients(page=page):
            clients, more = await own_clients.own(me, page)
            return OwnClientsFound(clients, page, more)
        case FindInstantServices(client=client):
            whom = await own_clients.own_client(client, me)
            return InstantServicesFound(whom, await arranged.instant_services(me))
        case LookAtInstant(client=client, service_id=service):
            times = [arranged.instant_start(now, charge=charge) for charge in (False, True)]
            return InstantSeen(*[await arranged.look(client, service, at, me) for at in times])
        case MakeInstant():
            return await _instant(sitting, guest, command)
        case OpenClient(client=client):
            whom = await own_clients.own_client(client, me)
            chooses = await holds_role(me, Role.ADMIN)
            own = None if chooses else await arranged.psychologist_of(me)
            return ClientOpened(whom, own)
        case LookAtArrangement(client=client, service_id=service, starts_at=at):
            return ArrangementSeen(await arranged.look(client, service, at, me))
        case BookForClient():
            return await _book(sitting, guest, command)
        case SendPrompt():
            return await _prompt(sitting, guest, command)


async def _instant(sitting: Sitting, guest: Guest, command: MakeInstant) -> Arranged:
    booking = await arranged.instant(
        command.client, command.service_id, guest.person_id,
        jitsi.room(sitting.practice.jitsi_url), sitting.practice.policy, sitting.now,
        charge=command.charge,
    )  # fmt: skip
    await announce_arranged.instant(sitting, booking)
    return Arranged(booking, await own_clients.own_client(command.client, guest.person_id))


async def _book(sitting: Sitting, guest: Guest, command: BookForClient) -> Arranged | SlotTaken:
    booking = await arranged.book_for(
        command.client, command.service_id, command.starts_at, guest.person_id,
        jitsi.room(sitting.practice.jitsi_url), sitting.practice.policy, sitting.now,
    )  # fmt: skip
    if isinstance(booking, Taken):
        return SlotTaken(booking.reason, booking.nearest)
    await announce_arranged.arranged(sitting, booking)
    return Arranged(booking, await own_clients.own_client(command.client, guest.person_id))


async def _prompt(
    sitting: Sitting, guest: Guest, command: SendPrompt
) -> PromptSent | NotPossible:  # fmt: skip
    if not sitting.practice.takes_payments:
        return NotPossible("no_payments")
    booking = await client_prompts.booking_for_staff(command.booking, guest.person_id)
    try:
        async with savepoint():
            asked = await client_prompts.ask(booking, sitting.now)
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)
    sitting.wakes.add("pushes")
    return PromptSent(booking, asked)
