"""A tick: admins hear once of money without an owner, by day, and not of each of many (M3)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from conversations import notices_unallocated as notices
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.unallocated_views import FoundMoney
from models.values import Money
from services import applications, unallocated
from services.outbox import Claimed
from services.transaction import transaction

#: Nobody can do anything about it at night, by the practice's clock.
FIRST_HOUR, LAST_HOUR = 7, 21
#: More than these at once are told of in one message.
ONE_BY_ONE = 3


async def tell(practice: Practice, now: datetime) -> list[Claimed]:
    """Two replicas at once tell of each once, and so does a restart."""
    hour = now.astimezone(ZoneInfo(practice.policy.timezone)).hour
    if not FIRST_HOUR <= hour < LAST_HOUR:
        return []
    async with transaction():
        untold = await unallocated.claim_untold(now)
        if not untold:
            return []
        sitting = Sitting(practice, now, f"unallocated{untold[0].id}")
        for admin in await applications.admins():
            await _tell(sitting, admin, untold)
        return await sitting.post()


async def _tell(sitting: Sitting, admin: int, untold: list[FoundMoney]) -> None:
    if len(untold) <= ONE_BY_ONE:
        for money in untold:
            await sitting.tell(admin, notices.came(money))
        return
    total = Money(sum(money.amount.minor for money in untold), untold[0].amount.currency)
    await sitting.tell(admin, notices.many(len(untold), total))
