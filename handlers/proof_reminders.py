"""A tick: proofs of payment that nobody has judged for a day are brought up again, once a day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import announce_paidproof as announce
from handlers.practice import Practice
from handlers.sitting import Sitting
from services import payment_proofs
from services.outbox import Claimed
from services.transaction import transaction


async def remind(practice: Practice, now: datetime) -> list[Claimed]:
    """The day is in each reminder's name: two replicas remind once, and so does a restart."""
    letters: list[Claimed] = []
    today = now.astimezone(ZoneInfo(practice.policy.timezone)).date()
    async with transaction():
        for person_id, total in await payment_proofs.old_ones(now):
            sitting = Sitting(practice, now, f"proofs{person_id}:{today.isoformat()}")
            await announce.still_waiting(sitting, person_id, total)
            letters += await sitting.post()
    return letters
