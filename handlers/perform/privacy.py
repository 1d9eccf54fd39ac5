"""A person's rights over their data: nobody can ask for another's."""

from conversations.work.privacy import (
    AskForData,
    DataComes,
    FarewellSeen,
    ForgetMe,
    Forgotten,
    LookAtForgetting,
    PrivacyCommand,
    PrivacyResult,
    ReadTrail,
    TrailRead,
)
from handlers import announce_privacy
from handlers.sitting import Sitting
from services import audit_views, exports, forgetting
from services.people import Guest
from services.transaction import savepoint


async def perform(sitting: Sitting, guest: Guest, command: PrivacyCommand) -> PrivacyResult:
    me, days = guest.person_id, sitting.practice.periods.forgotten
    match command:
        case AskForData(with_intake=with_intake):
            public_id = await exports.ask(me, with_intake=with_intake, now=sitting.now)
            return DataComes(public_id, with_intake)
        case LookAtForgetting():
            return FarewellSeen(await forgetting.preview(me, days, sitting.now))
        case ReadTrail(before=before):
            return TrailRead(await audit_views.own_trail(me, before))
        case ForgetMe():
            return await _forget(sitting, me, command)


async def _forget(sitting: Sitting, person_id: int, command: ForgetMe) -> PrivacyResult:
    days, now = sitting.practice.periods.forgotten, sitting.now
    try:
        async with savepoint():
            gone = await forgetting.forget(
                sitting.practice.vault, person_id, command.fingerprint, days, now,
                gives_up=command.gives_up,
            )  # fmt: skip
    except forgetting.FarewellChanged:
        return FarewellSeen(await forgetting.preview(person_id, days, now), changed=True)
    await announce_privacy.client_left(sitting, gone)
    sitting.wakes |= {"refunds", "meetings"}
    return Forgotten(gone, now)
