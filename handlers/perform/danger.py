"""Taking care of somebody who may be in danger."""

from typing import assert_never

from conversations.work.danger import CareTaken, DangerCommand, DangerResult, TakeCare
from handlers import danger
from handlers.sitting import Sitting
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: DangerCommand) -> DangerResult:
    match command:
        case TakeCare(alert=public_id):
            found = await danger.take_care(sitting, guest.person_id, public_id)
            return CareTaken(found, found.taken_by_id == guest.person_id)
        case _ as never:
            assert_never(never)
