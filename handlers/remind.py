"""The clock's reminders: planned from what the database has marked, said when they are due (R1)."""

from datetime import datetime

import structlog

from conversations import reminding
from handlers.practice import Practice
from handlers.run import is_passing
from handlers.sitting import Sitting
from handlers.ways import Told
from models.values import Channel
from services import reminder_plans, reminders
from services.outbox import Claimed
from services.reminder_times import silent_from
from services.reminders import Reminding
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
            try:
                await _say(sitting, message)
            except Exception as error:
                # One that can't be made keeps nobody else waiting.
                if is_passing(error):
                    raise
                log.exception("reminder_failed", error=type(error).__name__, alarm=True)
                await reminders.unreachable([one.id for one in message.due], now)
        await sitting.post()
    for why, many in dropped.items():
        log.info("reminders_dropped", reason=why, count=many)
    return claimed


async def _say(sitting: Sitting, message: Reminding) -> None:
    due, now, contact = message.due, sitting.now, message.contact
    zone = contact.reader.timezone
    ends = (reminding.true_until(due, now, zone), silent_from(now, contact.wishes.quiet, zone))
    until = min((at for at in ends if at is not None), default=None)
    say = reminding.reminder(due, now, zone)
    await sitting.remind(contact, Told(say, [one.id for one in due], until))
