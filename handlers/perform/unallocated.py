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
from handlers.sitting import Sitting
from models.unallocated_views import FoundMoney
from models.values import Role
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
        case ForeseeGiving() | GiveMoney():
            return await _give(sitting, money, command, me)


async def _give(
    sitting: Sitting, money: FoundMoney, command: ForeseeGiving | GiveMoney, me: int
) -> GivingForeseen | MoneyGiven | MoneyLookedAt:
    from handlers import giving  # noqa: PLC0415 - it may speak in a client's dialogue, as we do

    wanted = command.mark if isinstance(command, GiveMoney) else None
    effect, stands = await giving.attempt(sitting, money.id, command.goal, me, wanted=wanted)
    if effect is None:
        return await _looked_at(sitting, await unallocated.one(money.public_id))
    if stands:
        return MoneyGiven(money, effect)
    return GivingForeseen(money, effect, changed=wanted is not None)


async def _looked_at(sitting: Sitting, money: FoundMoney) -> MoneyLookedAt:
    """How it stands now, perhaps because somebody was quicker."""
    near = await unallocated.near(money, sitting.now) if money.waits else ()
    return MoneyLookedAt(money, near)
