"""The clock's reminders: planned from what the database has marked, said when they are due (R1)."""

from datetime import datetime

import structlog

from conversations import reminding
from handlers.sitting import Practice, Sitting
from models.values import Channel
from services import reminder_plans, reminders
from services.outbox import Claimed
from services.transaction import transaction

log = structlog.get_logger()


async def plan(_practice: Practice, _now: datetime) -> list[Claimed]:
    """Plan what bookings and wishes have changed since; nothing is said by it."""
    while True:
        async with transaction(Channel.CLOCK):
            planned = await reminder_plans.plan()
        if planned < reminder_plans.BATCH:
            return []


async def remind(practice: Practice, now: datetime) -> list[Claimed]:
    """Say what is due; what is not true or of no use any more is dropped and counted in the log."""
    await plan(practice, now)
    while await _some(practice, now) >= reminders.BATCH:
        pass
    return []


async def _some(practice: Practice, now: datetime) -> int:
    """One transaction; how many were claimed. The letters are left to the drain."""
    async with transaction(Channel.CLOCK):
        claimed, messages, dropped = await reminders.claim(now)
        first = messages[0].due[0].id if messages else 0
        sitting = Sitting(practice, now, f"remind{first}t{now.timestamp():.6f}")
        for message in messages:
            due, zone = message.due, message.contact.reader.timezone
            say, until = reminding.reminder(due, now, zone), reminding.true_until(due, now, zone)
            await sitting.remind(message.contact, say, [one.id for one in due], until)
        await sitting.post()
    for why, many in dropped.items():
        log.info("reminders_dropped", reason=why, count=many)
    return claimed
