"""Applications to work in the practice, answered by its admins."""

from typing import assert_never

from conversations.work.applications import (
    ApplicationDecided,
    ApplicationFound,
    ApplicationsCommand,
    ApplicationsListed,
    ApplicationsResult,
    ApproveApplication,
    DeclineApplication,
    ListApplications,
    LookAtApplication,
)
from handlers import announce_onboarding as announce
from handlers.sitting import Sitting
from models.values import Role
from services import applications, audit
from services.applications import AlreadyDecided
from services.people import Guest


async def perform(
    sitting: Sitting, guest: Guest, command: ApplicationsCommand
) -> ApplicationsResult:
    me = guest.person_id
    match command:
        case ListApplications(page=page, size=size):
            found = await applications.waiting(me, size, page)
            return ApplicationsListed(found.profiles, found.has_more)
        case LookAtApplication(application=public_id):
            return ApplicationFound(await applications.look(me, public_id))
        case ApproveApplication() | DeclineApplication():
            try:
                return await _decide(sitting, me, command)
            except AlreadyDecided:
                return ApplicationFound(await applications.look(me, command.application))
        case _:
            assert_never(command)


async def _decide(
    sitting: Sitting, me: int, command: ApproveApplication | DeclineApplication
) -> ApplicationDecided:
    public_id, version = command.application, command.version
    await audit.acting(me, Role.ADMIN, sitting.now)
    if isinstance(command, ApproveApplication):
        decided = await applications.approve(me, public_id, version, sitting.now)
        await announce.approved(sitting, decided)
    else:
        decided = await applications.decline(me, public_id, version, command.reason, sitting.now)
        await announce.declined(sitting, decided)
    return ApplicationDecided(decided)
