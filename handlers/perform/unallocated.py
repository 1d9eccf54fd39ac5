"""Money without an owner; the role is asked for at each command, whatever a button showed (P1)."""

from conversations.work.answer import NotPossible
from conversations.work.unallocated import (
    FindOwner,
    ForeseeGiving,
    GiveMoney,
    GivingForeseen,
    ListUnallocated,
    LookAtMoney,
    MoneyGiven,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedCommand,
    UnallocatedListed,
    UnallocatedResult,
)
from handlers import giving
from handlers.sitting import Sitting
from models.values import Role
from models.views_money import FoundMoney
from services import clients, references, unallocated
from services.access import require_role
from services.people import Guest


async def perform(
    sitting: Sitting, guest: Guest, command: UnallocatedCommand
) -> UnallocatedResult | NotPossible:
    me, now = guest.person_id, sitting.now
    await require_role(me, Role.ADMIN)
    if isinstance(command, ListUnallocated):
        return UnallocatedListed(*await unallocated.waiting(command.page))
    money = await unallocated.one(command.money)
    if not money.waits:
        return MoneyLookedAt(money)
    match command:
        case LookAtMoney():
            return await _looked_at(sitting, money)
        case FindOwner(said=said):
            bookings = await unallocated.called(said, now)
            people = () if references.read(said) else (await clients.find(said, 0, me, now))[0]
            return OwnersFound(money, bookings, people[: unallocated.MOST_NEAR])
        case ForeseeGiving(goal=goal):
            effect, _ = await giving.attempt(sitting, money.id, goal, me, wanted=None)
            return GivingForeseen(money, effect) if effect else await _again(sitting, money)
        case GiveMoney(goal=goal, mark=mark):
            effect, stands = await giving.attempt(sitting, money.id, goal, me, wanted=mark)
            if effect is None:
                return await _again(sitting, money)
            if not stands:
                return GivingForeseen(money, effect, changed=True)
            return MoneyGiven(money, effect)


async def _looked_at(sitting: Sitting, money: FoundMoney) -> MoneyLookedAt:
    return MoneyLookedAt(money, await unallocated.near(money, sitting.now))


async def _again(sitting: Sitting, money: FoundMoney) -> MoneyLookedAt:
    """Somebody was quicker: how it stands now."""
    return await _looked_at(sitting, await unallocated.one(money.public_id))
